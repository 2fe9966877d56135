# SPDX-License-Identifier: MIT
"""The layout of a canonical text: its blocks and inline spans, and how they are stored.

Offsets are Unicode code points in the canonical text, and spans are half-open. The canonical text is the
texts of the blocks joined by one line feed, so a block's text never holds a line feed; a hard line break
inside a block is U+2028 and the cells of a table row are separated by tabs.

A 5 MB source has some 40,000 blocks, so the stored form is a few columns rather than a list of objects, and
a :class:`Block` is made only when somebody asks for it.
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntFlag, StrEnum
from functools import cache, cached_property
from itertools import accumulate
from typing import Any, TypeVar

Value = TypeVar("Value")

HARD_BREAK = "\u2028"
CELL_BREAK = "\t"


class Kind(StrEnum):
    """What a block is. The value is the letter that stands for it in the stored form."""

    PARAGRAPH = "p"
    HEADING = "h"
    ITEM = "i"
    HEADER_ROW = "t"
    ROW = "r"
    CODE = "c"
    RULE = "-"
    NOTE = "n"


class Style(IntFlag):
    """How the characters of an inline span are set; values may be joined with ``|``."""

    BOLD = 1
    ITALIC = 2
    CODE = 4
    LINK = 8
    STRIKE = 16
    IMAGE = 32
    NOTE = 64
    RAISED = 128
    LOWERED = 256


@dataclass(frozen=True, slots=True)
class Inline:
    """A styled stretch of one block; ``start`` and ``end`` count from the block's own start.

    ``target`` is the address of a link, the source of an image or the label of a footnote.
    """

    start: int
    end: int
    style: Style
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the canonical text; ``start`` and ``end`` are offsets in that text.

    ``level`` is the level of a heading (1 to 6) or the depth of a list item (1 and up), ``quote`` the depth
    of block quotation, ``marker`` what is painted before a list item or a footnote (it is not part of the
    text), and ``cells`` the half-open spans of a row's cells, counted from the block's start.
    """

    kind: Kind
    start: int
    end: int
    level: int = 0
    quote: int = 0
    marker: str = ""
    cells: tuple[tuple[int, int], ...] = ()
    inlines: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before its place in the canonical text is known: what the renderers produce."""

    kind: Kind
    text: str
    level: int = 0
    quote: int = 0
    marker: str = ""
    inlines: tuple[Inline, ...] = ()


class StoredInlines(Mapping[int, tuple[Inline, ...]]):
    """The inline spans of a stored layout, made when a block is asked for.

    A book has 100,000 of them and a page shows fifty: making all of them at opening takes 0.6 s.
    """

    def __init__(self, stored: dict[int, list[tuple[int, int, int, str]]]):
        self._stored = stored

    def __getitem__(self, number: int) -> tuple[Inline, ...]:
        return tuple(Inline(start, end, _style(style), target) for start, end, style, target in self._stored[number])

    def __iter__(self) -> Iterator[int]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)


@cache
def _style(number: int) -> Style:
    """Return a style by number; making one costs a microsecond each time."""
    return Style(number)


@dataclass(frozen=True)
class Layout:
    """The blocks of one canonical text, in order, stored by column.

    ``kinds`` holds one letter a block and ``lengths`` its length in code points. The other columns are
    sparse: they hold only the blocks that have a value. ``pages`` lists, in order, the block at which each
    page of a paginated original begins, with the page's label. ``anchors`` are the blocks that links of the
    same text lead to, by the names the links give them, and ``pictures`` the blocks that hold images.
    """

    kinds: str
    lengths: tuple[int, ...]
    levels: dict[int, int] = field(default_factory=dict)
    quotes: dict[int, int] = field(default_factory=dict)
    markers: dict[int, str] = field(default_factory=dict)
    inlines: Mapping[int, tuple[Inline, ...]] = field(default_factory=dict)
    pages: tuple[tuple[int, str], ...] = ()
    cells: dict[int, tuple[int, ...]] = field(default_factory=dict)
    anchors: dict[str, int] = field(default_factory=dict)
    pictures: tuple[int, ...] = ()

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each block begins."""
        return list(accumulate(map((1).__add__, self.lengths[:-1]), initial=0)) if self.kinds else []

    def __len__(self) -> int:
        return len(self.kinds)

    def __getitem__(self, number: int) -> Block:
        start = self.starts[number]
        return Block(
            Kind(self.kinds[number]),
            start,
            start + self.lengths[number],
            self.levels.get(number, 0),
            self.quotes.get(number, 0),
            self.markers.get(number, ""),
            _cell_spans(self.cells.get(number, ())),
            self.inlines.get(number, ()),
        )

    def __iter__(self) -> Iterator[Block]:
        return (self[number] for number in range(len(self)))

    def block_at(self, offset: int) -> int:
        """Return the number of the block that holds ``offset`` (its own closing line feed included)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def page_at(self, offset: int) -> str | None:
        """Return the label of the page that holds ``offset``, or None for a text without pages."""
        found = bisect_right(self.pages, self.block_at(offset), key=_first) - 1
        return self.pages[found][1] if found >= 0 else None


def _first(pair: tuple[int, str]) -> int:
    return pair[0]


def _cell_spans(lengths: Sequence[int]) -> tuple[tuple[int, int], ...]:
    spans, start = [], 0
    for length in lengths:
        spans.append((start, start + length))
        start += length + len(CELL_BREAK)
    return tuple(spans)


def assemble(
    drafts: Sequence[Draft], pages: Iterable[tuple[int, str]] = (), anchors: Mapping[str, int] | None = None
) -> tuple[str, Layout]:
    """Join drafts into the canonical text and its layout."""
    layout = Layout(
        "".join(draft.kind.value for draft in drafts),
        tuple(len(draft.text) for draft in drafts),
        {n: draft.level for n, draft in enumerate(drafts) if draft.level},
        {n: draft.quote for n, draft in enumerate(drafts) if draft.quote},
        {n: draft.marker for n, draft in enumerate(drafts) if draft.marker},
        {n: draft.inlines for n, draft in enumerate(drafts) if draft.inlines},
        tuple(pages),
        {
            n: tuple(len(cell) for cell in draft.text.split(CELL_BREAK))
            for n, draft in enumerate(drafts)
            if draft.kind in (Kind.ROW, Kind.HEADER_ROW)
        },
        dict(anchors or {}),
        tuple(n for n, draft in enumerate(drafts) if any(one.style & Style.IMAGE for one in draft.inlines)),
    )
    return "\n".join(draft.text for draft in drafts), layout


def encode(layout: Layout) -> bytes:
    """Return the stored form of a layout: JSON by column, compressed with zlib."""
    columns = {
        "kinds": layout.kinds,
        "lengths": layout.lengths,
        "levels": layout.levels,
        "quotes": layout.quotes,
        "markers": layout.markers,
        "inlines": {n: [[i.start, i.end, int(i.style), i.target] for i in of] for n, of in layout.inlines.items()},
        "pages": layout.pages,
        "cells": layout.cells,
        "anchors": layout.anchors,
        "pictures": layout.pictures,
    }
    kept = {name: column for name, column in columns.items() if column}
    return zlib.compress(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def decode(stored: bytes) -> Layout:
    """Read a layout from its stored form.

    Raises:
        ValueError: the bytes are not a stored layout.
    """
    try:
        layout = _from_columns(json.loads(zlib.decompress(stored)))
    except (zlib.error, ValueError, TypeError, AttributeError) as error:
        raise ValueError("not a stored layout") from error
    if len(layout.kinds) != len(layout.lengths):
        raise ValueError("not a stored layout: blocks without a length")
    return layout


def _from_columns(columns: dict[str, Any]) -> Layout:  # Any: JSON has no types
    return Layout(
        columns.get("kinds", ""),
        tuple(columns.get("lengths", ())),
        _by_block(columns.get("levels")),
        _by_block(columns.get("quotes")),
        _by_block(columns.get("markers")),
        StoredInlines(_by_block(columns.get("inlines"))),
        tuple((block, label) for block, label in columns.get("pages", ())),
        {int(n): tuple(lengths) for n, lengths in columns.get("cells", {}).items()},
        dict(columns.get("anchors", {})),
        tuple(columns.get("pictures", ())),
    )


def _by_block(column: dict[str, Value] | None) -> dict[int, Value]:
    return {int(number): value for number, value in (column or {}).items()}
