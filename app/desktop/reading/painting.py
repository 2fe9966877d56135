# SPDX-License-Identifier: MIT
"""Painting the blocks of a page: grounds, words, underlines, marks and the caret, in that order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextCharFormat, QTextLayout, QTextLine

from app.desktop.reading.furniture import Frame, Furniture
from app.desktop.reading.handles import draw_end
from app.desktop.reading.highlights import HighlightIndex, grounds
from app.desktop.reading.hits import Hits
from app.desktop.reading.lines import Setter
from app.desktop.reading.marks import SUGGESTED, Mark, draw_mark, marks_of
from app.desktop.reading.spans import stretches, visible_lines, x_of
from app.desktop.reading.typeset import Setting
from app.text.layout import Block
from database.records import Span

LANES = 4
"""Underlines under one line before the deepest ones share the lowest."""
LANE = 3
THICK = 2
CARET = 2
PATTERNS: dict[str, tuple[int, ...]] = {"claim": (), "recommendation": (12, 3), "passage": (7, 3, 2, 3)}
"""How the underline of each kind goes: inked and bare pixels in turn; a whole line where nothing is said."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A selection in positions of the document, and how it looks."""

    start: int
    end: int
    format: QTextCharFormat


@dataclass(frozen=True, slots=True)
class Line:
    """One line being painted: the whole pixels its letters stand between, on the page."""

    text: QTextLine
    baseline: int
    top: int
    bottom: int


class Overlays:
    """What lies over the text of a page and comes and goes while it is read."""

    def __init__(self, starts: Sequence[int], length: int) -> None:
        self.highlights = HighlightIndex(starts, length)
        self.hits = Hits()
        self.slots = Hits()
        self.adjustable = False


