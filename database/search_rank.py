# SPDX-License-Identifier: MIT
"""The order of what a search finds: BM25F over pooled forms, or the number of annotations that match.

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
Words that stand in more than half of the sources have an idf of nothing, and are only counted where a query has no
others.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from database import search_tables
from database.search_base import Condition, Expression, any_of

TITLE_WEIGHT = 5
"""How many times in the text one occurrence in the title is worth."""

LONG_QUERY = 6
"""A partial answer to a longer query is ranked by the scores alone: in a sentence most words say little."""

MAX_EXPRESSIONS = 240
"""How many forms of all words together are scored, the first of each word."""

MAX_SCORED = 100_000
"""How many pairs of a form and a source are scored; in a query of many common words the commonest go unscored."""

MAX_COMMON = 2
"""How many words decide the order where all are common, the rarest: in a sentence of nothing else, none says much."""

MAX_OCCURRENCES, OFTEN = 1_000_000, 20
"""How often these may stand in the archive together, or in a source. What is commoner than that (the, of) decides
nothing at all, and reading where it stands would take longest."""

MATCHING = "SELECT rowid AS id FROM source_fts WHERE source_fts MATCH ?"
"""The query for the sources that one MATCH gives."""

TITLE = "title : "
"""What restricts a MATCH to titles."""

WORDS, LETTERS = "source_fts", "unspaced_fts"
"""The index of words, and that of the letters of texts without spaces."""

LARGE = 5_000
"""So many sources are a large archive: below, all can be read in time."""

_K1 = 2.0
_B = 0.75
_SQLITE_K1 = 1.2
_FAINT = 1e-9
_LEAST_IDF = 1e-6
_SAMPLE = 200
_MANY = 8

Found = tuple[int, float]
"""The id of a source and its score."""


class Ranked(NamedTuple):
    """The best sources, best first, and how many there are; not ``told`` are those whose words are all too common."""

    found: list[Found]
    total: int
    told: bool = True


Value = str | int | float


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


def best(
    connection: sqlite3.Connection,
    ids: Condition,
    groups: Sequence[Group],
    limit: int,
    *,
    needs: Needs = Needs.OTHER,
    counted: bool = False,
) -> Ranked:
    """Return the best sources of those that a query gives, best first, and how many it gives.

    Args:
        connection: a connection that ``search_tables.prepare`` was called for.
        ids: a query for the ids of sources.
        groups: the words that score.
        limit: how many are returned.
        needs: how the query gives sources by these words; it may spare a comparison.
        counted: those with more of the words come first, and the score decides between equals; in queries of more
            than :data:`LONG_QUERY` words the score alone decides.
    """
    counts, given = _Counts(connection), _Given(connection, ids)
    quick, needs = _quicker(counts, groups, needs)
    if ids.sql != MATCHING or _come_again(counts, groups, needs):
        given.keep()
    total = counts.of(given)
    if not total:
        return Ranked([], 0)
    counted = counted and len(quick) <= LONG_QUERY
    telling = quick if counted else [group for group in quick if not counts.is_common(group)]
    asked = _by_words(counts, given, telling, needs) or _by_commonest(counts, given, quick, needs)
    if asked is None:
        return Ranked(_without_score(given, set(), limit), total, told=total == 1)
    order = f"ORDER BY {'words DESC, ' * counted}score DESC, id LIMIT ?"
    rows = connection.execute(f"{asked.sql} {order}", [*asked.parameters, limit])
    found: list[Found] = [(row[0], row[1]) for row in rows]
    if len(found) < min(limit, total):
        found += _without_score(given, {source for source, _ in found}, limit)
    return Ranked(found[:limit], total)


class _Given:
    """The sources that a query gives, by the query itself or, once they have been kept, from a temporary table."""

    def __init__(self, connection: sqlite3.Connection, ids: Condition):
        self.connection = connection
        self.query = self.ids = ids

    def keep(self) -> None:
        """Ask for them now, so that they need not be asked for once more."""
        if self.ids is self.query:
            search_tables.fill(self.connection, self.query.sql, self.query.parameters)
            self.ids = Condition("SELECT id FROM temp.matched")

    def within(self, *, sure: bool) -> str:
        """Return what restricts a MATCH to them, beginning with AND: nothing where it is sure to find no others."""
        if sure:
            return ""
        self.keep()
        return "AND +rowid IN temp.matched"


def _come_again(counts: _Counts, groups: Sequence[Group], needs: Needs) -> bool:
    """Tell whether what the query gives will be asked for more than once, and takes long or is far less than its words.

    One word alone is the query itself.
    """
    if needs is Needs.ANY and len(groups) == 1:
        return False
    return any(map(_is_long, groups)) or (needs is not Needs.ANY and counts.need_all(groups))


def _by_words(counts: _Counts, given: _Given, groups: Sequence[Group], needs: Needs) -> Condition | None:
    """Return the query for (id, score, words) by the words that tell sources apart; None where there are none."""
    scored = _bounded(groups)
    sure = needs is Needs.ANY and all(group.table == WORDS for group in scored)
    return _totals(counts, scored, given.within(sure=sure)) if scored else None


def _by_commonest(counts: _Counts, given: _Given, groups: Sequence[Group], needs: Needs) -> Condition | None:
    """Return the same query by words that are all common; None where they are too common even for that."""
    simple = _affordable(counts, groups)
    sure = needs is not Needs.OTHER and len(simple) == len(groups)
    return _simple(simple, needs, given.within(sure=sure)) if simple else None


def _is_long(group: Group) -> bool:
    """Tell whether finding a word's sources takes so long that it should be done once: phrases, beginnings, lists."""
    return len(group.expressions) > _MANY or any(each.prefix or len(each.parts) > 1 for each in group.expressions)


