# SPDX-License-Identifier: MIT
"""How much of the sources is annotated. Spans count code points; characters in two annotations count once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from database.records import Span

_COVERED = """
    WITH span AS (
        SELECT a.source AS source, min(p.start, l.characters) AS start, min(p.end, l.characters) AS end
        FROM annotation a JOIN annotation_span p ON p.annotation = a.id JOIN source_length l ON l.id = a.source
        WHERE p.state <> 'orphan' {where}),
    reached AS (
        SELECT source, start, end, max(end) OVER (
            PARTITION BY source ORDER BY start, end ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
        FROM span)
    SELECT source, sum(max(0, end - max(start, coalesce(before, start)))) FROM reached GROUP BY source"""
"""What each span adds to those that begin before it."""

_THESE = "AND a.source IN (SELECT value FROM json_each(?))"


def covered(connection: sqlite3.Connection, ids: Sequence[int] | None = None) -> dict[int, int]:
    """Return how many characters of each source, or of these, lie in annotations; those without any are left out."""
    where, given = ("", ()) if ids is None else (_THESE, (json.dumps(list(ids)),))
    return dict(connection.execute(_COVERED.format(where=where), given).fetchall())


def lengths(connection: sqlite3.Connection) -> dict[int, int]:
    """Return how many characters each source has."""
    return dict(connection.execute("SELECT id, characters FROM source_length").fetchall())


def spans(connection: sqlite3.Connection, source: int) -> list[Span]:
    """Return the spans of the annotations of a source that still have a place in it, by start."""
    rows = connection.execute(
        """SELECT p.start, p.end FROM annotation a JOIN annotation_span p ON p.annotation = a.id
        WHERE a.source = ? AND p.state <> 'orphan' ORDER BY p.start, p.end""",
        (source,),
    )
    return rows.fetchall()


def read_sources(connection: sqlite3.Connection, annotator: str | None = None) -> set[int]:
    """Return the ids of the sources that somebody, or this annotator, has read."""
    rows = connection.execute(
        """SELECT r.source FROM reading r LEFT JOIN annotator n ON n.id = r.annotator
        WHERE r.state = 'read' AND (?1 IS NULL OR n.name = ?1)""",
        (annotator,),
    )
    return {row[0] for row in rows}
