# SPDX-License-Identifier: MIT
"""The codebook as a tree: where a code stands in it, finding a code by its place, and filling in what is empty.

Two codes may have one name under different parents, so a code is told apart by its path: the names of the codes
above it, from the top, and its own. Every function that changes rows runs inside an open action.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from database.history import new_uid

Path = tuple[str, ...]
"""The names of codes from the top of the codebook down to one of them."""

FIELDS = frozenset({"colour", "definition", "examples", "note", "shortcut"})
"""What a code has besides its name and its place."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One code, whole; ``parent`` is the id of the code above it, ``path`` ends with its own name."""

    id: int
    uid: str
    parent: int | None
    path: Path
    colour: str
    definition: str
    examples: str
    note: str
    shortcut: int | None

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path[-1]


class Book:
    """Names and places of codes by id, each read when it is first asked for: most readers want few of many."""

    def __init__(self, connection: sqlite3.Connection):
        self._connection = connection
        self._places: dict[int, tuple[str, Path | None]] = {}

    def place(self, code: int) -> tuple[str, Path | None]:
        """Return the name of a code and the names of those above it; None for these where the name alone tells.

        That is so of a code at the top whose name no other code has.
        """
        known = self._places.get(code)
        if known is None:
            known = self._places[code] = self._read(code)
        return known

    def _read(self, code: int) -> tuple[str, Path | None]:
        names: list[str] = []
        above: int | None = code
        while above is not None:
            name, above = self._connection.execute("SELECT name, parent FROM code WHERE id = ?", (above,)).fetchone()
            names.append(name)
        alone = len(names) == 1 and names[0] not in self._shared
        return names[0], None if alone else tuple(reversed(names[1:]))

    @cached_property
    def _shared(self) -> frozenset[str]:
        """The names that several codes have."""
        rows = self._connection.execute("SELECT name FROM code GROUP BY name HAVING count(*) > 1")
        return frozenset(row[0] for row in rows)


def entries(connection: sqlite3.Connection) -> list[Entry]:
    """Return the codebook in tree order: each code after its parent, siblings by position."""
    rows = connection.execute(
        "SELECT id, uid, parent, name, colour, definition, examples, note, shortcut FROM code ORDER BY position, id"
    ).fetchall()
    below: dict[int | None, list[sqlite3.Row]] = {}
    for row in rows:
        below.setdefault(row[2], []).append(row)
    made: list[Entry] = []
    waiting: list[tuple[sqlite3.Row, Path]] = [(row, ()) for row in reversed(below.get(None, []))]
    while waiting:
        row, above = waiting.pop()
        number, uid, parent, name, *others = row
        entry = Entry(number, uid, parent, (*above, name), *others)
        made.append(entry)
        waiting += [(child, entry.path) for child in reversed(below.get(entry.id, []))]
    return made


def find(connection: sqlite3.Connection, path: Sequence[str]) -> int | None:
    """Return the id of the code at this place, or None; of two in one place, the older."""
    parent = None
    for name in path:
        row = connection.execute(
            "SELECT id FROM code WHERE parent IS ? AND name = ? ORDER BY id LIMIT 1", (parent, name)
        ).fetchone()
        if row is None:
            return None
        parent = int(row[0])
    return parent


def place(connection: sqlite3.Connection, path: Sequence[str]) -> int:
    """Return the id of the code at this place; make it, and those above it, where they are missing."""
    parent = None
    for depth in range(1, len(path) + 1):
        found = find(connection, path[:depth])
        parent = add(connection, path[depth - 1], parent) if found is None else found
    if parent is None:
        raise ValueError("a code has a name")
    return parent


def add(connection: sqlite3.Connection, name: str, parent: int | None, uid: str = "") -> int:
    """Add a code as the last child of ``parent`` and return its id."""
    made = connection.execute(
        "INSERT INTO code(uid, parent, name, position) SELECT ?, ?, ?, count(*) FROM code WHERE parent IS ?",
        (uid or new_uid(), parent, name, parent),
    )
    return int(made.lastrowid or 0)


def edit(connection: sqlite3.Connection, code: int, fields: Mapping[str, str | int | None]) -> None:
    """Set what a code has besides its name and its place.

    Raises:
        KeyError: a name that is not in :data:`FIELDS`.
    """
    unknown = fields.keys() - FIELDS
    if unknown:
        raise KeyError(f"not an editable field of a code: {', '.join(sorted(unknown))}")
    if fields:
        assignments = ", ".join(f"{name} = ?" for name in fields)
        connection.execute(f"UPDATE code SET {assignments} WHERE id = ?", [*fields.values(), code])