def _quicker(counts: _Counts, groups: Sequence[Group], needs: Needs) -> tuple[Sequence[Group], Needs]:
    """Return the words with phrases of very common words given up for the rarest of these, and what is needed then."""
    if counts.sources < LARGE or not any(len(each.parts) > 1 for group in groups for each in group.expressions):
        return groups, needs
    quick = [replace(group, expressions=tuple(map(counts.quicker, group.expressions))) for group in groups]
    return quick, needs if quick == groups else Needs.OTHER


def _affordable(counts: _Counts, groups: Sequence[Group]) -> list[Group]:
    """Return the words that decide the order where all are common; none where all are commoner than is worth it."""
    rarest = sorted(groups, key=_frequency)[:MAX_COMMON]
    if counts.sources < LARGE:
        return rarest
    together = accumulate(map(counts.occurrences, rarest))
    most = max(MAX_OCCURRENCES, OFTEN * counts.sources)
    return [group for group, sofar in zip(rarest, together, strict=True) if sofar <= most]


def count(connection: sqlite3.Connection, ids: Condition) -> int:
    """Return how many sources a query gives."""
    return int(connection.execute(f"SELECT count(*) FROM ({ids.sql})", ids.parameters).fetchone()[0])


def most_annotated(
    connection: sqlite3.Connection, ids: Condition, within: Condition, limit: int
) -> tuple[list[Found], int]:
    """Return the sources that a query gives, those with most matching annotations first, and how many it gives."""
    rows = connection.execute(
        f"""WITH matched AS MATERIALIZED (SELECT s.id AS id, s.title AS title FROM source s WHERE s.id IN ({ids.sql})),
        counted AS (SELECT a.source AS id, count(*) AS n FROM annotation a WHERE {within.sql} GROUP BY a.source)
        SELECT m.id, coalesce(c.n, 0), (SELECT count(*) FROM matched)
        FROM matched m LEFT JOIN counted c ON c.id = m.id
        ORDER BY coalesce(c.n, 0) DESC, m.title COLLATE NOCASE, m.id LIMIT ?""",
        [*ids.parameters, *within.parameters, limit],
    ).fetchall()
    return [(row[0], float(row[1])) for row in rows], rows[0][2] if rows else 0


def _without_score(given: _Given, known: set[int], limit: int) -> list[Found]:
    """Return sources that have none of the forms that score, but meet the query."""
    sql = f"SELECT id FROM ({given.ids.sql}) ORDER BY id LIMIT ?"
    rows = given.connection.execute(sql, [*given.ids.parameters, len(known) + limit])
    return [(row[0], 0.0) for row in rows if row[0] not in known]


