# SPDX-License-Identifier: MIT
"""The words of a collection: writing them with each import, and finding their sisters when somebody searches.

A row of ``vocabulary`` is a word as the index holds it, with its folded form; a row of ``stem`` gives it a stem in
one language. Both are derived from the texts (:func:`rebuild`), and words are never taken out, so they may outlive
their sources: what is looked up here is always checked against the index by the search itself. Words with a hyphen,
which the index holds in parts, are written with the others and kept apart (:mod:`database.compounds`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from itertools import groupby, islice
from operator import itemgetter

from database import compounds
from database.compounds import HYPHEN

Form = tuple[str, int]
"""A word and the number of sources it stands in."""

VocabularyRow = tuple[str, str | None, int]
StemRow = tuple[str, str, str]
Describe = Callable[[Iterable[Form], str], tuple[Sequence[VocabularyRow], Sequence[StemRow]]]
"""Gives forms of one language their rows (see ``app.search.folding.describe``)."""

TOKENIZER = "unicode61 remove_diacritics 0"
_HIGHEST = "\U0010ffff"
_BATCH = 64

_COUNT = (
    "CREATE VIRTUAL TABLE texts USING fts5(text, content = '', columnsize = 0, detail = none, "
    f"tokenize = '{TOKENIZER}')"
)
_ADD_WORDS = """
    INSERT INTO vocabulary(form, folded, documents) {rows}
    ON CONFLICT (form) DO UPDATE SET documents = documents + excluded.documents"""


_TEXTS = """
    WITH former(content, language) AS MATERIALIZED (
        SELECT v.content, max(s.language) FROM source_version v JOIN source s ON s.id = v.source GROUP BY v.content),
    gone(content, language, title) AS MATERIALIZED (
        SELECT json_extract(old, '$.content'), max(json_extract(old, '$.language')), max(json_extract(old, '$.title'))
        FROM change WHERE tbl = 'source' AND old IS NOT NULL GROUP BY 1)
    SELECT language, title, content FROM source
    UNION ALL SELECT coalesce(f.language, g.language, ''), coalesce(g.title, ''), c.hash
    FROM content c LEFT JOIN former f ON f.content = c.hash LEFT JOIN gone g ON g.content = c.hash
    WHERE c.hash NOT IN (SELECT content FROM source)
    ORDER BY 1"""
"""The language, title and hash of every text: those of sources, and those that only undo would bring back."""


def forms_of(texts: Iterable[str]) -> list[Form]:
    """Return the distinct words of some texts exactly as the index makes them, with how many texts hold each.

    Hyphenated words come as well, besides their parts. It needs no collection, and runs in the process that imports.
    """
    texts = list(texts)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(_COUNT)
        connection.execute("CREATE VIRTUAL TABLE forms USING fts5vocab(texts, row)")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", enumerate(texts, start=1))
        # Two long texts are read faster than a row a word, and no word has a space in it.
        words, counts = connection.execute(
            "SELECT group_concat(term, ' '), group_concat(doc, ' ') FROM forms"
        ).fetchone()
    found = list(zip(words.split(" "), map(int, counts.split(" ")), strict=True)) if words else []
    return found + compounds.forms_of(texts)


def merge(connection: sqlite3.Connection, words: Iterable[VocabularyRow], stems: Iterable[StemRow]) -> None:
    """Add rows to the vocabulary inside the caller's transaction; the counts of known words add up."""
    rows = list(words)
    values = "VALUES (?, ?, ?)"
    connection.executemany(_ADD_WORDS.format(rows=values), (row for row in rows if HYPHEN not in row[0]))
    connection.executemany(compounds.ADD.format(rows=values), (row for row in rows if HYPHEN in row[0]))
    connection.executemany("INSERT OR IGNORE INTO stem(language, stem, form) VALUES (?, ?, ?)", stems)


def merge_attached(connection: sqlite3.Connection, schema: str) -> None:
    """Add all rows of the tables ``vocabulary`` and ``stem`` of an attached file, inside the caller's transaction."""
    for add, hyphenated in ((_ADD_WORDS, "="), (compounds.ADD, ">")):
        rows = f"SELECT form, folded, documents FROM {schema}.vocabulary WHERE instr(form, '{HYPHEN}') {hyphenated} 0"
        connection.execute(add.format(rows=rows))
    connection.execute(
        f"INSERT OR IGNORE INTO stem(language, stem, form) SELECT language, stem, form FROM {schema}.stem"
    )


def rebuild(connection: sqlite3.Connection, describe: Describe) -> None:
    """Write the vocabulary afresh from the texts, inside the caller's transaction."""
    for table in ("vocabulary", "stem", "compound"):
        connection.execute(f"DELETE FROM {table}")
    _learn_all(connection, forms_of, describe)


def add_compounds(connection: sqlite3.Connection, describe: Describe) -> None:
    """Write the hyphenated words of all texts, inside the caller's transaction: an older collection has none."""
    connection.execute("DELETE FROM compound")
    _learn_all(connection, compounds.forms_of, describe)


def _learn_all(
    connection: sqlite3.Connection, forms: Callable[[Iterable[str]], list[Form]], describe: Describe
) -> None:
    """Add certain words of all texts, language by language."""
    for language, rows in groupby(connection.execute(_TEXTS).fetchall(), itemgetter(0)):
        remaining = iter(rows)
        while batch := list(islice(remaining, _BATCH)):
            texts = [f"{title} {_text(connection, content)}" for _, title, content in batch]
            merge(connection, *describe(forms(texts), language))


def _text(connection: sqlite3.Connection, content: str) -> str:
    return str(connection.execute("SELECT text FROM content WHERE hash = ?", (content,)).fetchone()[0])


