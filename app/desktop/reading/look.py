# SPDX-License-Identifier: MIT
"""What the highlights of one block look like: boxes and marks, worked out once and painted many times.

Working out where the words of a highlight stand costs more than painting them, and a page of a thousand annotations
is scrolled by pixels. So the boxes of a block are kept until its lines or its highlights change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QTextLayout, QTextLine

from app.desktop.reading.highlights import Ground, Highlight, HighlightIndex, Part, grounds, joined
from app.desktop.reading.marks import SUGGESTED, Mark, marks_of
from app.desktop.reading.page import Page
from app.desktop.reading.spans import stretches
from app.desktop.reading.typeset import Setting, Typesetter
from app.text.layout import Block
from database.records import Span

LANES = 4
"""Underlines under one line before the deepest ones share the lowest."""

LANE = 3
THICK = 2
"""How far it is from underline to underline, and how thick one is, in pixels; one of a suggestion is thinner."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block: the whole pixels its letters stand between, counted from the block's top."""

    text: QTextLine
    baseline: int
    top: int
    bottom: int


class Underline(NamedTuple):
    """A line under words: how many lanes down, of which kind, and whether it is one of a suggestion."""

    lane: int
    kind: str
    suggested: bool

    @property
    def thick(self) -> int:
        """How thick it is, in pixels."""
        return 1 if self.suggested else THICK


@dataclass(frozen=True, slots=True)
class Look:
    """Boxes counted from the block's corner; the marks count from the right end of the column.

    ``grounds`` are the boxes behind the words, with the kinds there and whether the current annotation is among them;
    ``strokes`` the middles of the underlines, together where they are drawn alike.
    """

    grounds: list[tuple[QRectF, tuple[str, ...], bool]]
    strokes: list[tuple[Underline, list[QLineF]]]
    marks: list[Mark]


NOTHING = Look([], [], [])


class Lines:
    """The lines of a block that has been set, to find the boxes behind its spans."""

    def __init__(self, page: Page, block: Block, lines: QTextLayout, setting: Setting) -> None:
        self._page = page
        self._block = block
        self._lines = [line_of(lines.lineAt(number), setting) for number in range(lines.lineCount())]
        self._starts = [line.text.textStart() for line in self._lines]
        self._both_ways = page.bidirectional(block)

    def boxes(self, start: int, end: int) -> Iterator[QRectF]:
        """Yield the boxes behind a span, counted from the block's start, line by line; their edges on whole pixels."""
        first, last = self._page.units(self._block, start, end)
        for number in range(max(0, bisect_right(self._starts, first) - 1), len(self._lines)):
            line = self._lines[number]
            if self._starts[number] >= last:
                return
            for left, right in stretches(line.text, first, last, both_ways=self._both_ways):
                x = round(left)
                yield QRectF(x, line.top, round(right) - x, line.bottom - line.top)

    def beginning(self, parts: Sequence[Part]) -> Iterator[tuple[int, list[Highlight]]]:
        """Yield the baselines of the lines that highlights begin in, from the top, each with these highlights."""
        beside: dict[int, list[Highlight]] = {}
        for part in parts:
            if part.begins:
                number = bisect_right(self._starts, self._page.unit(self._block, part.start)) - 1
                beside.setdefault(self._lines[number].baseline, []).append(part.highlight)
        yield from sorted(beside.items(), key=itemgetter(0))


class Plan(NamedTuple):
    """What the highlights of a block come to, whatever its lines are."""

    grounds: list[Ground]
    underlines: list[tuple[Underline, Span]]


class Plans:
    """The plans of the blocks that were seen, kept while only the width or the style of the page changes."""

    def __init__(self, index: HighlightIndex) -> None:
        self.index = index
        self._kept: dict[int, tuple[object, Plan]] = {}

    def plan(self, number: int, current: str | None) -> Plan:
        """Return the plan of a block; ``current`` is the current annotation where it lies in the block."""
        key = self.index.version(number), current
        kept = self._kept.get(number)
        if kept is None or kept[0] != key:
            parts = self.index.parts(number)
            kept = self._kept[number] = key, Plan(grounds(parts, current), underlines(parts))
        return kept[1]


class Looks:
    """The looks of the blocks that are set."""

    def __init__(self, page: Page, types: Typesetter, plans: Plans) -> None:
        self._page = page
        self._types = types
        self._index = plans.index
        self._plans = plans
        self._kept: dict[int, tuple[object, Look]] = {}

    def forget(self, number: int) -> None:
        """The lines of a block have changed, or are gone."""
        self._kept.pop(number, None)

    def look(self, number: int, block: Block, lines: QTextLayout, room: int) -> Look:
        """Return how a block looks beside a margin of ``room`` pixels."""
        index = self._index
        parts = index.parts(number)
        if not parts:
            return NOTHING
        current = index.current if number in index.blocks_of(index.current) else None
        key = index.version(number), current, room
        kept = self._kept.get(number)
        if kept is None or kept[0] != key:
            kept = self._kept[number] = key, self._make(number, current, block, lines, room)
        return kept[1]

    def _make(self, number: int, current: str | None, block: Block, lines: QTextLayout, room: int) -> Look:
        setting, plan = self._types.setting(block), self._plans.plan(number, current)
        set_lines = Lines(self._page, block, lines, setting)
        beside = set_lines.beginning(self._index.parts(number))
        return Look(
            [(box, g.kinds, g.current) for g in plan.grounds for box in set_lines.boxes(g.start, g.end)],
            list(_strokes(plan.underlines, set_lines)),
            marks_of(beside, self._types, setting, current, room),
        )


def _strokes(lines: Sequence[tuple[Underline, Span]], set_lines: Lines) -> Iterator[tuple[Underline, list[QLineF]]]:
    for line, spans in groupby(lines, key=itemgetter(0)):
        boxes = [box for _, span in spans for box in set_lines.boxes(*span)]
        below = line.lane * LANE + line.thick / 2
        yield line, [QLineF(box.left(), box.bottom() + below, box.right(), box.bottom() + below) for box in boxes]


def line_of(line: QTextLine, setting: Setting) -> Line:
    """Return where the letters of a line stand."""
    baseline = round(line.y() + line.ascent())
    return Line(line, baseline, baseline - setting.ascent, baseline + setting.descent)


def underlines(parts: Sequence[Part]) -> list[tuple[Underline, Span]]:
    """Return the underlines of a block; those of one kind that share a lane are one where they overlap."""
    spans: dict[tuple[int, str, bool], list[Span]] = {}
    for start, end, lane, highlight, _ in parts:
        line = min(lane, LANES - 1), highlight.kind, highlight.state == SUGGESTED
        spans.setdefault(line, []).append((start, end))
    return [(Underline(*line), span) for line, given in spans.items() for span in joined(given, touching=False)]
