# SPDX-License-Identifier: MIT
"""A small window that opens under what it belongs to, and closes on Escape or a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

GAP = 4
EDGE = 8
"""What is left clear between the popover and what it opens under, and between it and the edge of the screen."""
RADIUS = 10
"""How round the corners are, in pixels; the style sheet draws them so."""


class Popover(QWidget):
    """Takes the keys while it is open. ``closed`` comes when it is gone, by whatever way."""

    closed = Signal()

    def __init__(self, name: str, parent: QWidget):
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("floating")
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def open_under(self, place: QRect, *, right: bool = False) -> None:
        """Open below a rectangle of the screen, or above where there is no room, from its left edge or its right."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = place.right() + 1 - self.width() if right else place.left()
        y = place.bottom() + 1 + GAP
        if y + self.height() > screen.bottom() - EDGE and place.top() - GAP - self.height() >= screen.top():
            y = place.top() - GAP - self.height()
        x = max(screen.left() + EDGE, min(x, screen.right() - EDGE - self.width()))
        y = max(screen.top(), min(y, screen.bottom() - EDGE - self.height()))
        self.move(QPoint(x, y))
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the corners off: not every desktop lets one see through a window, and shows them black."""
        super().resizeEvent(event)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that it is gone."""
        super().hideEvent(event)
        self.closed.emit()


def on_screen(widget: QWidget) -> QRect:
    """Return where a widget is on the screen."""
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
