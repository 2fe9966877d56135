# SPDX-License-Identifier: MIT
"""What two versions of a text do not share, made searchable: the lost text of the old one, the free text of the new.

A sentence that stands twice is told apart by this: only a place that belongs to nothing else can be where an
annotation went, and only a place that went nowhere can be where it came from.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from rapidfuzz.fuzz import partial_ratio_alignment

from app.text.matching import Words

Stretch = tuple[int, int]

_CLASSES = (1, 12, 48)
_FENCE = "\0"
_WHITE = "\t\n\xa0\u2002\u2003\u2009\u200a\u2028\u202f\u3000"
_MOST = 50
_COMMON = 40
_WINDOWS = 4


class Pool:
    """Stretches of one text, to be searched; places are those of the text itself."""

    def __init__(self, text: str, stretches: Sequence[Stretch]):
        self._text = text
        self._stretches = stretches
        self._made: dict[int, _Joined] = {}

    def __bool__(self) -> bool:
        return bool(self._stretches)

    def places(self, quote: str) -> list[int]:
        """Return where a quote stands as it is, all white space being alike; not more than some fifty places."""
        least = max(size for size in _CLASSES if size <= max(1, len(quote)))
        if least not in self._made:
            self._made[least] = _Joined(self._text, [s for s in self._stretches if s[1] - s[0] >= least])
        return [place for place in self._made[least].places(_spaced(quote)) if self._is_whole(place, quote)]

    def _is_whole(self, start: int, quote: str) -> bool:
        """Tell whether a place does not begin or end within a word, unless the quote does."""
        end = start + len(quote)
        cut_before = start > 0 and self._text[start - 1].isalnum() and quote[0].isalnum()
        return not cut_before and not (self._text[end : end + 1].isalnum() and quote[-1].isalnum())

    def near(self, quote: str, least: float) -> Iterator[tuple[Stretch, float]]:
        """Yield the places whose words are most like those of a quote, each with how alike they are, from 0 to 1.

        Rare words that both have vote for a window, and the best windows are aligned letter by letter (rapidfuzz).
        """
        for start, end in self._windows(quote):
            found = partial_ratio_alignment(quote, self._text[start:end], score_cutoff=least * 100)
            if found and found.dest_end > found.dest_start:
                yield self._whole_words(start + found.dest_start, start + found.dest_end), found.score / 100

    def _windows(self, quote: str) -> list[Stretch]:
        """Return the stretches in which most of the rare words of a quote stand together."""
        votes: Counter[int] = Counter()
        said = Words.of(quote, [(0, len(quote))])
        size = max(len(quote), 40)
        for word, place in zip(said.said, said.starts, strict=True):
            found = self._index.get(word, ()) if len(word) > 3 else ()
            if len(found) <= _COMMON:
                votes.update((start - place) // size for start in found)
        windows = {}
        for cell, _ in votes.most_common(_WINDOWS):
            stretch = self._around(cell * size + size // 2)
            windows[max(stretch[0], (cell - 1) * size), min(stretch[1], (cell + 3) * size)] = True
        return [window for window in windows if window[0] < window[1]]

    def _around(self, place: int) -> Stretch:
        number = bisect_right(self._stretches, (place, len(self._text) + 1)) - 1
        return self._stretches[max(0, number)]

    def _whole_words(self, start: int, end: int) -> Stretch:
        while start and self._text[start - 1].isalnum() and self._text[start].isalnum():
            start -= 1
        while end < len(self._text) and self._text[end].isalnum() and self._text[end - 1].isalnum():
            end += 1
        return start, end

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """The places of each word."""
        index: dict[str, list[int]] = {}
        words = Words.of(self._text, self._stretches)
        for word, start in zip(words.said, words.starts, strict=True):
            if len(word) > 3:
                index.setdefault(word, []).append(start)
        return index


class _Joined:
    """Stretches as one string, for a search by one call."""

    def __init__(self, text: str, stretches: Sequence[Stretch]):
        self._stretches = stretches
        self._joined = _spaced(_FENCE.join(text[start:end] for start, end in stretches))
        self._starts: list[int] = []
        place = 0
        for start, end in stretches:
            self._starts.append(place)
            place += end - start + 1

    def places(self, quote: str) -> list[int]:
        found: list[int] = []
        at = self._joined.find(quote) if quote else -1
        while at >= 0 and len(found) < _MOST:
            number = bisect_right(self._starts, at) - 1
            found.append(self._stretches[number][0] + at - self._starts[number])
            at = self._joined.find(quote, at + 1)
        return found


def _spaced(text: str) -> str:
    """Return a text with a space for each white sign, so that places stay; a call a sign is quicker than a table."""
    for sign in _WHITE:
        text = text.replace(sign, " ")
    return text
