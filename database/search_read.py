# SPDX-License-Identifier: MIT
"""What an answer shows of the sources that were found: titles, texts, and the annotations that match."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from database.plan import Field
from database.records import Span
from database.search_base import Condition

_FIRST = "(SELECT min(start) FROM annotation_span WHERE annotation = a.id)"

_ORDERS = {
    "newest": "s.date_from IS NULL, s.date_from DESC, s.id",
    "oldest": "s.date_from IS NULL, s.date_from, s.id",
    "title": "s.title COLLATE NOCASE, s.id",
    "position": "s.id",
}


def count_sources(connection: sqlite3.Connection) -> int:
    """Return how many sources there are."""
    return int(connection.execute("SELECT count(*) FROM source_length").fetchone()[0])


NAMED = {
    Field.AUTHOR: "SELECT DISTINCT authors FROM source INDEXED BY source_facets",
    Field.PUBLICATION: "SELECT DISTINCT publication FROM source INDEXED BY source_facets",
    Field.SET: "SELECT name FROM source_set",
    Field.ANNOTATOR: "SELECT name FROM annotator",
}
"""Where the names are that a field is compared with, if they are not those of actors and codes."""


def names(connection: sqlite3.Connection, field: Field) -> list[str]:
    """Return the names that a field is compared with; those of authors are JSON arrays."""
    return [row[0] for row in connection.execute(NAMED[field])] if field in NAMED else []


def texts(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return (title, canonical text) of sources by id."""
    rows = connection.execute(
        "SELECT id, title, text FROM source_text WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def titles(connection: sqlite3.Connection) -> list[str]:
    """Return the titles of all sources."""
    return [row[0] for row in connection.execute("SELECT title FROM source")]


def annotated(connection: sqlite3.Connection, sources: Sequence[int]) -> list[int]:
    """Return those of some sources that have annotations."""
    rows = connection.execute(
        "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM annotation WHERE source = value)",
        (json.dumps(sources),),
    )
    return [row[0] for row in rows]


def matching_annotations(
    connection: sqlite3.Connection, condition: Condition, sources: Sequence[int] | None = None
) -> list[tuple[int, int]]:
    """Return (annotation, source) of the annotations that meet a condition, by source and place."""
    where = "" if sources is None else "a.source IN (SELECT value FROM json_each(?)) AND "
    given = [] if sources is None else [json.dumps(sources)]
    rows = connection.execute(
        f"SELECT a.id, a.source FROM annotation a WHERE {where}{condition.sql} ORDER BY a.source, {_FIRST}, a.id",
        [*given, *condition.parameters],
    )
    return rows.fetchall()


def latest_annotations(connection: sqlite3.Connection, condition: Condition, limit: int) -> list[int]:
    """Return the annotations made last among those that meet a condition, the latest first."""
    rows = connection.execute(
        f"SELECT a.id FROM annotation a WHERE {condition.sql} ORDER BY a.id DESC LIMIT ?",
        [*condition.parameters, limit],
    )
    return [row[0] for row in rows]


def first_spans(connection: sqlite3.Connection, annotations: Sequence[int]) -> list[Span]:
    """Return the first span of each annotation, in the order given; those without one are left out."""
    rows = connection.execute(
        "SELECT annotation, min(start), end FROM annotation_span "
        "WHERE annotation IN (SELECT value FROM json_each(?)) AND state <> 'orphan' GROUP BY annotation",
        (json.dumps(annotations),),
    )
    spans = {row[0]: (row[1], row[2]) for row in rows}
    return [spans[annotation] for annotation in annotations if annotation in spans]


def spans(connection: sqlite3.Connection, annotations: Sequence[int]) -> dict[int, list[Span]]:
    """Return the spans of annotations in their order, by annotation; what has lost its place has none."""
    rows = connection.execute(
        "SELECT annotation, start, end FROM annotation_span "
        "WHERE annotation IN (SELECT value FROM json_each(?)) AND state <> 'orphan' ORDER BY annotation, position",
        (json.dumps(annotations),),
    )
    found: dict[int, list[Span]] = {}
    for annotation, start, end in rows:
        found.setdefault(annotation, []).append((start, end))
    return found


def slot_names(connection: sqlite3.Connection) -> list[str]:
    """Return the names of all slots that annotations have; a few look-ups, however many slots there are."""
    rows = connection.execute(
        """WITH RECURSIVE known(name) AS (
            SELECT min(name) FROM slot
            UNION ALL SELECT (SELECT min(name) FROM slot WHERE name > known.name)
            FROM known WHERE known.name IS NOT NULL)
        SELECT name FROM known WHERE name IS NOT NULL"""
    )
    return [row[0] for row in rows]


def in_order(connection: sqlite3.Connection, ids: Condition, order: str, limit: int) -> tuple[list[int], int]:
    """Return the first of the sources that a query gives, in one of the orders, and how many it gives."""
    total = int(connection.execute(f"SELECT count(*) FROM ({ids.sql})", ids.parameters).fetchone()[0])
    rows = connection.execute(
        f"SELECT s.id FROM source s WHERE s.id IN ({ids.sql}) ORDER BY {_ORDERS[order]} LIMIT ?",
        [*ids.parameters, limit],
    )
    return [row[0] for row in rows], total
