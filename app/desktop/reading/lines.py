# SPDX-License-Identifier: MIT
"""Breaking blocks into lines, and guessing how high they will be before that is done.

The positions follow a fixed pitch and baseline, so that a line with an emoji or a footnote's figure in it is no
higher than its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QTextCharFormat, QTextLayout

from app.desktop.reading.album import Album
from app.desktop.reading.page import Alike, Page, cell_weight
from app.desktop.reading.typeset import Setting, Typesetter
from app.text.layout import Block, Kind

NARROWEST = 60
RAGGED = 2.6
"""Characters a line of ragged text leaves empty on average: about half a word."""
CELL_PAD = 0.5
SAMPLE = 1200


@dataclass(frozen=True, slots=True)
class Column:
    """Where one cell of a row stands within the block, in pixels, and the UTF-16 unit its text begins at."""

    x: int
    width: int
    start: int


@dataclass(frozen=True, slots=True)
class Way:
    """What the blocks set in one way have in common: the space they take beside lines, and their lines' measures."""

    base: int
    pitch: int
    width: int
    character: float

    def height(self, length: int) -> int:
        """Guess the height of a block of this many characters."""
        return self.base + self.pitch * self.rows(length)

    def rows(self, length: int, width: float | None = None) -> int:
        """Guess how many lines this many characters fill."""
        room = (self.width if width is None else width) / self.character - RAGGED
        return max(1, ceil(length / room)) if room > 1 else max(1, length)

    def row_height(self, cells: tuple[int, ...], em: int) -> int:
        """Guess the height of a table's row by its longest cell, as if the table's other rows were like it."""
        longest = max(cells, default=0)
        whole = sum([cell_weight(length) for length in cells]) or 1
        room = self.width * cell_weight(longest) / whole - 2 * CELL_PAD * em
        return self.base + self.pitch * self.rows(longest, room)


