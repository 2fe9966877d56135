# SPDX-License-Identifier: MIT
"""The permanent triggers of a collection, made from one list.

Three families: ``log_*`` write every change of a logged table to the history and abort outside an action,
``fts_*`` keep the index of sources in step inside the same transaction, and ``stale_*`` name the annotations,
actors and codes whose index rows must be written again before the transaction ends.

Anything that rewrites tables (a migration, sqlite-utils' ``transform``) drops triggers, so
:func:`recreate` runs after every migration.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from database.schema import LOGGED
from database.unspaced import DELETED, INSERTED

_GUARD = "SELECT RAISE(ABORT, 'write outside an action') WHERE (SELECT action FROM open_action WHERE one = 1) IS NULL;"
_ACTION = "(SELECT action FROM open_action WHERE one = 1)"
_TEXT_OF = "SELECT {row}.id, {row}.title, text FROM content WHERE hash = {row}.content"
_FORGET = "INSERT INTO source_fts(source_fts, rowid, title, text) SELECT 'delete', " + _TEXT_OF.format(row="old")[7:]
_INDEX = "INSERT INTO source_fts(rowid, title, text) " + _TEXT_OF.format(row="new")
_MEASURE = (
    "INSERT OR REPLACE INTO source_length(id, characters) "
    "SELECT new.id, characters FROM content WHERE hash = new.content"
)

STALE_BY = {
    "annotation": ("annotation", "id"),
    "annotation_span": ("annotation", "annotation"),
    "attribution": ("annotation", "annotation"),
    "slot": ("annotation", "annotation"),
    "actor": ("actor", "id"),
    "actor_alias": ("actor", "actor"),
    "code": ("code", "id"),
}
"""Which index row a change makes stale: table -> (what is indexed, the column that names it)."""

_ONLY = {"annotation": "WHEN old.note IS NOT new.note"}
"""Which updates count, where few do: a status is not indexed, and the time of a change stands in every edit."""

_UNKNOWN = "WHERE NOT EXISTS (SELECT 1 FROM stale WHERE tbl = '{}' AND row = {})"
"""OR IGNORE would not do: where a foreign key's action fires a trigger, its own ABORT overrides that."""

_STALE_NAMED = (
    "CREATE TRIGGER stale_actor_named AFTER UPDATE OF name ON actor BEGIN "
    "INSERT INTO stale SELECT DISTINCT 'annotation', annotation FROM slot "
    f"{_UNKNOWN.format('annotation', 'slot.annotation')} AND slot.actor = new.id AND slot.value = ''; END"
)
"""Slots without words of their own are indexed by the name of their actor."""


def recreate(connection: sqlite3.Connection) -> None:
    """Drop the triggers of this module and create them afresh from the tables as they now are."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f'DROP TRIGGER "{name}"')
    for statement in _all(connection):
        connection.execute(statement)


def names(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the triggers a collection must have."""
    return [statement.split(maxsplit=3)[2] for statement in _all(connection)]


def defaults(connection: sqlite3.Connection, table: str) -> dict[str, str | int | float | None]:
    """Return what the columns of a table hold where nothing is said; the log leaves that out of whole rows."""
    written = column_defaults(connection, table)
    values = connection.execute(f"SELECT {', '.join(written.values())}").fetchone()
    return dict(zip(written, values, strict=True))


def column_defaults(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the columns of a table with the SQL of what they hold where nothing is said."""
    return {row[1]: row[4] or "NULL" for row in connection.execute(f"PRAGMA table_info({table})")}


def _all(connection: sqlite3.Connection) -> Iterator[str]:
    for table in LOGGED:
        yield from _logging(table, defaults(connection, table))
    yield from _indexing()
    for table, (indexed, column) in STALE_BY.items():
        yield from _staling(table, indexed, column)
    yield _STALE_NAMED


def _logging(table: str, names: Mapping[str, object]) -> Iterator[str]:
    old, new = _json("old", names), _json("new", names)
    gone, made = _whole("old", names), _whole("new", names)
    changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in names)
    owner = "id" if table == "annotation" else "annotation"
    for event, letter, before, after, row, when in (
        ("INSERT", "I", "NULL", made, "new", ""),
        ("UPDATE", "U", old, new, "new", f"WHEN {changed}"),
        ("DELETE", "D", gone, "NULL", "old", ""),
    ):
        yield (
            f"CREATE TRIGGER log_{table}_{event.lower()} AFTER {event} ON {table} {when} BEGIN {_GUARD} "
            f"INSERT INTO change(action, tbl, row, op, annotation, old, new) VALUES ({_ACTION}, '{table}', {row}.id, "
            f"'{letter}', {f'{row}.{owner}' if owner in names else 'NULL'}, {before}, {after}); END"
        )


def _json(row: str, names: Iterable[str]) -> str:
    return "json_object(" + ", ".join(f"'{name}', {row}.{name}" for name in names) + ")"


def _whole(row: str, names: Mapping[str, object]) -> str:
    """Return the JSON of a row without the columns that hold their default: a merge patch leaves out what is null."""
    said = (
        f"'{name}', {row}.{name}" if default is None else f"'{name}', nullif({row}.{name}, {default!r})"
        for name, default in names.items()
    )
    return f"json_patch('{{}}', json_object({', '.join(said)}))"


def _indexing() -> Iterator[str]:
    yield f"CREATE TRIGGER fts_insert AFTER INSERT ON source BEGIN {_INDEX}; {_MEASURE}; {INSERTED} END"
    yield (
        f"CREATE TRIGGER fts_delete AFTER DELETE ON source BEGIN {_FORGET}; {DELETED} "
        "DELETE FROM source_length WHERE id = old.id; END"
    )
    yield (
        "CREATE TRIGGER fts_update AFTER UPDATE OF title, content ON source "
        "WHEN old.title IS NOT new.title OR old.content IS NOT new.content "
        f"BEGIN {_FORGET}; {DELETED} {_INDEX}; {_MEASURE}; {INSERTED} END"
    )


def _staling(table: str, indexed: str, column: str) -> Iterator[str]:
    for event, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
        when = _ONLY.get(table, "") if event == "UPDATE" else ""
        yield (
            f"CREATE TRIGGER stale_{table}_{event.lower()} AFTER {event} ON {table} {when} BEGIN "
            f"INSERT INTO stale SELECT '{indexed}', {row}.{column} {_UNKNOWN.format(indexed, f'{row}.{column}')}; END"
        )