class PagePainter:
    """Paints the blocks of one page in one style."""

    def __init__(self, setter: Setter, overlays: Overlays) -> None:
        self._setter = setter
        self._page = setter.page
        self._types = setter.types
        self._style = setter.types.style
        self._overlays = overlays
        self._furniture = Furniture(setter)
        self._ink = QColor(self._style.ink)
        self._tints: dict[tuple[tuple[str, ...], bool], QColor] = {}

    def draw(
        self, painter: QPainter, frame: Frame, block: QTextBlock, clip: QRectF, selected: list[Selected], caret: int
    ) -> None:
        """Paint one block that has been set; ``caret`` is a position in the document, or -1."""
        number = block.blockNumber()
        source, lines = self._page.block(number), block.layout()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._furniture.draw(painter, number, source, frame, lines)
        shown = self._shown(source, frame, lines, clip)
        both_ways = self._page.bidirectional(source)
        self._draw_grounds(painter, number, source, frame, shown, both_ways)
        self._draw_hits(painter, source, frame, shown, both_ways)
        painter.setPen(self._ink)
        chosen = _chosen(selected, block.position(), block.length())
        # Qt stops at the first line below the clip; the lines of a row do not run downwards only
        lines.setPosition(QPointF(frame.x, frame.y))  # screen readers ask the lines themselves where they are
        lines.draw(painter, QPointF(0, 0), chosen, QRectF() if source.cells else clip)
        self._draw_lanes(painter, number, source, frame, shown, both_ways)
        self._draw_slots(painter, source, frame, shown, both_ways)
        if self._overlays.adjustable:
            self._draw_ends(painter, number, source, frame, lines)
        for mark in self.marks(block, frame):
            draw_mark(
                painter, mark.moved(frame.x + frame.width, frame.y), self._types, self._overlays.highlights.current
            )
        if block.position() <= caret < block.position() + block.length():
            self._draw_caret(painter, frame, source, lines, caret - block.position())

    def marks(self, block: QTextBlock, frame: Frame) -> list[Mark]:
        """Return the marks beside a block, counted from the right end of the column and the block's top."""
        index, number = self._overlays.highlights, block.blockNumber()
        parts = index.parts(number)
        if not parts:
            return []
        source = self._page.block(number)
        return marks_of(self._page, self._types, source, block.layout(), parts, index.current, frame.room)

    def _shown(self, block: Block, frame: Frame, lines: QTextLayout, clip: QRectF) -> list[Line]:
        setting = self._types.setting(block)
        reach = setting.pitch
        found = visible_lines(lines, clip.top() - frame.y - reach, clip.bottom() - frame.y + reach)
        return [_line(line, frame, setting) for line in found]

    def _draw_grounds(
        self, painter: QPainter, number: int, block: Block, frame: Frame, shown: list[Line], both_ways: bool
    ) -> None:
        index = self._overlays.highlights
        for ground in grounds(index.parts(number), index.current):
            colour = self._tint(ground.kinds, ground.current)
            span = self._page.units(block, ground.start, ground.end)
            for box in _boxes(shown, span, frame, both_ways):
                painter.fillRect(box, colour)

    def _draw_hits(self, painter: QPainter, block: Block, frame: Frame, shown: list[Line], both_ways: bool) -> None:
        for start, end, active in self._overlays.hits.within(block.start, block.end):
            span = self._page.units(block, start - block.start, end - block.start)
            for box in _boxes(shown, span, frame, both_ways):
                painter.fillRect(box, QColor(self._style.hit))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(self._style.hit_line), 2 if active else 1))
                inset = 0.0 if active else 0.5
                painter.drawRect(box.adjusted(inset, inset, -inset, -inset))

    def _draw_lanes(
        self, painter: QPainter, number: int, block: Block, frame: Frame, shown: list[Line], both_ways: bool
    ) -> None:
        for part in self._overlays.highlights.parts(number):
            colour = QColor(self._style.mark_colour(part.highlight.kind))
            span = self._page.units(block, part.start, part.end)
            drop = min(part.lane, LANES - 1) * LANE
            for box in _boxes(shown, span, frame, both_ways):
                y = round(box.bottom()) + drop
                thick = 1 if part.highlight.state == SUGGESTED else THICK
                draw_line(painter, box.left(), box.right(), y, part.highlight.kind, colour, thick)

    def _draw_slots(self, painter: QPainter, block: Block, frame: Frame, shown: list[Line], both_ways: bool) -> None:
        pen = QPen(QColor(self._style.slot), 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1, 1])
        for start, end, _ in self._overlays.slots.within(block.start, block.end):
            span = self._page.units(block, start - block.start, end - block.start)
            for box in _boxes(shown, span, frame, both_ways):
                painter.setPen(pen)
                y = round(box.bottom()) - 1
                painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    def _draw_ends(self, painter: QPainter, number: int, block: Block, frame: Frame, lines: QTextLayout) -> None:
        """Draw the ends of the current annotation that lie in a block, to be taken hold of."""
        index, setting = self._overlays.highlights, self._types.setting(block)
        for part in index.parts(number):
            if part.highlight.uid != index.current:
                continue
            colour = QColor(self._style.mark_colour(part.highlight.kind))
            ends = [(part.start, True)] if part.begins else []
            if part.end <= block.end - block.start:
                ends.append((part.end, False))
            for offset, at_start in ends:
                unit = self._page.unit(block, offset)
                line = lines.lineForTextPosition(unit if at_start else max(0, unit - 1))
                if line.isValid():
                    at = _line(line, frame, setting)
                    draw_end(painter, frame.x + x_of(line, unit), at.top, at.bottom, colour, at_start=at_start)

    def _draw_caret(self, painter: QPainter, frame: Frame, block: Block, lines: QTextLayout, unit: int) -> None:
        line = lines.lineForTextPosition(unit)
        if line.isValid():
            at = _line(line, frame, self._types.setting(block))
            x = round(frame.x + x_of(line, unit)) - CARET // 2
            painter.fillRect(QRectF(x, at.top, CARET, at.bottom - at.top), self._ink)

    def _tint(self, kinds: tuple[str, ...], current: bool) -> QColor:
        key = kinds, current
        if key not in self._tints:
            self._tints[key] = QColor(self._style.tint_colour(kinds, current))
        return self._tints[key]


def _line(line: QTextLine, frame: Frame, setting: Setting) -> Line:
    baseline = frame.y + round(line.y() + line.ascent())
    return Line(line, baseline, baseline - setting.ascent, baseline + setting.descent)


def _boxes(shown: list[Line], span: Span, frame: Frame, both_ways: bool) -> Iterator[QRectF]:
    """Yield the boxes behind a span of units, line by line, their edges on whole pixels."""
    for line in shown:
        for left, right in stretches(line.text, *span, both_ways=both_ways):
            x = frame.x + round(left)
            yield QRectF(x, line.top, frame.x + round(right) - x, line.bottom - line.top)


def draw_line(painter: QPainter, left: float, right: float, y: int, kind: str, colour: QColor, thick: int) -> None:
    """Draw the underline of a kind: whole for claims, long dashes for recommendations, dash and dot for passages."""
    if not PATTERNS[kind]:
        painter.fillRect(QRectF(left, y, right - left, thick), colour)
        return
    pen = QPen(colour, thick, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([length / thick for length in PATTERNS[kind]])
    painter.setPen(pen)
    painter.drawLine(QPointF(left, y + thick / 2), QPointF(right, y + thick / 2))


def _chosen(selected: list[Selected], position: int, length: int) -> list[QTextLayout.FormatRange]:
    ranges = []
    for one in selected:
        start, end = max(0, one.start - position), min(length, one.end - position)
        if start < end:
            made = QTextLayout.FormatRange()
            made.start, made.length, made.format = start, end - start, one.format
            ranges.append(made)
    return ranges
