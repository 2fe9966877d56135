# SPDX-License-Identifier: MIT
"""Painting the blocks of a page: grounds, words, underlines, marks and the caret, in that order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextCharFormat, QTextLayout

from app.desktop.reading.furniture import Frame, Furniture
from app.desktop.reading.handles import draw_end
from app.desktop.reading.highlights import HighlightIndex
from app.desktop.reading.hits import Hits
from app.desktop.reading.lines import Setter
from app.desktop.reading.look import THICK, Line, Look, Looks, Plans, line_of
from app.desktop.reading.marks import Mark, MarkPainter
from app.desktop.reading.spans import stretches, visible_lines, x_of
from app.desktop.reading.style import PageStyle
from app.text.layout import Block
from database.records import KINDS, Span

CARET = 2
PATTERNS: dict[str, tuple[int, ...]] = {"claim": (), "recommendation": (12, 3), "passage": (7, 3, 2, 3)}
"""How the underline of each kind goes: inked and bare pixels in turn; a whole line where nothing is said."""
MARK_REACH = 6
"""How far what is drawn around a mark goes beyond its box, in pixels."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A selection in positions of the document, and how it looks."""

    start: int
    end: int
    format: QTextCharFormat


class Overlays:
    """What lies over the text of a page and comes and goes while it is read."""

    def __init__(self, starts: Sequence[int], length: int) -> None:
        self.highlights = HighlightIndex(starts, length)
        self.plans = Plans(self.highlights)
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
        self._pens = {(kind, thick): _pen(self._style, kind, thick) for kind in KINDS for thick in (1, THICK)}
        self._marks = MarkPainter(setter.types)
        self._looks = Looks(setter.page, setter.types, overlays.plans)
        self._tints: dict[tuple[tuple[str, ...], bool], QColor] = {}

    def draw(
        self, painter: QPainter, frame: Frame, block: QTextBlock, clip: QRectF, selected: list[Selected], caret: int
    ) -> None:
        """Paint one block that has been set; ``caret`` is a position in the document, or -1."""
        number = block.blockNumber()
        source, lines = self._page.block(number), block.layout()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._furniture.draw(painter, number, source, frame, lines)
        self._setter.album.draw(painter, number, frame.body, self._types)
        shown = self._shown(source, frame, lines, clip)
        both_ways = self._page.bidirectional(source)
        look = self._looks.look(number, source, lines, frame.room)
        reach = clip.translated(-frame.x, -frame.y)
        painter.translate(frame.x, frame.y)
        self._draw_grounds(painter, look, reach)
        self._draw_hits(painter, source, shown, both_ways)
        painter.translate(-frame.x, -frame.y)
        painter.setPen(self._ink)
        chosen = _chosen(selected, block.position(), block.length())
        # Qt stops at the first line below the clip; the lines of a row do not run downwards only
        lines.setPosition(QPointF(frame.x, frame.y))  # screen readers ask the lines themselves where they are
        lines.draw(painter, QPointF(0, 0), chosen, QRectF() if source.cells else clip)
        painter.translate(frame.x, frame.y)
        self._draw_underlines(painter, look, reach)
        self._draw_slots(painter, source, shown, both_ways)
        if self._overlays.adjustable:
            self._draw_ends(painter, number, source, lines)
        self._draw_marks(painter, look, frame.width, reach)
        if block.position() <= caret < block.position() + block.length():
            self._draw_caret(painter, source, lines, caret - block.position())
        painter.translate(-frame.x, -frame.y)

    def forget(self, number: int) -> None:
        """Hear that the lines of a block have changed, or are gone."""
        self._looks.forget(number)

    def marks(self, block: QTextBlock, frame: Frame) -> list[Mark]:
        """Return the marks beside a block, counted from the right end of the column and the block's top."""
        number = block.blockNumber()
        return self._looks.look(number, self._page.block(number), block.layout(), frame.room).marks

    def _shown(self, block: Block, frame: Frame, lines: QTextLayout, clip: QRectF) -> list[Line]:
        setting = self._types.setting(block)
        reach = setting.pitch
        found = visible_lines(lines, clip.top() - frame.y - reach, clip.bottom() - frame.y + reach)
        return [line_of(line, setting) for line in found]

    def _draw_grounds(self, painter: QPainter, look: Look, reach: QRectF) -> None:
        for box, kinds, current in look.grounds:
            if box.intersects(reach):
                painter.fillRect(box, self._tint(kinds, current))

    def _draw_hits(self, painter: QPainter, block: Block, shown: list[Line], both_ways: bool) -> None:
        for start, end, active in self._overlays.hits.within(block.start, block.end):
            span = self._page.units(block, start - block.start, end - block.start)
            for box in _boxes(shown, span, both_ways):
                painter.fillRect(box, QColor(self._style.hit))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(self._style.hit_line), 2 if active else 1))
                inset = 0.0 if active else 0.5
                painter.drawRect(box.adjusted(inset, inset, -inset, -inset))

    def _draw_underlines(self, painter: QPainter, look: Look, reach: QRectF) -> None:
        top, bottom = reach.top() - THICK, reach.bottom() + THICK
        for line, strokes in look.strokes:
            seen = [stroke for stroke in strokes if top <= stroke.y1() <= bottom]
            if seen:
                painter.setPen(self._pens[line.kind, line.thick])
                painter.drawLines(seen)

    def _draw_slots(self, painter: QPainter, block: Block, shown: list[Line], both_ways: bool) -> None:
        pen = QPen(QColor(self._style.slot), 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1, 1])
        for start, end, _ in self._overlays.slots.within(block.start, block.end):
            span = self._page.units(block, start - block.start, end - block.start)
            for box in _boxes(shown, span, both_ways):
                painter.setPen(pen)
                y = round(box.bottom()) - 1
                painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    def _draw_ends(self, painter: QPainter, number: int, block: Block, lines: QTextLayout) -> None:
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
                    at = line_of(line, setting)
                    draw_end(painter, x_of(line, unit), at.top, at.bottom, colour, at_start=at_start)

    def _draw_marks(self, painter: QPainter, look: Look, width: int, reach: QRectF) -> None:
        painter.translate(width, 0)
        for mark in look.marks:
            if mark.box.bottom() + MARK_REACH >= reach.top() and mark.box.top() - MARK_REACH <= reach.bottom():
                self._marks.draw(painter, mark, self._overlays.highlights.current)
        painter.translate(-width, 0)

    def _draw_caret(self, painter: QPainter, block: Block, lines: QTextLayout, unit: int) -> None:
        line = lines.lineForTextPosition(unit)
        if line.isValid():
            at = line_of(line, self._types.setting(block))
            x = round(x_of(line, unit)) - CARET // 2
            painter.fillRect(QRectF(x, at.top, CARET, at.bottom - at.top), self._ink)

    def _tint(self, kinds: tuple[str, ...], current: bool) -> QColor:
        key = kinds, current
        if key not in self._tints:
            self._tints[key] = QColor(self._style.tint_colour(kinds, current))
        return self._tints[key]


def _boxes(shown: list[Line], span: Span, both_ways: bool) -> Iterator[QRectF]:
    """Yield the boxes behind a span of units, line by line, their edges on whole pixels."""
    for line in shown:
        for left, right in stretches(line.text, *span, both_ways=both_ways):
            x = round(left)
            yield QRectF(x, line.top, round(right) - x, line.bottom - line.top)


def _pen(style: PageStyle, kind: str, thick: int) -> QPen:
    """Return what the underline of a kind is drawn with: whole for claims, with a rhythm of its own for the others."""
    pen = QPen(QColor(style.mark_colour(kind)), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if PATTERNS[kind]:
        pen.setDashPattern([length / thick for length in PATTERNS[kind]])
    return pen


def _chosen(selected: list[Selected], position: int, length: int) -> list[QTextLayout.FormatRange]:
    ranges = []
    for one in selected:
        start, end = max(0, one.start - position), min(length, one.end - position)
        if start < end:
            made = QTextLayout.FormatRange()
            made.start, made.length, made.format = start, end - start, one.format
            ranges.append(made)
    return ranges
