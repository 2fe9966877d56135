# SPDX-License-Identifier: MIT
"""The marks in the margin: one a highlight, beside the line it begins in, each kind with a shape of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF, QStaticText

from app.desktop.reading.highlights import Highlight
from app.desktop.reading.typeset import Setting, Typesetter
from database.records import KINDS

GAP = 0.6
"""The space between the column and the first mark, in sizes of a letter."""
STEP = 1.4
"""From mark to mark, in sizes of a mark."""
MOST = 3
"""Marks beside one line before the rest are only counted."""
SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: where it stands, counted from the block's corner, and the highlights it stands for.

    ``more`` is how many highlights a "+n" stands for; such a mark has no shape.
    """

    box: QRectF
    highlights: tuple[Highlight, ...]
    more: int = 0

    def moved(self, x: int, y: int) -> Mark:
        """Return the mark as far from another corner."""
        return Mark(self.box.translated(x, y), self.highlights, self.more)


def marks_of(
    beside: Iterable[tuple[int, list[Highlight]]], types: Typesetter, setting: Setting, current: str | None, room: int
) -> list[Mark]:
    """Return the marks beside a block in a margin of ``room`` pixels.

    ``beside`` gives the baselines of the lines that highlights begin in, from the top, each with these highlights.
    """
    return [
        mark
        for baseline, highlights in beside
        for mark in _row(highlights, baseline - round(setting.ascent * 0.33), types, current, room)
    ]


def _row(highlights: list[Highlight], middle: int, types: Typesetter, current: str | None, room: int) -> list[Mark]:
    size, left = mark_size(types), round(types.em * GAP)
    step = round(size * STEP)
    fitting = max(1, min(MOST, (room - left) // step))
    if len(highlights) > fitting:
        fitting = max(1, min(MOST, (room - left - _count_width(types)) // step))
        highlights = sorted(highlights, key=lambda h: h.uid != current)  # the current one is never only counted
    made = [
        Mark(QRectF(left + n * step, middle - size // 2, size, size), (highlight,))
        for n, highlight in enumerate(highlights[:fitting])
    ]
    rest = tuple(highlights[fitting:])
    if rest:
        box = QRectF(left + fitting * step, middle - size, _count_width(types), size * 2)
        made.append(Mark(box, rest, len(rest)))
    return made


def mark_size(types: Typesetter) -> int:
    """Return the width of a mark: even, so that a disc is round."""
    return max(6, round(types.em * 0.28) * 2)


def margin_width(types: Typesetter, paper: int) -> int:
    """Return the room to leave for marks beside the column: for two and a count, or one where paper is narrow."""
    step, least = mark_size(types) * STEP, types.em * GAP + _count_width(types)
    return max(round(least + step), min(round(least + 2 * step), paper // 8))


def _count_width(types: Typesetter) -> int:
    """Return the room for a count of two figures; it stays as small as it is where the letters are large."""
    return ceil(QFontMetricsF(types.sans).horizontalAdvance("+00"))


class MarkPainter:
    """Draws the marks of one style. What they are drawn with is made once: a page may have a hundred."""

    def __init__(self, types: Typesetter) -> None:
        style = types.style
        self._colours = {kind: QColor(style.mark_colour(kind)) for kind in KINDS}
        self._hollow = {kind: QPen(colour, 1.6) for kind, colour in self._colours.items()}
        self._ring = QPen(QColor(style.accent), 1.5)
        self._soft = QColor(style.soft)
        self._font = types.sans
        self._counts: dict[int, QStaticText] = {}

    def draw(self, painter: QPainter, mark: Mark, current: str | None) -> None:
        """Draw one mark; the current annotation's has a ring around it."""
        if mark.more:
            self._draw_count(painter, mark)
            return
        highlight = mark.highlights[0]
        if highlight.state == SUGGESTED:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._hollow[highlight.kind])
            draw_shape(painter, highlight.kind, mark.box.adjusted(0.8, 0.8, -0.8, -0.8))
        else:
            painter.setBrush(self._colours[highlight.kind])
            painter.setPen(Qt.PenStyle.NoPen)
            draw_shape(painter, highlight.kind, mark.box)
        if highlight.uid == current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._ring)
            painter.drawRoundedRect(mark.box.adjusted(-2.75, -2.75, 2.75, 2.75), 5, 5)

    def _draw_count(self, painter: QPainter, mark: Mark) -> None:
        count = self._counts.get(mark.more)
        if count is None:
            count = self._counts[mark.more] = QStaticText(f"+{mark.more}")
            count.setTextFormat(Qt.TextFormat.PlainText)
            count.prepare(font=self._font)
        painter.setFont(self._font)
        painter.setPen(self._soft)
        middle = mark.box.top() + (mark.box.height() - count.size().height()) / 2
        painter.drawStaticText(QPointF(mark.box.left(), middle), count)


def draw_shape(painter: QPainter, kind: str, box: QRectF) -> None:
    """Draw the sign of a kind with the painter's pen and brush: a disc, a square or a diamond."""
    if kind == "claim":
        painter.drawEllipse(box)
    elif kind == "recommendation":
        inset = box.width() * 0.03
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 2, 2)
    else:
        painter.drawPolygon(_diamond(box.width() * 0.56).translated(box.center()))


@lru_cache(maxsize=8)
def _diamond(reach: float) -> QPolygonF:
    return QPolygonF([QPointF(0.0, -reach), QPointF(reach, 0.0), QPointF(0.0, reach), QPointF(-reach, 0.0)])
