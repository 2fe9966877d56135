# SPDX-License-Identifier: MIT
"""The bar that finds words in the open source."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.fields import Field
from app.desktop.widgets.parts import IconButton


class FindField(Field):
    """Enter goes on, Shift+Enter back."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, or back."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Emits ``asked`` with the words as they are typed, ``stepped`` with 1 or -1, ``closed`` at the end."""

    asked = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._field = FindField("Find in this source", "Words to find in this source (Ctrl F)", appearance, parent=self)
        self._field.setPlaceholderText("Find in this source")
        self._field.textChanged.connect(self.asked)
        self._field.stepped.connect(self.stepped)
        self._count = QLabel(self)
        self._count.setObjectName("soft")
        back = IconButton(appearance, "up", "Previous place", "Previous place (Shift F3)", self)
        onward = IconButton(appearance, "down", "Next place", "Next place (F3)", self)
        close = IconButton(appearance, "close", "Close the find bar", "Close (Escape)", self)
        back.clicked.connect(self._on_back)
        onward.clicked.connect(self._on_onward)
        close.clicked.connect(self.end)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 8, 8)
        row.setSpacing(4)
        row.addWidget(self._field, 1)
        self._count.setMinimumWidth(64)
        for part in (self._count, back, onward, close):
            row.addWidget(part)
        self.hide()

    def start(self, words: str) -> None:
        """Open, with some words to begin with."""
        self.show()
        self.raise_()
        if words:
            self._field.setText(words)
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.asked.emit(self._field.text())

    @Slot()
    def end(self) -> None:
        """Close."""
        self.hide()
        self.closed.emit()

    def say(self, words: str) -> None:
        """Say how many places there are."""
        self._count.setText(words)
        self._count.setAccessibleName(words)

    @property
    def said(self) -> str:
        """What is said about the places."""
        return self._count.text()

    @property
    def field(self) -> Field:
        """The field itself."""
        return self._field

    @Slot()
    def _on_back(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _on_onward(self) -> None:
        self.stepped.emit(1)
