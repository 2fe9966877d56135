# SPDX-License-Identifier: MIT
"""Breaking blocks into lines, and guessing how high they will be before that is done.

The positions follow a fixed pitch and baseline, so that a line with an emoji or a footnote's figure in it is no
higher than its neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QTextCharFormat, QTextLayout

from app.desktop.reading.page import Page
from app.desktop.reading.typeset import Setting, Typesetter
from app.text.layout import HARD_BREAK, Block, Kind

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


class Setter:
    """Sets the blocks of one page at one column width."""

    def __init__(self, page: Page, typesetter: Typesetter, width: int) -> None:
        self.page = page
        self.types = typesetter
        self.width = width
        self._character = _mean_character(page, typesetter)
        self._guesses: dict[tuple[str, str, int], int] = {}

    def gap(self, number: int, block: Block) -> int:
        """Return the space above a block."""
        return self.types.gap(Kind(self.page.layout.kinds[number - 1]) if number else None, block)

    def box(self, block: Block) -> tuple[int, int]:
        """Return the left edge and the width of a block's lines within the column."""
        indent = self.types.indent(block, self.width)
        inner = max(NARROWEST, self.width - indent - (self.types.setting(block).pad if block.kind == Kind.CODE else 0))
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
        top = self.gap(number, block)
        if block.kind == Kind.RULE:
            lines.beginLayout()
            lines.createLine().setPosition(QPointF(0, top))
            lines.endLayout()
            return top + setting.pitch
        lines.beginLayout()
        below = self._fill_row(lines, number, block, top) if block.cells else self._fill_block(lines, block, top)
        lines.endLayout()
        return below

    def measure(self, number: int) -> int:
        """Return the exact height of a block without keeping its lines."""
        block = self.page.block(number)
        plain = not block.inlines
        lines = QTextLayout(self.page.shown_of(block), self.types.setting(block).font if plain else self.types.body)
        return self.fill(lines, number, formats=not plain)

    def _fill_block(self, lines: QTextLayout, block: Block, top: int) -> int:
        setting = self.types.setting(block)
        left, width = self.box(block)
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
        """Guess the height of every block.

        Most blocks are alike but for their length, so a guess is kept for each length; 40,000 take a few
        milliseconds.
        """
        kinds, known, guessed = self.page.layout.kinds, self._guesses, []
        for key in zip(" " + kinds, kinds, self.page.layout.lengths, strict=False):
            height = known.get(key)
            if height is None:
                height = known[key] = self._plain_guess(*key)
            guessed.append(height)
        for number in self._unlike():
            guessed[number] = self.guess(number)
        return guessed

    def _unlike(self) -> set[int]:
        """Return the blocks whose height does not follow from their kind and length alone."""
        layout = self.page.layout
        code = {match.start() for match in re.finditer(Kind.CODE, layout.kinds)}
        return code.union(layout.levels, layout.quotes, layout.cells) & set(range(len(layout)))

    def guess(self, number: int) -> int:
        """Guess the height of one block from its length."""
        block = self.page.block(number)
        setting = self.types.setting(block)
        _, width = self.box(block)
        if block.cells:
            widths = [column.width for column in self.columns(number, block)]
            rows = max(
                (self._rows(end - start, w, setting) for (start, end), w in zip(block.cells, widths, strict=False)),
                default=1,
            )
        elif block.kind == Kind.CODE:
            pieces = self.page.text_of(block).split(HARD_BREAK)
            rows = sum(self._rows(len(piece), width, setting) for piece in pieces)
        else:
            rows = self._rows(block.end - block.start, width, setting)
        return self.gap(number, block) + rows * setting.pitch + 2 * setting.pad

    def _plain_guess(self, before: str, kind: str, length: int) -> int:
        block = Block(Kind(kind), 0, length)
        setting = self.types.setting(block)
        rows = self._rows(length, self.width - self.types.indent(block, self.width), setting)
        gap = self.types.gap(Kind(before) if before.strip() else None, block)
        return gap + rows * setting.pitch + 2 * setting.pad

    def _rows(self, characters: int, width: int, setting: Setting) -> int:
        character = self._character * setting.font.pointSizeF() / self.types.body.pointSizeF()
        return max(1, ceil(characters * character / max(character, width - RAGGED * character)))


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
