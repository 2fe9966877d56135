# SPDX-License-Identifier: MIT
"""How well a source answers the words of a query: BM25F over pooled forms, as queries of SQL.

BM25F as Robertson and Zaragoza give it ("The Probabilistic Relevance Framework: BM25 and Beyond", Foundations and
Trends in Information Retrieval 3, 2009, section 3.6; Zaragoza and others, TREC 2004): a word scores
``idf * t * (k1 + 1) / (t + 1)``. Its ``t`` is the sum over title and text of ``weight * frequency / (k1 * (1 - b + b *
length / mean length))``, where each of the two has its own length, so that a word in a short title counts more than
one in a long title. b is .75, and k1 is 2, the upper end of what they recommend, because a word in the title counts
as several. The forms of a word are pooled: frequencies are summed over its forms, and ``idf`` comes from the number of
sources that have any of them. A sum of the scores of single forms would reward rare forms instead, and is much worse.

SQLite's ``bm25()`` gives the scores of single forms only, with k1 = 1.2. But for a frequency weight ``w`` near nothing
it is linear in the frequency: ``idf * w * frequency * 2.2 / (1.2 * (1 - b + b * length / mean length))``. So one query
a form gives the part of the text, at the speed of C, with the lengths FTS5 keeps (those of title and text together,
which are nearly those of the text). A title is taken to have a word once, and its length is counted in characters.
Words that stand in more than half of the sources have an idf of nothing.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from database.search_base import Condition, Expression, any_of

TITLE_WEIGHT = 5
"""How many times in the text one occurrence in the title is worth."""

TITLE = "title : "
"""What restricts a MATCH to titles."""

WORDS, LETTERS = "source_fts", "unspaced_fts"
"""The index of words, and that of the letters of texts without spaces."""

_K1 = 2.0
_B = 0.75
_SQLITE_K1 = 1.2
_FAINT = 1e-9
_LEAST_IDF = 1e-6
_SAMPLE = 200


class Needs(Enum):
    """Which of its words a query needs in a source, and nothing else."""

    ANY = 1
    ALL = 2
    OTHER = 3


@dataclass(frozen=True, slots=True)
class Group:
    """One word of a query for the ranking: what it stands for, where, and how much it weighs.

    ``columns`` restricts it to columns of the index, as MATCH writes them; ``table`` is the index.
    """

    expressions: tuple[Expression, ...]
    boost: float = 1.0
    columns: str = ""
    table: str = WORDS

    @property
    def match(self) -> str:
        """A MATCH for any of the forms."""
        return self.columns + any_of(self.expressions)


def documents_of(expression: Expression) -> int:
    """Return in how many sources a form stands, as far as the vocabulary knows."""
    return expression.documents


def commonest(group: Group) -> Expression:
    """Return the form of a word that stands in most sources; a beginning gives way to its commonest word."""
    form = max(group.expressions, key=documents_of)
    return Expression((form.commonest,), documents=form.documents) if form.commonest else form


Frequencies = dict[tuple[str, str], int]
"""How many sources a MATCH of one of the indexes gives, by the index and the MATCH."""


class Counts:
    """Counts sources, each time once.

    Args:
        connection: a connection to the collection.
        known: what was counted before in the same state of the collection; what is counted now is added. FTS5 keeps no
            such numbers, as other indexes do.
    """

    def __init__(self, connection: sqlite3.Connection, known: Frequencies):
        self.connection = connection
        self.sources = int(connection.execute("SELECT count(*) FROM source_length").fetchone()[0])
        self._known = known

    def note(self, match: str, found: int) -> None:
        """Take note of how many sources a MATCH for words gives."""
        self._known[WORDS, match] = found

    def holding(self, group: Group, expression: Expression | None = None) -> int:
        """Return how many sources have a word, or one form of it."""
        match = group.match if expression is None else group.columns + expression.match
        if (group.table, match) not in self._known:
            sql = f"SELECT count(*) FROM {group.table} WHERE {group.table} MATCH ?"
            self._known[group.table, match] = int(self.connection.execute(sql, (match,)).fetchone()[0])
        return self._known[group.table, match]

    def unspaced(self) -> int:
        """Return how many sources are in scripts without spaces."""
        return int(self.connection.execute("SELECT count(*) FROM unspaced").fetchone()[0])

    @cached_property
    def title_length(self) -> float:
        """The mean length of titles, in characters, over some sources spread evenly over the archive."""
        found = self.connection.execute(
            f"""WITH RECURSIVE ends(first, last) AS (SELECT min(id), max(id) FROM source),
            place(id, n) AS (SELECT first, 0 FROM ends UNION ALL
                SELECT first + (last - first) * (n + 1) / {_SAMPLE}, n + 1 FROM ends, place WHERE n < {_SAMPLE})
            SELECT avg(length((SELECT title FROM source WHERE id >= place.id ORDER BY id LIMIT 1))) FROM place"""
        ).fetchone()[0]
        return float(found or 0) or 1.0


def by_commonest(groups: Sequence[Group], needs: Needs, within: str) -> Condition:
    """Return the query for (id, score, words) of nothing but common words: SQLite's score of their commonest forms."""
    operator = " AND " if needs is Needs.ALL else " OR "
    match = operator.join(f"{group.columns}{commonest(group).match}" for group in groups)
    score = f"-bm25(source_fts, {TITLE_WEIGHT}, 1) AS score"
    return Condition(
        f"SELECT rowid AS id, {score}, 1 AS words FROM source_fts WHERE source_fts MATCH ? {within}", [match]
    )


