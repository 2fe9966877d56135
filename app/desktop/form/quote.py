# SPDX-License-Identifier: MIT
"""The quotation at the head of the form."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.card import LEADING, QUOTE_LINES
from app.desktop.delegates.painting import Paragraph


class Quote(QWidget):
    """The quotation, in serif, as the card shows it; ``dragged`` comes when it is dragged."""

    dragged = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._look = appearance
        self._words = ""
        self._pressed: QPointF | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: str) -> None:
        """Show another quotation."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        """Return True: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the words are at a width."""
        return self._paragraph(width).height

    def sizeHint(self) -> QSize:
        """Return its height at the width it has."""
        return QSize(120, self.heightForWidth(self.width()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag."""
        far = QApplication.startDragDistance()
        if self._pressed is not None and (event.position() - self._pressed).manhattanLength() >= far:
            self._pressed = None
            self.dragged.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words."""
        painter = QPainter(self)
        self._paragraph(self.width()).paint(painter, 0, 0, self._look.theme.colour("ink"))
        painter.end()

    def _paragraph(self, width: int) -> Paragraph:
        font = self._look.font("quote", serif=True)
        return Paragraph(self._words, font, width, lines=QUOTE_LINES, leading=LEADING)
