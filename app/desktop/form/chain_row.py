# SPDX-License-Identifier: MIT
"""The attribution in words; it opens the chain."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.attribution import pieces
from app.desktop.appearance import Appearance
from app.desktop.delegates.card import strong
from app.desktop.delegates.painting import Paragraph
from app.desktop.widgets.key_button import CAP, paint_key
from database.records import Link

ABOVE, LEAST, KEY = 3, 24, "A"
"""Space above the words, the least height, and the key that opens the chain."""

NOTHING = "No attribution yet"


class ChainRow(QAbstractButton):
    """Shows a chain as a sentence; a click, Space or Enter opens it, or closes it again."""

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._look = appearance
        self._chain: tuple[Link, ...] = ()
        self.setCheckable(True)
        self.setToolTip("The attribution chain: who holds it, for whom, told or quoted by whom, in which work (A)")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chain(self, chain: Sequence[Link]) -> None:
        """Show another chain."""
        self._chain = tuple(chain)
        words = "".join(text for text, _ in pieces(chain))
        self.setAccessibleName(f"Attribution chain: {words or NOTHING}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return its height at the width it has."""
        return QSize(80, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """Return True: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the words are at a width."""
        return max(LEAST, self._paragraph(width).height + 2 * ABOVE)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be opened."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be quiet again."""
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chain with Enter too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words, and the key."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        near = self.underMouse() or self.hasFocus()
        paragraph = self._paragraph(self.width())
        paragraph.paint(painter, 0, ABOVE, theme.colour("accent" if near else "soft" if self._chain else "faint"))
        paint_key(painter, QRect(self.width() - CAP - 6, 1, CAP, CAP), KEY, self._look)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawLine(0, self.height() - 1, self.width() - CAP - 14, self.height() - 1)
        painter.end()

    def _paragraph(self, width: int) -> Paragraph:
        words = pieces(self._chain)
        shown = "".join(text for text, _ in words) or NOTHING
        formats = strong(words, self._look)
        return Paragraph(shown, self._look.font("small"), width - CAP - 14, formats=formats)