def _documents(expression: Expression) -> int:
    return expression.documents


def _commonest(group: Group) -> Expression:
    """Return the form of a word that stands in most sources; a beginning gives way to its commonest word."""
    form = max(group.expressions, key=_documents)
    return Expression((form.commonest,), documents=form.documents) if form.commonest else form


class _Counts:
    """Counts sources, each time once."""

    def __init__(self, connection: sqlite3.Connection):
        self.connection = connection
        self.sources = int(connection.execute("SELECT count(*) FROM source_length").fetchone()[0])
        self._known: dict[tuple[str, str], int] = {}

    def of(self, given: _Given) -> int:
        """Return how many sources a query gives."""
        found = count(self.connection, given.ids)
        if given.query.sql == MATCHING and isinstance(given.query.parameters[0], str):
            self._known[WORDS, given.query.parameters[0]] = found
        return found

    def quicker(self, expression: Expression) -> Expression:
        """Return the rarest word of a phrase whose words stand too often to be read once more, else the phrase."""
        if len(expression.parts) < 2 or expression.prefix:
            return expression
        words = [Expression((part,)) for part in expression.parts]
        documents = [self.holding(Group((word,)), word) for word in words]
        rarest = min(documents)
        often = rarest * sum(search_tables.density(self.connection, part) for part in expression.parts)
        if often <= MAX_OCCURRENCES:
            return expression
        return replace(words[documents.index(rarest)], documents=rarest)

    def occurrences(self, group: Group) -> float:
        """Return about how often the commonest form of a word stands in the archive."""
        form = _commonest(group)
        documents = form.documents or self.holding(group, form)
        return sum(documents * search_tables.density(self.connection, part) for part in form.parts)

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

    def need_all(self, groups: Sequence[Group]) -> bool:
        """Tell whether some of several words will be compared within what the query gives."""
        rare = any(0 < 2 * _commonest(group).documents <= self.sources for group in groups)
        return len(groups) > 1 and (rare or len(groups) > MAX_COMMON)

    def is_common(self, group: Group) -> bool:
        """Tell whether a word stands in more than half of the sources; the vocabulary may know too many, or none."""
        form = _commonest(group)
        if 0 < 2 * form.documents <= self.sources and not _is_long(group):
            return False
        return 2 * self.holding(group, form) > self.sources or 2 * self.holding(group) > self.sources


def _simple(groups: Sequence[Group], needs: Needs, within: str) -> Condition:
    """Return the query for (id, score, words) of nothing but common words: SQLite's score of their commonest forms."""
    operator = " AND " if needs is Needs.ALL else " OR "
    match = operator.join(f"{group.columns}{_commonest(group).match}" for group in groups)
    score = f"-bm25(source_fts, {TITLE_WEIGHT}, 1) AS score"
    return Condition(
        f"SELECT rowid AS id, {score}, 1 AS words FROM source_fts WHERE source_fts MATCH ? {within}", [match]
    )


def _bounded(groups: Sequence[Group]) -> Sequence[Group]:
    """Keep what can be scored in bounded time: the rarest words, and the first forms of each."""
    kept: list[Group] = []
    left = MAX_SCORED
    share = max(1, MAX_EXPRESSIONS // max(1, len(groups)))
    for group in sorted(groups, key=_frequency):
        together = list(accumulate(map(_documents, group.expressions[:share])))
        if kept and together[-1] > left:
            break
        many = max(1, sum(sofar <= left for sofar in together))
        left -= together[many - 1]
        kept.append(Group(group.expressions[:many], group.boost, group.columns, group.table))
    return kept


def _frequency(group: Group) -> int:
    return max(expression.documents for expression in group.expressions)


def _totals(counts: _Counts, groups: Sequence[Group], within: str) -> Condition:
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


def _pooled(counts: _Counts, group: Group, within: str) -> Condition:
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


def _titles(counts: _Counts, group: Group, within: str) -> Condition:
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
