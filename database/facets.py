# SPDX-License-Identifier: MIT
"""Facets of annotations: how many there are of each kind, speaker, code and so on, counted in SQL.

Each facet is one query that yields annotation and value, and counts what the field of the query language finds that
narrows by it (``app.search.narrowing``): so a code counts for those above it, and a date that may mean several years
for each of them. A set of annotations is passed as a JSON array; None means all of them, and costs no array. An
annotation with two speakers counts for both.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

LONGEST_RANGE = 200
"""A date that may mean more years than this counts for none."""

LONGEST_MONTHS = 24
"""The same for months."""

_HOLDERS = "l.role IN ('holder', 'author')"
_ABOVE = """above(code, ancestor) AS (SELECT id, id FROM code
    UNION SELECT above.code, code.parent FROM above JOIN code ON code.id = above.ancestor
    WHERE code.parent IS NOT NULL)"""
_PARENTS = "SELECT parent FROM code WHERE parent IS NOT NULL"
_CHOSEN = "chosen(id) AS MATERIALIZED (SELECT value FROM json_each(?))"

_ROWS: dict[str, str] = {
    "kind": "SELECT a.id AS annotation, a.kind AS value FROM annotation a WHERE 1 {a}",
    "speaker": f"""SELECT l.annotation AS annotation, l.actor AS value FROM attribution l
            WHERE {_HOLDERS} AND l.actor IS NOT NULL {{l}}
        UNION SELECT l.annotation, l.voice FROM attribution l
            WHERE {_HOLDERS} AND l.voice IN ('unattributed', 'anonymous') {{l}}
        UNION SELECT l.annotation, coalesce(p.id, w.value) FROM attribution l
            JOIN annotation a ON a.id = l.annotation JOIN source s ON s.id = a.source, json_each(s.authors) w
            LEFT JOIN actor p ON p.name = w.value WHERE l.voice = 'author' {{l}}""",
    "organisation": """SELECT l.annotation AS annotation, l.organisation AS value FROM attribution l
            WHERE l.organisation IS NOT NULL {l}
        UNION SELECT l.annotation, l.actor FROM attribution l
            WHERE l.role = 'on behalf of' AND l.actor IS NOT NULL {l}""",
    "addressee": """SELECT DISTINCT t.annotation AS annotation, coalesce(t.actor, t.value) AS value
            FROM slot t WHERE t.name = 'addressee' AND (t.actor IS NOT NULL OR t.value <> '') {t}
        UNION ALL SELECT a.id, '' FROM annotation a
            WHERE NOT EXISTS (SELECT 1 FROM slot t WHERE t.annotation = a.id AND t.name = 'addressee') {a}""",
    "code": f"""SELECT u.annotation AS annotation, u.code AS value FROM code_assignment u
            WHERE u.code NOT IN ({_PARENTS}) {{u}}
        UNION ALL SELECT DISTINCT u.annotation, above.ancestor
            FROM above CROSS JOIN code_assignment u ON u.code = above.code WHERE above.ancestor IN ({_PARENTS}) {{u}}
        UNION ALL SELECT a.id, '' FROM annotation a
            WHERE NOT EXISTS (SELECT 1 FROM code_assignment u WHERE u.annotation = a.id) {{a}}""",
    "stance": "SELECT DISTINCT u.annotation AS annotation, u.stance AS value FROM code_assignment u WHERE 1 {u}",
    "publication": """SELECT a.id AS annotation, s.publication AS value
        FROM annotation a JOIN source s ON s.id = a.source WHERE 1 {a}""",
    "year": """SELECT a.id AS annotation, coalesce(substr(s.date_from, 1, 4) || ' ' || substr(s.date_to, 1, 4), '')
            AS value
        FROM annotation a JOIN source s ON s.id = a.source WHERE 1 {a}""",
    "status": "SELECT a.id AS annotation, a.status AS value FROM annotation a WHERE 1 {a}",
    "annotator": "SELECT a.id AS annotation, a.annotator AS value FROM annotation a WHERE 1 {a}",
}
_NAMES = {"speaker": "actor", "organisation": "actor", "addressee": "actor", "code": "code", "annotator": "annotator"}
"""Where the names of values that are ids stand."""

FACETS = tuple(_ROWS)
"""The facets, in the order they are shown."""

_CROSSED = {
    "source": """SELECT a.id AS annotation, s.title AS value
        FROM annotation a JOIN source s ON s.id = a.source WHERE 1 {a}""",
    "month": """SELECT a.id AS annotation, coalesce(substr(s.date_from, 1, 7) || ' ' || substr(s.date_to, 1, 7), '')
            AS value
        FROM annotation a JOIN source s ON s.id = a.source WHERE 1 {a}""",
}
"""What annotations are crossed by besides their facets."""

CROSSED = (*FACETS, *_CROSSED)

_ALIASES = {"a": "a.id", "l": "l.annotation", "t": "t.annotation", "u": "u.annotation"}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: what it is called, empty for none at all, and how many annotations have it."""

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
    """Count one facet over a set of annotations, or all; the commonest values first, years by time, none last.

    Raises:
        KeyError: there is no such facet.
    """
    rows = connection.execute(
        f"""{_with([name], ids)} SELECT {_label(name)} AS label, sum(count) FROM (
            SELECT value, count(*) AS count FROM ({_rows(name, ids)}) GROUP BY value) v GROUP BY label""",
        _given(ids),
    )
    counts: Counter[str] = Counter()
    for label, count in rows:
        counts.update(dict.fromkeys(_values(name, label), count))
    ordered = sorted(counts.items(), key=_by_time if name == "year" else _commonest)
    return Facet(name, tuple(FacetValue(*each) for each in ordered[:limit]), len(ordered))


