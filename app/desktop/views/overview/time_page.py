# SPDX-License-Identifier: MIT
"""How much was said when: bars by year or month, and the same numbers as a table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.models.matrix import MatrixModel
from app.desktop.views.overview.matrix_page import MatrixGrid
from app.desktop.views.overview.task import TimeAnswer
from app.desktop.widgets.parts import hairline
from app.desktop.widgets.time_chart import TimeChart, period_words
from app.search.narrowing import within
from database.records import KINDS


class TimePage(QWidget):
    """The chart and its table. ``query_asked`` carries the query whose annotations a bar or a cell stands for."""

    query_asked = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._answer: TimeAnswer | None = None
        self.model = MatrixModel(self)
        self.chart = TimeChart(appearance, self)
        self.grid = MatrixGrid(self.model, appearance, self, upright=False)
        self.grid.setAccessibleName("Annotations over time, as a table")
        self.chart.chosen.connect(self._ask)
        self.grid.entered_cell.connect(self._on_cell)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.chart, 3)
        column.addWidget(hairline(self))
        column.addWidget(self.grid, 2)

    def show_answer(self, answer: TimeAnswer) -> None:
        """Show counts over time."""
        self._answer = answer
        self.chart.show_counts(answer.periods, answer.cells)
        kinds = [(kind, f"{kind.capitalize()}s", self._sum(answer, kind)) for kind in KINDS]
        rows = [
            (period, period_words(period), sum(answer.cells.get((period, kind), 0) for kind in KINDS))
            for period in answer.periods
        ]
        self.model.show(rows, [kind for kind in kinds if kind[2]], answer.cells, "annotation")
        if rows and not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.model.index(0, 0))

    def _sum(self, answer: TimeAnswer, kind: str) -> int:
        return sum(answer.cells.get((period, kind), 0) for period in answer.periods)

    @Slot(str, str)
    def _ask(self, period: str, kind: str) -> None:
        if self._answer is not None:
            self.query_asked.emit(within(self._answer.task.query, ("kind", kind), ("month", period)))

    @Slot(QModelIndex)
    def _on_cell(self, index: QModelIndex) -> None:
        cell = self.model.cell(index.row(), index.column())
        if cell is not None and cell.count:
            self._ask(cell.row, cell.column)
