# SPDX-License-Identifier: MIT
"""Reading and changing sources. Every function that changes rows runs inside an open action."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from database.history import new_uid
from database.records import Source, SourceText

EDITABLE = frozenset(
    {"title", "authors", "publication", "date", "date_from", "date_to", "language", "url", "licence", "note", "origins"}
)
"""The columns of a source that a user may change; its text has an operation of its own."""

SORTS = {
    "newest": "s.date_from DESC, s.title",  # nothing comes after everything, and an index has this order
    "oldest": "s.date_from IS NULL, s.date_from, s.title",
    "title": "s.title COLLATE NOCASE, s.id",
    "publication": "s.publication = '', s.publication COLLATE NOCASE, s.date_from DESC, s.id",
    "added": "s.id DESC",
}
"""The orders of a list of sources, by name."""

CHUNK = 500
"""How many ids one query is asked for."""

_COLUMNS = """
    s.id, s.uid, s.title, s.authors, s.publication, s.date, s.language, s.url, s.format, s.path, s.content,
    l.characters, s.added,
    (SELECT count(*) FROM annotation a WHERE a.source = s.id AND a.kind = 'claim'),
    (SELECT count(*) FROM annotation a WHERE a.source = s.id AND a.kind = 'recommendation'),
    (SELECT count(*) FROM annotation a WHERE a.source = s.id AND a.kind = 'passage'),
    EXISTS (SELECT 1 FROM reading r WHERE r.source = s.id AND r.state = 'read')
    FROM source s JOIN source_length l ON l.id = s.id"""


def source_ids(connection: sqlite3.Connection, sort: str = "added") -> list[int]:
    """Return the ids of all sources in one of the orders of :data:`SORTS`."""
    return [row[0] for row in connection.execute(f"SELECT s.id FROM source s ORDER BY {SORTS[sort]}")]


def matching_ids(connection: sqlite3.Connection, words: str, sort: str = "added") -> list[int]:
    """Return the ids of sources whose title, authors, publication or date hold every one of these words."""
    clause, patterns = words_clause(words)
    rows = connection.execute(f"SELECT s.id FROM source s WHERE {clause} ORDER BY {SORTS[sort]}", patterns)
    return [row[0] for row in rows]


def words_clause(words: str) -> tuple[str, list[str]]:
    """Return the condition that a source ``s`` holds every one of these words, and what its marks stand for."""
    parts = words.split()
    clause = " AND ".join(
        "(s.title || ' ' || s.authors || ' ' || s.publication || ' ' || s.date) LIKE ? ESCAPE '\\'" for _ in parts
    )
    patterns = ["%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%" for part in parts]
    return clause or "1", patterns


def sources(connection: sqlite3.Connection, ids: Sequence[int] | None = None) -> list[Source]:
    """Return sources, all of them by id or the given ones in the given order; ids that are not there are left out."""
    if ids is None:
        return list(_select(connection, "ORDER BY s.id", ()))
    found: dict[int, Source] = {}
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        marks = ", ".join("?" * len(chunk))
        found.update((source.id, source) for source in _select(connection, f"WHERE s.id IN ({marks})", chunk))
    return [found[source] for source in ids if source in found]


def find_sources(connection: sqlite3.Connection, reference: str) -> list[int]:
    """Return the ids of the sources that an id, a uid, a SHA-256 of the original or an exact title names."""
    if reference.isdecimal() and len(reference) < 19:
        rows = connection.execute("SELECT id FROM source WHERE id = ?", (int(reference),)).fetchall()
        if rows:
            return [row[0] for row in rows]
    rows = connection.execute("SELECT id FROM source WHERE uid = ?", (reference,)).fetchall()
    if not rows and len(reference) == 64:
        rows = connection.execute(
            "SELECT s.id FROM source s JOIN content c ON c.hash = s.content WHERE c.original_hash = ? ORDER BY s.id",
            (reference.lower(),),
        ).fetchall()
    if not rows:
        rows = connection.execute("SELECT id FROM source WHERE title = ? ORDER BY id", (reference,)).fetchall()
    return [row[0] for row in rows]


def source_text(connection: sqlite3.Connection, source: int) -> SourceText | None:
    """Return the canonical text and stored layout of a source, or None where there is no such source."""
    row = connection.execute(
        "SELECT s.id, c.hash, c.text, c.layout FROM source s JOIN content c ON c.hash = s.content WHERE s.id = ?",
        (source,),
    ).fetchone()
    return SourceText(*row) if row else None


def original_hash(connection: sqlite3.Connection, source: int) -> str:
    """Return the SHA-256 of the bytes a source was imported from."""
    row = connection.execute(
        "SELECT c.original_hash FROM source s JOIN content c ON c.hash = s.content WHERE s.id = ?", (source,)
    ).fetchone()
    return str(row[0]) if row else ""


def columns(connection: sqlite3.Connection, source: int) -> dict[str, str | None]:
    """Return the columns of :data:`EDITABLE` as they are kept, by name; nothing where there is no such source."""
    names = sorted(EDITABLE)
    row = connection.execute(f"SELECT {', '.join(names)} FROM source WHERE id = ?", (source,)).fetchone()
    return dict(zip(names, row, strict=True)) if row else {}


def days(connection: sqlite3.Connection, source: int) -> tuple[str | None, str | None]:
    """Return the first and the last day that the date of a source may mean, or None twice."""
    row = connection.execute("SELECT date_from, date_to FROM source WHERE id = ?", (source,)).fetchone()
    return (row[0], row[1]) if row else (None, None)


def edit_source(connection: sqlite3.Connection, source: int, fields: Mapping[str, str | None]) -> None:
    """Set columns of a source.

    Raises:
        KeyError: a name that is not in :data:`EDITABLE`.
    """
    unknown = set(fields) - EDITABLE
    if unknown:
        raise KeyError(f"not an editable field of a source: {', '.join(sorted(unknown))}")
    assignments = ", ".join(f"{name} = ?" for name in fields)
    connection.execute(f"UPDATE source SET {assignments} WHERE id = ?", [*fields.values(), source])


def language(connection: sqlite3.Connection, source: int) -> str:
    """Return the language of a source, empty where there is no such source."""
    row = connection.execute("SELECT language FROM source WHERE id = ?", (source,)).fetchone()
    return str(row[0]) if row else ""


def delete_sources(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Delete sources with all that belongs to them; their texts stay in ``content`` for undo."""
    connection.executemany("DELETE FROM source WHERE id = ?", [(source,) for source in ids])


