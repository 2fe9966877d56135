# SPDX-License-Identifier: MIT
"""Where the text shows something: the words of a span, taken from the selection."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.desktop.appearance import Appearance
from app.desktop.form.chip_field import paint_field
from app.desktop.form.choice_field import HEIGHT, PAD

EMPTY = "select words, then F, P"
_DROP = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class PlaceField(QAbstractButton):
    """A click takes the selected words; ``cleared`` comes when Delete takes the place out."""

    cleared = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._look = appearance
        self.setToolTip("The words of the text that show this link: a click takes the selected ones, Delete none")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_words("")

    def show_words(self, words: str) -> None:
        """Show the words of another place; none where there is none."""
        self.setText(words)
        self.setAccessibleName(f"Words: {words or 'none'}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a field."""
        return QSize(80, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the place out."""
        if event.key() in _DROP:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Delete for this field."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _DROP:
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words."""
        painter = QPainter(self)
        paint_field(painter, self.rect(), self._look, focused=self.hasFocus(), hovered=self.underMouse())
        font = self._look.font("small", serif=bool(self.text()))
        painter.setFont(font)
        painter.setPen(self._look.theme.colour("ink" if self.text() else "faint"))
        line = self.rect().adjusted(PAD, 0, -PAD, 0)
        words = f"“{self.text()}”" if self.text() else EMPTY
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
