# SPDX-License-Identifier: MIT
"""The hyphenated words of a collection: to the index ``co-operation`` is two words, to a reader it is one.

A row of ``compound`` is such a word as texts write it, in small letters and with every hyphen as ``-``. Its stems are
rows of ``stem``, as those of any word. Like the vocabulary both are derived from the texts, and outlive them.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

Form = tuple[str, int]
"""A hyphenated word and the number of sources it stands in."""

HYPHEN = "-"
MOST_PARTS = 3
"""Longer chains (``state-of-the-art``) nobody writes as one word."""

_OTHER_HYPHENS = ("\u2010", "\u2011")
_BLANKS = ("\n", "\t")
_HIGHEST = "\U0010ffff"
_REACH = 128
"""How far from a hyphen the blanks around its word are looked for, in characters."""

_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0971-\u0dff])"
"""A letter, or a mark on one, where texts write marks by themselves: in Hebrew, Arabic and the scripts of India."""

_COMPOUND = re.compile(rf"(?<![^\W_])(?<!-){_LETTER}+(?:-{_LETTER}+){{1,{MOST_PARTS - 1}}}(?![^\W_]|-)")

ADD = """
    INSERT INTO compound(form, folded, documents) {rows}
    ON CONFLICT (form) DO UPDATE SET documents = documents + excluded.documents"""
"""What adds rows; the counts of known words add up."""


def forms_of(texts: Iterable[str]) -> list[Form]:
    """Return the distinct hyphenated words of some texts, of letters alone, with how many texts hold each.

    It needs no collection.
    """
    found: Counter[str] = Counter()
    for text in texts:
        found.update({form for words in set(_around_hyphens(text)) for form in _compounds(words)})
    return list(found.items())


def alike(connection: sqlite3.Connection, folded: str, stems: Sequence[tuple[str, str]], limit: int) -> list[Form]:
    """Return the hyphenated words that fold to a word or share a stem with it, the commonest first."""
    words = sorted({folded, *(stem for _, stem in stems)})
    split = [f"{word[:at]}{HYPHEN}{word[at:]}" for word in words for at in range(1, len(word))]
    given = ", ".join("?" * len(split)), ", ".join("?" * len(words))
    found: set[Form] = set(
        connection.execute(
            "SELECT form, documents FROM compound WHERE form IN ({}) "
            "UNION ALL SELECT form, documents FROM compound WHERE folded IN ({})".format(*given),
            (*split, *words),
        )
    )
    for language, stem in stems:
        found.update(
            connection.execute(
                "SELECT c.form, c.documents FROM stem s CROSS JOIN compound c ON c.form = s.form "
                "WHERE s.language = ? AND s.stem = ?",
                (language, stem),
            )
        )
    return sorted(found, key=_commonest)[:limit]


def beginning(connection: sqlite3.Connection, folded: str, limit: int) -> list[Form]:
    """Return the hyphenated words that begin so without their hyphens but not with them, the commonest first."""
    begun = [f"{folded[:at]}{HYPHEN}{folded[at:]}" for at in range(1, len(folded))]
    found: set[Form] = set(
        connection.execute(
            "SELECT c.form, c.documents FROM json_each(?1) b CROSS JOIN compound c "
            "ON c.form >= b.value AND c.form < b.value || ?2 "
            "UNION ALL SELECT form, documents FROM compound WHERE folded >= ?3 AND folded < ?3 || ?2 "
            "AND NOT (form >= ?3 AND form < ?3 || ?2)",
            (json.dumps(begun), _HIGHEST, folded),
        )
    )
    return sorted(found, key=_commonest)[:limit]


def known(connection: sqlite3.Connection, forms: Iterable[str]) -> set[str]:
    """Return those of some words that the collection has as hyphenated words."""
    rows = connection.execute(
        "SELECT form FROM compound WHERE form IN (SELECT value FROM json_each(?))", (json.dumps(list(forms)),)
    )
    return {row[0] for row in rows}


def following(connection: sqlite3.Connection, match: str, limit: int) -> int:
    """Return in how many sources a phrase stands, as MATCH writes it, with a hyphen or without; counted so far."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM source_fts WHERE source_fts MATCH ? LIMIT ?)"
    return int(connection.execute(sql, (match, limit)).fetchone()[0])


def stands(connection: sqlite3.Connection, form: str) -> bool:
    """Tell whether a source that is there has a hyphenated word: the index has its parts, the text the hyphen."""
    texts = connection.execute(
        "SELECT title || ' ' || text FROM source_text "
        "WHERE id IN (SELECT rowid FROM source_fts WHERE source_fts MATCH ?)",
        (f'"{form.replace(HYPHEN, " ")}"',),
    )
    return any(form == found for (text,) in texts for found, _ in forms_of([text]))


def _around_hyphens(text: str) -> Iterator[str]:
    """Yield what stands around the hyphens of a text, from space to space: most texts have few hyphens."""
    for hyphen in _OTHER_HYPHENS:
        text = text.replace(hyphen, HYPHEN)
    done, at = 0, text.find(HYPHEN)
    while at >= 0:
        least = max(done, at - _REACH)
        start = max(least, text.rfind(" ", least, at) + 1)
        done = text.find(" ", at, at + _REACH)
        if done < 0:
            done = _cut(text, at)
        yield text[start:done]
        at = text.find(HYPHEN, done)


def _cut(text: str, at: int) -> int:
    """Return where to stop after a hyphen that no space comes after: between lines or cells where there are such."""
    end = min(len(text), at + _REACH)
    between = max(text.rfind(blank, at, end) for blank in _BLANKS)
    return between if between > at and end < len(text) else end


@lru_cache(maxsize=1 << 15)
def _compounds(words: str) -> tuple[str, ...]:
    """Return the hyphenated words in a few words, in small letters as the index makes them."""
    return tuple(_COMPOUND.findall(words.lower().replace("ς", "σ")))


def _commonest(form: Form) -> tuple[int, str]:
    return -form[1], form[0]
