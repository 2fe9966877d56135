# SPDX-License-Identifier: MIT
"""Carries spans from one version of a text to another, and says how sure it is.

Spans count code points and are half-open. The rule above all others: never silently onto other words. A span is
*exact* where its words stand unchanged in unmoved text, and *moved* where they stand unchanged elsewhere; in both
cases what surrounds them, or their rarity, must vouch for the place. In all other cases it is *changed*, with a
confidence that says how much to doubt it, or an *orphan*. "Unchanged" leaves white space out of account, for a text
that is wrapped otherwise is the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import or_

from rapidfuzz.distance import Levenshtein

from app.text import context
from app.text.alignment import Alignment, align
from app.text.matching import Run, is_edge
from app.text.pools import Pool
from database.records import Span

LEAST = 0.5
"""A place of less confidence is no place: the span is an orphan."""

UNSURE = 0.5
"""The confidence of the right words at a place that another could claim as well."""

_SURE_ELSEWHERE = 0.8
_FIRM = 0.9
"""Surroundings as much alike as this, on both sides, are those of this very place, wherever else the words stand."""
_MARGIN = 0.3
_SOME = 12
_RARE = 24
_RARE_WORDS = 4
_LONGEST_GAP = 4000


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a span went: ``span`` is None for an orphan; ``confidence`` is from 0 to 1."""

    span: Span | None
    state: str
    confidence: float


ORPHAN = Carried(None, "orphan", 0.0)


