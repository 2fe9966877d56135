# SPDX-License-Identifier: MIT
"""What two versions of a text have in common, and where: the base for carrying annotations from one to the other.

Lines that occur once in both versions are matched first, wherever they stand, and so are their equal neighbours
(P. Heckel, "A technique for isolating differences between files", CACM 21, 1978); that alone settles most of two
versions of a book in a tenth of a second. What lies between matched lines is compared word by word. What is left on
both sides is searched for text that has moved, by runs of four words that occur once, and compared again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from app.text.matching import Run, Words, affixes, common, kept, runs, shingles
from app.text.settling import settled

Stretch = tuple[int, int]

LEAST_LINE = 12
"""A shorter line is no anchor: it may be there by chance."""

MOVED_SHINGLE = 4
LEAST_MOVED = 24
"""How many characters text must have to count as moved; less is a coincidence."""

_WHITE = 2


class Gap(NamedTuple):
    """Old text between two runs, and the new text that may stand for it: after the first and before the second."""

    old: Stretch
    new: tuple[Stretch, ...]


class Alignment:
    """The runs of equal text of two versions, in the order of the old one.

    No two runs share a character, in either version.
    """

    def __init__(self, old: str, new: str, found: Iterable[Run]):
        self.old = old
        self.new = new
        self.runs = settled(_joined(sorted(found), old, new), old, new)
        self._starts = [run.old for run in self.runs]

    def touching(self, start: int, end: int) -> range:
        """Return the numbers of the runs that have characters of an old span."""
        first = max(0, bisect_right(self._starts, start) - 1)
        if first < len(self.runs) and self.runs[first].old_end <= start:
            first += 1
        last = first
        while last < len(self.runs) and self.runs[last].old < end:
            last += 1
        return range(first, last)

    @cached_property
    def _ranks(self) -> list[int]:
        """The rank of each run in the order of the new text."""
        order = sorted(range(len(self.runs)), key=self._new_start)
        ranks = [0] * len(order)
        for rank, number in enumerate(order):
            ranks[number] = rank
        return ranks

    @cached_property
    def _by_rank(self) -> list[int]:
        order = [0] * len(self.runs)
        for number, rank in enumerate(self._ranks):
            order[rank] = number
        return order

    def _new_start(self, number: int) -> int:
        return self.runs[number].new

    def follows(self, number: int) -> bool:
        """Tell whether the run of this number comes right after the one before it in the new text as well."""
        before = self._ranks[number - 1] if number else -1
        return self._ranks[number] == before + 1 if number < len(self.runs) else before == len(self.runs) - 1

    def new_around(self, number: int) -> Stretch:
        """Return the new text between the run before this one in the new text and the one after it."""
        rank = self._ranks[number]
        before = self.runs[self._by_rank[rank - 1]].new_end if rank else 0
        after = self.runs[self._by_rank[rank + 1]].new if rank + 1 < len(self.runs) else len(self.new)
        return before, after

    @cached_property
    def in_order(self) -> frozenset[int]:
        """The numbers of the runs that did not move: the heaviest part of them that is in order in both versions."""
        groups: list[tuple[int, int, list[int]]] = []
        for number, run in enumerate(self.runs):
            if groups and self.follows(number):
                groups[-1][2].append(number)
                groups[-1] = (groups[-1][0], groups[-1][1] + run.length, groups[-1][2])
            else:
                groups.append((run.new, run.length, [number]))
        return frozenset(number for place in _heaviest(groups) for number in groups[place][2])

    @cached_property
    def lost(self) -> list[Stretch]:
        """The stretches of old text that are in no run and hold more than white space."""
        return list(_between([(run.old, run.old_end) for run in self.runs], self.old))

    @cached_property
    def free(self) -> list[Stretch]:
        """The stretches of new text that are in no run and hold more than white space."""
        return list(_between(sorted((run.new, run.new_end) for run in self.runs), self.new))


def align(old: str, new: str) -> Alignment:
    """Compare two versions of a text."""
    if old == new:
        return Alignment(old, new, [Run(0, 0, len(old))] if old else [])
    found = _lines(old, new)
    tried: set[Gap] = set()
    found += _words(old, new, _gaps(found, old, new), tried)
    moved = _moves(Alignment(old, new, found))
    if moved:
        found += moved
        found += _words(old, new, _gaps(found, old, new), tried)
    return Alignment(old, new, found)


def _lines(old: str, new: str) -> list[Run]:
    """Return the runs that equal lines make."""
    here, there = old.split("\n"), new.split("\n")
    pairs = _heckel(here, there)
    starts = list(accumulate((len(line) + 1 for line in here), initial=0))
    new_starts = list(accumulate((len(line) + 1 for line in there), initial=0))
    found = [Run(starts[i], new_starts[j], starts[i + n] - 1 - starts[i]) for i, j, n in _blocks(pairs)]
    return [run for run in found if run.length]


def _heckel(here: Sequence[str], there: Sequence[str]) -> list[int]:
    """Return for each line the number of the same line in the new text, or -1."""
    counts, new_counts = Counter(here), Counter(there)
    places = {line: j for j, line in enumerate(there) if new_counts[line] == 1}
    pairs = [-1] * len(here)
    taken = bytearray(len(there))
    for i, line in enumerate(here):
        if len(line) >= LEAST_LINE and counts[line] == 1 and line in places:
            pairs[i] = places[line]
            taken[places[line]] = 1
    _extend(pairs, taken, here, there, range(len(here)), 1)
    _extend(pairs, taken, here, there, range(len(here) - 1, -1, -1), -1)
    return pairs


def _extend(
    pairs: list[int], taken: bytearray, here: Sequence[object], there: Sequence[object], order: range, step: int
) -> None:
    """Match what stands beside a match and is equal; the ends of the texts are a match."""
    beside = -1 if step == 1 else len(there)
    for i in order:
        j = beside + step
        if pairs[i] < 0 and beside > -2 and 0 <= j < len(there) and not taken[j] and here[i] == there[j]:
            pairs[i] = j
            taken[j] = 1
        beside = pairs[i] if pairs[i] >= 0 else -9


def _gaps(found: Sequence[Run], old: str, new: str) -> list[Gap]:
    """Return the old stretches between runs; those whose new text is certain come first."""
    ordered = [Run(0, 0, 0), *sorted(found), Run(len(old), len(new), 0)]
    by_new = sorted(ordered, key=_new_place)
    rank = {run: number for number, run in enumerate(by_new)}
    sure: list[Gap] = []
    unsure: list[Gap] = []
    for before, after in pairwise(ordered):
        if not old[before.old_end : after.old].strip():
            continue
        stretches = []
        if rank[before] + 1 < len(by_new):
            stretches.append((before.new_end, by_new[rank[before] + 1].new))
        if rank[after]:
            stretches.append((by_new[rank[after] - 1].new_end, after.new))
        gap = Gap((before.old_end, after.old), tuple(dict.fromkeys(s for s in stretches if new[s[0] : s[1]].strip())))
        if gap.new:
            (sure if len(set(stretches)) == 1 else unsure).append(gap)
    return sure + unsure


def _new_place(run: Run) -> tuple[int, int, int]:
    return run.new, run.new_end, run.old


def _words(old: str, new: str, gaps: Iterable[Gap], tried: set[Gap]) -> list[Run]:
    """Return the runs that equal words make within gaps that were not tried; each new stretch is used once."""
    found: list[Run] = []
    used: set[Stretch] = set()
    for gap in gaps:
        stretches = [stretch for stretch in gap.new if stretch not in used]
        if stretches and gap not in tried:
            tried.add(gap)
            within = list(_within(old, new, gap.old, stretches))
            used.update(stretches if within else ())
            found += within
    return found


def _within(old: str, new: str, here: Stretch, stretches: Sequence[Stretch]) -> Iterator[Run]:
    """Yield the runs that equal words make in one gap."""
    if len(stretches) == 1:
        start, end = stretches[0]
        head, tail = affixes(old[here[0] : here[1]], new[start:end])
        if old[here[0] : here[0] + head].strip():
            yield Run(here[0], start, head)
        if old[here[1] - tail : here[1]].strip():
            yield Run(here[1] - tail, end - tail, tail)
        here, stretches = (here[0] + head, here[1] - tail), [(start + head, end - tail)]
        if _is_word(old[here[0] : here[1]]) and _is_word(new[start + head : end - tail]):
            return
    words, new_words = Words.of(old, [here]), Words.of(new, stretches, fence="\0" if len(stretches) > 1 else "")
    yield from runs(kept(common(words.said, new_words.said), words, new_words), words, new_words)


def _is_word(text: str) -> bool:
    return len(text.split(None, 1)) < 2


def _moves(rough: Alignment) -> list[Run]:
    """Return the runs of text that stands elsewhere in the new version."""
    here = Words.of(rough.old, _of_length(rough.lost), fence="\0old")
    there = Words.of(rough.new, _of_length(rough.free), fence="\0new")
    places = shingles(there.said, MOVED_SHINGLE)
    pairs = [-1] * len(here.said)
    taken = bytearray(len(there.said))
    for shingle, i in shingles(here.said, MOVED_SHINGLE).items():
        j = places.get(shingle, -1)
        if j >= 0:
            pairs[i] = j
            taken[j] = 1
    _extend(pairs, taken, here.said, there.said, range(len(pairs)), 1)
    _extend(pairs, taken, here.said, there.said, range(len(pairs) - 1, -1, -1), -1)
    long = [(i, j, n) for i, j, n in _blocks(pairs) if here.end(i + n - 1) - here.starts[i] >= LEAST_MOVED]
    return list(runs(long, here, there))


def _of_length(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    return ((start, end) for start, end in stretches if end - start >= LEAST_MOVED)


def _blocks(pairs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    start = 0
    for i in range(1, len(pairs) + 1):
        if i < len(pairs) and pairs[i] >= 0 and pairs[i] == pairs[i - 1] + 1:
            continue
        if pairs[start] >= 0:
            yield start, pairs[start], i - start
        start = i


def _between(covered: Iterable[Stretch], text: str) -> Iterator[Stretch]:
    """Yield what is left of a text between sorted stretches, where it is more than white space."""
    last = 0
    for start, end in [*covered, (len(text), len(text))]:
        if start > last and not text[last:start].isspace():
            yield last, start
        last = max(last, end)


def _joined(found: Iterable[Run], old: str, new: str) -> list[Run]:
    """Return sorted runs with those made one that only the same white space parts."""
    whole: list[Run] = []
    for run in found:
        last = whole[-1] if whole else Run(-9, -9, 0)
        gap = run.old - last.old_end
        if run.new - last.new_end == gap <= _WHITE and _is_same_white(old[last.old_end : run.old], new, last.new_end):
            whole[-1] = Run(last.old, last.new, run.old_end - last.old)
        else:
            whole.append(run)
    return whole


def _is_same_white(gap: str, new: str, start: int) -> bool:
    return not gap or (gap.isspace() and new.startswith(gap, start))


def _heaviest(groups: Sequence[tuple[int, int, list[int]]]) -> list[int]:
    """Return the numbers of those groups (place, weight, ...) that rise in place and weigh most together."""
    tops: list[tuple[int, int, int]] = []
    before = [-1] * len(groups)
    for number, (place, weight, _) in enumerate(groups):
        at = bisect_right(tops, (place, -1, -1))
        before[number] = tops[at - 1][2] if at else -1
        total = weight + (tops[at - 1][1] if at else 0)
        end = at
        while end < len(tops) and tops[end][1] <= total:
            end += 1
        tops[at:end] = [(place, total, number)]
    found = []
    number = tops[-1][2] if tops else -1
    while number >= 0:
        found.append(number)
        number = before[number]
    return found
