# SPDX-License-Identifier: MIT
"""The marks in the margin: one a highlight, beside the line it begins in, each kind with a shape of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF, QTextLayout

from app.desktop.reading.highlights import Highlight, Part
from app.desktop.reading.page import Page
from app.desktop.reading.typeset import Typesetter
from app.text.layout import Block

GAP = 0.6
"""The space between the column and the first mark, in sizes of a letter."""
STEP = 1.4
"""From mark to mark, and for a count of the rest (:data:`COUNT`), in sizes of a mark."""
COUNT = 2
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
    page: Page,
    types: Typesetter,
    block: Block,
    lines: QTextLayout,
    parts: Sequence[Part],
    current: str | None,
    room: int,
) -> list[Mark]:
    """Return the marks beside a block that has been set, line by line, in a margin of ``room`` pixels."""
    beside: dict[int, list[Highlight]] = {}
    for part in parts:
        if part.begins:
            line = lines.lineForTextPosition(page.unit(block, part.start))
            if line.isValid():
                beside.setdefault(_baseline(lines, line.lineNumber()), []).append(part.highlight)
    setting = types.setting(block)
    return [
        mark
        for baseline, highlights in sorted(beside.items())
        for mark in _row(highlights, baseline - round(setting.ascent * 0.33), types, current, room)
    ]


def _baseline(lines: QTextLayout, number: int) -> int:
    line = lines.lineAt(number)
    return round(line.y() + line.ascent())


def _row(highlights: list[Highlight], middle: int, types: Typesetter, current: str | None, room: int) -> list[Mark]:
    size, left = mark_size(types), round(types.em * GAP)
    step = round(size * STEP)
    fitting = max(1, min(MOST, (room - left) // step))
    if len(highlights) > fitting:
        fitting = max(1, min(MOST, (room - left - size * COUNT) // step))
        highlights = sorted(highlights, key=lambda h: h.uid != current)  # the current one is never only counted
    made = [
        Mark(QRectF(left + n * step, middle - size // 2, size, size), (highlight,))
        for n, highlight in enumerate(highlights[:fitting])
    ]
    rest = tuple(highlights[fitting:])
    if rest:
        made.append(Mark(QRectF(left + fitting * step, middle - size, size * COUNT, size * 2), rest, len(rest)))
    return made


def mark_size(types: Typesetter) -> int:
    """Return the width of a mark: even, so that a disc is round."""
    return max(6, round(types.em * 0.28) * 2)


def margin_width(types: Typesetter, paper: int) -> int:
    """Return the room to leave for marks beside the column: for two and a count, less on narrow paper."""
    size = mark_size(types)
    wanted = round(types.em * GAP + size * (2 * STEP + COUNT))
    return max(round(types.em * GAP + size * STEP), min(wanted, paper // 8))


def draw_shape(painter: QPainter, kind: str, box: QRectF, colour: QColor, *, hollow: bool = False) -> None:
    """Draw the sign of a kind: a disc for claims, a square for recommendations, a diamond for passages."""
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else QBrush(colour))
    painter.setPen(QPen(colour, 1.6) if hollow else QPen(Qt.PenStyle.NoPen))
    inner = box.adjusted(0.8, 0.8, -0.8, -0.8) if hollow else box
    if kind == "claim":
        painter.drawEllipse(inner)
    elif kind == "recommendation":
        inset = box.width() * 0.03
        painter.drawRoundedRect(inner.adjusted(inset, inset, -inset, -inset), 2, 2)
    else:
        reach, middle = inner.width() * 0.56, inner.center()
        corners = ((0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0))
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))


def draw_mark(painter: QPainter, mark: Mark, types: Typesetter, current: str | None) -> None:
    """Draw one mark; the current annotation's has a ring around it."""
    style = types.style
    if mark.more:
        painter.setFont(types.sans)
        painter.setPen(QColor(style.soft))
        painter.drawText(mark.box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"+{mark.more}")
        return
    highlight = mark.highlights[0]
    colour = QColor(style.mark_colour(highlight.kind))
    draw_shape(painter, highlight.kind, mark.box, colour, hollow=highlight.state == SUGGESTED)
    if highlight.uid == current:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(style.accent), 1.5))
        painter.drawRoundedRect(mark.box.adjusted(-2.75, -2.75, 2.75, 2.75), 5, 5)
