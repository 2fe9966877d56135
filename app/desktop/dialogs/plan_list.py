# SPDX-License-Identifier: MIT
"""One of the four lists of a dry run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QStackedLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.plan import PlanDelegate
from app.desktop.models.plan import PlanModel
from app.exchange.plan import Line


class PlanList(QWidget):
    """Lines, or words where there are none."""

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._model = PlanModel(self)
        self._view = QListView(self)
        self._view.setModel(self._model)
        self._view.setItemDelegate(PlanDelegate(appearance, self._view))
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setAccessibleName("What would be done")
        self._view.setToolTip("What would be done with the things in the file, and why")
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        for part in (self._view, self._words):
            part.setObjectName("preview")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._words)
        self._stack.addWidget(self._view)

    @property
    def words(self) -> str:
        """What is on show."""
        if self._stack.currentWidget() is self._words:
            return self._words.text()
        rows = range(self._model.rowCount())
        return "\n".join(str(self._model.index(row, 0).data()) for row in rows)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show lines."""
        self._model.show(lines)
        self._stack.setCurrentWidget(self._view)

    def say(self, words: str) -> None:
        """Show words in their place."""
        self._words.setText(words)
        self._stack.setCurrentWidget(self._words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give reasons other breaks at another width."""
        super().resizeEvent(event)
        self._view.doItemsLayout()
