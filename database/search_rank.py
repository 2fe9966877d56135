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

from database.search_base import Condition, Expression

TITLE_WEIGHT = 5
"""How many times in the text one occurrence in the title is worth."""

LONG_QUERY = 6
"""A partial answer to a longer query is ranked by the scores alone: in a sentence most words say little."""

MAX_EXPRESSIONS = 240
"""How many forms of all words together are scored; the commonest of each word come first."""

_K1 = 2.0
_SQLITE_K1 = 1.2
_FAINT = 1e-9
_LEAST_IDF = 1e-6

Found = tuple[int, float]
"""The id of a source and its score."""


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
    condition: Condition,
    groups: Sequence[Group],
    limit: int,
    *,
    most_words: bool = False,
) -> tuple[list[Found], int]:
    """Return the best sources that meet a condition, best first, and how many meet it.

    With ``most_words`` those with more of the words come first, and the score decides between equals; in queries of
    more than :data:`LONG_QUERY` words the score alone decides.
    """
    total = connection.execute("SELECT count(*) FROM source").fetchone()[0]
    most_words = most_words and len(groups) <= LONG_QUERY
    scored = groups if most_words else _telling(groups, total)
    sql, parameters = _scores(_bounded(scored), total)
    order = "words DESC, score DESC" if most_words else "score DESC"
    rows = connection.execute(
        f"""WITH matched AS MATERIALIZED (SELECT s.id AS id FROM source s WHERE {condition.sql}), {sql}
        SELECT m.id, coalesce(t.score, 0) AS score, coalesce(t.words, 0) AS words, (SELECT count(*) FROM matched)
        FROM matched m LEFT JOIN totals t ON t.id = m.id ORDER BY {order}, m.id LIMIT ?""",
        [*condition.parameters, *parameters, limit],
    ).fetchall()
    return [(row[0], row[1]) for row in rows], rows[0][3] if rows else 0


def most_annotated(
    connection: sqlite3.Connection, condition: Condition, within: Condition, limit: int
) -> tuple[list[Found], int]:
    """Return the sources that meet a condition, those with most matching annotations first, and how many meet it."""
    rows = connection.execute(
        f"""WITH matched AS MATERIALIZED (SELECT s.id AS id, s.title AS title FROM source s WHERE {condition.sql}),
        counted AS (SELECT a.source AS id, count(*) AS n FROM annotation a WHERE {within.sql} GROUP BY a.source)
        SELECT m.id, coalesce(c.n, 0), (SELECT count(*) FROM matched)
        FROM matched m LEFT JOIN counted c ON c.id = m.id
        ORDER BY coalesce(c.n, 0) DESC, m.title COLLATE NOCASE, m.id LIMIT ?""",
        [*condition.parameters, *within.parameters, limit],
    ).fetchall()
    return [(row[0], float(row[1])) for row in rows], rows[0][2] if rows else 0


def _telling(groups: Sequence[Group], total: int) -> Sequence[Group]:
    """Leave out words that stand in more than half of the sources; of nothing else, keep their commonest forms."""
    rare = [group for group in groups if 2 * max(e.documents for e in group.expressions) <= total]
    if rare:
        return rare
    return [Group(group.expressions[:1], group.boost, group.columns) for group in groups]


def _bounded(groups: Sequence[Group]) -> Sequence[Group]:
    share = max(1, MAX_EXPRESSIONS // max(1, len(groups)))
    return [Group(group.expressions[:share], group.boost, group.columns) for group in groups]


def _scores(groups: Sequence[Group], total: int) -> tuple[str, list[str | int | float]]:
    """Return the common table expressions that end in ``totals(id, score, words)``, and their parameters."""
    tables: list[str] = []
    parameters: list[str | int | float] = []
    scores: list[str] = []
    scale = _SQLITE_K1 / _K1 / (_FAINT * (_SQLITE_K1 + 1))
    weights = f"{_FAINT * TITLE_WEIGHT!r}, {_FAINT!r}"
    for number, group in enumerate(groups):
        forms: list[str] = []
        for form, expression in enumerate(group.expressions):
            name = f"form_{number}_{form}"
            tables.append(
                f"{name} AS MATERIALIZED (SELECT rowid AS id, -bm25(source_fts, {weights}) AS s "
                "FROM source_fts WHERE source_fts MATCH ?)"
            )
            parameters.append(group.columns + expression.match)
            forms.append(f"SELECT id, s / (SELECT idf({int(total)}, count(*)) FROM {name}) AS t FROM {name}")
        tables.append(
            f"word_{number} AS MATERIALIZED (SELECT id, {scale!r} * sum(t) AS t "
            f"FROM ({' UNION ALL '.join(forms)}) GROUP BY id)"
        )
        weight = float(group.boost) * (_K1 + 1)
        scores.append(
            f"SELECT id, {weight!r} * (SELECT idf({int(total)}, count(*)) FROM word_{number}) * t / (t + 1) AS s "
            f"FROM word_{number}"
        )
    whole = " UNION ALL ".join(scores) or "SELECT 0 AS id, 0 AS s WHERE 0"
    tables.append(f"totals AS MATERIALIZED (SELECT id, sum(s) AS score, count(*) AS words FROM ({whole}) GROUP BY id)")
    return ", ".join(tables), parameters


def _idf(total: int, documents: int) -> float:
    return (
        max(_LEAST_IDF, math.log((total - documents + 0.5) / (documents + 0.5))) if documents <= total else _LEAST_IDF
    )
