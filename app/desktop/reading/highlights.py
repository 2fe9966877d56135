# SPDX-License-Identifier: MIT
"""Which annotations lie over which block, and in which lane each one is underlined.

Annotations overlap freely. Each span gets a lane of its own among those it shares words with, so that its underline
can be followed by eye; one can be added, changed or removed without looking at the others far away.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import compress, pairwise
from operator import add
from typing import NamedTuple

from database.annotations import SpanRow
from database.records import KINDS, Span

ORPHAN = "orphan"
"""The state of a span whose words are not in the text any more."""


class Highlight(NamedTuple):
    """One span of an annotation over the text: half-open, in code points.

    An annotation of several spans has several highlights with the same ``uid``. ``kind`` is ``claim``,
    ``recommendation`` or ``passage``; ``state`` may be ``suggested`` for what nobody has accepted yet, drawn hollow.
    """

    uid: str
    kind: str
    start: int
    end: int
    current: bool = False
    state: str = ""


Placed = tuple[Highlight, int]
"""A highlight and its lane."""


class Part(NamedTuple):
    """What one highlight covers of one block, counted from the block's start."""

    start: int
    end: int
    lane: int
    highlight: Highlight
    begins: bool


class Ground(NamedTuple):
    """A stretch of a block under one set of annotations: which kinds, and whether the current one is among them."""

    start: int
    end: int
    kinds: tuple[str, ...]
    current: bool


class HighlightIndex:
    """The highlights of one text, kept by block.

    ``starts`` are the offsets of the blocks and ``length`` the code points of the text; a highlight that is empty,
    outside the text or of an unknown kind is left out.
    """

    def __init__(self, starts: Sequence[int], length: int) -> None:
        self._starts = starts
        self._length = length
        self._placed: dict[str, list[Placed]] = {}
        self._blocks: dict[int, list[Placed]] = {}
        self._parts: dict[int, list[Part]] = {}
        self._versions: dict[int, int] = {}
        self._changes = self._base = 0
        self.current: str | None = None

    def __iter__(self) -> Iterator[Highlight]:
        return (highlight for placed in self._placed.values() for highlight, _ in placed)

    def __contains__(self, uid: str) -> bool:
        return uid in self._placed

    def of(self, uid: str) -> list[Highlight]:
        """Return the highlights of one annotation, in text order; none where it has none."""
        return [highlight for highlight, _ in self._placed.get(uid, ())]

    def replace_all(self, highlights: Iterable[Highlight]) -> None:
        """Forget every highlight and take these."""
        self._placed, self._blocks, self._parts, self._versions = {}, {}, {}, {}
        self._base = self._changes = self._changes + 1
        accepted = sorted(filter(self._fits, highlights), key=_by_place)
        starts, first = self._starts, 0
        for placed in zip(accepted, lanes([h[2:4] for h in accepted]), strict=True):
            uid, _, start, end, *_ = placed[0]
            self._placed.setdefault(uid, []).append(placed)
            first = bisect_right(starts, start, max(0, first - 1)) - 1
            for number in range(first, bisect_right(starts, end - 1, first)):
                self._blocks.setdefault(number, []).append(placed)

    def put(self, highlights: Iterable[Highlight]) -> set[int]:
        """Add or replace the annotations these highlights belong to; return the blocks that look different now."""
        fresh = sorted((h for h in highlights), key=_by_place)
        touched: set[int] = set()
        for uid in {h.uid for h in fresh}:
            touched |= self.drop(uid)
        for highlight in fresh:
            if self._fits(highlight):
                touched |= self._insert(highlight)
        return touched

    def drop(self, uid: str) -> set[int]:
        """Remove one annotation; return the blocks that look different now."""
        touched: set[int] = set()
        for highlight, _ in self._placed.pop(uid, ()):
            touched |= set(self._covered(highlight))
        for number in touched:
            kept = [placed for placed in self._blocks[number] if placed[0].uid != uid]
            self._parts.pop(number, None)
            if kept:
                self._blocks[number] = kept
            else:
                del self._blocks[number]
        self._touch(touched)
        return touched

    def version(self, block: int) -> int:
        """Return a number that is another one whenever what is highlighted in a block has changed."""
        return self._versions.get(block, self._base)

    def parts(self, block: int) -> Sequence[Part]:
        """Return what is highlighted in a block, in text order; made when it is asked for: a page shows few."""
        if block not in self._blocks:
            return ()
        if block not in self._parts:
            self._parts[block] = [_part(placed, self._starts[block]) for placed in self._blocks[block]]
        return self._parts[block]

    def blocks_of(self, uid: str | None) -> set[int]:
        """Return the numbers of the blocks one annotation lies in."""
        return {n for highlight in self.of(uid or "") for n in self._covered(highlight)}

    def at(self, offset: int) -> list[str]:
        """Return the annotations over a code point, each once, the shortest first (it is the hardest to reach)."""
        block = bisect_right(self._starts, offset) - 1
        found = [p.highlight for p in self.parts(block) if p.highlight.start <= offset < p.highlight.end]
        return list(dict.fromkeys(h.uid for h in sorted(found, key=_by_length)))

    def _fits(self, highlight: Highlight) -> bool:
        return 0 <= highlight.start < highlight.end <= self._length and highlight.kind in KINDS

    def _covered(self, highlight: Highlight) -> range:
        first = bisect_right(self._starts, highlight.start) - 1
        return range(first, bisect_right(self._starts, highlight.end - 1, first))

    def _insert(self, highlight: Highlight) -> set[int]:
        covered = self._covered(highlight)
        taken = {
            lane
            for number in covered
            for other, lane in self._blocks.get(number, ())
            if other.start < highlight.end and highlight.start < other.end
        }
        placed = highlight, next(lane for lane in range(len(taken) + 1) if lane not in taken)
        self._placed.setdefault(highlight.uid, []).append(placed)
        for number in covered:
            insort(self._blocks.setdefault(number, []), placed, key=_by_start)
            if number in self._parts:
                insort(self._parts[number], _part(placed, self._starts[number]), key=_by_its_start)
        self._touch(covered)
        return set(covered)

    def _touch(self, blocks: Iterable[int]) -> None:
        self._changes += 1
        for number in blocks:
            self._versions[number] = self._changes


