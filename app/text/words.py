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

from app.text.unicode61 import CONTINUING, NOT_FOLDED, SEPARATORS, character_class

_NEVER = "\\x00-/:-@\\[-`{-\\x7f" + character_class(SEPARATORS)
_WITHIN = re.compile(f"[{character_class(CONTINUING)}]")
_PLAIN = re.compile("[0-9A-Za-z]+")
_BARE = re.compile(f"[^{_NEVER}]+")
_MARKED = re.compile(f"[^{_NEVER}](?:[^{_NEVER}]|{_WITHIN.pattern})*")
_STAYING = re.compile(f"[{character_class(NOT_FOLDED)}]")


def tokens(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open span of each word, in order."""
    pattern = _PLAIN if text.isascii() else _MARKED if _WITHIN.search(text) else _BARE
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
        folded = "".join(map(_fold, text))
    return _with_newer_letters(folded, text) if _STAYING.search(text) else folded


def _fold(letter: str) -> str:
    for folded in (letter.casefold(), letter.lower()):
        if len(folded) == 1:
            return folded
    return letter


def _with_newer_letters(folded: str, text: str) -> str:
    letters = list(folded)
    for found in _STAYING.finditer(text):
        letters[found.start()] = found[0]
    return "".join(letters)
