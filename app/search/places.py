# SPDX-License-Identifier: MIT
"""Where the words of a query stand in a canonical text, and the passages of it that show them best.

Offsets are code points. The text is compared in a lower case that keeps every offset, and a word counts only where
the index would see it too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from itertools import groupby, islice
from typing import NamedTuple
from unicodedata import category, east_asian_width

from app.text.words import any_word, lowered, tokens
from database.plan import Phrase, Term
from database.records import Span
from database.search_base import Expression
from database.unspaced import UNIT, has_unspaced

LENGTH = 200
"""About how many characters a passage has."""

BEFORE, WIDE_BEFORE = 64, 24
"""How many of them stand before the first hit at most, so that two lines of a list show it; some letters are wide."""

_SLICE = 1 << 14
_ENOUGH = 30
_FEW = 8
_ALIKE = 4
_WIDE, _NUMBERED = 12, 256
_MERGED = 8
_LETTERS = re.compile("[0-9a-z]*").match


class Snippet(NamedTuple):
    """A passage that shows hits. ``start`` and ``end`` are its span of the canonical text, ``text`` what stands there.

    ``marks`` are the half-open spans of the hits in ``text``, in order; ``cut`` says that it begins inside a block.
    """

    start: int
    end: int
    text: str
    marks: tuple[Span, ...] = ()
    cut: bool = False


class Sought:
    """One term of a query with what it stands for, and the ways to look for that.

    ``plain`` are those of ASCII letters alone; ``cost`` is how many looks at a text a hit takes at most.
    """

    def __init__(self, term: Term, expressions: Sequence[Expression]):
        self.term = term
        self.expressions = tuple(expressions)
        plain = [each for each in self.expressions if len(each.parts) == 1 and not (each.prefix or each.inside)]
        words = sorted({each.parts[0] for each in plain})
        others = [each for each in self.expressions if len(each.parts) > 1 or each.prefix or each.inside]
        slop = term.slop if isinstance(term, Phrase) else 1
        self.plain = all(part.isascii() for each in self.expressions for part in each.parts)
        self.cost = len(words) + sum(len(each.parts) for each in others)
        self.ways: list[Way] = [*_ways(words), *(partial(_occurrences, each, slop) for each in others)]


Way = Callable[[str], Iterator[Span]]
"""Finds where something stands in a text in lower case."""


def places(text: str, sought: Sequence[Sought]) -> list[Span]:
    """Return the spans of all hits in a text, in order; overlapping ones are joined."""
    spans = sorted((start, end) for start, end, _ in _hits(lowered(text), sought, 0))
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def stands(text: str, sought: Sought) -> bool:
    """Tell whether a text has a hit at all."""
    return bool(_hits(lowered(text), [sought], 0, 1))


def snippets(text: str, sought: Sequence[Sought], limit: int) -> tuple[Snippet, ...]:
    """Return the passages with most different terms, best first; between equals the earlier comes first.

    A long text is read until enough has been found.
    """
    plain = all(each.plain for each in sought)
    hits = _first_hits(text, sought, _plainly_lowered if plain else _roughly_lowered)
    hits = hits or _first_hits(text, sought, lowered)
    hits.sort()
    chosen: list[Snippet] = []
    for first, last in _windows(hits[: 25 * _ENOUGH]):
        begin = hits[first][0]
        if not _is_free(chosen, begin, begin + 1):
            continue
        made = passage(text, begin, hits[last][1], [(a, b) for a, b, _ in hits[first : last + 1]])
        if _is_free(chosen, made.start, made.end):
            chosen.append(made)
            if len(chosen) == limit:
                break
    return tuple(chosen)


def _is_free(chosen: Sequence[Snippet], start: int, end: int) -> bool:
    """Tell whether a span overlaps none of the passages that were chosen."""
    return all(end <= other.start or other.end <= start for other in chosen)


def passage(text: str, first: int, last: int, marks: Sequence[Span] = ()) -> Snippet:
    """Return about :data:`LENGTH` characters around a span, cut between words and, where it can be, at a block.

    ``marks`` are spans of the whole text.
    """
    room = max(0, LENGTH - (last - first))
    before = WIDE_BEFORE if east_asian_width(text[first : first + 1] or " ") in "WF" else BEFORE
    start = _cut_left(text, max(0, first - min(before, room // 2)), max(0, first - before), first)
    end = _cut_right(text, last, min(len(text), max(last, start + LENGTH)))
    kept = tuple([(a - start, b - start) for a, b in marks if start <= a and b <= end])
    return Snippet(start, end, text[start:end], kept, cut=start > 0 and text[start - 1] != "\n")


def _first_hits(text: str, sought: Sequence[Sought], lower: Callable[[str], str]) -> list[tuple[int, int, int]]:
    """Return the hits of a text, or of its beginning where that has enough of every term."""
    hits: list[tuple[int, int, int]] = []
    few = max(8, _ENOUGH // max(1, sum(each.cost for each in sought)))
    start = 0
    while start < len(text):
        end = _slice_end(text, start)
        hits += _hits(lower(text[start:end]), sought, start, few)
        start = end
        if len(hits) >= _FEW and _are_enough(hits, len(sought)):
            break
    return hits


def _roughly_lowered(text: str) -> str:
    """Return a text in lower case, three times faster than :func:`lowered` and the same for all but rare letters."""
    low = text.lower()
    return low.replace("ς", "σ") if len(low) == len(text) else lowered(text)


def _are_enough(hits: list[tuple[int, int, int]], terms: int) -> bool:
    """Tell whether there are many hits, and some of each term, or a passage with all terms; they are in order then."""
    if terms > 1 and len({term for _, _, term in hits}) < terms:
        return False
    hits.sort()
    return terms == 1 or len(hits) >= _ENOUGH or _are_together(hits, terms)


def _are_together(hits: Sequence[tuple[int, int, int]], terms: int) -> bool:
    """Tell whether a passage has all terms; the hits are in order."""
    latest: dict[int, int] = {}
    for start, end, term in hits:
        latest[term] = start
        if len(latest) == terms and end - min(latest.values()) <= LENGTH:
            return True
    return False


def _plainly_lowered(text: str) -> str:
    """Return a text with its ASCII letters in lower case: enough for words of nothing else, and faster still."""
    if text.isascii():
        return text.lower()
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def _slice_end(text: str, start: int) -> int:
    """Return where a slice ends: between blocks, or in the longest case anywhere between words."""
    end = start + _SLICE
    if end >= len(text):
        return len(text)
    cut = max(text.rfind("\n", start, end), text.rfind(" ", end - 2000, end))
    return cut if cut > start else end


def _hits(low: str, sought: Sequence[Sought], offset: int, limit: int | None = None) -> list[tuple[int, int, int]]:
    """Return hits as (start, end, number of the term), of each expression the first ``limit``."""
    found: list[tuple[int, int, int]] = []
    for number, each in enumerate(sought):
        for way in each.ways:
            found += [(start + offset, end + offset, number) for start, end in islice(way(low), limit)]
    return found


def _ways(words: Sequence[str]) -> Iterator[Way]:
    """Yield how to look for words, which are in order: one look finds all that begin alike."""
    for begun, alike in groupby(words, key=_beginning):
        family = frozenset(alike)
        yield partial(_whole, next(iter(family))) if len(family) == 1 else partial(_members, begun, family)


def _beginning(word: str) -> str:
    return word[:_ALIKE]


def _members(begun: str, words: frozenset[str], low: str) -> Iterator[Span]:
    """Yield where one of some words stands that begin alike."""
    size = len(begun)
    start = low.find(begun)
    while start >= 0:
        end = start + size
        if not (start and _is_inner(low[start - 1])):
            end = _word_end(low, end)
            if low[start:end] in words:
                yield start, end
        start = low.find(begun, end)


def _occurrences(expression: Expression, slop: int, low: str) -> Iterator[Span]:
    first, rest = expression.parts[0], expression.parts[1:]
    if expression.inside:
        return _followed(_runs(first, low), _Near(low, rest, slop, inside=True)) if rest else _runs(first, low)
    if rest:
        follow = _Near(low, rest, slop) if slop > 1 else partial(_at_once, low, rest, expression.prefix)
        return _followed(_whole(first, low), follow)
    return _begun(first, low) if expression.prefix else _whole(first, low)


def _runs(letters: str, low: str, start: int = 0) -> Iterator[Span]:
    """Yield where letters stand, between others or not."""
    start = low.find(letters, start)
    while start >= 0:
        yield start, start + len(letters)
        start = low.find(letters, start + len(letters))


def _whole(word: str, low: str, start: int = 0) -> Iterator[Span]:
    """Yield where a word stands by itself; most of the time of a search goes by here."""
    size, last = len(word), len(low)
    start = low.find(word, start)
    while start >= 0:
        end = start + size
        if not (start and _is_inner(low[start - 1])) and (end == last or not _is_inner(low[end])):
            yield start, end
        start = low.find(word, end)


def _begun(letters: str, low: str) -> Iterator[Span]:
    """Yield the words that begin so."""
    start = low.find(letters)
    while start >= 0:
        end = start + len(letters)
        if not (start and _is_inner(low[start - 1])):
            end = _word_end(low, end)
            yield start, end
        start = low.find(letters, end)


def _followed(begun: Iterator[Span], follow: Callable[[int], int]) -> Iterator[Span]:
    """Yield where phrases stand that begin so, one after the other."""
    done = 0
    for start, end in begun:
        last = follow(end) if start >= done else -1
        if last >= 0:
            yield start, last
            done = last


def _at_once(low: str, rest: Sequence[str], prefix: bool, position: int) -> int:
    """Return where words end that follow each other at once after a position, or -1."""
    last = len(low)
    for number, part in enumerate(rest, start=1):
        while position < last and not _is_inner(low[position]):
            position += 1
        if not low.startswith(part, position):
            return -1
        position += len(part)
        if position < last and _is_inner(low[position]):
            return _word_end(low, position) if prefix and number == len(rest) else -1
    return position


class _Near:
    """Finds where words end each of which is among the ``slop`` words after the one before, or -1.

    With ``inside`` they may stand between other letters, each of which counts as a word. What follows a place is
    looked for once, however many places lead there.
    """

    def __init__(self, low: str, rest: Sequence[str], slop: int, *, inside: bool = False):
        self._find = _runs if inside else _whole
        self._unit = UNIT if inside else any_word()
        self._words: list[int] = []
        self._low = low
        self._rest = rest
        self._slop = slop
        self._known: dict[tuple[int, int], int] = {}

    def __call__(self, position: int, number: int = 0) -> int:
        if number == len(self._rest):
            return position
        if (number, position) not in self._known:
            self._known[number, position] = self._found(position, number)
        return self._known[number, position]

    def _found(self, position: int, number: int) -> int:
        reach = -1
        for start, end in self._find(self._rest[number], self._low, position):
            reach = reach if reach >= 0 else self._reach(position)
            if start > reach:
                break
            if (found := self(end, number + 1)) >= 0:
                return found
        return -1

    @cached_property
    def _unread(self) -> Iterator[Span]:
        return (found.span() for found in UNIT.finditer(self._low)) if self._unit is UNIT else tokens(self._low)

    def _reach(self, position: int) -> int:
        """Return where the last word begins that is near enough; for wide gaps words are numbered as far as needed."""
        if self._slop <= _WIDE:
            near = islice(self._unit.finditer(self._low, position), self._slop - 1, self._slop)
            return next((found.start() for found in near), len(self._low))
        last = bisect_left(self._words, position) + self._slop
        while last > len(self._words):
            more = [start for start, _ in islice(self._unread, _NUMBERED)]
            if not more:
                return len(self._low)
            self._words += more
            last = bisect_left(self._words, position) + self._slop
        return self._words[last - 1]


def _word_end(low: str, position: int) -> int:
    found = _LETTERS(low, position)
    position = found.end() if found else position
    while position < len(low) and _is_inner(low[position]):
        position += 1
    return position


@lru_cache(maxsize=1 << 14)
def _is_inner(character: str) -> bool:
    """Tell whether a character goes on a word, as the index sees it."""
    return next(tokens(f"a{character}"), (0, 0)) == (0, 2)


def _windows(hits: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Return runs of hits that fit into one passage as (first, last), those with most different terms first."""
    found = []
    first = different = 0
    count = [0] * (1 + max((term for _, _, term in hits), default=0))
    for last, (_, end, term) in enumerate(hits):
        different += not count[term]
        count[term] += 1
        while first < last and end - hits[first][0] > LENGTH:
            left = hits[first][2]
            count[left] -= 1
            different -= not count[left]
            first += 1
        found.append((-different, first - last if last - first < _MERGED else -_MERGED, first, last))
    found.sort()
    return [(first, last) for _, _, first, last in found]


def parts(text: str, place: int) -> bool:
    """Tell whether a text may be cut at a place inside it: after a space, or where its script puts none."""
    before = text[place - 1]
    if before.isascii():
        return before.isspace()
    return before.isspace() or (has_unspaced(before) and not category(text[place]).startswith("M"))


def _cut_left(text: str, start: int, earliest: int, first: int) -> int:
    """Return where a passage begins: with the block of its first hit, even if that is a little long, or with a word."""
    block = text.rfind("\n", earliest, first)
    if block >= 0 or not earliest:
        return block + 1
    while 0 < start < first and not parts(text, start):
        start += 1
    return start


def _cut_right(text: str, last: int, end: int) -> int:
    block = text.find("\n", last, end)
    if block >= 0:
        return block
    cut = end
    while last < cut < len(text) and not (text[cut].isspace() or parts(text, cut)):
        cut -= 1
    return cut if cut > last else end if end > last and end == len(text) else last
