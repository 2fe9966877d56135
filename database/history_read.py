# SPDX-License-Identifier: MIT
"""Reading the log: its entries by who, when and what, and the rows that each action changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from database import triggers
from database.history import Entry

Cell = str | int | float | None
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries of the log are wanted; what is empty or None does not matter.

    ``since`` and ``until`` are times or days in UTC (ISO 8601), both inclusive; ``words`` stand in the label;
    ``tables`` are what was changed; ``before`` is an action, for the next page.
    """

    annotator: str = ""
    since: str = ""
    until: str = ""
    words: str = ""
    tables: tuple[str, ...] = ()
    source: int | None = None
    annotation: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row as it was before and after an action: ``old`` is None where it was added, ``new`` where it was deleted.

    Both have every column, also those that the log leaves out because they held their default.
    """

    action: int
    table: str
    row: int
    old: Row | None
    new: Row | None


_ENTRY = """
    SELECT a.id, a.at, a.kind, a.label, coalesce(n.name, ''), a.step,
        (SELECT count(*) FROM change WHERE change.action = a.id)
    FROM action a LEFT JOIN annotator n ON n.uid = a.annotator"""


def entries(connection: sqlite3.Connection, wanted: Filter, limit: int = 100) -> list[Entry]:
    """Return the latest actions that are wanted, newest first; quiet ones are left out."""
    clauses, given = ["a.kind <> 'quiet'"], []
    for clause, value in _clauses(wanted):
        clauses.append(clause)
        given.append(value)
    if wanted.annotation is not None:
        clauses.append("a.id IN (SELECT action FROM change WHERE annotation = ?)")
        given.append(wanted.annotation)
    if wanted.source is not None:
        clauses.append(
            "EXISTS (SELECT 1 FROM change c WHERE c.action = a.id "
            "AND (c.tbl = 'source' AND c.row = ? OR json_extract(coalesce(c.new, c.old), '$.source') = ?))"
        )
        given += [wanted.source, wanted.source]
    rows = connection.execute(f"{_ENTRY} WHERE {' AND '.join(clauses)} ORDER BY a.id DESC LIMIT ?", [*given, limit])
    return [Entry(*row) for row in rows]


def entry(connection: sqlite3.Connection, action: int) -> Entry | None:
    """Return one entry of the log, or None."""
    row = connection.execute(f"{_ENTRY} WHERE a.id = ?", (action,)).fetchone()
    return Entry(*row) if row else None


def who(connection: sqlite3.Connection) -> list[str]:
    """Return the names of those who changed anything, those with most actions first."""
    rows = connection.execute(
        """SELECT n.name FROM action a JOIN annotator n ON n.uid = a.annotator WHERE a.kind <> 'quiet'
        GROUP BY n.id ORDER BY count(*) DESC, n.name"""
    )
    return [row[0] for row in rows]


def of_annotation(connection: sqlite3.Connection, annotation: int) -> list[RowChange]:
    """Return every change of an annotation and its parts, oldest first, also where it has been deleted."""
    rows = connection.execute(
        "SELECT action, tbl, row, old, new FROM change WHERE annotation = ? ORDER BY id", (annotation,)
    )
    return _changes(connection, rows)


def of_action(connection: sqlite3.Connection, action: int, limit: int = 200) -> list[RowChange]:
    """Return the first changes of an action, in the order they were made."""
    return of_actions(connection, [action], limit)


def of_actions(connection: sqlite3.Connection, actions: Sequence[int], limit: int = 200) -> list[RowChange]:
    """Return the first changes of some actions, in the order they were made."""
    rows = connection.execute(
        "SELECT action, tbl, row, old, new FROM change WHERE action IN (SELECT value FROM json_each(?)) "
        "ORDER BY id LIMIT ?",
        (json.dumps(list(actions)), limit),
    )
    return _changes(connection, rows)


def name_of(connection: sqlite3.Connection, table: str, column: str, row: int) -> str:
    """Return what a row was called last, also where it has been deleted; its number where nobody knows."""
    found = connection.execute(f"SELECT {column} FROM {table} WHERE id = ?", (row,)).fetchone()
    if found is None:
        found = connection.execute(
            "SELECT json_extract(coalesce(new, old), '$.' || ?) FROM change WHERE tbl = ? AND row = ? "
            "ORDER BY id DESC LIMIT 1",
            (column, table, row),
        ).fetchone()
    return str(found[0]) if found and found[0] is not None else f"no. {row}"


def quote_of(connection: sqlite3.Connection, annotation: int) -> str:
    """Return the words of an annotation, also where it has been deleted."""
    rows = connection.execute(
        "SELECT quote FROM annotation_span WHERE annotation = ? ORDER BY position", (annotation,)
    ).fetchall()
    if not rows:
        changes = of_annotation(connection, annotation)
        last = {c.row: c.new or c.old or {} for c in changes if c.table == "annotation_span"}
        rows = [(row.get("quote"),) for row in sorted(last.values(), key=_position)]
    return " … ".join(str(row[0]) for row in rows) or f"no. {annotation}"


def _position(row: Row) -> int:
    place = row.get("position")
    return place if isinstance(place, int) else 0


def _clauses(wanted: Filter) -> Sequence[tuple[str, str | int]]:
    found: list[tuple[str, str | int]] = []
    if wanted.annotator:
        found.append(("n.name = ?", wanted.annotator))
    if wanted.since:
        found.append(("a.at >= ?", wanted.since))
    if wanted.until:
        found.append(("a.at < ? || '~'", wanted.until))
    if wanted.words:
        found.append(("instr(lower(a.label), lower(?))", wanted.words))
    if wanted.before is not None:
        found.append(("a.id < ?", wanted.before))
    if wanted.tables:
        tables = json.dumps(wanted.tables)
        clause = "a.id IN (SELECT action FROM change WHERE tbl IN (SELECT value FROM json_each(?)))"
        found.append((clause, tables))
    return found


def _changes(
    connection: sqlite3.Connection, rows: Iterable[tuple[int, str, int, str | None, str | None]]
) -> list[RowChange]:
    defaults: dict[str, Row] = {}
    made = []
    for action, table, row, *states in rows:
        if table not in defaults:
            defaults[table] = triggers.defaults(connection, table)
        old, new = (None if state is None else {**defaults[table], **json.loads(state)} for state in states)
        made.append(RowChange(action, table, row, old, new))
    return made
