# SPDX-License-Identifier: MIT
"""A box to tick, in the colours of the theme: the one of the style has no edge on dark paper."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QWidget

from app.desktop.appearance import Appearance

SIDE, GAP = 16, 8


class Tick(QCheckBox):
    """A box with words beside it. With a ``letter``, the first word that begins with it ticks it together with Alt."""

    def __init__(self, words: str, tip: str, appearance: Appearance, parent: QWidget, *, letter: str = ""):
        super().__init__(words, parent)
        self._look = appearance
        self._place = f" {words}".casefold().find(f" {letter}".casefold()) if letter else -1
        if self._place >= 0:
            self.setShortcut(QKeySequence(f"Alt+{letter}"))
        self.setToolTip(tip)
        self.setAccessibleName(words)
        appearance.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the room box and words need."""
        metrics = QFontMetrics(self._look.font())
        return QSize(SIDE + GAP + metrics.horizontalAdvance(self.text()) + 2, max(SIDE + 4, metrics.height() + 4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box and its words."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1.5, (self.height() - SIDE) / 2 + 0.5, SIDE - 1, SIDE - 1)
        ticked, near = self.isChecked(), self.hasFocus() or self.underMouse()
        painter.setPen(QPen(theme.colour("accent" if ticked or near else "edge"), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.colour("accent" if ticked else "paper"))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            painter.setPen(QPen(theme.colour("accent_ink"), 1.8))
            x, y = box.center().x(), box.center().y()
            painter.drawPolyline(QPolygonF([QPointF(x - 3.5, y), QPointF(x - 1, y + 3), QPointF(x + 4, y - 3)]))
        painter.setFont(self._look.font())
        painter.setPen(theme.colour("ink" if self.isEnabled() else "faint"))
        words = self.rect().adjusted(SIDE + GAP, 0, 0, 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        self._underline(painter, words, shown)
        painter.end()

    def _underline(self, painter: QPainter, place: QRect, shown: str) -> None:
        """Underline the letter that is its key, where that is in sight."""
        metrics = painter.fontMetrics()
        if not (0 <= self._place < len(shown) and shown.startswith(self.text()[: self._place + 1])):
            return
        left = place.left() + metrics.horizontalAdvance(shown[: self._place])
        right = place.left() + metrics.horizontalAdvance(shown[: self._place + 1])
        y = place.top() + (place.height() + metrics.ascent() - metrics.descent()) // 2 + metrics.underlinePos() + 1
        painter.drawLine(left, y, right - 1, y)
