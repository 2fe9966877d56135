# SPDX-License-Identifier: MIT
"""The order of what a search finds: by the words of the query, or by the number of annotations that match.

What scores is bounded here, so that no query takes long however common its words are; how it scores is told in
:mod:`database.search_scores`. Words that stand in more than half of the sources say nothing, and decide only where a
query has no others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from database import search_tables
from database.search_base import Condition, Expression
from database.search_scores import (
    WORDS,
    Counts,
    Frequencies,
    Group,
    Needs,
    by_commonest,
    by_words,
    commonest,
    documents_of,
)

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

LARGE = 5_000
"""So many sources are a large archive: below, all can be read in time."""

_MANY = 8

Found = tuple[int, float]
"""The id of a source and its score."""


class Ranked(NamedTuple):
    """The best sources, best first, and how many there are; not ``told`` are those whose words are all too common."""

    found: list[Found]
    total: int
    told: bool = True


def best(
    connection: sqlite3.Connection,
    ids: Condition,
    groups: Sequence[Group],
    limit: int,
    known: Frequencies,
    *,
    needs: Needs,
    counted: bool,
) -> Ranked:
    """Return the best sources of those that a query gives, best first, and how many it gives.

    Args:
        connection: a connection that ``search_tables.prepare`` was called for.
        ids: a query for the ids of sources.
        groups: the words that score.
        limit: how many are returned.
        known: in how many sources words stand, as far as that was asked before in the same state of the collection;
            what is asked now is added.
        needs: how the query gives sources by these words; it may spare a comparison.
        counted: those with more of the words come first, and the score decides between equals; in queries of more
            than :data:`LONG_QUERY` words the score alone decides.
    """
    counts, given = Counts(connection, known), _Given(connection, ids)
    quick, needs = _quicker(counts, groups, needs)
    if ids.sql != MATCHING or _come_again(counts, groups, needs):
        given.keep()
    total = given.count(counts)
    if not total:
        return Ranked([], 0)
    counted = counted and len(quick) <= LONG_QUERY
    telling = quick if counted else [group for group in quick if not _is_common(counts, group)]
    asked = _by_words(counts, given, telling, needs) or _by_commonest(counts, given, quick, needs)
    if asked is None:
        return Ranked(_without_score(given, set(), limit), total, told=total == 1)
    order = f"ORDER BY {'words DESC, ' * counted}score DESC, id LIMIT ?"
    found = [(row[0], row[1]) for row in connection.execute(f"{asked.sql} {order}", [*asked.parameters, limit])]
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

    def count(self, counts: Counts) -> int:
        """Return how many there are, and let the counts know it too."""
        found = count(self.connection, self.ids)
        if self.query.sql == MATCHING and isinstance(self.query.parameters[0], str):
            counts.note(self.query.parameters[0], found)
        return found

    def within(self, *, sure: bool) -> str:
        """Return what restricts a MATCH to them, beginning with AND: nothing where it is sure to find no others."""
        if sure:
            return ""
        self.keep()
        return "AND +rowid IN temp.matched"


def _come_again(counts: Counts, groups: Sequence[Group], needs: Needs) -> bool:
    """Tell whether what the query gives will be asked for more than once, and takes long or is far less than its words.

    One word alone is the query itself.
    """
    if needs is Needs.ANY and len(groups) == 1:
        return False
    return any(map(_is_long, groups)) or (needs is not Needs.ANY and _need_all(counts, groups))


def _by_words(counts: Counts, given: _Given, groups: Sequence[Group], needs: Needs) -> Condition | None:
    """Return the query for (id, score, words) by the words that tell sources apart; None where there are none."""
    scored = _bounded(groups)
    sure = needs is Needs.ANY and all(group.table == WORDS for group in scored)
    return by_words(counts, scored, given.within(sure=sure)) if scored else None


def _by_commonest(counts: Counts, given: _Given, groups: Sequence[Group], needs: Needs) -> Condition | None:
    """Return the same query by words that are all common; None where they are too common even for that."""
    simple = _affordable(counts, groups)
    sure = needs is not Needs.OTHER and len(simple) == len(groups)
    return by_commonest(simple, needs, given.within(sure=sure)) if simple else None


def _is_long(group: Group) -> bool:
    """Tell whether finding a word's sources takes so long that it should be done once: phrases, beginnings, lists."""
    return len(group.expressions) > _MANY or any(each.prefix or len(each.parts) > 1 for each in group.expressions)


def _quicker(counts: Counts, groups: Sequence[Group], needs: Needs) -> tuple[Sequence[Group], Needs]:
    """Return the words with phrases of very common words given up for the rarest of these, and what is needed then."""
    if counts.sources < LARGE or not any(len(each.parts) > 1 for group in groups for each in group.expressions):
        return groups, needs
    quick = [replace(group, expressions=tuple(map(partial(_quick, counts), group.expressions))) for group in groups]
    return quick, needs if quick == groups else Needs.OTHER


def _affordable(counts: Counts, groups: Sequence[Group]) -> list[Group]:
    """Return the words that decide the order where all are common; none where all are commoner than is worth it."""
    rarest = sorted(groups, key=_frequency)[:MAX_COMMON]
    if counts.sources < LARGE:
        return rarest
    together = accumulate(map(partial(_occurrences, counts), rarest))
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


def _quick(counts: Counts, expression: Expression) -> Expression:
    """Return the rarest word of a phrase whose words stand too often to be read once more, else the phrase."""
    if len(expression.parts) < 2 or expression.prefix:
        return expression
    words = [Expression((part,)) for part in expression.parts]
    documents = [counts.holding(Group((word,)), word) for word in words]
    rarest = min(documents)
    often = rarest * sum(search_tables.density(counts.connection, part) for part in expression.parts)
    if often <= MAX_OCCURRENCES:
        return expression
    return replace(words[documents.index(rarest)], documents=rarest)


def _occurrences(counts: Counts, group: Group) -> float:
    """Return about how often the commonest form of a word stands in the archive."""
    form = commonest(group)
    documents = form.documents or counts.holding(group, form)
    return sum(documents * search_tables.density(counts.connection, part) for part in form.parts)


def _need_all(counts: Counts, groups: Sequence[Group]) -> bool:
    """Tell whether some of several words will be compared within what the query gives."""
    rare = any(0 < 2 * commonest(group).documents <= counts.sources for group in groups)
    return len(groups) > 1 and (rare or len(groups) > MAX_COMMON)


def _is_common(counts: Counts, group: Group) -> bool:
    """Tell whether a word stands in more than half of the sources; the vocabulary may know too many, or none."""
    form = commonest(group)
    if 0 < 2 * form.documents <= counts.sources and not _is_long(group):
        return False
    return 2 * counts.holding(group, form) > counts.sources or 2 * counts.holding(group) > counts.sources


def _bounded(groups: Sequence[Group]) -> Sequence[Group]:
    """Keep what can be scored in bounded time: the rarest words, and the first forms of each."""
    kept: list[Group] = []
    left = MAX_SCORED
    share = max(1, MAX_EXPRESSIONS // max(1, len(groups)))
    for group in sorted(groups, key=_frequency):
        together = list(accumulate(map(documents_of, group.expressions[:share])))
        if kept and together[-1] > left:
            break
        many = max(1, sum(sofar <= left for sofar in together))
        left -= together[many - 1]
        kept.append(Group(group.expressions[:many], group.boost, group.columns, group.table))
    return kept


def _frequency(group: Group) -> int:
    return max(expression.documents for expression in group.expressions)
