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

from app.text.unicode61 import CONTINUING, NOT_FOLDED, SEPARATORS, character_class, others, ranges

_LETTERS = [(0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A), *others(ranges(SEPARATORS), 0x80, 0xFFFF)]
_ASTRAL_LETTERS = others(ranges(SEPARATORS), 0x10000, 0x10FFFF)
_MARKS = ranges(CONTINUING)
_WORD = re.compile(character_class(_LETTERS) + "+")
_RARE = re.compile(character_class([*_MARKS, (0x10000, 0x10FFFF)]))
_RARE_WORD = re.compile(
    character_class([*_LETTERS, *_ASTRAL_LETTERS]) + character_class([*_LETTERS, *_MARKS, *_ASTRAL_LETTERS]) + "*"
)
_STAYING = re.compile(character_class(ranges(NOT_FOLDED)))
_MAY_STAY = re.compile(character_class([*(r for r in ranges(NOT_FOLDED) if r[1] < 0x10000), (0x10000, 0x1FFFF)]))
"""Finds whether a letter may be newer than the index; quick because it has one range beyond U+FFFF."""
_GROWING = re.compile("[ßİŉǰΐΰև\u1e96-\u1e9e\u1f50-\u1fff\ufb00-\ufb17]")
"""Letters whose full case folding is longer than one letter, with some neighbours."""


def tokens(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open span of each word, in order."""
    pattern = _RARE_WORD if not text.isascii() and _RARE.search(text) else _WORD
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
    return _with_newer_letters(folded, text) if _MAY_STAY.search(text) else folded


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
    places = [found.start() for found in _STAYING.finditer(text)]
    letters = list(folded) if places else []
    for place in places:
        letters[place] = text[place]
    return "".join(letters) or folded