def mark_read(connection: sqlite3.Connection, source: int, annotator: int, *, read: bool) -> None:
    """Remember, or forget, that an annotator has read a source."""
    state = "read" if read else "unread"
    updated = connection.execute(
        "UPDATE reading SET state = ? WHERE source = ? AND annotator = ?", (state, source, annotator)
    ).rowcount
    if not updated:
        connection.execute(
            "INSERT INTO reading(uid, source, annotator, state) VALUES (?, ?, ?, ?)",
            (new_uid(), source, annotator, state),
        )


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many sources there are, and how many annotations of each kind."""
    found = {"source": connection.execute("SELECT count(*) FROM source").fetchone()[0]}
    found.update(dict.fromkeys(("claim", "recommendation", "passage"), 0))
    found.update(dict(connection.execute("SELECT kind, count(*) FROM annotation GROUP BY kind")))
    return found


def languages(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the languages of the archive, most frequent first."""
    rows = connection.execute(
        "SELECT language, count(*) AS n FROM source WHERE language <> '' GROUP BY language ORDER BY n DESC, language"
    )
    return tuple(row[0] for row in rows)


def _select(connection: sqlite3.Connection, where: str, arguments: Sequence[int]) -> Iterator[Source]:
    for row in connection.execute(f"SELECT {_COLUMNS} {where}", arguments):
        yield Source(*(*row[:3], tuple(json.loads(row[3])), *row[4:16], bool(row[16])))