class Carrier:
    """Carries any number of spans from ``old`` to ``new``; the two are compared once, unless that has been done."""

    def __init__(self, old: str, new: str, alignment: Alignment | None = None):
        self._old = old
        self._new = new
        self._alignment = alignment or align(old, new)

    @cached_property
    def _lost(self) -> Pool:
        return Pool(self._old, self._alignment.lost)

    @cached_property
    def _free(self) -> Pool:
        return Pool(self._new, self._alignment.free)

    @cached_property
    def _all_old(self) -> Pool:
        return Pool(self._old, [(0, len(self._old))])

    @cached_property
    def _all_new(self) -> Pool:
        return Pool(self._new, [(0, len(self._new))])

    def carry(self, start: int, end: int) -> Carried:
        """Say where a span of the old text went.

        Raises:
            ValueError: it is empty or not a span of the old text.
        """
        if not 0 <= start < end <= len(self._old):
            raise ValueError(f"{start} to {end} is not a span of a text of {len(self._old)} characters")
        words = self._old[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        if start >= end:
            return ORPHAN
        inside = self._alignment.touching(start, end)
        found = self._guess(start, end, inside)
        if found is not None and self._is_same(start, end, found):
            carried = self._judged(start, end, found, inside)
        else:
            carried = self._changed(start, end, found)
        return carried if carried.confidence >= LEAST and carried.span else self._elsewhere(start, end, carried)

    def find(self, quote: str, prefix: str = "", suffix: str = "") -> Carried:
        """Look in new text for a quote whose place in the old text is not known, as that of an orphan is not.

        Where it stands as it is, it has *moved*; words that are only like it make it *changed*.
        """
        bare = quote.strip()
        if not bare:
            return ORPHAN
        old = prefix + bare + suffix
        return self._in_free(old, len(prefix), len(prefix) + len(bare), min(context.WIDTH, len(prefix), len(suffix)))

    # Where the runs of equal text lead

    def _guess(self, start: int, end: int, inside: range) -> Span | None:
        """Return where the ends of a span lead, without judging the words between; None where they lead nowhere."""
        chosen = self._together([self._alignment.runs[number] for number in inside], start, end)
        if not chosen:
            return self._through_gap(start, end, inside.start)
        first, last = chosen[0], chosen[-1]
        number = inside.start + next(n for n, i in enumerate(inside) if self._alignment.runs[i] == first)
        begins = first.new + start - first.old if first.old <= start else self._head(start, number)
        number = inside.start + next(n for n, i in enumerate(inside) if self._alignment.runs[i] == last)
        ends = last.new + end - last.old if end <= last.old_end else self._tail(end, number)
        return _trimmed(self._new, begins, ends)

    def _together(self, runs: Sequence[Run], start: int, end: int) -> list[Run]:
        """Return those runs of a span that lie together in the new text: the ones that hold most of its characters."""
        groups: list[list[Run]] = []
        for run in runs:
            last = groups[-1][-1] if groups else None
            if last and 0 <= run.new - last.new_end <= 2 * (run.old - last.old_end) + (end - start) // 2 + 40:
                groups[-1].append(run)
            else:
                groups.append([run])
        if not groups:
            return []
        return max(groups, key=lambda group: sum(min(r.old_end, end) - max(r.old, start) for r in group))

    def _head(self, start: int, number: int) -> int:
        """Return where a span begins that begins before its first run."""
        run = self._alignment.runs[number]
        mapped = self._mapped_gap(number, start, at_end=False)
        return run.new if mapped is None else mapped

    def _tail(self, end: int, number: int) -> int:
        """Return where a span ends that ends after its last run."""
        run = self._alignment.runs[number]
        mapped = self._mapped_gap(number + 1, end, at_end=True)
        return run.new_end if mapped is None else mapped

    def _through_gap(self, start: int, end: int, number: int) -> Span | None:
        """Return where a span leads that lies between two runs."""
        begins = self._mapped_gap(number, start, at_end=False, at_run=False)
        ends = self._mapped_gap(number, end, at_end=True, at_run=False)
        return None if begins is None or ends is None else _trimmed(self._new, begins, ends)

    def _mapped_gap(self, number: int, place: int, *, at_end: bool, at_run: bool = True) -> int | None:
        """Return where a place before the run of this number leads, through the letters of the gap it stands in.

        None where the gap has no counterpart, or one that is another text. A few words in the place of the first or
        the last of a span (“by June” for “by May”) are its first or last all the same.
        """
        if not self._alignment.follows(number):
            return None
        runs = self._alignment.runs
        before = runs[number - 1] if number else Run(0, 0, 0)
        after = runs[number] if number < len(runs) else Run(len(self._old), len(self._new), 0)
        old, new = self._old[before.old_end : after.old], self._new[before.new_end : after.new]
        if not new.strip() or max(len(old), len(new)) > _LONGEST_GAP:
            return None
        if context.likeness(old, new) < LEAST:
            swapped = at_run and max(len(old), len(new)) <= _RARE and place == (after.old if at_end else before.old_end)
            return (after.new if at_end else before.new_end) if swapped else None
        there = before.new_end + _mapped(old, new, place - before.old_end, at_end=at_end)
        return _at_word(self._old, place, self._new, there, before.new_end, after.new)

    # Judging

    def _is_same(self, start: int, end: int, found: Span) -> bool:
        """Tell whether the same words stand at a place, as words: not as a part of longer ones."""
        if self._old[start:end].split() != self._new[found[0] : found[1]].split():
            return False
        ends = (self._old, start, self._new, found[0]), (self._old, end, self._new, found[1])
        return all(is_edge(new, there) or not is_edge(old, here) for old, here, new, there in ends)

    def _judged(self, start: int, end: int, found: Span, inside: range) -> Carried:
        """Say what to think of a place where the same words stand."""
        support = self._support(start, end, found)
        state = "exact" if self._stayed(inside) else "moved"
        if self._has_rival(start, end, found, support):
            return Carried(found, "changed", UNSURE)
        return self._vouched(self._old, start, end, found, state, support)

    def _support(self, start: int, end: int, found: Span) -> tuple[float, float]:
        return (
            context.before(self._old, start, self._new, found[0]),
            context.after(self._old, end, self._new, found[1]),
        )

    def _has_rival(self, start: int, end: int, found: Span, support: tuple[float, float]) -> bool:
        """Tell whether the words may as well be from another place, or have gone to another.

        With both sides the same only places compete that went nowhere, or that nothing came to; else all places do.
        """
        firm = min(support) >= _FIRM
        quote, least = self._old[start:end], sum(support) - _MARGIN
        for place in (self._lost if firm else self._all_old).places(quote):
            if abs(place - start) >= end - start and sum(self._support(place, place + len(quote), found)) > least:
                return True
        for place in (self._free if firm else self._all_new).places(quote):
            if not place - len(quote) < found[0] < place + len(quote):
                rival = sum(self._support(start, end, (place, place + len(quote))))
                if rival > least:
                    return True
        return False

    def _vouched(
        self, old: str, start: int, end: int, found: Span, state: str, support: tuple[float, float]
    ) -> Carried:
        """Say how sure a place of the same words is: what surrounds it must be alike, or the words be rare.

        A word or two say little, so that both sides must be alike, or end a sentence or a block in both versions; some
        words need one side; a long quote needs none.
        """
        sides = [side >= context.ALIKE for side in support]
        quote = old[start:end]
        edges = (
            context.begins_sentence(old, start) and context.begins_sentence(self._new, found[0]),
            context.ends_sentence(old, end) and context.ends_sentence(self._new, found[1]),
        )
        if all(sides) or (any(sides) and (len(quote) >= _SOME or all(map(or_, sides, edges)))):
            return Carried(found, state, 1.0)
        rare = len(quote) >= _RARE and len(quote.split()) >= _RARE_WORDS
        return Carried(found, state, _SURE_ELSEWHERE) if rare else Carried(found, "changed", UNSURE)

    def _stayed(self, inside: range) -> bool:
        """Tell whether the runs of a span are among those that did not move; a span between two runs goes with them."""
        numbers = inside or range(max(0, inside.start - 1), min(inside.start + 1, len(self._alignment.runs)))
        return all(number in self._alignment.in_order for number in numbers)

    def _changed(self, start: int, end: int, found: Span | None) -> Carried:
        """Say what to think of a place where other words stand."""
        if found is None:
            return ORPHAN
        alike = context.likeness(self._old[start:end], self._new[found[0] : found[1]])
        support = self._support(start, end, found)
        sure = 1.0 if max(support) >= context.ALIKE else 0.7
        return Carried(found, "changed", round(min(0.99, alike * sure), 3))

    # Looking elsewhere

    def _elsewhere(self, start: int, end: int, fallback: Carried) -> Carried:
        found = self._in_free(self._old, start, end, context.WIDTH)
        if found.confidence > fallback.confidence or fallback.confidence < LEAST:
            return found if found.confidence >= LEAST else ORPHAN
        return fallback

    def _in_free(self, old: str, start: int, end: int, width: int) -> Carried:
        """Look for a span of some text in the new text that nothing of the old one went to."""
        quote = old[start:end]
        ranked = []
        for place in self._free.places(quote):
            spans = (place, place + len(quote))
            support = (
                context.before(old, start, self._new, place, width),
                context.after(old, end, self._new, spans[1], width),
            )
            ranked.append((sum(support), support, spans))
        if not ranked:
            return self._fuzzily(old, start, end, width)
        ranked.sort(reverse=True)
        total, support, span = ranked[0]
        unsure = len(ranked) > 1 and total - ranked[1][0] < _MARGIN
        if unsure or self._has_lost_rival(quote, start, span, total):
            return Carried(span, "changed", UNSURE)
        return self._vouched(old, start, end, span, "moved", support)

    def _has_lost_rival(self, quote: str, start: int, span: Span, support: float) -> bool:
        return any(
            support - sum(self._support(place, place + len(quote), span)) < _MARGIN
            for place in self._lost.places(quote)
            if abs(place - start) >= len(quote)
        )

    def _fuzzily(self, old: str, start: int, end: int, width: int) -> Carried:
        """Look for words that are like those of a span."""
        quote = old[start:end]
        best = ORPHAN
        for found in self._free.near(quote, LEAST):
            span, alike = found
            support = (
                context.before(old, start, self._new, span[0], width),
                context.after(old, end, self._new, span[1], width),
            )
            likely = alike * (1.0 if max(support) >= context.ALIKE else 0.8)
            if likely > best.confidence:
                best = Carried(span, "changed", round(min(likely, 0.99), 3))
        return best


def carry_all(carrier: Carrier, spans: Iterable[Span]) -> list[Carried]:
    """Carry spans one after another."""
    return [carrier.carry(*span) for span in spans]


def worst(before: Carried, state: str, confidence: float) -> Carried:
    """Return a carried span with the doubts that a former carrying left, until a person has looked at them."""
    order = ("exact", "moved", "changed", "orphan")
    kept = max(before.state, state, key=order.index)
    return replace(before, state=kept, confidence=round(before.confidence * confidence, 3))


def _mapped(old: str, new: str, place: int, *, at_end: bool) -> int:
    """Return where a place in one wording is in another, by the fewest edits of letters."""
    for op in Levenshtein.opcodes(old, new):
        if op.src_start <= place <= op.src_end and (place < op.src_end or at_end or op.src_end == len(old)):
            if op.tag == "equal":
                return op.dest_start + place - op.src_start
            if op.tag == "insert":
                continue
            return min(op.dest_end, op.dest_start + place - op.src_start)
    return len(new)


def _at_word(old: str, place: int, new: str, there: int, low: int, high: int) -> int:
    """Return the nearest edge of a word in the new text, where the place in the old one is at the edge of a word."""
    if not is_edge(old, place):
        return there
    back = forth = there
    while back > low and not is_edge(new, back):
        back -= 1
    while forth < high and not is_edge(new, forth):
        forth += 1
    return back if there - back <= forth - there else forth


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Return a span without white space at its ends, or None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
