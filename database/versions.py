# SPDX-License-Identifier: MIT
"""The texts a source has had, and carrying its annotations from one to the next.

Every function that changes rows runs inside an open action. Spans count in the text that ``annotation.content`` names:
the present one of the source, or, where nothing of an annotation has a place in that, the last one in which it had.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from database.history import new_uid, now
from database.records import SourceText, Span
from database.sources import CHUNK
from database.staging import StagedContent

_CONTENT = tuple(field.name for field in fields(StagedContent))
_PARTS = ("attribution", "slot")


@dataclass(frozen=True, slots=True)
class Version:
    """A former text of a source: its number from 1, the hash of the text, why it went, until when (UTC) it stood."""

    id: int
    uid: str
    source: int
    number: int
    content: str
    label: str
    until: str
    characters: int


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A span of an annotation as a row, and the hash of the text it counts in."""

    id: int
    annotation: int
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    state: str
    confidence: float
    content: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """Where the text shows a link or a slot of an annotation; ``span`` is None where that place is lost."""

    table: str
    id: int
    annotation: int
    span: Span | None
    quote: str


def versions(connection: sqlite3.Connection, source: int) -> list[Version]:
    """Return the former texts of a source, the oldest first."""
    rows = connection.execute(
        """SELECT v.id, v.uid, v.source, v.number, v.content, v.label, v.until, c.characters
        FROM source_version v JOIN content c ON c.hash = v.content WHERE v.source = ? ORDER BY v.number""",
        (source,),
    )
    return [Version(*row) for row in rows]


def version_text(connection: sqlite3.Connection, version: int) -> SourceText | None:
    """Return a former text of a source with its layout, or None where there is no such version."""
    row = connection.execute(
        """SELECT v.source, c.hash, c.text, c.layout FROM source_version v JOIN content c ON c.hash = v.content
        WHERE v.id = ?""",
        (version,),
    ).fetchone()
    return SourceText(*row) if row else None


def content(connection: sqlite3.Connection, wanted: str) -> StagedContent | None:
    """Return a text with all that belongs to it, by its hash."""
    row = connection.execute(f"SELECT {', '.join(_CONTENT)} FROM content WHERE hash = ?", (wanted,)).fetchone()
    return StagedContent(*row) if row else None


def spans(connection: sqlite3.Connection, source: int) -> list[SpanRow]:
    """Return the spans of all annotations of a source, by annotation, in order."""
    rows = connection.execute(
        """SELECT p.id, p.annotation, p.start, p.end, p.quote, p.prefix, p.suffix, p.state, p.confidence, a.content
        FROM annotation a JOIN annotation_span p ON p.annotation = a.id WHERE a.source = ?
        ORDER BY a.id, p.position""",
        (source,),
    )
    return [SpanRow(*row) for row in rows]


def parts(connection: sqlite3.Connection, source: int) -> list[PartRow]:
    """Return the links and slots of a source's annotations that the text shows, or did."""
    return [
        PartRow(table, row, annotation, None if start is None or end is None else (start, end), quote)
        for table in _PARTS
        for row, annotation, start, end, quote in connection.execute(
            f"""SELECT t.id, t.annotation, t.start, t.end, t.quote FROM {table} t
            JOIN annotation a ON a.id = t.annotation WHERE a.source = ? AND t.quote <> '' ORDER BY t.id""",
            (source,),
        )
    ]


def kinds(connection: sqlite3.Connection, source: int) -> dict[int, tuple[str, str]]:
    """Return uid and kind of the annotations of a source, by id."""
    rows = connection.execute("SELECT id, uid, kind FROM annotation WHERE source = ?", (source,))
    return {row: (uid, kind) for row, uid, kind in rows}


def add_content(connection: sqlite3.Connection, new: StagedContent) -> None:
    """Keep a text, unless it is there already."""
    marks = ", ".join("?" * len(_CONTENT))
    connection.execute(
        f"INSERT OR IGNORE INTO content({', '.join(_CONTENT)}) VALUES ({marks})",
        [getattr(new, name) for name in _CONTENT],
    )


def replace_content(connection: sqlite3.Connection, source: int, new: str, label: str) -> None:
    """Give a source another text, which is there already; the present one becomes a version of it."""
    connection.execute(
        """INSERT INTO source_version(uid, source, number, content, label, until)
        SELECT ?, id, coalesce((SELECT max(number) FROM source_version WHERE source = ?2), 0) + 1, content, ?3, ?4
        FROM source WHERE id = ?2""",
        (new_uid(), source, label, now()),
    )
    connection.execute("UPDATE source SET content = ? WHERE id = ?", (new, source))


