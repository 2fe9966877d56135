# SPDX-License-Identifier: MIT
"""Named versions of the codebook, kept as JSON: one object a code, in tree order."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass

from database.history import new_uid, now


@dataclass(frozen=True, slots=True)
class CodeState:
    """One code as it was in a version; codes are told apart by uid, ``parent`` is the uid of the code above it."""

    uid: str
    parent: str
    name: str
    colour: str
    definition: str
    examples: str
    note: str
    shortcut: int | None
    position: int


@dataclass(frozen=True, slots=True)
class Version:
    """A named version: its note, when it was kept (UTC), and how many codes it had."""

    id: int
    uid: str
    name: str
    note: str
    at: str
    codes: int


def present(connection: sqlite3.Connection) -> list[CodeState]:
    """Return the codebook as it is now, each code after its parent."""
    rows = connection.execute(
        """WITH RECURSIVE tree(id, path) AS (
            SELECT id, printf('%06d.%09d', position, id) FROM code WHERE parent IS NULL
            UNION ALL SELECT code.id, path || '/' || printf('%06d.%09d', position, code.id)
            FROM code JOIN tree ON code.parent = tree.id)
        SELECT c.uid, coalesce(up.uid, ''), c.name, c.colour, c.definition, c.examples, c.note, c.shortcut, c.position
        FROM tree JOIN code c ON c.id = tree.id LEFT JOIN code up ON up.id = c.parent ORDER BY path"""
    )
    return [CodeState(*row) for row in rows]


def keep(connection: sqlite3.Connection, name: str, note: str) -> int:
    """Keep the present codebook under a name, inside an open action; return the id of the version."""
    codes = json.dumps([asdict(state) for state in present(connection)], ensure_ascii=False)
    made = connection.execute(
        "INSERT INTO codebook_version(uid, name, note, at, codes) VALUES (?, ?, ?, ?, ?)",
        (new_uid(), name, note, now(), codes),
    )
    return int(made.lastrowid or 0)


def edit(connection: sqlite3.Connection, version: int, name: str, note: str) -> None:
    """Give a version another name and note, inside an open action."""
    connection.execute("UPDATE codebook_version SET name = ?, note = ? WHERE id = ?", (name, note, version))


def delete(connection: sqlite3.Connection, version: int) -> None:
    """Delete a version, inside an open action."""
    connection.execute("DELETE FROM codebook_version WHERE id = ?", (version,))


def versions(connection: sqlite3.Connection) -> list[Version]:
    """Return the versions that were kept, oldest first."""
    rows = connection.execute(
        "SELECT id, uid, name, note, at, json_array_length(codes) FROM codebook_version ORDER BY at, id"
    )
    return [Version(*row) for row in rows]


def codes_of(connection: sqlite3.Connection, version: int) -> list[CodeState] | None:
    """Return the codes of a version, each after its parent; None where there is no such version."""
    row = connection.execute("SELECT codes FROM codebook_version WHERE id = ?", (version,)).fetchone()
    return None if row is None else [CodeState(**state) for state in json.loads(row[0])]
