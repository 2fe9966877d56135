# SPDX-License-Identifier: MIT
"""Words of the collection that are a name in the other script: ``Lukashenko`` for Лукашенко and Лукашэнка, and back.

Latin letters tell less than Cyrillic ones and each language writes names its own way, so spellings are compared by
the key of :mod:`app.text.transliterate`. The letters a word may begin with come from its likely spellings, and bound
how many words of the vocabulary are compared.
"""

from __future__ import annotations

import sqlite3

from app.search import folding
from app.text import transliterate
from database import vocabulary

SHORTEST = 4
"""Shorter words are too often a different word in the other script."""

_ALIKE = 2
_COMPARED = 4000
_CYRILLIC = transliterate.LANGUAGES


def forms(connection: sqlite3.Connection, text: str, limit: int) -> dict[str, int]:
    """Return the words that may be the same name in the other script, with how many sources have each.

    Inflected forms come with them where the rules of Russian, Belarusian or Ukrainian know them.
    """
    if len(text) < SHORTEST:
        return {}
    wanted = transliterate.key(text)
    script = transliterate.is_cyrillic(text)
    starts = {folding.fold(spelling)[:_ALIKE] for spelling in transliterate.variants(text)}
    near = [form for start in starts for form in vocabulary.beginning(connection, start, _COMPARED)]
    found = {
        form: documents
        for form, documents in near
        if transliterate.is_cyrillic(form) is not script and transliterate.key(form) == wanted
    }
    for form in tuple(found):
        languages = _CYRILLIC if transliterate.is_cyrillic(form) else ()
        found.update(vocabulary.sisters(connection, folding.fold(form), folding.stems(form, languages), limit))
    return dict(sorted(found.items(), key=_commonest)[:limit])


def _commonest(form: tuple[str, int]) -> tuple[int, str]:
    return -form[1], form[0]