def set_file(connection: sqlite3.Connection, source: int, format_name: str, path: str) -> None:
    """Say of which format the file of a source is, and what it is called."""
    connection.execute("UPDATE source SET format = ?, path = ? WHERE id = ?", (format_name, path, source))


def move_spans(connection: sqlite3.Connection, moved: Iterable[SpanRow]) -> None:
    """Write where spans lie now."""
    connection.executemany(
        """UPDATE annotation_span SET start = ?, end = ?, quote = ?, prefix = ?, suffix = ?, state = ?, confidence = ?
        WHERE id = ?""",
        [(s.start, s.end, s.quote, s.prefix, s.suffix, s.state, s.confidence, s.id) for s in moved],
    )


def move_parts(connection: sqlite3.Connection, moved: Sequence[PartRow]) -> None:
    """Write where links and slots are shown now."""
    for table in _PARTS:
        connection.executemany(
            f"UPDATE {table} SET start = ?, end = ?, quote = ? WHERE id = ?",
            [(*(part.span or (None, None)), part.quote, part.id) for part in moved if part.table == table],
        )


def set_text_of(connection: sqlite3.Connection, annotations: Sequence[int], new: str) -> None:
    """Say in which text the spans of annotations count."""
    for start in range(0, len(annotations), CHUNK):
        connection.execute(
            "UPDATE annotation SET content = ? WHERE id IN (SELECT value FROM json_each(?)) AND content <> ?",
            (new, json.dumps(list(annotations[start : start + CHUNK])), new),
        )


def set_state(connection: sqlite3.Connection, annotations: Sequence[int], state: str, confidence: float) -> None:
    """Give the spans of annotations a state, except those that have no place."""
    connection.executemany(
        "UPDATE annotation_span SET state = ?, confidence = ? WHERE annotation = ? AND state <> 'orphan'",
        [(state, confidence, annotation) for annotation in annotations],
    )


def doubtful(
    connection: sqlite3.Connection, source: int | None = None, annotations: Sequence[int] | None = None
) -> list[SpanRow]:
    """Return the spans that are not known to be right, by annotation: of one source, of some annotations, or of all."""
    where, given = _narrowed(source, annotations)
    rows = connection.execute(
        f"""SELECT p.id, p.annotation, p.start, p.end, p.quote, p.prefix, p.suffix, p.state, p.confidence, a.content
        FROM annotation_span p JOIN annotation a ON a.id = p.annotation
        WHERE p.state <> 'exact' {where} ORDER BY a.source, a.id, p.position""",
        given,
    )
    return [SpanRow(*row) for row in rows]


def doubtful_annotations(
    connection: sqlite3.Connection, source: int | None = None, annotations: Sequence[int] | None = None
) -> dict[int, tuple[int, str, str]]:
    """Return source, uid and kind of the annotations with a span that is not known to be right, by id."""
    where, given = _narrowed(source, annotations)
    rows = connection.execute(
        f"""SELECT a.id, a.source, a.uid, a.kind FROM annotation a
        WHERE a.id IN (SELECT annotation FROM annotation_span WHERE state <> 'exact') {where}""",
        given,
    )
    return {row: (of, uid, kind) for row, of, uid, kind in rows}


def _narrowed(source: int | None, annotations: Sequence[int] | None) -> tuple[str, tuple[int | str, ...]]:
    if annotations is not None:
        return "AND a.id IN (SELECT value FROM json_each(?))", (json.dumps(list(annotations)),)
    return ("", ()) if source is None else ("AND a.source = ?", (source,))


def former_quotes(connection: sqlite3.Connection, rows: Sequence[int]) -> dict[int, str]:
    """Return what the history says these spans read before their words last changed, by span."""
    found: dict[int, str] = {}
    for start in range(0, len(rows), CHUNK):
        given = json.dumps(list(rows[start : start + CHUNK]))
        changes: Iterable[tuple[int, str]] = connection.execute(
            """SELECT row, json_extract(old, '$.quote') FROM change
            WHERE tbl = 'annotation_span' AND op = 'U' AND row IN (SELECT value FROM json_each(?))
                AND json_extract(old, '$.quote') <> json_extract(new, '$.quote') ORDER BY id""",
            (given,),
        )
        found.update(changes)
    return found
