# SPDX-License-Identifier: MIT
"""Facets of annotations: how many there are of each kind, speaker, code and so on, counted in SQL.

Each facet is one query that yields annotation and value; counting and narrowing are made from it. A set of
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
    "kind": "SELECT a.id AS annotation, a.kind AS value FROM annotation a WHERE 1 {a}",
    "speaker": f"""SELECT DISTINCT l.annotation AS annotation,
        CASE WHEN l.voice = 'actor' THEN l.actor ELSE l.voice END AS value
        FROM attribution l WHERE {_HOLDERS} AND (l.voice <> 'actor' OR l.actor IS NOT NULL) {{l}}""",
    "organisation": f"""SELECT l.annotation AS annotation, l.organisation AS value FROM attribution l
            WHERE {_HOLDERS} AND l.organisation IS NOT NULL {{l}}
        UNION SELECT l.annotation, l.actor FROM attribution l
            WHERE l.role = 'on behalf of' AND l.actor IS NOT NULL {{l}}""",
    "addressee": """SELECT DISTINCT t.annotation AS annotation, coalesce(t.actor, t.value) AS value
        FROM slot t WHERE t.name = 'addressee' AND (t.actor IS NOT NULL OR t.value <> '') {t}""",
    "code": "SELECT u.annotation AS annotation, u.code AS value FROM code_assignment u WHERE 1 {u}",
    "stance": "SELECT DISTINCT u.annotation AS annotation, u.stance AS value FROM code_assignment u WHERE 1 {u}",
    "publication": """SELECT a.id AS annotation, s.publication AS value
        FROM annotation a JOIN source s ON s.id = a.source WHERE 1 {a}""",
    "year": f"""SELECT a.id AS annotation, {_YEAR} AS value
        FROM annotation a JOIN source s ON s.id = a.source WHERE 1 {{a}}""",
    "status": "SELECT a.id AS annotation, a.status AS value FROM annotation a WHERE 1 {a}",
    "annotator": "SELECT a.id AS annotation, a.annotator AS value FROM annotation a WHERE 1 {a}",
}
_NAMES = {"speaker": "actor", "organisation": "actor", "addressee": "actor", "code": "code", "annotator": "annotator"}
"""Where the names of values that are ids stand."""

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
        f"""{_with(ids)} SELECT value, {_label(name)} AS label, count, count(*) OVER () FROM (
            SELECT value, count(*) AS count FROM ({_rows(name, ids)}) GROUP BY value) v
        ORDER BY {order} LIMIT ?""",
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


def _label(name: str) -> str:
    if name not in _NAMES:
        return "v.value"
    named = f"(SELECT name FROM {_NAMES[name]} WHERE id = v.value AND typeof(v.value) = 'integer')"
    return f"coalesce({named}, v.value, '')"


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
