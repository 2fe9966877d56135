# SPDX-License-Identifier: MIT
"""Who recommends what to whom: a matrix of any two facets, whose cells open the annotations behind them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.matrix import MatrixDelegate, NameHeader
from app.desktop.models.matrix import MatrixModel
from app.desktop.models.table_columns import value_words
from app.desktop.views.overview.task import MatrixAnswer
from app.search.narrowing import within

KINDS = {"recommendation": "recommendation", "claim": "claim", "passage": "passage", "": "annotation"}


class MatrixPage(QWidget):
    """The matrix. ``query_asked`` carries the query whose annotations a cell, a row or a column stands for."""

    query_asked = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self.model = MatrixModel(self)
        self._answer: MatrixAnswer | None = None
        self.grid = MatrixGrid(self.model, appearance, self)
        self.grid.entered_cell.connect(self._on_cell)
        self.grid.horizontalHeader().sectionClicked.connect(self._on_column)
        self.grid.verticalHeader().sectionClicked.connect(self._on_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.addWidget(self.grid)

    def show_answer(self, answer: MatrixAnswer) -> None:
        """Show a matrix."""
        self._answer = answer
        task = answer.task
        rows = [(value, value_words(task.rows, value), count) for value, count in answer.rows]
        columns = [(value, value_words(task.columns, value), count) for value, count in answer.columns]
        self.model.show(rows, columns, answer.cells, KINDS[task.kind])
        if rows and not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.model.index(0, 0))

    def _ask(self, row: str, column: str) -> None:
        if self._answer is not None:
            task = self._answer.task
            self.query_asked.emit(within(task.query, ("kind", task.kind), (task.rows, row), (task.columns, column)))

    @Slot(QModelIndex)
    def _on_cell(self, index: QModelIndex) -> None:
        cell = self.model.cell(index.row(), index.column())
        if cell is not None and cell.count:
            self._ask(cell.row, cell.column)

    @Slot(int)
    def _on_column(self, section: int) -> None:
        value = self.model.head(section, Qt.Orientation.Horizontal)
        if value is not None:
            self._ask("", value[0])

    @Slot(int)
    def _on_row(self, section: int) -> None:
        value = self.model.head(section, Qt.Orientation.Vertical)
        if value is not None:
            self._ask(value[0], "")


class MatrixGrid(QTableView):
    """The grid. ``entered_cell`` carries the cell that was clicked or opened by Enter."""

    entered_cell = Signal(QModelIndex)

    def __init__(self, model: MatrixModel, appearance: Appearance, parent: QWidget, *, upright: bool = True):
        super().__init__(parent)
        self.setObjectName("matrix")
        self.setAccessibleName("Matrix")
        self.setToolTip("Enter or a click shows the annotations of a cell")
        self.setFrameShape(self.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(self.SelectionMode.NoSelection)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setModel(model)
        self.setItemDelegate(MatrixDelegate(appearance, self))
        self.setHorizontalHeader(NameHeader(Qt.Orientation.Horizontal, model, appearance, self, upright=upright))
        self.setVerticalHeader(NameHeader(Qt.Orientation.Vertical, model, appearance, self))
        self.clicked.connect(self.entered_cell)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current cell; letters are left to the commands of the window."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.currentIndex().isValid():
            self.entered_cell.emit(self.currentIndex())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)
