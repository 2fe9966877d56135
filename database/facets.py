# SPDX-License-Identifier: MIT
"""Facets of annotations: how many there are of each kind, speaker, code and so on, counted in SQL.

Each facet is one query that yields annotation, value and label; counting and narrowing are made from it. A set of
annotations is passed as a JSON array; None means all of them, and costs no array. An annotation with two speakers
counts for both.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

Value = str | int

_YEAR = """CASE WHEN s.date_from IS NULL THEN ''
    WHEN substr(s.date_from, 1, 4) = substr(s.date_to, 1, 4) THEN substr(s.date_from, 1, 4)
    ELSE substr(s.date_from, 1, 4) || '–' || substr(s.date_to, 1, 4) END"""
_HOLDERS = "l.role IN ('holder', 'author')"

_ROWS: dict[str, str] = {
    "kind": "SELECT a.id AS annotation, a.kind AS value, a.kind AS label FROM annotation a WHERE 1 {a}",
    "speaker": f"""SELECT DISTINCT l.annotation AS annotation,
        CASE WHEN l.voice = 'actor' THEN l.actor ELSE l.voice END AS value,
        CASE WHEN l.voice = 'actor' THEN p.name ELSE l.voice END AS label
        FROM attribution l LEFT JOIN actor p ON p.id = l.actor
        WHERE {_HOLDERS} AND (l.voice <> 'actor' OR l.actor IS NOT NULL) {{l}}""",
    "organisation": f"""SELECT n.annotation AS annotation, n.actor AS value, p.name AS label FROM (
            SELECT l.annotation, l.organisation AS actor FROM attribution l
                WHERE {_HOLDERS} AND l.organisation IS NOT NULL {{l}}
            UNION SELECT l.annotation, l.actor FROM attribution l
                WHERE l.role = 'on behalf of' AND l.actor IS NOT NULL {{l}}) n
        JOIN actor p ON p.id = n.actor""",
    "addressee": """SELECT DISTINCT t.annotation AS annotation, coalesce(t.actor, t.value) AS value,
        coalesce(p.name, t.value) AS label FROM slot t LEFT JOIN actor p ON p.id = t.actor
        WHERE t.name = 'addressee' AND coalesce(p.name, t.value) <> '' {t}""",
    "code": """SELECT u.annotation AS annotation, u.code AS value, c.name AS label
        FROM code_assignment u JOIN code c ON c.id = u.code WHERE 1 {u}""",
    "stance": """SELECT DISTINCT u.annotation AS annotation, u.stance AS value, u.stance AS label
        FROM code_assignment u WHERE 1 {u}""",
    "publication": """SELECT a.id AS annotation, s.publication AS value, s.publication AS label
        FROM annotation a JOIN source s ON s.id = a.source WHERE 1 {a}""",
    "year": f"""SELECT a.id AS annotation, {_YEAR} AS value, {_YEAR} AS label
        FROM annotation a JOIN source s ON s.id = a.source WHERE 1 {{a}}""",
    "status": "SELECT a.id AS annotation, a.status AS value, a.status AS label FROM annotation a WHERE 1 {a}",
    "annotator": """SELECT a.id AS annotation, a.annotator AS value, coalesce(n.name, '') AS label
        FROM annotation a LEFT JOIN annotator n ON n.id = a.annotator WHERE 1 {a}""",
}
FACETS = tuple(_ROWS)
"""The facets, in the order they are shown."""

_ALIASES = {"a": "a.id", "l": "l.annotation", "t": "t.annotation", "u": "u.annotation"}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: what :func:`narrow` takes, how it is shown, and how many annotations have it.

    ``value`` is an id for actors, codes and annotators, and a text for the rest; the empty text is none.
    """

    value: Value
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its commonest values, and how many values there are in all."""

    name: str
    values: tuple[FacetValue, ...]
    distinct: int


def facet(
    connection: sqlite3.Connection, name: str, ids: Sequence[int] | None = None, limit: int | None = None
) -> Facet:
    """Count one facet over a set of annotations, or all; the commonest values first, years by time.

    Raises:
        KeyError: there is no such facet.
    """
    order = "value" if name == "year" else "count DESC, label"
    rows = connection.execute(
        f"""{_with(ids)} SELECT value, label, count(*) AS count, count(*) OVER () AS distinct_values
        FROM ({_rows(name, ids)}) GROUP BY value ORDER BY {order} LIMIT ?""",
        (*_given(ids), -1 if limit is None else limit),
    ).fetchall()
    made = tuple(FacetValue("" if value is None else value, label, count) for value, label, count, _ in rows)
    return Facet(name, made, rows[0][3] if rows else 0)


def facets(
    connection: sqlite3.Connection,
    ids: Sequence[int] | None = None,
    names: Sequence[str] = FACETS,
    limit: int | None = 100,
) -> list[Facet]:
    """Count several facets over a set of annotations, or all."""
    return [facet(connection, name, ids, limit) for name in names]


def narrow(
    connection: sqlite3.Connection, ids: Sequence[int] | None, chosen: Mapping[str, Collection[Value]]
) -> list[int]:
    """Return the annotations, in the given order, that have one of the values chosen in each facet.

    Facets without a chosen value do not narrow. Without ``ids`` it is all annotations, by id.

    Raises:
        KeyError: there is no such facet.
    """
    clauses, given = [], [*_given(ids)]
    for name, wanted in chosen.items():
        if wanted:
            clauses.append(
                f"id IN (SELECT annotation FROM ({_rows(name, ids)}) "
                "WHERE coalesce(value, '') IN (SELECT value FROM json_each(?)))"
            )
            given.append(json.dumps(list(wanted)))
    every = "SELECT id FROM annotation" if ids is None else "SELECT id FROM chosen"
    order = "id" if ids is None else "place"
    rows = connection.execute(f"{_with(ids)} {every} WHERE {' AND '.join(clauses) or '1'} ORDER BY {order}", given)
    return [row[0] for row in rows]


def _with(ids: Sequence[int] | None) -> str:
    if ids is None:
        return ""
    return "WITH chosen(id, place) AS MATERIALIZED (SELECT value, key FROM json_each(?))"


def _given(ids: Sequence[int] | None) -> list[str]:
    return [] if ids is None else [json.dumps(list(ids))]


def _rows(name: str, ids: Sequence[int] | None) -> str:
    within = {
        alias: "" if ids is None else f"AND {column} IN (SELECT id FROM chosen)" for alias, column in _ALIASES.items()
    }
    return _ROWS[name].format(**within)
