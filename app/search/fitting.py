# SPDX-License-Identifier: MIT
"""Tests of short texts, such as names: does one of them hold a term?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz.distance import OSA

from app.search import folding
from app.text.words import lowered, tokens
from database.plan import Completion, Phrase, Prefix, Term, Wildcard, Word


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(text[start:end] for start, end in tokens(text))


def fitting(term: Term) -> Callable[[str], bool]:
    """Return a test of short texts: does one of them hold the term?"""
    match term:
        case Phrase():
            return _Sequence(term.parts, lowered)
        case Word():
            return _Sequence(words_of(term.folded), folding.fold)
        case Completion(word):
            return _Sequence(words_of(word.folded), folding.fold, prefix=True)
        case Prefix():
            return _Sequence(words_of(term.folded), folding.fold, prefix=True)
        case Wildcard():
            pattern = "".join({"*": ".*", "?": "."}.get(letter, re.escape(letter)) for letter in term.folded)
            return _Each(re.compile(pattern, re.DOTALL).fullmatch)
    return _Each(lambda word: OSA.distance(word, term.folded, score_cutoff=term.distance) <= term.distance)


class _Sequence:
    """Tests whether words follow each other in a text, once it has been folded in a certain way."""

    def __init__(self, wanted: Sequence[str], folded: Callable[[str], str], *, prefix: bool = False):
        self._wanted = tuple(wanted)
        self._folded = folded
        self._prefix = prefix

    def __call__(self, value: str) -> bool:
        words = words_of(self._folded(value))
        size = len(self._wanted)
        return size > 0 and any(self._fits(words[at : at + size]) for at in range(len(words) - size + 1))

    def _fits(self, words: Sequence[str]) -> bool:
        if not self._prefix:
            return tuple(words) == self._wanted
        return tuple(words[:-1]) == self._wanted[:-1] and words[-1].startswith(self._wanted[-1])


class _Each:
    """Tests whether some word of a text, folded, passes a test."""

    def __init__(self, test: Callable[[str], object]):
        self._test = test

    def __call__(self, value: str) -> bool:
        return any(self._test(word) for word in words_of(folding.fold(value)))
