# SPDX-License-Identifier: MIT
"""The two ends of each span of the current annotation, by which it is made longer or shorter with the mouse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.desktop.reading.highlights import Highlight, HighlightIndex
from app.desktop.reading.spans import x_of
from database.records import Span

if TYPE_CHECKING:
    from app.desktop.reading.view import ReadingView

REACH = 6
"""Pixels beside an end within which the mouse takes hold of it."""
BAR, KNOB = 2, 4
"""The width of the line at an end, and the radius of the knob on it."""


@dataclass(frozen=True, slots=True)
class Grip:
    """An end that is held: of which span of which annotation, and where the span is meanwhile."""

    uid: str
    span: Span
    at_start: bool
    now: Span

    def moved(self, offset: int) -> Grip:
        """Return the grip with its end at an offset; a character of the span always stays."""
        start, end = self.span
        now = (min(offset, end - 1), end) if self.at_start else (start, max(offset, start + 1))
        return replace(self, now=now)


def grip_at(view: ReadingView, index: HighlightIndex, point: QPointF) -> Grip | None:
    """Return the end of the current annotation that is under a point of the viewport, the nearest if there are two."""
    found: list[tuple[float, Grip]] = []
    for highlight in index.of(index.current or ""):
        span = highlight.start, highlight.end
        for at_start in (True, False):
            box = end_box(view, highlight, at_start=at_start)
            if box.adjusted(-REACH, 0, REACH, KNOB).contains(point):
                found.append((abs(box.center().x() - point.x()), Grip(highlight.uid, span, at_start, span)))
    return min(found, key=_distance)[1] if found else None


def end_box(view: ReadingView, highlight: Highlight, *, at_start: bool) -> QRectF:
    """Return where the line at an end stands, in the viewport."""
    layout = view.page_layout
    utf16 = layout.page.utf16
    first = utf16.to_utf16(highlight.start if at_start else highlight.end - 1)
    at = layout.line_at(first)
    unit = (first if at_start else utf16.to_utf16(highlight.end)) - layout.position(at.number)
    x = layout.left + x_of(at.line, unit)
    y = at.y - view.verticalScrollBar().value()
    return QRectF(x - BAR / 2, y, BAR, at.line.height())


def draw_end(painter: QPainter, x: float, top: float, bottom: float, colour: QColor, *, at_start: bool) -> None:
    """Draw an end: a line as high as the letters, with a knob above at the start and below at the end."""
    painter.fillRect(QRectF(round(x) - BAR / 2, top, BAR, bottom - top), colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(round(x), top - KNOB / 2 if at_start else bottom + KNOB / 2), KNOB, KNOB)


def _distance(found: tuple[float, Grip]) -> float:
    return found[0]
