# SPDX-License-Identifier: MIT
"""The table of annotations: their ids sorted by any column, in SQL, for a view that reads only the rows it shows.

Names sort as they are folded (case and accents aside). What an annotation does not have comes last, in either
direction, and the place in the texts decides ties.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

_START = "(SELECT min(start) FROM annotation_span p WHERE p.annotation = a.id)"
_FIRST = "(SELECT {what} FROM attribution l WHERE l.annotation = a.id AND {which} ORDER BY l.position LIMIT 1)"
SLOTS = ("claim type", "certainty", "deontic", "action", "object", "condition", "deadline", "beneficiary", "instrument")
"""The slots that are columns, beside the addressee."""

_SLOT = "(SELECT nullif(t.value, '') FROM slot t WHERE t.annotation = a.id AND t.name = '{}' ORDER BY position LIMIT 1)"
_PLAIN = {
    "kind": "a.kind",
    "quote": "(SELECT quote FROM annotation_span p WHERE p.annotation = a.id ORDER BY position LIMIT 1)",
    "work": "(SELECT work FROM attribution l WHERE l.annotation = a.id AND work <> '' ORDER BY position DESC LIMIT 1)",
    "source": "s.title COLLATE NOCASE",
    "publication": "nullif(s.publication, '') COLLATE NOCASE",
    "date": "s.date_from",
    "year": "substr(s.date_from, 1, 4)",
    "status": "nullif(a.status, '')",
    "annotator": "(SELECT name FROM annotator n WHERE n.id = a.annotator)",
    "note": "nullif(a.note, '')",
    "created": "a.created",
    "modified": "a.modified",
    **{name: _SLOT.format(name) for name in SLOTS},
}
_NAMED = {
    "speaker": _FIRST.format(
        what="CASE WHEN l.voice = 'actor' THEN l.actor ELSE l.voice END", which="l.role IN ('holder', 'author')"
    ),
    "organisation": _FIRST.format(
        what="coalesce(l.organisation, l.actor)",
        which="(l.role = 'on behalf of' AND l.actor IS NOT NULL "
        "OR l.role IN ('holder', 'author') AND l.organisation IS NOT NULL)",
    ),
    "via": _FIRST.format(what="l.actor", which="l.role IN ('quoted by', 'reporter')"),
    "addressee": "(SELECT nullif(coalesce(t.actor, t.value), '') FROM slot t "
    "WHERE t.annotation = a.id AND t.name = 'addressee' ORDER BY t.position LIMIT 1)",
    "code": "(SELECT u.code FROM code_assignment u WHERE u.annotation = a.id ORDER BY u.id LIMIT 1)",
}
"""Columns that hold the id of an actor (a code, in the last), or words where nobody is named."""

_FROM = "FROM annotation a JOIN source s ON s.id = a.source"
_CHOSEN = "WHERE a.id IN (SELECT value FROM json_each(?))"

COLUMNS = ("place", *_PLAIN, *_NAMED)
"""What the table can be sorted by; ``place`` is the order of the texts."""


def sorted_ids(
    connection: sqlite3.Connection,
    column: str = "place",
    *,
    descending: bool = False,
    ids: Sequence[int] | None = None,
    group: str = "",
) -> list[int]:
    """Return the ids of annotations, all or these, sorted by one of :data:`COLUMNS`.

    Where there is a ``group``, another column, the groups of that one come first, in the order of :func:`groups`.

    Raises:
        KeyError: there is no such column.
    """
    where, given = _chosen(ids)
    columns = [each for each in (group, column) if each not in {"", "place"}]
    ends = [f"k{number} {_down(descending and name == column)} NULLS LAST" for number, name in enumerate(columns)]
    ends += [f"{each} {_down(descending and column == 'place')}" for each in ("source", "start", "id")]
    rows = connection.execute(f"{_keyed(columns, where)} ORDER BY {', '.join(ends)}", given)
    return [row[0] for row in rows]


def groups(
    connection: sqlite3.Connection, column: str, *, descending: bool = False, ids: Sequence[int] | None = None
) -> list[tuple[str, int]]:
    """Return the values of a column with how many annotations have each, in the order of :func:`sorted_ids`.

    So the rows of the first group are the first ``count`` ids, and so on. The last may be empty: those without.

    Raises:
        KeyError: there is no such column, or it is the place.
    """
    where, given = _chosen(ids)
    rows = connection.execute(
        f"""SELECT coalesce(min(label), ''), count(*) FROM ({_keyed([column], where)})
        GROUP BY k0 ORDER BY k0 {_down(descending)} NULLS LAST""",
        given,
    )
    return rows.fetchall()


def total(connection: sqlite3.Connection) -> int:
    """Return how many annotations there are."""
    return int(connection.execute("SELECT count(*) FROM annotation").fetchone()[0])


def _down(descending: bool) -> str:
    return "DESC" if descending else ""


def _keyed(columns: Sequence[str], where: str) -> str:
    """Return a query for ``id, source, start``, what each column sorts by (``k0, k1``), and the label of the first.

    Names of actors and codes are looked up for all rows at once: one by one they cost four times as much.
    """
    tables, joins, keys, values = [], [], [], []
    for number, column in enumerate(columns):
        values.append(f"{_PLAIN.get(column) or _NAMED[column]} AS v{number}")
        if column in _PLAIN:
            keys.append(f"v{number} AS k{number}")
            continue
        table, parity = ("code", 1) if column == "code" else ("actor", 0)
        tables.append(
            f"""n{number}(id, folded, name) AS MATERIALIZED (
            SELECT p.id, f.folded, p.name FROM {table} p JOIN name_fts f ON f.rowid = p.id * 2 + {parity})"""
        )
        joins.append(f"LEFT JOIN n{number} ON n{number}.id = v{number} AND typeof(v{number}) = 'integer'")
        keys.append(f"coalesce(n{number}.folded, v{number}) AS k{number}")
    label = [] if not columns else ["coalesce(n0.name, v0) AS label" if columns[0] in _NAMED else "v0 AS label"]
    tables.append(
        f"given AS (SELECT {', '.join(['a.id AS id', 'a.source AS source', f'{_START} AS start', *values])} "
        f"{_FROM} {where})"
    )
    return f"""WITH {", ".join(tables)}
        SELECT {", ".join(["given.id AS id", "source", "start", *keys, *label])} FROM given {" ".join(joins)}"""


def _chosen(ids: Sequence[int] | None) -> tuple[str, tuple[str, ...]]:
    return ("", ()) if ids is None else (_CHOSEN, (json.dumps(list(ids)),))
