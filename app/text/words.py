# SPDX-License-Identifier: MIT
"""The words of a text, as the search index sees them: SQLite FTS5, unicode61 with remove_diacritics 0.

Snippets, did-you-mean and the vocabulary work on the text itself, outside the index, and must find the same
words at the same places. A word is a run of letters, numbers and private-use characters, and of code points
that were unassigned in Unicode 6.1; it may hold some combining marks, but not begin with one. An underscore
and an apostrophe are separators. Words longer than 32,768 bytes are cut by FTS5 and not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from app.text.unicode61 import CONTINUING, NOT_FOLDED, SEPARATORS, character_class, others, ranges


@cache
def _word() -> re.Pattern[str]:
    """Return what finds the words of most texts. It takes milliseconds to make, and not all programs ask."""
    return re.compile(character_class(_letters()) + "+")


@cache
def _rare() -> re.Pattern[str]:
    """Return what finds whether a text needs the pattern of rare words."""
    return re.compile(character_class([*ranges(CONTINUING), (0x10000, 0x10FFFF)]))


@cache
def any_word() -> re.Pattern[str]:
    """Return what finds the words of any text, also with marks inside words or letters beyond U+FFFF; more slowly."""
    letters = [*_letters(), *others(ranges(SEPARATORS), 0x10000, 0x10FFFF)]
    return re.compile(character_class(letters) + character_class([*letters, *ranges(CONTINUING)]) + "*")


@cache
def _staying() -> re.Pattern[str]:
    """Return what finds the letters that are newer than the index."""
    return re.compile(character_class(ranges(NOT_FOLDED)))


@cache
def _may_stay() -> re.Pattern[str]:
    """Return what finds whether a letter may be newer: quick, because it has one range beyond U+FFFF."""
    return re.compile(character_class([*(r for r in ranges(NOT_FOLDED) if r[1] < 0x10000), (0x10000, 0x1FFFF)]))


def _letters() -> list[tuple[int, int]]:
    return [(0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A), *others(ranges(SEPARATORS), 0x80, 0xFFFF)]


_GROWING = re.compile("[ßİŉǰΐΰև\u1e96-\u1e9e\u1f50-\u1fff\ufb00-\ufb17]")
"""Letters whose full case folding is longer than one letter, with some neighbours."""


def tokens(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open span of each word, in order."""
    pattern = any_word() if not text.isascii() and _rare().search(text) else _word()
    return (found.span() for found in pattern.finditer(text))


def lowered(text: str) -> str:
    """Return the text with its letters folded as the index folds them, each to one letter: offsets hold.

    It is Unicode's simple case folding (CaseFolding.txt, status C and S) as of version 6.1: final sigma becomes
    sigma, but ß, İ and the ligatures stay.
    """
    if text.isascii():
        return text.lower()
    folded = text.casefold()
    if len(folded) != len(text):
        folded = "".join(_pieces(text))
    return _with_newer_letters(folded, text) if _may_stay().search(text) else folded


def _pieces(text: str) -> Iterator[str]:
    done = 0
    for found in _GROWING.finditer(text):
        yield text[done : found.start()].casefold()
        yield _fold(found[0])
        done = found.end()
    yield text[done:].casefold()


def _fold(letter: str) -> str:
    for folded in (letter.casefold(), letter.lower()):
        if len(folded) == 1:
            return folded
    return letter


def _with_newer_letters(folded: str, text: str) -> str:
    places = [found.start() for found in _staying().finditer(text)]
    letters = list(folded) if places else []
    for place in places:
        letters[place] = text[place]
    return "".join(letters) or folded
