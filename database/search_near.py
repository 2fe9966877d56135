# SPDX-License-Identifier: MIT
"""Phrases with gaps: NEAR finds their words in any order, the places of the words decide."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from database import search_tables
from database.plan import Phrase
from database.search_base import Condition, Expression, Lexicon

MAX_PLACES = 200_000
"""How many places of words are compared. Beyond, NEAR alone decides: words as common as that stand in both orders in
almost every text that has them near each other."""

MAX_TEXTS = 100
"""So few texts are read where some of the words are too common for all their places to be."""

MAX_LETTERS = 2_000_000
"""How many letters of texts without spaces are read for a phrase. Beyond, it is enough that they have its words."""

_BITS = 28
"""A place is one number: the row, the column in the highest three of these bits, and the number of the word in the
others. Nearness within such numbers is nearness within a text."""

Step = tuple[str, int]
"""A word of a phrase, and how many words it may stand after the one before it."""


@dataclass(frozen=True, slots=True)
class Index:
    """Where a phrase is looked for: the full-text table, what restricts a MATCH to the columns, and their names.

    ``places`` is the temporary table of the places of its words, ``only`` a condition on the rows, beginning with AND.
    """

    table: str
    places: str
    restriction: str
    columns: Sequence[str]
    only: Condition

    def match(self, match: str) -> str:
        """Return a MATCH as it must be asked here."""
        return f"{self.restriction}({match})"


def near(phrase: Phrase) -> str:
    """Return the MATCH for the words of a phrase with gaps in any order, within as many words as it may take."""
    words = " ".join(Expression((part,)).match for part in phrase.parts)
    return f"NEAR({words}, {(phrase.slop - 1) * (len(phrase.parts) - 1)})"


def together(phrase: Phrase) -> str:
    """Return the MATCH for the words of a phrase without its gaps."""
    return Expression(phrase.parts).match


def in_order(
    connection: sqlite3.Connection, lexicon: Lexicon, phrase: Phrase, index: Index, compared: Sequence[int]
) -> list[int] | None:
    """Return the rows of an index where each word of a phrase stands soon enough after the one before.

    Rows where the words follow each other at once need no comparison, and are not among them. None stands for all
    where they are near each other in any order: that is enough where some words are too common to be compared, or
    there are more than :data:`MAX_PLACES` to compare.

    Args:
        connection: a connection that :func:`search_tables.prepare` was called for.
        lexicon: is told where not all was compared, and reads the texts where that is quicker.
        phrase: the words.
        index: where they are looked for.
        compared: the numbers of the words that can be compared place by place.
    """
    sql = f"SELECT rowid AS id FROM {index.table} WHERE {index.table} MATCH ? {index.only.sql}"
    match = index.match(f"{near(phrase)} NOT {together(phrase)}")
    search_tables.fill(connection, sql, [match, *index.only.parameters])
    rows = {row for (row,) in connection.execute("SELECT id FROM temp.matched")}
    kept = _followed(connection, lexicon, phrase, index, compared, rows) if rows else rows
    return None if len(kept) == len(rows) else sorted(kept)


def between_letters(lexicon: Lexicon, phrase: Phrase, texts: Iterable[Sequence[int | str]]) -> list[int] | None:
    """Return the rows where a phrase with gaps stands between other letters; None stands for all, and is noted.

    Args:
        lexicon: reads the texts, and is told where there are too many.
        phrase: the words.
        texts: the id and the texts of each row that has all the words.
    """
    kept: list[int] = []
    left = MAX_LETTERS
    for row, *columns in texts:
        found = [str(text) for text in columns if text]
        left -= sum(map(len, found))
        if left < 0:
            lexicon.note_near(phrase, ())
            return None
        if any(lexicon.follows(phrase, text, inside=True) for text in found):
            kept.append(int(row))
    return kept


def _followed(
    connection: sqlite3.Connection,
    lexicon: Lexicon,
    phrase: Phrase,
    index: Index,
    compared: Sequence[int],
    rows: set[int],
) -> set[int]:
    """Return those rows, which are in ``matched``, where the words follow each other soon enough."""
    if len(compared) < len(phrase.parts):
        if len(rows) <= MAX_TEXTS:
            texts = connection.execute(
                f"SELECT id, {', '.join(index.columns)} FROM source_text WHERE id IN temp.matched"
            )
            return {row for row, *columns in texts if any(lexicon.follows(phrase, text) for text in columns)}
        lexicon.note_near(phrase, compared)
    before = (compared[0], *compared)
    steps = [(phrase.parts[at], (at - last) * phrase.slop) for last, at in zip(before, compared, strict=False)]
    return _compared(connection, index, steps, rows) if len(steps) > 1 else rows


def _compared(connection: sqlite3.Connection, index: Index, steps: Sequence[Step], rows: set[int]) -> set[int]:
    """Follow a phrase word by word, and keep the places of a word that come soon enough after one kept of that before.

    The last such place decides, so the cost grows with the number of places and not of pairs.
    """
    kept: list[int] | None = None
    left = MAX_PLACES
    for word, slop in steps:
        met = _read(connection, index, word, left)
        if len(met) > left:
            return rows
        left -= len(met)
        kept = met if kept is None else [place for place in met if _follows(kept, place, slop)]
    return {place >> _BITS for place in kept or ()}


def _read(connection: sqlite3.Connection, index: Index, word: str, limit: int) -> list[int]:
    """Return the places of a word in the rows in ``matched``, in order, and at most one more than the limit."""
    number = " ".join(f"WHEN '{name}' THEN {at << (_BITS - 3)}" for at, name in enumerate(index.columns))
    names = ", ".join(f"'{name}'" for name in index.columns)
    rows = connection.execute(
        f"SELECT (doc << {_BITS}) + CASE col {number} END + offset FROM temp.{index.places} "
        f"WHERE term = ? AND +doc IN temp.matched AND col IN ({names}) LIMIT ?",
        (word, limit + 1),
    )
    return sorted([place for (place,) in rows])


def _follows(before: Sequence[int], place: int, slop: int) -> bool:
    last = bisect_left(before, place) - 1
    return last >= 0 and place - before[last] <= slop
