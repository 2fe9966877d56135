# SPDX-License-Identifier: MIT
"""Which words of one stretch of text stand, in the same order, in another: the fine half of comparing two versions.

Words are compared one by one, and so are signs of punctuation and the letters of scripts that part no words. Blocks
that merely coincide, as "the" and "of" do in any two texts, are left out again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

_UNPARTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_TOKEN = re.compile(f"(?:[^\\W{_UNPARTED}]+|\\S)\\s*")
"""A word, one sign, or one letter of Thai, Lao, Burmese, Khmer, Japanese or Chinese, and white space after it."""

LARGEST_TABLE = 100_000_000
"""The most pairs of words compared at once; the table of the comparison has one bit a pair."""

SHINGLE = 3
"""How many words make a place in a text that is cut up before it is compared."""

_AROUND = 80
_DENSE = 0.45
_LONG = 48


class Run(NamedTuple):
    """A stretch of the same characters in both texts: where it begins in each, and its length in code points."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        """Where it ends in the old text."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """Where it ends in the new text."""
        return self.new + self.length


class Words(NamedTuple):
    """The words of some stretches of a text, each with the white space after it, and the place of each."""

    said: list[str]
    starts: list[int]
    whole: list[str]

    @classmethod
    def of(cls, text: str, stretches: Iterable[tuple[int, int]], fence: str = "") -> Words:
        """Find the words of the stretches, in the order of the stretches.

        ``fence``, where it is given, makes a word like no other stand after each stretch, so that no block of equal
        words runs on from one stretch to the next.
        """
        whole: list[str] = []
        starts: list[int] = []
        for number, (start, end) in enumerate(stretches):
            found = _TOKEN.findall(text, start, end)
            first = end - sum(map(len, found))
            whole += found
            starts += accumulate(map(len, found[:-1]), initial=first) if found else ()
            if fence:
                whole.append(f"{fence}{number}")
                starts.append(end)
        return cls(list(map(str.rstrip, whole)), starts, whole)

    def end(self, number: int) -> int:
        """Return where a word ends."""
        return self.starts[number] + len(self.said[number])


Block = tuple[int, int, int]
"""Equal words: the number of the first in each text, and how many."""


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Block]:
    """Return blocks of equal items, in order in both; a longest common subsequence where the sizes allow that.

    What is too large is first cut at places that occur once in either, and where there are none nothing is compared.
    """
    if len(old) * len(new) <= LARGEST_TABLE:
        found = LCSseq.opcodes(old, new)
        return [(op.src_start, op.dest_start, op.src_end - op.src_start) for op in found if op.tag == "equal"]
    head = shared(old, new)
    tail = shared(old[head:][::-1], new[head:][::-1])
    inner = _in_parts(old[head : len(old) - tail], new[head : len(new) - tail])
    blocks = [(0, 0, head), *((i + head, j + head, n) for i, j, n in inner), (len(old) - tail, len(new) - tail, tail)]
    return [block for block in blocks if block[2]]


def kept(blocks: Sequence[Block], old: Words, new: Words) -> list[Block]:
    """Return the blocks that stand where much else is equal, in both texts, or are long themselves.

    It is what a "semantic clean-up" of a difference is for (N. Fraser, diff-match-patch), measured by density: at
    least 45 of 100 characters around a block belong to blocks. What lies outside the compared stretches counts as
    equal, for their ends are where equal text stops.
    """
    if not blocks:
        return []
    dense_old = _density([(i, i + n) for i, _, n in blocks], old)
    dense_new = _density([(j, j + n) for _, j, n in blocks], new)
    return [
        block
        for block, here, there in zip(blocks, dense_old, dense_new, strict=True)
        if min(here, there) >= _DENSE or old.end(block[0] + block[2] - 1) - old.starts[block[0]] >= _LONG
    ]


def runs(blocks: Iterable[Block], old: Words, new: Words) -> Iterator[Run]:
    """Yield the runs of equal characters that blocks of equal words make; other white space parts them."""
    for i, j, n in blocks:
        if old.whole[i : i + n - 1] == new.whole[j : j + n - 1]:
            yield Run(old.starts[i], new.starts[j], old.end(i + n - 1) - old.starts[i])
            continue
        first = 0
        for last in range(n):
            if last + 1 == n or old.whole[i + last] != new.whole[j + last]:
                yield Run(old.starts[i + first], new.starts[j + first], old.end(i + last) - old.starts[i + first])
                first = last + 1


def affixes(old: str, new: str) -> tuple[int, int]:
    """Return how many characters two texts share at the beginning, in whole words, and then at the end."""
    head = shared(old, new)
    while head and not (is_edge(old, head) and is_edge(new, head)):
        head -= 1
    room = min(len(old), len(new)) - head
    tail = shared(old[::-1][:room], new[::-1][:room])
    while tail and not (is_edge(old, len(old) - tail) and is_edge(new, len(new) - tail)):
        tail -= 1
    return head, tail


def is_edge(text: str, place: int) -> bool:
    """Tell whether no word of letters and digits runs across a place."""
    return not (0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum())


def shared(old: Sequence[object], new: Sequence[object]) -> int:
    """Return how many items are equal from the beginning, by halving."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def shingles(words: Sequence[Hashable], length: int) -> dict[tuple[Hashable, ...], int]:
    """Return the places of the runs of ``length`` words that occur once, by the words."""
    places: dict[tuple[Hashable, ...], int] = {}
    for number, shingle in enumerate(zip(*(words[offset:] for offset in range(length)), strict=False)):
        places[shingle] = -1 if shingle in places else number
    return {shingle: number for shingle, number in places.items() if number >= 0}


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest part of some pairs, sorted by the first, in which the second rises too (Schensted 1961)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, value) in enumerate(pairs):
        place = bisect_left(tops, value)
        before.append(ends[place - 1] if place else -1)
        tops[place : place + 1] = [value]
        ends[place : place + 1] = [number]
    found = []
    number = ends[-1] if ends else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _in_parts(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Block]:
    here, there = shingles(old, SHINGLE), shingles(new, SHINGLE)
    pairs = sorted((number, there[shingle]) for shingle, number in here.items() if shingle in there)
    i = j = 0
    for i_next, j_next in [*_spread(rising(pairs)), (len(old), len(new))]:
        if (i_next - i) * (j_next - j) <= LARGEST_TABLE:
            yield from ((a + i, b + j, n) for a, b, n in common(old[i:i_next], new[j:j_next]))
        i, j = i_next, j_next


def _spread(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield those of the places to cut at that are some thousand words apart."""
    last = (0, 0)
    for place, following in pairwise([*pairs, (LARGEST_TABLE, LARGEST_TABLE)]):
        if (following[0] - last[0]) * (following[1] - last[1]) > LARGEST_TABLE // 16 and place != last:
            yield place
            last = place


def _density(blocks: Sequence[tuple[int, int]], words: Words) -> Iterator[float]:
    """Yield for each block which part of the characters around it lies in blocks, or outside of all words."""
    places = [0, *accumulate(map(len, words.whole))]
    starts = [places[first] for first, _ in blocks]
    ends = [places[last] for _, last in blocks]
    sums = [0, *accumulate(end - start for start, end in zip(starts, ends, strict=True))]
    for start, end in zip(starts, ends, strict=True):
        low, high = start - _AROUND, end + _AROUND
        begin, stop = bisect_left(starts, low), bisect_left(starts, high)
        outside = max(0, -low) + max(0, high - places[-1])
        cut = max(0, ends[stop - 1] - high)
        yield min(1.0, (sums[stop] - sums[begin] - cut + outside) / (high - low))
