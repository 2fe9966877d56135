# SPDX-License-Identifier: MIT
"""The inverse of very many changes, in a few statements for each table instead of several for each row.

The changes are taken in layers: the newest of every row, then the one before it; what deletes a row for good comes in
the end. In a layer every row is held against what the log says, then it is written, table by table: insertions,
updates, deletions, and wholes before their parts, so that what this logs can be inverted one by one as well.

All of it is inside a savepoint and is checked: where a row is not as the log says, where a constraint stands in the way
of this order, or where more was changed than was asked (rows that went along by cascade), nothing is written and the
caller goes row by row, newest first, which is slower and says what is wrong.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from database import triggers
from database.schema import LOGGED

QUIET = frozenset({"reading"})
"""Tables that quiet actions change between steps: their rows go and come with what they belong to, as they are then."""

MOST_LAYERS = 12
"""Where a row was changed more often than this, going row by row is as good."""

_LAST = 1_000_000
"""The layer of deletions for good."""

_PARENT = {"code": "parent", "relation": "target_relation"}
"""Tables whose rows can belong to others of the same table, and the column that says so."""

_GIVEN = "change WHERE action IN (SELECT value FROM json_each(?))"
_REPEATED = f"SELECT 1 FROM {_GIVEN} GROUP BY tbl, row HAVING count(*) > 1 LIMIT 1"
_TABLE = "CREATE TEMP TABLE inverse AS SELECT id, tbl, op, row,"
_LAYERED = f"""{_TABLE} iif(op = 'I' AND lead(id) OVER each IS NULL, {_LAST}, row_number() OVER each) AS layer
    FROM {_GIVEN} WINDOW each AS (PARTITION BY tbl, row ORDER BY id DESC)"""
_FLAT = f"{_TABLE} iif(op = 'I', {_LAST}, 1) AS layer FROM {_GIVEN}"
"""The same where no row was changed twice, as is usual, in a quarter of the time."""

_PART = "i.layer = ? AND i.tbl = ? AND i.op = ?"
_ROWS = f"SELECT i.row FROM temp.inverse i WHERE {_PART}"
_CHANGES = "temp.inverse i JOIN change c ON c.id = i.id"
_ORDER = {table: number for number, table in enumerate(LOGGED)}


class _NotSo(Exception):
    """The changes cannot be inverted in this way."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The changes of one kind (``I``, ``U`` or ``D``) of one table in one layer."""

    layer: int
    table: str
    op: str
    count: int

    @property
    def key(self) -> tuple[int, str, str]:
        """What its rows are found by."""
        return self.layer, self.table, self.op

    @property
    def turn(self) -> tuple[int, int]:
        """When it is written within its layer: what was deleted is put back first."""
        place = _ORDER[self.table]
        return {"D": (0, place), "U": (1, place), "I": (2, -place)}[self.op]


def invert(connection: sqlite3.Connection, action: int, actions: Sequence[int]) -> bool:
    """Write the inverse of every change of these actions as part of an open action; False where nothing was written."""
    connection.execute("SAVEPOINT inverse")
    connection.execute("PRAGMA defer_foreign_keys = OFF")
    try:
        _invert(connection, action, json.dumps(list(actions)))
    except (_NotSo, sqlite3.IntegrityError):
        connection.execute("ROLLBACK TO inverse")
        connection.execute("PRAGMA defer_foreign_keys = ON")
        return False
    finally:
        if connection.in_transaction:
            connection.execute("RELEASE inverse")
    return True


def _invert(connection: sqlite3.Connection, action: int, given: str) -> None:
    """Write the inverse, or raise :class:`_NotSo`."""
    cut_off = f"SELECT 1 FROM {_GIVEN} AND (instr(old, '\\u0000') OR instr(new, '\\u0000')) LIMIT 1"
    _refuse(connection, cut_off, (given,))
    repeated = connection.execute(_REPEATED, (given,)).fetchone() is not None
    connection.execute(_LAYERED if repeated else _FLAT, (given,))
    parts = [
        _Part(*row) for row in connection.execute("SELECT layer, tbl, op, count(*) FROM temp.inverse GROUP BY 1, 2, 3")
    ]
    layers = sorted({part.layer for part in parts})
    if len(layers) > MOST_LAYERS:
        raise _NotSo
    for layer in layers:
        _invert_layer(connection, [part for part in parts if part.layer == layer])
    connection.execute("DROP TABLE temp.inverse")
    _expect_only(connection, action, sum(part.count for part in parts if part.table not in QUIET))


