# SPDX-License-Identifier: MIT
"""Corrects words of a canonical text by hand: the layout stays, and only the text of some blocks is another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from app.text.alignment import Alignment, align
from app.text.layout import CELL_BREAK, HARD_BREAK, Inline, Kind, Layout
from app.text.matching import Run
from app.text.normalise import normalise

_ROWS = (Kind.ROW, Kind.HEADER_ROW)


@dataclass(frozen=True)
class Corrected:
    """A corrected text with its layout, and what it has in common with the one before."""

    text: str
    layout: Layout
    alignment: Alignment


def corrected(text: str, layout: Layout, blocks: Mapping[int, str]) -> Corrected:
    """Give some blocks, by number, another text.

    The text is normalised; a line feed in it becomes a line break within the block, and in a row of a table a space.
    Inline spans keep to the letters they stood on. Blocks keep kind, level, marker and page.

    Raises:
        IndexError: there is no block of that number.
        ValueError: nothing would be left of a block that has a text.
    """
    wanted = {number: _clean(layout, number, given) for number, given in blocks.items()}
    lengths, inlines, cells = list(layout.lengths), dict(layout.inlines), dict(layout.cells)
    pieces: list[str] = []
    runs: list[Run] = []
    here = there = 0
    for number in sorted(wanted):
        block, new = layout[number], wanted[number]
        old = text[block.start : block.end]
        runs.append(Run(here, there, block.start - here))
        pieces += (text[here : block.start], new)
        there += block.start - here
        runs += (Run(block.start + run.old, there + run.new, run.length) for run in align(old, new).runs)
        here, there = block.end, there + len(new)
        lengths[number] = len(new)
        inlines[number] = moved_inlines(block.inlines, old, new)
        if number in cells:
            cells[number] = tuple(map(len, new.split(CELL_BREAK)))
    runs.append(Run(here, there, len(text) - here))
    whole = "".join([*pieces, text[here:]])
    kept = {number: spans for number, spans in inlines.items() if spans}
    made = replace(layout, lengths=tuple(lengths), inlines=kept, cells=cells)
    return Corrected(whole, made, Alignment(text, whole, [run for run in runs if run.length]))


def moved_inlines(inlines: tuple[Inline, ...], old: str, new: str) -> tuple[Inline, ...]:
    """Return the inline spans of a block for its new text; those of which nothing is left go."""
    starts, ends = [len(new)] * (len(old) + 1), [0] * (len(old) + 1)
    for op in Levenshtein.opcodes(old, new) if inlines else ():
        for place in range(op.src_start, op.src_end):
            starts[place] = min(op.dest_start + place - op.src_start, op.dest_end)
            ends[place + 1] = min(op.dest_start + place - op.src_start + 1, op.dest_end)
    moved = (replace(inline, start=starts[inline.start], end=ends[inline.end]) for inline in inlines)
    return tuple(inline for inline in moved if inline.start < inline.end)


def _clean(layout: Layout, number: int, given: str) -> str:
    if not 0 <= number < len(layout):
        raise IndexError(number)
    block = layout[number]
    between = " " if block.kind in _ROWS else HARD_BREAK
    made = re.sub(r" *\n *", between, normalise(given).strip("\n"))
    if not made.strip() and layout.lengths[number]:
        raise ValueError("Nothing would be left of the paragraph.")
    if block.kind in _ROWS and made.count(CELL_BREAK) != len(block.cells) - 1:
        raise ValueError("The row would have another number of cells.")
    return made
