# SPDX-License-Identifier: MIT
"""Words that are nearly the same: for ``word~`` and for “did you mean”.

Changes are counted as optimal string alignment (Damerau 1964: insertion, deletion, substitution, transposition of
neighbours). A dictionary of all deletions would find candidates a little faster, but takes seconds and hundreds of
megabytes to build for a large archive; here the index on the vocabulary answers for every word one change away,
and the words that begin alike are compared one by one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.search.folding import fold
from database import vocabulary

_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюяіїє", "αβγδεζηθικλμνξοπρστυφχψω")
_SHORTEST = 3


def similar(
    connection: sqlite3.Connection, folded: str, distance: int, *, alike: int = 1
) -> list[tuple[int, vocabulary.Form]]:
    """Return words at most ``distance`` changes away as (changes, word), nearest and then commonest first.

    Words are compared folded. A word two changes away is found if its first ``alike`` letters are right.
    """
    forms = set(vocabulary.known(connection, {folded, *_one_change_away(folded)}))
    if len(folded) > alike and (distance > 1 or len(folded) > 20):
        forms.update(vocabulary.near(connection, folded[:alike], len(folded) - distance, len(folded) + distance))
    counted = dict(forms)
    choices = {form: fold(form) for form in counted}
    found = process.extract(folded, choices, scorer=OSA.distance, score_cutoff=distance, limit=None, processor=None)
    ranked = sorted((int(changes), -counted[form], form) for _, changes, form in found)
    return [(changes, (form, -negative)) for changes, negative, form in ranked]


def suggestion(connection: sqlite3.Connection, folded: str) -> str:
    """Return the word that was most likely meant by one that no source has, or nothing."""
    if len(folded) < _SHORTEST:
        return ""
    found = similar(connection, folded, 1 if len(folded) < 5 else 2, alike=2)
    return next((form for changes, (form, _) in found if changes), "")


def _one_change_away(word: str) -> Iterator[str]:
    letters = next((alphabet for alphabet in _ALPHABETS if set(alphabet) & set(word)), "") or "".join(set(word))
    if len(word) > 40:
        return
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in letters:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
