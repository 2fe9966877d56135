# SPDX-License-Identifier: MIT
"""A note of the source beside its figure in the text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.parts import plain, text_link
from app.desktop.widgets.popover import Popover

WIDTH, HIGHEST = 360, 240


class NotePopover(Popover):
    """Shows what a note says. ``gone_to`` comes when the reader wants to be where it stands; Enter does it."""

    gone_to = Signal()

    def __init__(self, label: str, words: str, appearance: Appearance, parent: QWidget):
        super().__init__(f"Note {label}", parent)
        self.words = words
        title = QLabel(f"Note {label}", self)
        title.setFont(appearance.font("small", bold=True))
        title.setObjectName("soft")
        text = QLabel(words, self)
        text.setFont(appearance.font(serif=True))
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setFixedWidth(WIDTH - 48)
        text.setAccessibleName(words)
        inside = plain("clear", self)
        held = QVBoxLayout(inside)
        held.setContentsMargins(0, 0, 0, 0)
        held.addWidget(text)
        area = QScrollArea(self)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setObjectName("clear")
        area.setWidget(inside)
        inside.adjustSize()
        height = text.heightForWidth(WIDTH - 48)
        area.setFixedHeight(min(HIGHEST, height))
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus if height > HIGHEST else Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(f"Note {label}")
        self._go = text_link("Go to the note", "Go to where the note stands (Enter)", self)
        self._go.clicked.connect(self._on_go)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for part in (title, area):
            column.addWidget(part)
        column.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFixedWidth(WIDTH)
        self.setFocusProxy(area if height > HIGHEST else self._go)  # a long note is read on with the arrows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the note on Enter, close on Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_go()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_go(self) -> None:
        self.close()
        self.gone_to.emit()
