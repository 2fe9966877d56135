# SPDX-License-Identifier: MIT
"""Relations between annotations, and onto relations, read from both ends. Changes run inside an open action."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from database.history import new_uid


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed link: ``annotation`` does something to ``target``, or to ``target_relation``; one of the two is None."""

    id: int
    uid: str
    type: str
    annotation: int
    target: int | None
    target_relation: int | None
    note: str


_SELECT = "SELECT id, uid, type, annotation, target, target_relation, note FROM relation"


def relation(connection: sqlite3.Connection, row: int) -> Relation | None:
    """Return one relation, or None."""
    found = connection.execute(f"{_SELECT} WHERE id = ?", (row,)).fetchone()
    return Relation(*found) if found else None


def outgoing(connection: sqlite3.Connection, annotation: int) -> list[Relation]:
    """Return the relations that begin at an annotation, in the order they were made."""
    return [Relation(*row) for row in connection.execute(f"{_SELECT} WHERE annotation = ? ORDER BY id", (annotation,))]


def incoming(connection: sqlite3.Connection, annotation: int) -> list[Relation]:
    """Return the relations that point at an annotation, in the order they were made."""
    return [Relation(*row) for row in connection.execute(f"{_SELECT} WHERE target = ? ORDER BY id", (annotation,))]


def onto(connection: sqlite3.Connection, row: int) -> list[Relation]:
    """Return the relations that point at a relation, in the order they were made."""
    found = connection.execute(f"{_SELECT} WHERE target_relation = ? ORDER BY id", (row,))
    return [Relation(*each) for each in found]


def same(
    connection: sqlite3.Connection, type_: str, annotation: int, target: int | None, target_relation: int | None
) -> int | None:
    """Return the id of a relation of this type between the same two ends, or None."""
    row = connection.execute(
        "SELECT id FROM relation WHERE type = ? AND annotation = ? AND target IS ? AND target_relation IS ?",
        (type_, annotation, target, target_relation),
    ).fetchone()
    return int(row[0]) if row else None


def add(
    connection: sqlite3.Connection,
    type_: str,
    annotation: int,
    target: int | None,
    target_relation: int | None,
    note: str = "",
) -> int:
    """Add a relation and return its id."""
    made = connection.execute(
        "INSERT INTO relation(uid, type, annotation, target, target_relation, note) VALUES (?, ?, ?, ?, ?, ?)",
        (new_uid(), type_, annotation, target, target_relation, note),
    )
    return int(made.lastrowid or 0)


def edit(connection: sqlite3.Connection, row: int, type_: str, note: str) -> None:
    """Give a relation another type and note."""
    connection.execute("UPDATE relation SET type = ?, note = ? WHERE id = ?", (type_, note, row))


def delete(connection: sqlite3.Connection, row: int) -> None:
    """Delete a relation, and those that point at it."""
    connection.execute("DELETE FROM relation WHERE id = ?", (row,))


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many relations there are of each type."""
    return dict(connection.execute("SELECT type, count(*) FROM relation GROUP BY type ORDER BY 2 DESC, 1").fetchall())


def tied_in(connection: sqlite3.Connection, source: int) -> list[int]:
    """Return the annotations of a source that are related to another, or belong to a statement."""
    found = connection.execute(
        """SELECT id FROM annotation a WHERE source = ? AND (
            EXISTS (SELECT 1 FROM relation r WHERE r.annotation = a.id)
            OR EXISTS (SELECT 1 FROM relation r WHERE r.target = a.id)
            OR EXISTS (SELECT 1 FROM statement_member m WHERE m.annotation = a.id))""",
        (source,),
    )
    return [row[0] for row in found]


def quote(connection: sqlite3.Connection, annotation: int) -> str:
    """Return the words of an annotation; its parts are joined by an ellipsis."""
    found = connection.execute(
        """SELECT coalesce(group_concat(quote, ' … '), '') FROM
            (SELECT quote FROM annotation_span WHERE annotation = ? ORDER BY position)""",
        (annotation,),
    ).fetchone()
    return str(found[0])