def stem_languages(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the codes of the languages that have stems; a few look-ups, however large the table is."""
    rows = connection.execute(
        """WITH RECURSIVE known(language) AS (
            SELECT min(language) FROM stem
            UNION ALL SELECT (SELECT min(language) FROM stem WHERE language > known.language)
            FROM known WHERE known.language IS NOT NULL)
        SELECT language FROM known WHERE language IS NOT NULL"""
    )
    return tuple(row[0] for row in rows)


def sisters(connection: sqlite3.Connection, folded: str, stems: Sequence[tuple[str, str]], limit: int) -> list[Form]:
    """Return the words that fold alike or share a stem, the commonest first."""
    found: set[Form] = set()
    for word in {folded, *(stem for _, stem in stems)}:
        found.update(_alike(connection, word))
    for language, stem in stems:
        found.update(
            connection.execute(
                "SELECT v.form, v.documents FROM stem s JOIN vocabulary v ON v.form = s.form "
                "WHERE s.language = ? AND s.stem = ?",
                (language, stem),
            )
        )
    return sorted(found, key=_commonest)[:limit]


def completions(connection: sqlite3.Connection, begun: str, folded: str, limit: int) -> list[Form]:
    """Return the words that begin so, with accents or without, the commonest first."""
    found: dict[str, int] = {}
    for prefix in {begun, folded}:
        found.update(_commonest_between(connection, "form", prefix, limit))
    found.update(_commonest_between(connection, "folded", folded, limit))
    return sorted(found.items(), key=_commonest)[:limit]


def beginning(connection: sqlite3.Connection, prefix: str, limit: int) -> list[Form]:
    """Return words that begin so, as they stand or once they are folded, in the order of the alphabet."""
    rows = connection.execute(
        "SELECT form, documents FROM vocabulary WHERE form >= ?1 AND form < ?2 "
        "UNION SELECT form, documents FROM vocabulary WHERE folded >= ?1 AND folded < ?2 LIMIT ?3",
        (*_range(prefix), limit),
    )
    return rows.fetchall()


def together(connection: sqlite3.Connection, begun: str) -> int:
    """Return in how many sources the words that begin so stand, counted for each word."""
    row = connection.execute("SELECT sum(documents) FROM vocabulary WHERE form >= ? AND form < ?", _range(begun))
    return int(row.fetchone()[0] or 0)


def accented(connection: sqlite3.Connection, folded: str, limit: int) -> list[str]:
    """Return the words that begin so once they are folded, but not as they stand."""
    rows = _commonest_between(connection, "folded", folded, limit)
    return [form for form, _ in rows if not form.startswith(folded)]


def matching(connection: sqlite3.Connection, pattern: str, folded: str, limit: int) -> list[Form]:
    """Return the words that a pattern of ``*`` and ``?`` matches, with accents or without, the commonest first.

    A limit of -1 is none.
    """
    found: dict[str, int] = {}
    for column, wanted in {("form", pattern), ("form", folded), ("folded", folded)}:
        rows = connection.execute(
            f"SELECT form, documents FROM vocabulary WHERE {column} >= ? AND {column} < ? AND {column} GLOB ? "
            "ORDER BY documents DESC LIMIT ?",
            (*_range(wanted.split("*")[0].split("?")[0]), wanted.replace("[", "[[]"), limit),
        )
        found.update(rows)
    return sorted(found.items(), key=_commonest)[: limit if limit >= 0 else None]


def known(connection: sqlite3.Connection, forms: Iterable[str]) -> list[Form]:
    """Return those of the given words, or of the accented words that fold to them, that the collection has."""
    given = json.dumps(list(forms))
    rows = connection.execute(
        "SELECT form, documents FROM vocabulary WHERE form IN (SELECT value FROM json_each(?1)) "
        "UNION SELECT form, documents FROM vocabulary WHERE folded IN (SELECT value FROM json_each(?1))",
        (given,),
    )
    return rows.fetchall()


def near(connection: sqlite3.Connection, prefix: str, shortest: int, longest: int) -> list[Form]:
    """Return the words that begin so and have a length in this range: candidates for a comparison letter by letter."""
    query = " UNION ".join(
        f"SELECT form, documents FROM vocabulary WHERE {column} >= ?1 AND {column} < ?2 "
        f"AND length({column}) BETWEEN ?3 AND ?4"
        for column in ("form", "folded")
    )
    return connection.execute(query, (*_range(prefix), shortest, longest)).fetchall()


def documents(connection: sqlite3.Connection, forms: Iterable[str]) -> int:
    """Return in how many sources the commonest of these words stands."""
    row = connection.execute(
        "SELECT max(documents) FROM vocabulary WHERE form IN (SELECT value FROM json_each(?))",
        (json.dumps(list(forms)),),
    ).fetchone()
    return int(row[0] or 0)


def _alike(connection: sqlite3.Connection, folded: str) -> list[Form]:
    return connection.execute(
        "SELECT form, documents FROM vocabulary WHERE form = ?1 "
        "UNION SELECT form, documents FROM vocabulary WHERE folded = ?1",
        (folded,),
    ).fetchall()


def _commonest_between(connection: sqlite3.Connection, column: str, prefix: str, limit: int) -> list[Form]:
    return connection.execute(
        f"SELECT form, documents FROM vocabulary WHERE {column} >= ? AND {column} < ? ORDER BY documents DESC LIMIT ?",
        (*_range(prefix), limit),
    ).fetchall()


def _range(prefix: str) -> tuple[str, str]:
    return prefix, prefix + _HIGHEST


def _commonest(form: Form) -> tuple[int, str]:
    return -form[1], form[0]
