# SPDX-License-Identifier: MIT
"""The inverse of changes, as undo, redo and going back write it: newest first, and of rows as they were left."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from database import inverse_many, triggers
from database.errors import HistoryConflict
from database.inverse_many import QUIET

Columns = dict[str, str | int | float | None]
"""The columns of a table, with what they hold where nothing is said: the log leaves that out of whole rows."""

MANY = 500
"""So many changes are inverted by statements for whole tables."""


def invert(connection: sqlite3.Connection, action: int, actions: Sequence[int], label: str) -> None:
    """Write the inverse of every change of these actions as part of an open action.

    Raises:
        HistoryConflict: a row is no longer as a change left it, or rows that others made depend on it.
    """
    given = json.dumps(list(actions))
    (count,) = connection.execute(
        "SELECT count(*) FROM change WHERE action IN (SELECT value FROM json_each(?))", (given,)
    ).fetchone()
    if count >= MANY and inverse_many.invert(connection, action, actions):
        return
    _refuse_losses(connection, action, _invert(connection, actions, label), label)


def _invert(connection: sqlite3.Connection, actions: Sequence[int], label: str) -> set[tuple[str, int]]:
    """Write the inverse of every change of these actions, newest first; return the rows written."""
    names: dict[str, Columns] = {}
    written = set()
    changes = connection.execute(
        "SELECT tbl, row, op, old, new FROM change WHERE action IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
        (json.dumps(list(actions)),),
    ).fetchall()
    for table, row, op, old, new in changes:
        if table not in names:
            names[table] = triggers.defaults(connection, table)
        if table not in QUIET:
            _expect(connection, table, names[table], row, op, new, label)
        _write(connection, table, names[table], row, op, old, new)
        written.add((table, row))
    return written


def _expect(
    connection: sqlite3.Connection, table: str, names: Columns, row: int, op: str, new: str | None, label: str
) -> None:
    """Refuse to invert a change of a row that is no longer as the change left it."""
    found = connection.execute(f"SELECT {', '.join(names)} FROM {table} WHERE id = ?", (row,)).fetchone()
    expected = None if new is None else (names if op == "I" else {}) | json.loads(new)
    if (found is None) != (expected is None):
        raise HistoryConflict(label, f"{_thing(table)} has been {'deleted' if found is None else 'put back'} since")
    if expected is not None and any(
        name in expected and value != expected[name] for name, value in zip(names, found, strict=True)
    ):
        raise HistoryConflict(label, f"{_thing(table)} has been changed since")


def _write(
    connection: sqlite3.Connection,
    table: str,
    names: Columns,
    row: int,
    op: str,
    old: str | None,
    new: str | None,
) -> None:
    """Write the inverse of one change. Of a changed row only what changed is set: all else costs indexes and checks."""
    if op == "I":
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row,))
        return
    values = json.loads(old or "{}")
    kept = [name for name in names if name in values]
    if op == "D":
        marks = ", ".join("?" * len(kept))
        insert = "INSERT OR IGNORE" if table in QUIET else "INSERT"
        connection.execute(
            f"{insert} INTO {table}({', '.join(kept)}) VALUES ({marks})", [values[name] for name in kept]
        )
        return
    after = json.loads(new or "{}")
    kept = [name for name in kept if name not in after or values[name] != after[name]]
    if kept:
        assignments = ", ".join(f"{name} = ?" for name in kept)
        connection.execute(f"UPDATE {table} SET {assignments} WHERE id = ?", [*(values[name] for name in kept), row])


def _refuse_losses(connection: sqlite3.Connection, row: int, wanted: set[tuple[str, int]], label: str) -> None:
    """Refuse an inverse that would take along, by cascade, rows that other steps made."""
    done = connection.execute("SELECT DISTINCT tbl, row FROM change WHERE action = ?", (row,)).fetchall()
    lost: dict[str, int] = {}
    for table, changed in done:
        if (table, changed) not in wanted and table not in QUIET:
            lost[table] = lost.get(table, 0) + 1
    if lost:
        what = ", ".join(f"{count} {_thing(table, count)}" for table, count in sorted(lost.items()))
        raise HistoryConflict(label, f"{what} made since depend{'s' if sum(lost.values()) == 1 else ''} on it")


def _thing(table: str, count: int = 1) -> str:
    name = table.replace("_", " ")
    if count == 1:
        return name
    return name[:-1] + "ies" if name.endswith("y") else name + "s"