def codes_with(
    connection: sqlite3.Connection, stances: Sequence[str], ids: Sequence[int] | None, limit: int | None = None
) -> Facet:
    """Count codes as :func:`facet` does, over annotations that take one of these stances towards the code."""
    within = "" if ids is None else "AND u.annotation IN (SELECT id FROM chosen)"
    rows = connection.execute(
        f"""{_with(["code"], ids)} SELECT code.name, count(DISTINCT u.annotation)
        FROM code_assignment u JOIN above ON above.code = u.code JOIN code ON code.id = above.ancestor
        WHERE u.stance IN (SELECT value FROM json_each(?)) {within} GROUP BY code.name""",
        [*_given(ids), json.dumps(list(stances))],
    )
    ordered = sorted(((str(label), int(count)) for label, count in rows), key=_commonest)
    return Facet("code", tuple(FacetValue(*each) for each in ordered[:limit]), len(ordered))


def facets(
    connection: sqlite3.Connection,
    ids: Sequence[int] | None = None,
    names: Sequence[str] = FACETS,
    limit: int | None = 100,
) -> list[Facet]:
    """Count several facets over a set of annotations, or all."""
    return [facet(connection, name, ids, limit) for name in names]


def crossed(
    connection: sqlite3.Connection, rows: str, columns: str, ids: Sequence[int] | None = None
) -> Counter[tuple[str, str]]:
    """Count annotations, all or these, by two of :data:`CROSSED` at once; pairs in which one is none are left out.

    Stances beside codes are those towards the code.

    Raises:
        KeyError: there is no such facet.
    """
    found = connection.execute(
        f"""{_with([rows, columns], ids)} SELECT {_label(rows, "r")}, {_label(columns, "c")}, count
        FROM ({_pairs(rows, columns, ids)}) v""",
        _given(ids),
    )
    counts: Counter[tuple[str, str]] = Counter()
    for row, column, count in found:
        for pair in product(_values(rows, row), _values(columns, column)):
            if all(pair):
                counts[pair] += count
    return counts


def _pairs(rows: str, columns: str, ids: Sequence[int] | None) -> str:
    if {rows, columns} == {"code", "stance"}:
        within = "" if ids is None else "WHERE u.annotation IN (SELECT id FROM chosen)"
        values = "above.ancestor AS r, u.stance AS c" if rows == "code" else "u.stance AS r, above.ancestor AS c"
        return f"""SELECT {values}, count(DISTINCT u.annotation) AS count
            FROM code_assignment u JOIN above ON above.code = u.code {within} GROUP BY r, c"""
    return f"""SELECT x.value AS r, y.value AS c, count(*) AS count
        FROM ({_rows(rows, ids)}) x JOIN ({_rows(columns, ids)}) y ON y.annotation = x.annotation GROUP BY r, c"""


def _with(names: Sequence[str], ids: Sequence[int] | None) -> str:
    tables = [*([_ABOVE] if "code" in names else []), *([] if ids is None else [_CHOSEN])]
    return f"WITH RECURSIVE {', '.join(tables)}" if tables else ""


def _given(ids: Sequence[int] | None) -> list[str]:
    return [] if ids is None else [json.dumps(list(ids))]


def _values(name: str, label: str) -> Sequence[str]:
    """Return the values that a label stands for: of a date that may mean several years or months, each of them."""
    if not label or name not in {"year", "month"}:
        return (label,)
    ends = [day.partition("-") for day in label.split(" ")]
    if name == "year":
        first, last = (int(year) for year, _, _ in ends)
        return [f"{year:04}" for year in range(first, last + 1)] if last - first < LONGEST_RANGE else ()
    first, last = (int(year) * 12 + int(month) - 1 for year, _, month in ends)
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)] if last - first < LONGEST_MONTHS else ()


def _commonest(value: tuple[str, int]) -> tuple[bool, int, str]:
    return not value[0], -value[1], value[0]


def _by_time(value: tuple[str, int]) -> tuple[bool, str]:
    return not value[0], value[0]


def _label(name: str, column: str = "value") -> str:
    if name not in _NAMES:
        return f"coalesce(v.{column}, '')"
    named = f"(SELECT name FROM {_NAMES[name]} WHERE id = v.{column} AND typeof(v.{column}) = 'integer')"
    return f"coalesce({named}, v.{column}, '')"


def _rows(name: str, ids: Sequence[int] | None) -> str:
    within = {
        alias: "" if ids is None else f"AND {column} IN (SELECT id FROM chosen)" for alias, column in _ALIASES.items()
    }
    return (_ROWS.get(name) or _CROSSED[name]).format(**within)
