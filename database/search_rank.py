# SPDX-License-Identifier: MIT
"""The order of what a search finds: BM25 over pooled forms, or the number of annotations that match.

BM25 as Robertson and Zaragoza give it ("The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section
3.2): a word scores ``idf * t * (k1 + 1) / (t + 1)``, where ``t`` is its frequency divided by
``k1 * (1 - b + b * length / mean length)``; b is .75, and k1 is 2, the upper end of what they recommend, because an
occurrence in the title counts as several. The forms of a word are pooled: ``t`` is the sum over its forms, and
``idf`` comes from the number of sources that have any of them. A sum of the scores of single forms would reward
rare forms instead, and is much worse.

SQLite's ``bm25()`` gives the scores of single forms only, with k1 = 1.2. But for a frequency weight ``w`` near nothing
it is linear in the frequency: ``idf * w * frequency * 2.2 / (1.2 * (1 - b + b * length / mean length))``. So one query
a form gives ``t``, at the speed of C, with the lengths FTS5 keeps. Words that stand in more than half of the sources
have an idf of nothing, and are only counted where a query has no others.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from database.search_base import Condition, Expression

TITLE_WEIGHT = 5
"""How many times in the text one occurrence in the title is worth."""

LONG_QUERY = 6
"""A partial answer to a longer query is ranked by the scores alone: in a sentence most words say little."""

MAX_EXPRESSIONS = 240
"""How many forms of all words together are scored, the first of each word."""

MAX_SCORED = 150_000
"""How many pairs of a form and a source are scored; in a query of many common words the commonest go unscored."""

_K1 = 2.0
_SQLITE_K1 = 1.2
_FAINT = 1e-9
_LEAST_IDF = 1e-6
_SCALE = _SQLITE_K1 / _K1 / (_FAINT * (_SQLITE_K1 + 1))
_SIMPLE = f"SELECT rowid AS id, -bm25(source_fts, {TITLE_WEIGHT}, 1) AS score FROM source_fts WHERE source_fts MATCH ?"
_FORM = (
    f"SELECT rowid AS id, -bm25(source_fts, {_FAINT * TITLE_WEIGHT!r}, {_FAINT!r}) AS s "
    "FROM source_fts WHERE source_fts MATCH ?"
)

Found = tuple[int, float]
"""The id of a source and its score."""


class Needs(Enum):
    """Which of its words a query needs in a source, and nothing else."""

    ANY = 1
    ALL = 2
    OTHER = 3


@dataclass(frozen=True, slots=True)
class Group:
    """One word of a query for the ranking: what it stands for, where, and how much it weighs.

    ``columns`` restricts it to columns of the index, as MATCH writes them.
    """

    expressions: tuple[Expression, ...]
    boost: float = 1.0
    columns: str = ""


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that :func:`best` uses."""
    connection.create_function("idf", 2, _idf, deterministic=True)


def best(
    connection: sqlite3.Connection,
    ids: Condition,
    groups: Sequence[Group],
    limit: int,
    *,
    needs: Needs = Needs.OTHER,
    counted: bool = False,
) -> tuple[list[Found], int]:
    """Return the best sources of those that a query gives, best first, and how many it gives.

    Args:
        connection: a connection that :func:`prepare` was called for.
        ids: a query for the ids of sources.
        groups: the words that score.
        limit: how many are returned.
        needs: how the query gives sources by these words; it may spare a comparison.
        counted: those with more of the words come first, and the score decides between equals; in queries of more
            than :data:`LONG_QUERY` words the score alone decides.
    """
    if not connection.execute(f"SELECT 1 FROM ({ids.sql}) LIMIT 1", ids.parameters).fetchone():
        return [], 0
    sources = connection.execute("SELECT count(*) FROM source").fetchone()[0]
    counted = counted and len(groups) <= LONG_QUERY
    telling = groups if counted else _telling(connection, groups, sources)
    needs = needs if not telling or len(telling) == len(groups) else Needs.OTHER
    scored = _bounded(telling)
    needs = needs if len(scored) == len(telling) else Needs.OTHER
    tables, parameters = _scores(scored, sources) if telling else _simple(groups, needs)
    inside = needs is Needs.ANY or (needs is Needs.ALL and not telling)
    whole = "totals"
    if not inside or not telling or _expressions(scored) < _expressions(telling):
        whole = "matched"
        tables.insert(0, f"matched AS MATERIALIZED ({ids.sql})")
        parameters[:0] = ids.parameters
    rows = connection.execute(
        f"WITH {', '.join(tables)} SELECT id, score, (SELECT count(*) FROM {whole}) FROM totals "
        f"{'' if inside else 'WHERE id IN (SELECT id FROM matched)'} "
        f"ORDER BY {'words DESC, ' if counted else ''}score DESC, id LIMIT ?",
        [*parameters, limit],
    ).fetchall()
    found, total = [(row[0], row[1]) for row in rows], rows[0][2] if rows else _count(connection, ids)
    if len(found) < min(limit, total):
        found += _without_score(connection, ids, {row[0] for row in rows}, limit)
    return found[:limit], total


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