class Setter:
    """Sets the blocks of one page at one column width."""

    def __init__(self, page: Page, typesetter: Typesetter, width: int, album: Album | None = None) -> None:
        self.page = page
        self.album = album or Album(page)
        self.types = typesetter
        self.width = width
        self._character = _mean_character(page, typesetter)
        self._ways: dict[tuple[str, str, int, int], Way] = {}

    def gap(self, number: int, block: Block) -> int:
        """Return the space above a block."""
        return self.types.gap(Kind(self.page.layout.kinds[number - 1]) if number else None, block)

    def box(self, block: Block, inset: int = 0) -> tuple[int, int]:
        """Return the left edge and the width of a block's lines within the column, ``inset`` in at both sides."""
        indent = self.types.indent(block, self.width) + inset
        inner = max(
            NARROWEST, self.width - indent - inset - (self.types.setting(block).pad if block.kind == Kind.CODE else 0)
        )
        return (self.width - indent - inner if self.page.right_to_left(block) else indent), inner

    def columns(self, number: int, block: Block) -> list[Column]:
        """Return the columns of a table row, in the order of its cells."""
        left, width = self.box(block)
        mirrored = self.page.right_to_left(block)
        pad = round(self.types.em * CELL_PAD)
        made, x = [], 0.0
        for (start, _), weight in zip(block.cells, self.page.column_weights(number), strict=False):
            span = weight * width
            edge = width - x - span if mirrored else x
            made.append(Column(round(left + edge) + pad, max(8, round(span) - 2 * pad), self.page.unit(block, start)))
            x += span
        return made

    def fill(self, lines: QTextLayout, number: int, *, formats: bool = True) -> int:
        """Break block ``number`` into lines in ``lines``; return the block's height with the space above it.

        ``formats`` may be left out for a throw-away layout that already has the block's font and no inline spans.
        """
        block = self.page.block(number)
        setting = self.types.setting(block)
        if formats:
            ranges = self._formats(block, setting)
            if ranges or lines.formats():
                lines.setFormats(ranges)
        lines.setTextOption(self.types.options[self.page.right_to_left(block)])
        above, under = self.album.room(number, self.width, self.types)
        top = self.gap(number, block) + above
        if block.kind == Kind.RULE:
            lines.beginLayout()
            lines.createLine().setPosition(QPointF(0, top))
            lines.endLayout()
            return top + setting.pitch
        lines.beginLayout()
        inset = self.album.indent(number, self.types)
        below = self._fill_row(lines, number, block, top) if block.cells else self._fill_block(lines, block, top, inset)
        lines.endLayout()
        return below + under

    def measure(self, number: int) -> int:
        """Return the exact height of a block without keeping its lines."""
        block = self.page.block(number)
        plain = not block.inlines
        lines = QTextLayout(self.page.shown_of(block), self.types.setting(block).font if plain else self.types.body)
        return self.fill(lines, number, formats=not plain)

    def _fill_block(self, lines: QTextLayout, block: Block, top: int, inset: int) -> int:
        setting = self.types.setting(block)
        left, width = self.box(block, inset)
        y, baseline, pitch = top + setting.pad, setting.baseline, setting.pitch
        line = lines.createLine()
        while line.isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(left, y + baseline - line.ascent()))
            y += pitch
            line = lines.createLine()
        return y + setting.pad

    def _fill_row(self, lines: QTextLayout, number: int, block: Block, top: int) -> int:
        setting = self.types.setting(block)
        columns = self.columns(number, block)
        cell, y, lowest = 0, top + setting.pad, top + setting.pad + setting.pitch
        line = lines.createLine()
        while line.isValid():
            while cell + 1 < len(columns) and line.textStart() >= columns[cell + 1].start:
                cell, y = cell + 1, top + setting.pad
            line.setLineWidth(columns[cell].width)
            line.setPosition(QPointF(columns[cell].x, y + setting.baseline - line.ascent()))
            y += setting.pitch
            lowest = max(lowest, y)
            line = lines.createLine()
        return lowest + setting.pad

    def _formats(self, block: Block, setting: Setting) -> list[QTextLayout.FormatRange]:
        ranges = []
        if setting.format is not None:
            ranges.append(_range(0, self.page.unit(block, block.end - block.start), setting.format))
        for inline in block.inlines:
            start, end = self.page.units(block, inline.start, inline.end)
            ranges.append(_range(start, end, self.types.format(block, inline.style)))
        return ranges

    def guesses(self) -> list[int]:
        """Guess the height of every block, once for all that are alike: this happens at each change of width."""
        kinds, firsts = self.page.likeness
        heights = {first: self._guess(alike) for alike, first in kinds.items()}
        guessed = list(map(heights.__getitem__, firsts))
        for number in self.album.blocks:
            guessed[number] += sum(self.album.room(number, self.width, self.types))
        return guessed

    def _guess(self, alike: Alike) -> int:
        before, kind, level, quote, measure = alike
        way = self._way(before, kind, level, quote)
        if isinstance(measure, int):
            return way.height(measure)
        if kind == Kind.CODE:
            return way.base + way.pitch * sum(map(way.rows, measure))
        return way.row_height(measure, self.types.em)

    def _way(self, before: str, kind: str, level: int, quote: int) -> Way:
        key = before, kind, level, quote
        if key not in self._ways:
            block = Block(Kind(kind), 0, 0, level, quote)
            setting = self.types.setting(block)
            gap = self.types.gap(Kind(before) if before.strip() else None, block)
            character = self._character * setting.font.pointSizeF() / self.types.body.pointSizeF()
            width = self.width - self.types.indent(block, self.width)
            self._ways[key] = Way(gap + 2 * setting.pad, setting.pitch, width, character)
        return self._ways[key]


def _range(start: int, end: int, char_format: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = start
    made.length = end - start
    made.format = char_format
    return made


def _mean_character(page: Page, typesetter: Typesetter) -> float:
    """Measure the mean width of this text's characters: scripts differ by half."""
    text = page.text
    middle = len(text) // 2
    sample = (text[:SAMPLE] + text[middle : middle + SAMPLE]).replace("\n", " ") or " "
    return max(1.0, QFontMetricsF(typesetter.body).horizontalAdvance(sample) / len(sample))