def by_words(counts: Counts, groups: Sequence[Group], within: str) -> Condition:
    """Return the query for (id, score, words) of the sources that have any of the words.

    All numbers are parameters, so that SQLite knows the query again when the next words are asked for.
    """
    single = []
    for group in groups:
        weight = group.boost * (_K1 + 1) * _idf(counts.sources, counts.holding(group))
        pooled = _pooled(counts, group, within)
        score = "? * (1 - 1 / (t + 1))"  # t / (t + 1) would have bm25() called twice for every source
        sql = f"SELECT id, {score} AS score, 1 AS words FROM ({pooled.sql})"
        single.append(Condition(sql, [weight, *pooled.parameters]))
    return single[0] if len(single) == 1 else _summed(single, "sum(score) AS score, count(*) AS words")


def _pooled(counts: Counts, group: Group, within: str) -> Condition:
    """Return the query for (id, t) of one word: the sum over its forms, each freed of its own idf, and its titles."""
    rows = counts.sources if group.table == WORDS else counts.unspaced()
    single = []
    for expression in group.expressions if group.columns != TITLE else ():
        holding = counts.holding(group, expression)
        if holding:
            scale = _SQLITE_K1 / _K1 / (_FAINT * (_SQLITE_K1 + 1)) / _idf(rows, holding)
            sql = (
                f"SELECT rowid AS id, ? * bm25({group.table}, 0, {_FAINT!r}) AS t "
                f"FROM {group.table} WHERE {group.table} MATCH ? {within}"
            )
            single.append(Condition(sql, [-scale, group.columns + expression.match]))
    titled = Group(group.expressions, group.boost, TITLE, group.table)
    if counts.holding(titled):
        single.append(_titles(counts, titled, within))
    return single[0] if len(single) == 1 else _summed(single or [_NONE], "sum(t) AS t")


def _summed(single: Sequence[Condition], sums: str) -> Condition:
    every = " UNION ALL ".join(each.sql for each in single)
    parameters = [value for each in single for value in each.parameters]
    return Condition(f"SELECT id, {sums} FROM ({every}) GROUP BY id", parameters)


_NONE = Condition("SELECT 0 AS id, 0.0 AS t WHERE 0")


def _titles(counts: Counts, group: Group, within: str) -> Condition:
    """Return the query for (id, t) of the sources that have a word in the title."""
    table = group.table
    sql = (
        f"SELECT s.id AS id, {TITLE_WEIGHT / _K1!r} / ({1 - _B!r} + ? * length(s.title)) AS t FROM source s "
        f"WHERE s.id IN (SELECT rowid FROM {table} WHERE {table} MATCH ? {within})"
    )
    return Condition(sql, [_B / counts.title_length, group.match])


def _idf(total: int, documents: int) -> float:
    return (
        max(_LEAST_IDF, math.log((total - documents + 0.5) / (documents + 0.5))) if documents <= total else _LEAST_IDF
    )