def _documents(expression: Expression) -> int:
    return expression.documents


def _count(connection: sqlite3.Connection, ids: Condition) -> int:
    return int(connection.execute(f"SELECT count(*) FROM ({ids.sql})", ids.parameters).fetchone()[0])


def _without_score(connection: sqlite3.Connection, ids: Condition, known: set[int], limit: int) -> list[Found]:
    """Return sources that have none of the forms that score, but meet the query."""
    rows = connection.execute(f"SELECT id FROM ({ids.sql}) ORDER BY id LIMIT ?", [*ids.parameters, len(known) + limit])
    return [(row[0], 0.0) for row in rows if row[0] not in known]


def _telling(connection: sqlite3.Connection, groups: Sequence[Group], sources: int) -> Sequence[Group]:
    """Leave out words that stand in more than half of the sources: their idf is nothing."""
    return [group for group in groups if not _is_common(connection, group, sources)]


def _is_common(connection: sqlite3.Connection, group: Group, sources: int) -> bool:
    """Tell whether a word stands in more than half of the sources; the vocabulary may remember deleted ones too."""
    commonest = max(group.expressions, key=_documents)
    if 2 * commonest.documents <= sources:
        return False
    found = "SELECT count(*) FROM source_fts WHERE source_fts MATCH ?"
    return 2 * int(connection.execute(found, (group.columns + commonest.match,)).fetchone()[0]) > sources


def _simple(groups: Sequence[Group], needs: Needs) -> tuple[list[str], list[str | int | float]]:
    """Return ``totals(id, score)`` for nothing but common words: SQLite's own score of their commonest forms."""
    operator = " AND " if needs is Needs.ALL else " OR "
    match = operator.join(f"{group.columns}{max(group.expressions, key=_documents).match}" for group in groups)
    return [f"totals AS MATERIALIZED ({_SIMPLE})"], [match]


def _bounded(groups: Sequence[Group]) -> Sequence[Group]:
    """Keep what can be scored in bounded time: the rarest words, and the first forms of each."""
    kept: list[Group] = []
    left = MAX_SCORED
    share = max(1, MAX_EXPRESSIONS // max(1, len(groups)))
    for group in sorted(groups, key=_frequency):
        left -= sum(expression.documents for expression in group.expressions)
        if left < 0 and kept:
            break
        kept.append(Group(group.expressions[:share], group.boost, group.columns))
    return kept


def _expressions(groups: Sequence[Group]) -> int:
    return sum(len(group.expressions) for group in groups)


def _frequency(group: Group) -> int:
    return max(expression.documents for expression in group.expressions)


def _scores(groups: Sequence[Group], sources: int) -> tuple[list[str], list[str | int | float]]:
    """Return the common table expressions that end in ``totals(id, score, words)``, and their parameters."""
    tables: list[str] = []
    parameters: list[str | int | float] = []
    for number, group in enumerate(groups):
        for form, expression in enumerate(group.expressions):
            tables.append(f"form_{number}_{form} AS MATERIALIZED ({_FORM})")
            parameters.append(group.columns + expression.match)
        tables.append(f"word_{number} AS MATERIALIZED ({_pooled(number, len(group.expressions), sources)})")
    words = [
        f"SELECT id, {group.boost * (_K1 + 1)!r} * (SELECT idf({int(sources)}, count(*)) FROM word_{number}) "
        f"* t / (t + 1) AS score, 1 AS words FROM word_{number}"
        for number, group in enumerate(groups)
    ]
    whole = " UNION ALL ".join(words) or "SELECT 0 AS id, 0 AS score, 0 AS words WHERE 0"
    if len(words) > 1:
        whole = f"SELECT id, sum(score) AS score, count(*) AS words FROM ({whole}) GROUP BY id"
    return [*tables, f"totals AS MATERIALIZED ({whole})"], parameters


def _pooled(number: int, forms: int, sources: int) -> str:
    """Return the query for ``t`` of one word: the sum over its forms, each freed of its own idf."""
    names = [f"form_{number}_{form}" for form in range(forms)]
    single = [
        f"SELECT id, s * {_SCALE!r} / (SELECT idf({int(sources)}, count(*)) FROM {name}) AS t FROM {name}"
        for name in names
    ]
    if len(single) == 1:
        return single[0]
    return f"SELECT id, sum(t) AS t FROM ({' UNION ALL '.join(single)}) GROUP BY id"


def _idf(total: int, documents: int) -> float:
    return (
        max(_LEAST_IDF, math.log((total - documents + 0.5) / (documents + 0.5))) if documents <= total else _LEAST_IDF
    )
