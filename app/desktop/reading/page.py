# SPDX-License-Identifier: MIT
"""The text under the reading view, block by block, in the units Qt counts in.

Qt's documents count UTF-16 units and know no table cells; this is where the canonical text, its layout and those
positions meet. Blocks are made one at a time, when they are set, since a long source has tens of thousands.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from bisect import bisect_right
from functools import cached_property, lru_cache

from app.text.layout import CELL_BREAK, HARD_BREAK, Block, Kind, Layout
from app.text.offsets import Utf16Map
from database.records import Span

UNSHOWABLE = "\r\u2029\0\ufdd0\ufdd1"
"""Characters Qt's documents take for the end of a block or of the text; none is left in an imported text."""

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
TABLE = re.compile(f"{Kind.HEADER_ROW}[{Kind.HEADER_ROW}{Kind.ROW}]*|{Kind.ROW}+")
ROWS = (Kind.ROW, Kind.HEADER_ROW)
SAMPLED_ROWS = 60
WIDEST_CELL = 36
CELL_ALLOWANCE = 5
FIRST_STRONG = 400

log = logging.getLogger(__name__)


Alike = tuple[str, str, int, int, int | tuple[int, ...]]
"""What the height of a block follows from: the kind of the block before (a space for none), its own, its level and
quotation, and its length, or the lengths of its cells or of its lines of code."""


class Page:
    """One canonical text with its layout. Offsets are code points; positions are UTF-16 units."""

    def __init__(self, text: str, layout: Layout) -> None:
        self.text = text
        self.layout = layout if text and _agree(text, layout) else _plain(text)
        self.starts = self.layout.starts
        self.utf16 = Utf16Map(text)
        self._tables = [match.span() for match in TABLE.finditer(self.layout.kinds)]
        self._weights: dict[int, tuple[float, ...]] = {}
        self.block = lru_cache(maxsize=512)(self.layout.__getitem__)

    def __len__(self) -> int:
        return len(self.layout)

    @cached_property
    def likeness(self) -> tuple[dict[Alike, int], list[int]]:
        """The different kinds of block there are, each with the first of its blocks, and for each block that first."""
        layout = self.layout
        levels, quotes = [0] * len(layout), [0] * len(layout)
        measures: list[int | tuple[int, ...]] = list(layout.lengths)
        for number, level in layout.levels.items():
            levels[number] = level
        for number, quote in layout.quotes.items():
            quotes[number] = quote
        for number, cells in layout.cells.items():
            measures[number] = tuple(cells)
        for found in re.finditer(Kind.CODE, layout.kinds):
            lines = self.text_of(self.block(found.start())).split(HARD_BREAK)
            measures[found.start()] = tuple(map(len, lines))
        known: dict[Alike, int] = {}
        blocks = zip(" " + layout.kinds, layout.kinds, levels, quotes, measures, strict=False)
        return known, list(map(known.setdefault, blocks, range(len(layout))))  # tens of thousands of them

    def shown(self) -> str:
        """Return the text for Qt's document: as long as the canonical text, each cell on a line of its own."""
        text = self.text
        if self.layout.cells:
            text = _cells_broken(text, self)
        for character in UNSHOWABLE:
            if character in text:
                text = text.replace(character, "\ufffd")
        return text

    def text_of(self, block: Block) -> str:
        """Return the canonical text of one block."""
        return self.text[block.start : block.end]

    def shown_of(self, block: Block) -> str:
        """Return what is set for one block."""
        text = self.text_of(block)
        return text.replace(CELL_BREAK, HARD_BREAK) if block.kind in ROWS else text

    def unit(self, block: Block, offset: int) -> int:
        """Turn a code point offset counted from the block's start into UTF-16 units counted from there."""
        return self.utf16.to_utf16(block.start + offset) - self.utf16.to_utf16(block.start)

    def units(self, block: Block, start: int, end: int) -> Span:
        """Turn a span counted from the block's start into UTF-16 units, cut to the block."""
        length = block.end - block.start
        return self.unit(block, min(max(0, start), length)), self.unit(block, min(max(0, end), length))

    def right_to_left(self, block: Block) -> bool:
        """Tell whether a block runs from right to left."""
        return runs_right_to_left(self.text[block.start : min(block.end, block.start + FIRST_STRONG)])

    def bidirectional(self, block: Block) -> bool:
        """Tell whether any of the block may run from right to left, so that a span may show as several pieces."""
        text = self.text_of(block)
        return not text.isascii() and RIGHT_TO_LEFT.search(text) is not None

    def column_weights(self, number: int) -> tuple[float, ...]:
        """Return the share of the width (they add up to 1) each column of the table around a row gets."""
        first, last = self._tables[bisect_right(self._tables, (number, len(self.layout))) - 1]
        weights = self._weights.get(first)
        if weights is None:
            rows = [self.layout.cells.get(n, ()) for n in range(first, min(last, first + SAMPLED_ROWS))]
            weights = self._weights[first] = _weights(rows)
        columns = len(self.layout.cells.get(number, ()))
        return weights if columns <= len(weights) else (1 / columns,) * columns


def runs_right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction is right-to-left (Unicode Annex 9, rules P2 and P3)."""
    if text.isascii():
        return False
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((d in ("R", "AL") for d in directions if d in ("L", "R", "AL")), False)


def _agree(text: str, layout: Layout) -> bool:
    """Tell whether the layout is one of this text: its blocks end where the line feeds are."""
    agree = len(layout.kinds) == len(layout.lengths) and list(map(len, text.split("\n"))) == list(layout.lengths)
    if not agree:
        log.warning("A layout does not belong to its text; the text is shown as plain paragraphs.")
    return agree


def _plain(text: str) -> Layout:
    lengths = tuple(len(line) for line in text.split("\n"))
    return Layout(Kind.PARAGRAPH.value * len(lengths), lengths)


def _cells_broken(text: str, page: Page) -> str:
    pieces: list[str] = []
    done = 0
    for number in sorted(page.layout.cells):
        start = page.starts[number]
        end = start + page.layout.lengths[number]
        pieces += text[done:start], text[start:end].replace(CELL_BREAK, HARD_BREAK)
        done = end
    return "".join((*pieces, text[done:]))


def _weights(rows: list[tuple[int, ...]]) -> tuple[float, ...]:
    """Share the width by each column's longest cell, within reason, so that a number does not get half a page."""
    columns = max((len(row) for row in rows), default=0)
    longest = [max((row[c] for row in rows if c < len(row)), default=0) for c in range(columns)]
    wanted = [cell_weight(length) for length in longest]
    whole = sum(wanted)
    return tuple(want / whole for want in wanted)


def cell_weight(length: int) -> int:
    """Return what a cell of this many characters counts when columns share the width of a table."""
    return (min(WIDEST_CELL, length)) + CELL_ALLOWANCE
