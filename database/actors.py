# SPDX-License-Identifier: MIT
"""Reading and changing actors, codes and annotators: what annotations name."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from database.history import new_uid


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of the codebook; ``parent`` is the name of the code above it, or empty."""

    id: int
    uid: str
    name: str
    parent: str
    colour: str
    definition: str
    examples: str
    shortcut: int | None
    uses: int


def actor_id(connection: sqlite3.Connection, name: str, kind: str = "") -> int | None:
    """Return the id of the actor of this name or alias; make one where there is none. None for an empty name."""
    if not name:
        return None
    row = connection.execute(
        "SELECT id FROM actor WHERE name = ? UNION ALL SELECT actor FROM actor_alias WHERE name = ? LIMIT 1",
        (name, name),
    ).fetchone()
    if row:
        return int(row[0])
    made = connection.execute("INSERT INTO actor(uid, name, kind) VALUES (?, ?, ?)", (new_uid(), name, kind))
    return made.lastrowid


def actor_names(connection: sqlite3.Connection) -> list[str]:
    """Return the names of all actors, those named most often first."""
    rows = connection.execute(
        """SELECT name FROM actor ORDER BY
            (SELECT count(*) FROM attribution WHERE attribution.actor = actor.id)
            + (SELECT count(*) FROM attribution WHERE organisation = actor.id)
            + (SELECT count(*) FROM slot WHERE slot.actor = actor.id) DESC, name"""
    )
    return [row[0] for row in rows]


def works(connection: sqlite3.Connection) -> list[str]:
    """Return the titles of works that attributions name."""
    return [row[0] for row in connection.execute("SELECT DISTINCT work FROM attribution WHERE work <> '' ORDER BY 1")]


def code_id(connection: sqlite3.Connection, name: str) -> int:
    """Return the id of the code of this name; make one at the top of the codebook where there is none."""
    row = connection.execute("SELECT id FROM code WHERE name = ? ORDER BY id LIMIT 1", (name,)).fetchone()
    return int(row[0]) if row else add_code(connection, name)


def add_code(
    connection: sqlite3.Connection,
    name: str,
    *,
    parent: int | None = None,
    colour: str = "",
    definition: str = "",
    examples: str = "",
) -> int:
    """Add a code as the last child of ``parent`` and return its id."""
    position = connection.execute("SELECT count(*) FROM code WHERE parent IS ?", (parent,)).fetchone()[0]
    made = connection.execute(
        "INSERT INTO code(uid, parent, name, colour, definition, examples, position) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (new_uid(), parent, name, colour, definition, examples, position),
    )
    return int(made.lastrowid or 0)


def codes(connection: sqlite3.Connection) -> list[Code]:
    """Return the codebook in tree order: each code after its parent, siblings by position."""
    rows = connection.execute(
        """WITH RECURSIVE tree(id, path) AS (
            SELECT id, printf('%06d.%09d', position, id) FROM code WHERE parent IS NULL
            UNION ALL
            SELECT code.id, path || '/' || printf('%06d.%09d', position, code.id)
            FROM code JOIN tree ON code.parent = tree.id)
        SELECT code.id, code.uid, code.name, coalesce(up.name, ''), code.colour, code.definition, code.examples,
            code.shortcut, (SELECT count(*) FROM code_assignment WHERE code_assignment.code = code.id)
        FROM tree JOIN code ON code.id = tree.id LEFT JOIN code up ON up.id = code.parent ORDER BY path"""
    )
    return [Code(*row) for row in rows]


def annotator_id(connection: sqlite3.Connection, name: str) -> int | None:
    """Return the id of the annotator of this name, or None."""
    row = connection.execute("SELECT id FROM annotator WHERE name = ? ORDER BY id LIMIT 1", (name,)).fetchone()
    return int(row[0]) if row else None


def annotator_uid(connection: sqlite3.Connection, annotator: int) -> str:
    """Return the uid of an annotator."""
    return str(connection.execute("SELECT uid FROM annotator WHERE id = ?", (annotator,)).fetchone()[0])


def annotator_row(connection: sqlite3.Connection, uid: str) -> int:
    """Return the id of the annotator with this uid."""
    return int(connection.execute("SELECT id FROM annotator WHERE uid = ?", (uid,)).fetchone()[0])


def add_annotator(connection: sqlite3.Connection, name: str) -> int:
    """Add an annotator and return the id."""
    made = connection.execute("INSERT INTO annotator(uid, name) VALUES (?, ?)", (new_uid(), name))
    return int(made.lastrowid or 0)


def annotator_names(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the names of annotators by uid, as the history names them."""
    return dict(connection.execute("SELECT uid, name FROM annotator").fetchall())
