# SPDX-License-Identifier: MIT
"""The head of a page of details, and the strip of buttons above it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.parts import hairline

STRIP = 56


class Headline(QWidget):
    """A name in large letters, and a quiet line below it."""

    def __init__(self, appearance: Appearance, parent: QWidget, *, serif: bool = False):
        super().__init__(parent)
        self._look = appearance
        self._serif = serif
        self._name = QLabel(self)
        self._line = QLabel(self)
        self._line.setObjectName("soft")
        for label in (self._name, self._line):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._name)
        column.addWidget(self._line)
        appearance.changed.connect(self._on_appearance_changed)
        self._on_appearance_changed()

    def say(self, name: str, line: str) -> None:
        """Show a name and what is said of it."""
        self._name.setText(name)
        self._line.setText(line)
        self.setAccessibleName(f"{name}. {line}")

    @property
    def words(self) -> str:
        """What is said."""
        return f"{self._name.text()}. {self._line.text()}"

    @Slot()
    def _on_appearance_changed(self) -> None:
        font = QFont(self._look.font(bold=not self._serif, serif=self._serif))
        font.setPixelSize(round(font.pixelSize() * 1.6))
        self._name.setFont(font)


def strip(widgets: Sequence[QWidget], parent: QWidget, *, stretch: int = -1, left: int = 24) -> QWidget:
    """Return a row of controls as high in every view, with a hairline under it; the one at ``stretch`` grows."""
    made = QWidget(parent)
    row = QHBoxLayout()
    row.setContentsMargins(left, 0, 16, 0)
    row.setSpacing(8)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, 1 if place == stretch else 0)
    if stretch < 0:
        row.addStretch(1)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addStretch(1)
    column.addLayout(row)
    column.addStretch(1)
    column.addWidget(hairline(made))
    made.setFixedHeight(STRIP)
    return made
