# SPDX-License-Identifier: MIT
"""What an answer shows of the sources that were found: titles, texts, and the annotations that match."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from database.records import Span
from database.search_base import Condition

_FIRST = "(SELECT min(start) FROM annotation_span WHERE annotation = a.id)"


def texts(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return (title, canonical text) of sources by id."""
    rows = connection.execute(
        "SELECT id, title, text FROM source_text WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


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


def first_spans(connection: sqlite3.Connection, annotations: Sequence[int]) -> list[Span]:
    """Return the first span of each annotation, in the order given; those without one are left out."""
    rows = connection.execute(
        "SELECT annotation, min(start), end FROM annotation_span "
        "WHERE annotation IN (SELECT value FROM json_each(?)) AND state <> 'orphan' GROUP BY annotation",
        (json.dumps(annotations),),
    )
    spans = {row[0]: (row[1], row[2]) for row in rows}
    return [spans[annotation] for annotation in annotations if annotation in spans]
