# SPDX-License-Identifier: MIT
"""Columns of the users' own on sources, and named sets of sources. All changes run inside an open action."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from database.history import new_uid

TYPES = ("text", "number", "date", "choice")

_IDS = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column: its type (one of :data:`TYPES`), what can be chosen, and how many sources have a value."""

    id: int
    uid: str
    name: str
    type: str
    choices: tuple[str, ...]
    note: str
    sources: int


@dataclass(frozen=True, slots=True)
class SourceSet:
    """A named group of sources."""

    id: int
    uid: str
    name: str
    note: str
    sources: int


# Attributes


def attributes(connection: sqlite3.Connection) -> list[Attribute]:
    """Return all columns, in the order they were made."""
    rows = connection.execute(
        """SELECT id, uid, name, type, choices, note,
            (SELECT count(*) FROM source_attribute v WHERE v.attribute = attribute.id) FROM attribute ORDER BY id"""
    )
    return [
        Attribute(row, uid, name, type_, tuple(json.loads(choices)), note, count)
        for row, uid, name, type_, choices, note, count in rows
    ]


def attribute_named(connection: sqlite3.Connection, name: str) -> int | None:
    """Return the id of the column of this name, in any case, or None."""
    row = connection.execute("SELECT id FROM attribute WHERE name = ? COLLATE NOCASE", (name,)).fetchone()
    return int(row[0]) if row else None


def add_attribute(connection: sqlite3.Connection, name: str, type_: str, choices: Sequence[str]) -> int:
    """Add a column and return its id."""
    made = connection.execute(
        "INSERT INTO attribute(uid, name, type, choices) VALUES (?, ?, ?, ?)",
        (new_uid(), name, type_, json.dumps(list(choices), ensure_ascii=False)),
    )
    return int(made.lastrowid or 0)


def edit_attribute(connection: sqlite3.Connection, row: int, name: str, type_: str, choices: Sequence[str]) -> None:
    """Give a column another name, type and choices."""
    connection.execute(
        "UPDATE attribute SET name = ?, type = ?, choices = ? WHERE id = ?",
        (name, type_, json.dumps(list(choices), ensure_ascii=False), row),
    )


def delete_attribute(connection: sqlite3.Connection, row: int) -> None:
    """Delete a column with its values."""
    connection.execute("DELETE FROM attribute WHERE id = ?", (row,))


def values_of(connection: sqlite3.Connection, source: int) -> dict[int, str]:
    """Return the values of a source by column."""
    return dict(connection.execute("SELECT attribute, value FROM source_attribute WHERE source = ?", (source,)))


def column(connection: sqlite3.Connection, row: int) -> dict[int, str]:
    """Return the values of a column by source."""
    return dict(connection.execute("SELECT source, value FROM source_attribute WHERE attribute = ?", (row,)))


def value_counts(connection: sqlite3.Connection, row: int) -> list[tuple[str, int]]:
    """Return the values of a column with how many sources have each, the commonest first."""
    found = connection.execute(
        "SELECT value, count(*) FROM source_attribute WHERE attribute = ? GROUP BY value ORDER BY 2 DESC, 1", (row,)
    )
    return found.fetchall()


def set_value(connection: sqlite3.Connection, sources: Iterable[int], row: int, value: str) -> None:
    """Give sources a value in a column; an empty one takes it away."""
    given = json.dumps(list(sources))
    if not value:
        connection.execute(f"DELETE FROM source_attribute WHERE attribute = ? AND source IN {_IDS}", (row, given))
        return
    connection.execute(
        f"UPDATE source_attribute SET value = ? WHERE attribute = ? AND value <> ? AND source IN {_IDS}",
        (value, row, value, given),
    )
    connection.execute(
        f"""INSERT INTO source_attribute(uid, source, attribute, value)
        SELECT lower(hex(randomblob(16))), id, ?, ? FROM source WHERE id IN {_IDS}
            AND id NOT IN (SELECT source FROM source_attribute WHERE attribute = ?)""",
        (row, value, given, row),
    )


def replace_value(connection: sqlite3.Connection, row: int, old: str, new: str) -> None:
    """Write another value where a column has this one."""
    connection.execute("UPDATE source_attribute SET value = ? WHERE attribute = ? AND value = ?", (new, row, old))


# Sets


def sets(connection: sqlite3.Connection) -> list[SourceSet]:
    """Return all sets by name."""
    rows = connection.execute(
        """SELECT id, uid, name, note, (SELECT count(*) FROM source_set_member m WHERE m.source_set = source_set.id)
        FROM source_set ORDER BY name COLLATE NOCASE, id"""
    )
    return [SourceSet(*row) for row in rows]


def set_named(connection: sqlite3.Connection, name: str) -> int | None:
    """Return the id of the set of this name, in any case, or None."""
    row = connection.execute("SELECT id FROM source_set WHERE name = ? COLLATE NOCASE", (name,)).fetchone()
    return int(row[0]) if row else None


def add_set(connection: sqlite3.Connection, name: str) -> int:
    """Add a set and return its id."""
    made = connection.execute("INSERT INTO source_set(uid, name) VALUES (?, ?)", (new_uid(), name))
    return int(made.lastrowid or 0)


def rename_set(connection: sqlite3.Connection, row: int, name: str) -> None:
    """Give a set another name."""
    connection.execute("UPDATE source_set SET name = ? WHERE id = ?", (name, row))


def delete_set(connection: sqlite3.Connection, row: int) -> None:
    """Delete a set; its sources stay."""
    connection.execute("DELETE FROM source_set WHERE id = ?", (row,))


def sources_in(connection: sqlite3.Connection, row: int) -> list[int]:
    """Return the ids of the sources of a set, in the order they were put there."""
    found = connection.execute("SELECT source FROM source_set_member WHERE source_set = ? ORDER BY id", (row,))
    return [each[0] for each in found]


def sets_of(connection: sqlite3.Connection, source: int) -> list[int]:
    """Return the ids of the sets that hold a source."""
    found = connection.execute("SELECT source_set FROM source_set_member WHERE source = ? ORDER BY id", (source,))
    return [each[0] for each in found]


def put_in(connection: sqlite3.Connection, row: int, sources: Iterable[int]) -> None:
    """Put sources into a set; those that are there stay."""
    known = set(sources_in(connection, row))
    connection.executemany(
        "INSERT INTO source_set_member(uid, source_set, source) VALUES (?, ?, ?)",
        [(new_uid(), row, source) for source in dict.fromkeys(sources) if source not in known],
    )


def take_out(connection: sqlite3.Connection, row: int, sources: Iterable[int]) -> None:
    """Take sources out of a set."""
    connection.execute(
        f"DELETE FROM source_set_member WHERE source_set = ? AND source IN {_IDS}", (row, json.dumps(list(sources)))
    )
