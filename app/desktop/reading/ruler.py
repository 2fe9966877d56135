# SPDX-License-Identifier: MIT
"""The overview beside the scroll bar: where in the text its annotations and hits lie, and where the reader is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.desktop.reading.highlights import Highlight
from app.desktop.reading.style import PageStyle
from database.records import KINDS

WIDTH = 14
TICK = 3
MARGIN = 2
HIT = "hit"
SHAPES = {
    "claim": [(4, 12)],
    "recommendation": [(4, 7), (9, 12)],
    "passage": [(6, 10)],
    HIT: [(1, 14)],
}
"""From where to where a tick goes, in pixels: kinds are told apart by shape too, as their underlines are."""


class Ruler(QWidget):
    """A narrow strip as high as the page's window; it stands for the whole text by its code points."""

    asked = Signal(object)
    """The offset (code points) of a place that was clicked."""

    def __init__(self, style: PageStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._length = 1
        self._highlights: list[Highlight] = []
        self._hits: list[int] = []
        self._seen = (0, 0)
        self._drawn: QPixmap | None = None
        self.setFixedWidth(WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Overview of the text")
        self.setToolTip("Annotations and search hits in the whole text; click to go there")

    def set_style(self, style: PageStyle) -> None:
        """Take on the colours of a style."""
        self._style = style
        self._redraw()

    def set_length(self, length: int) -> None:
        """Stand for a text of this many code points, with nothing in it yet."""
        self._length = max(1, length)
        self._highlights, self._hits, self._seen = [], [], (0, 0)
        self._redraw()

    def set_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Show these highlights."""
        self._highlights = list(highlights)
        self._redraw()

    def add_highlight(self, highlight: Highlight) -> None:
        """Show one more highlight, without drawing the others again."""
        self._highlights.append(highlight)
        if self._drawn is not None:
            painter = QPainter(self._drawn)
            self._draw_ticks(painter, [self.y_of(highlight.start)], highlight.kind)
            painter.end()
        self.update()

    def set_hits(self, offsets: Iterable[int]) -> None:
        """Show what a search has found."""
        self._hits = list(offsets)
        self._redraw()

    def set_seen(self, start: int, end: int) -> None:
        """Show which part of the text is in view."""
        if (start, end) != self._seen:
            self._seen = (start, end)
            self.update()

    def sizeHint(self) -> QSize:
        """Return the strip's width."""
        return QSize(WIDTH, 0)

    def y_of(self, offset: int) -> int:
        """Return where on the strip an offset lies, in pixels."""
        return MARGIN + offset * self._room // self._length

    @property
    def _room(self) -> int:
        """The way from the tick of the first code point to that of the last, in pixels."""
        return self.height() - 2 * MARGIN - TICK

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the place, and above it the ticks, which are kept as a picture."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._style.panel))
        start, end = self._seen
        if end > start:
            shade = QColor(self._style.ink)
            shade.setAlphaF(0.10)
            top = self.y_of(start)
            painter.fillRect(QRectF(1, top, WIDTH - 1, max(8, self.y_of(end) + TICK - top)), shade)
        if self._drawn is None:
            self._drawn = self._picture()
        painter.drawPixmap(0, 0, self._drawn)
        painter.end()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Draw the ticks anew."""
        self._drawn = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the place that was clicked, or for the tick nearest to it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._ask(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while it is held down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(event)

    def _ask(self, event: QMouseEvent) -> None:
        y = event.position().y()
        reach = TICK + 1
        offsets = (*(highlight.start for highlight in self._highlights), *self._hits)
        near = [offset for offset in offsets if abs(self.y_of(offset) + TICK / 2 - y) <= reach]
        room = max(1, self._room)
        plain = min(self._length - 1, max(0, round((y - MARGIN) * self._length / room)))
        self.asked.emit(min(near, key=lambda offset: abs(offset - plain), default=plain))

    @Slot()
    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    def _picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(round(self.width() * ratio), round(max(1, self.height()) * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.fillRect(QRectF(0, 0, 1, self.height()), QColor(self._style.line))
        for kind, rows in self._ticks():
            self._draw_ticks(painter, rows, kind)
        painter.end()
        return drawn

    def _ticks(self) -> Iterator[tuple[str, set[int]]]:
        """Yield the kinds, each with its rows of pixels: thousands of highlights share a few hundred rows."""
        room, length = self._room, self._length  # as y_of; calling that for each of thousands takes milliseconds
        for kind in KINDS:
            yield kind, {MARGIN + h.start * room // length for h in self._highlights if h.kind == kind}
        yield HIT, {MARGIN + offset * room // length for offset in self._hits}

    def _draw_ticks(self, painter: QPainter, rows: Iterable[int], kind: str) -> None:
        colour = QColor(self._style.hit_line if kind == HIT else self._style.mark_colour(kind))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects([QRectF(left, y, right - left, TICK) for y in rows for left, right in SHAPES[kind]])