def _invert_layer(connection: sqlite3.Connection, parts: Sequence[_Part]) -> None:
    columns = {part.table: triggers.column_defaults(connection, part.table) for part in parts}
    for part in parts:
        if part.table not in QUIET:
            _expect(connection, part, columns[part.table])
    for part in sorted(parts, key=lambda part: part.turn):
        written = _WRITERS[part.op](connection, part, columns[part.table])
        if written != part.count and part.table not in QUIET:
            raise _NotSo


def _expect(connection: sqlite3.Connection, part: _Part, columns: dict[str, str]) -> None:
    """Refuse where a row is not as its change left it."""
    query = f"SELECT 1 FROM {_CHANGES} LEFT JOIN {part.table} t ON t.id = i.row WHERE {_PART} AND "
    if part.op == "D":
        query += "t.id IS NOT NULL"
    elif part.op == "I":
        differs = [f"t.{name} IS NOT {_value('c.new', name, default)}" for name, default in columns.items()]
        query += f"(t.id IS NULL OR {' OR '.join(differs)})"
    else:
        differs = [
            f"(t.{name} IS NOT json_extract(c.new, '$.{name}') AND json_type(c.new, '$.{name}') IS NOT NULL)"
            for name in columns
        ]
        query += f"(t.id IS NULL OR {' OR '.join(differs)})"
    _refuse(connection, query + " LIMIT 1", part.key)


def _expect_only(connection: sqlite3.Connection, action: int, count: int) -> None:
    """Refuse where an action changed other rows than those it was to change: each of these changes is one."""
    loud = "tbl NOT IN (SELECT value FROM json_each(?))"
    logged = connection.execute(
        f"SELECT count(*) FROM change WHERE action = ? AND {loud}", (action, json.dumps(list(QUIET)))
    ).fetchone()[0]
    if logged != count:
        raise _NotSo


def _refuse(connection: sqlite3.Connection, query: str, values: Sequence[int | str]) -> None:
    if connection.execute(query, values).fetchone() is not None:
        raise _NotSo


def _update(connection: sqlite3.Connection, part: _Part, columns: dict[str, str]) -> int:
    """Write what rows were before: only columns that differ in any of them, as all else costs indexes and checks."""
    differ = {
        name: f"json_extract(c.old, '$.{name}') IS NOT json_extract(c.new, '$.{name}')"
        for name in columns
        if name != "id"
    }
    tests = ", ".join([*(f"max({test})" for test in differ.values()), "min(c.old <> c.new)"])
    *found, every = connection.execute(f"SELECT {tests} FROM {_CHANGES} WHERE {_PART}", part.key).fetchone()
    if not every:
        raise _NotSo
    changed = [name for name, differs in zip(differ, found, strict=True) if differs]
    before = ", ".join(
        f"{name} = iif(json_type(c.old, '$.{name}') IS NULL, {part.table}.{name}, json_extract(c.old, '$.{name}'))"
        for name in changed
    )
    return connection.execute(
        f"UPDATE {part.table} SET {before} FROM {_CHANGES} WHERE {_PART} AND {part.table}.id = i.row", part.key
    ).rowcount


def _delete(connection: sqlite3.Connection, part: _Part, _columns: dict[str, str]) -> int:
    """Delete the rows that were made; those that can belong to each other one by one, the youngest first."""
    if part.table not in _PARENT:
        return connection.execute(f"DELETE FROM {part.table} WHERE id IN ({_ROWS})", part.key).rowcount
    rows = connection.execute(f"{_ROWS} ORDER BY i.row DESC", part.key).fetchall()
    return connection.executemany(f"DELETE FROM {part.table} WHERE id = ?", rows).rowcount


def _insert(connection: sqlite3.Connection, part: _Part, columns: dict[str, str]) -> int:
    """Put back the rows that were deleted, the oldest first."""
    insert = "INSERT OR IGNORE" if part.table in QUIET else "INSERT"
    values = ", ".join(_value("c.old", name, default) for name, default in columns.items())
    written = connection.execute(
        f"{insert} INTO {part.table}({', '.join(columns)}) "
        f"SELECT {values} FROM {_CHANGES} WHERE {_PART} ORDER BY i.row",
        part.key,
    ).rowcount
    if part.table in _PARENT:
        older = f"SELECT 1 FROM {part.table} WHERE {_PARENT[part.table]} > id AND id IN ({_ROWS})"
        _refuse(connection, older, part.key)
    return written


def _value(row: str, name: str, default: str) -> str:
    """Return the SQL of a column of a whole row: the log leaves out what is as by default."""
    return f"ifnull(json_extract({row}, '$.{name}'), {default})"


_WRITERS = {"U": _update, "I": _delete, "D": _insert}