def _part(placed: Placed, offset: int) -> Part:
    """Return what a highlight covers of the block that begins at an offset."""
    highlight, lane = placed
    start = highlight.start - offset
    return Part(max(0, start), highlight.end - offset, lane, highlight, start >= 0)


def from_rows(rows: Iterable[SpanRow]) -> list[Highlight]:
    """Return what annotations mark in the text: nothing where their words are not there any more."""
    return [Highlight(uid, kind, start, end) for _, uid, kind, start, end, state in rows if state != ORPHAN]


def lanes(spans: Sequence[Span]) -> list[int]:
    """Return the lane of each span, 0 and up, so that no two that overlap share one.

    The spans come in order of their starts. Greedy colouring of intervals, each given the lowest free lane, which
    uses as few lanes as the deepest overlap needs (Kleinberg and Tardos, *Algorithm Design*, 4.1).
    """
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    given: list[int] = []
    for start, end in spans:
        while busy and busy[0][0] <= start:
            heappush(free, heappop(busy)[1])
        lane = heappop(free) if free else len(busy)
        heappush(busy, (end, lane))
        given.append(lane)
    return given


def grounds(parts: Sequence[Part], current: str | None) -> list[Ground]:
    """Return the stretches of a block under one set of kinds each, where any highlight lies."""
    steps: dict[int, list[int]] = {}  # at an offset: whether each kind, and the current one, begins or ends
    for place, spans in enumerate(_covers(parts, current)):
        for start, end in spans:
            steps.setdefault(start, [0] * (len(KINDS) + 1))[place] += 1
            steps.setdefault(end, [0] * (len(KINDS) + 1))[place] -= 1
    there = [0] * (len(KINDS) + 1)
    found: list[Ground] = []
    for start, end in pairwise(sorted(steps)):
        there = list(map(add, there, steps[start]))
        if any(there):
            found.append(Ground(start, end, tuple(compress(KINDS, there)), bool(there[-1])))
    return found


def _covers(parts: Sequence[Part], current: str | None) -> Iterator[list[Span]]:
    """Yield what each kind covers of a block, and then what the current annotation does."""
    for kind in KINDS:
        yield joined((part.start, part.end) for part in parts if part.highlight.kind == kind)
    yield joined((part.start, part.end) for part in parts if part.highlight.uid == current)


def joined(spans: Iterable[Span], *, touching: bool = True) -> list[Span]:
    """Return spans as one where they overlap, or where one ends as the next begins; in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and (start < found[-1][1] or (touching and start == found[-1][1])):
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _by_place(highlight: Highlight) -> tuple[int, int]:
    return highlight.start, -highlight.end


def _by_length(highlight: Highlight) -> int:
    return highlight.end - highlight.start


def _by_start(placed: Placed) -> tuple[int, int]:
    highlight, lane = placed
    return highlight.start, lane


def _by_its_start(part: Part) -> tuple[int, int]:
    return part.highlight.start, part.lane
