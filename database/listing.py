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
_PLAIN = {
    "kind": "a.kind",
    "quote": "(SELECT quote FROM annotation_span p WHERE p.annotation = a.id ORDER BY position LIMIT 1)",
    "work": "(SELECT work FROM attribution l WHERE l.annotation = a.id AND work <> '' ORDER BY position DESC LIMIT 1)",
    "source": "s.title COLLATE NOCASE",
    "publication": "nullif(s.publication, '') COLLATE NOCASE",
    "date": "s.date_from",
    "status": "nullif(a.status, '')",
    "annotator": "(SELECT name FROM annotator n WHERE n.id = a.annotator)",
    "note": "nullif(a.note, '')",
    "created": "a.created",
    "modified": "a.modified",
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
) -> list[int]:
    """Return the ids of annotations, all or these, sorted by one of :data:`COLUMNS`.

    Raises:
        KeyError: there is no such column.
    """
    direction = "DESC" if descending else ""
    where, given = _chosen(ids)
    if column == "place":
        query = f"SELECT a.id {_FROM} {where} ORDER BY a.source {direction}, {_START} {direction}, a.id {direction}"
    else:
        query = f"""{_wanted(column, where)} SELECT id FROM wanted
            ORDER BY key IS NULL, key {direction}, source, start, id"""
    return [row[0] for row in connection.execute(query, given)]


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
        f"""{_wanted(column, where)} SELECT coalesce(min(label), ''), count(*) FROM wanted
        GROUP BY key ORDER BY key IS NULL, key {"DESC" if descending else ""}""",
        given,
    )
    return rows.fetchall()


def _wanted(column: str, where: str) -> str:
    """Return ``wanted(id, source, start, key, label)``: each annotation with what it is sorted by.

    Names are looked up for all rows at once: one by one they cost four times as much.
    """
    if column in _PLAIN:
        return f"""WITH wanted AS (SELECT a.id AS id, a.source AS source, {_START} AS start, {_PLAIN[column]} AS key,
            {_PLAIN[column]} AS label {_FROM} {where})"""
    table, parity = ("code", 1) if column == "code" else ("actor", 0)
    return f"""WITH name(id, folded, name) AS MATERIALIZED (
            SELECT p.id, f.folded, p.name FROM {table} p JOIN name_fts f ON f.rowid = p.id * 2 + {parity}),
        given(id, source, start, value) AS (SELECT a.id, a.source, {_START}, {_NAMED[column]} {_FROM} {where}),
        wanted AS (SELECT g.id, source, start, coalesce(folded, value) AS key, coalesce(name, value) AS label
            FROM given g LEFT JOIN name ON name.id = g.value AND typeof(g.value) = 'integer')"""


def _chosen(ids: Sequence[int] | None) -> tuple[str, tuple[str, ...]]:
    return ("", ()) if ids is None else (_CHOSEN, (json.dumps(list(ids)),))
