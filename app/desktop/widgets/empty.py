# SPDX-License-Identifier: MIT
"""What a pane says while it has nothing to show: why, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance

WIDTH = 300


class EmptyState(QWidget):
    """A title, a sentence or two, and buttons for what can be done."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self._look = appearance
        self._buttons: list[QPushButton] = []
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(appearance.font(bold=True))
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._title.setWordWrap(True)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setObjectName("soft")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 24, 24)
        self._column.setSpacing(8)
        self._column.addStretch(2)
        for label in (self._title, self._words):
            self._column.addWidget(label)
        self._column.addSpacing(8)
        self._column.addStretch(3)

    def say(self, title: str, words: str, actions: Sequence[QAction] = ()) -> None:
        """Show a title, some words, and a button for each of these actions."""
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.setAccessibleName(f"{title}. {words}")
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(action) for action in actions]
        for place, button in enumerate(self._buttons):
            self._column.insertWidget(4 + place, button, 0, Qt.AlignmentFlag.AlignHCenter)

    @property
    def words(self) -> str:
        """What is said."""
        return f"{self._title.text()}. {self._words.text()}"

    def _button(self, action: QAction) -> QPushButton:
        button = QPushButton(action.text(), self)
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text())
        button.clicked.connect(action.trigger)
        return button
