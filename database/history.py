# SPDX-License-Identifier: MIT
"""The change log: actions, undo and redo.

One user action is one transaction. Triggers log every row it changes, so undo is the inverse of what is in
the log, newest first, written as an action of its own. Nothing is ever taken out of the log.

A *step* is what one press of undo takes back. It is one action, or, for an import, many. ``undo_entry`` keeps
the steps in the order they began, and which of them are undone; it is derived from the log
(:func:`rebuild_steps`) and written in the same transaction. Quiet actions (a source was opened, an annotator
said their name) are logged but are not steps.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from database import inverse

_SOURCE = "json_extract(coalesce(new, old), '$.source')"

Refresh = Callable[[sqlite3.Connection], None]
"""Brings derived rows up to date before an action is committed."""


@dataclass(frozen=True, slots=True)
class Author:
    """Whose change it is: the uid of an annotator, and the replica (installation) it was made on."""

    annotator: str
    replica: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one undo takes back."""

    uid: str
    label: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one action touched: the ids of rows by table, and the sources and annotations they belong to."""

    action: int
    step: str
    label: str
    rows: dict[str, frozenset[int]] = field(default_factory=dict)
    annotations: frozenset[int] = frozenset()
    sources: frozenset[int] = frozenset()

    def touches(self, *tables: str) -> bool:
        """Tell whether any of these tables was changed."""
        return any(table in self.rows for table in tables)


def together(changes: Sequence[Change]) -> Change:
    """Return what several actions of one step touched, as one change; there is at least one."""
    rows: dict[str, frozenset[int]] = {}
    for change in changes:
        for table, touched_rows in change.rows.items():
            rows[table] = rows.get(table, frozenset()) | touched_rows
    annotations = frozenset().union(*(change.annotations for change in changes))
    sources = frozenset().union(*(change.sources for change in changes))
    return replace(changes[-1], rows=rows, annotations=annotations, sources=sources)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: what was done, undone or redone, when (UTC) and by whom; ``rows`` is how many it changed."""

    action: int
    at: str
    kind: str
    label: str
    annotator: str
    step: str
    rows: int


class Action:
    """An open action. ``change`` is known once it has been committed."""

    def __init__(self, row: int, step: str, label: str):
        self.row = row
        self.step = step
        self.label = label
        self.change = Change(row, step, label)


@contextmanager
def action(
    connection: sqlite3.Connection,
    label: str,
    author: Author,
    *,
    refresh: Refresh,
    kind: str = "do",
    step: str | None = None,
    undoes: int | None = None,
) -> Iterator[Action]:
    """Open a transaction in which rows may be changed; commit it, or undo all of it on any error.

    Args:
        connection: a connection that may write.
        label: what the user did, as undo will name it ("Tag as claim").
        author: who does it.
        refresh: writes derived rows before the commit.
        kind: ``do``, ``undo``, ``redo``, ``quiet``, or ``erase``, whose entry stays though it logs no change.
        step: the step the action belongs to; a new one where none is given.
        undoes: the action this one inverts.

    Raises:
        sqlite3.Error: the database refused; nothing has changed.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        opened = Action(_begin(connection, label, author, kind, step or new_uid(), undoes), step or "", label)
        opened.step = connection.execute("SELECT step FROM action WHERE id = ?", (opened.row,)).fetchone()[0]
        yield opened
        refresh(connection)
        _close(connection, opened, kind)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def new_uid() -> str:
    """Return an identifier that is unique everywhere: 128 random bits in hexadecimal."""
    return secrets.token_hex(16)


def now() -> str:
    """Return the present time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def next_undo(connection: sqlite3.Connection, running: Collection[str] = ()) -> Step | None:
    """Return the step that undo would take back; steps still running are passed over."""
    return _first(connection, "undone = 0 ORDER BY position DESC", running)


def next_redo(connection: sqlite3.Connection) -> Step | None:
    """Return the step that redo would do again."""
    return _first(connection, "undone = 1 ORDER BY position", ())


def changes_of(connection: sqlite3.Connection, step: Step) -> int:
    """Return how many changes taking a step back, or doing it again, would invert."""
    given = json.dumps(_in_force(connection, step.uid))
    query = "SELECT count(*) FROM change WHERE action IN (SELECT value FROM json_each(?))"
    return int(connection.execute(query, (given,)).fetchone()[0])


def changes_since(connection: sqlite3.Connection, point: int) -> int:
    """Return about how many changes going back to an action would invert."""
    return int(connection.execute("SELECT count(*) FROM change WHERE action > ?", (point,)).fetchone()[0])


def undo(
    connection: sqlite3.Connection, author: Author, *, refresh: Refresh, running: Collection[str] = ()
) -> Change | None:
    """Take back the last step; return what it touched, or None where there is nothing to undo.

    Raises:
        HistoryConflict: something made since depends on the step; nothing has changed.
    """
    step = next_undo(connection, running)
    return _apply(connection, author, step, "undo", refresh) if step else None


def redo(connection: sqlite3.Connection, author: Author, *, refresh: Refresh) -> Change | None:
    """Do the last undone step again; return what it touched, or None where there is none.

    Raises:
        HistoryConflict: the rows are not as undo left them; nothing has changed.
    """
    step = next_redo(connection)
    return _apply(connection, author, step, "redo", refresh) if step else None


def go_back(
    connection: sqlite3.Connection, author: Author, point: int, label: str, *, refresh: Refresh
) -> Change | None:
    """Make everything as it was right after an action, in one step; return what it touched, or None if it is so.

    All that was done, undone and redone since is inverted, newest first, but for what has been inverted already;
    quiet actions stay.

    Raises:
        HistoryConflict: a row is not as the log says; nothing has changed.
    """
    standing = _standing(connection, point)
    if not standing:
        return None
    with action(connection, label, author, refresh=refresh, undoes=standing[-1]) as opened:
        inverse.invert(connection, opened.row, standing, label)
    return opened.change


def entries(connection: sqlite3.Connection, limit: int = 100) -> list[Entry]:
    """Return the latest actions, newest first; quiet ones are left out."""
    rows = connection.execute(
        """SELECT a.id, a.at, a.kind, a.label, coalesce(n.name, ''), a.step,
            (SELECT count(*) FROM change WHERE change.action = a.id)
        FROM action a LEFT JOIN annotator n ON n.uid = a.annotator
        WHERE a.kind <> 'quiet' ORDER BY a.id DESC LIMIT ?""",
        (limit,),
    )
    return [Entry(*row) for row in rows]


def has_changes(connection: sqlite3.Connection, action_row: int) -> bool:
    """Tell whether an action has changed anything so far."""
    return connection.execute("SELECT 1 FROM change WHERE action = ? LIMIT 1", (action_row,)).fetchone() is not None


def rebuild_steps(connection: sqlite3.Connection) -> None:
    """Write ``undo_entry`` afresh from the log, inside the caller's transaction."""
    done: dict[str, str] = {}
    undone: dict[str, str] = {}
    for step, kind, label in connection.execute("SELECT step, kind, label FROM action ORDER BY id"):
        if kind == "do" and step not in done:
            done[step] = label
            undone.clear()
        elif kind == "undo":
            undone[step] = done.pop(step)
        elif kind == "redo":
            done[step] = undone.pop(step)
    connection.execute("DELETE FROM undo_entry")
    rows = [(step, label, 0) for step, label in done.items()]
    rows += [(step, label, 1) for step, label in reversed(undone.items())]
    connection.executemany("INSERT INTO undo_entry(step, label, undone) VALUES (?, ?, ?)", rows)


def _begin(connection: sqlite3.Connection, label: str, author: Author, kind: str, step: str, undoes: int | None) -> int:
    if undoes is not None:
        connection.execute("PRAGMA defer_foreign_keys = ON")
    row = connection.execute(
        "INSERT INTO action(uid, replica, step, kind, label, annotator, at, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (new_uid(), author.replica, step, kind, label, author.annotator, now(), undoes),
    ).lastrowid
    connection.execute("UPDATE open_action SET action = ?", (row,))
    return int(row or 0)


def _close(connection: sqlite3.Connection, opened: Action, kind: str) -> None:
    """End what may be changed: note the step, or forget an action that changed nothing, and read what it touched."""
    changed = has_changes(connection, opened.row)
    if kind == "do" and changed:
        _enter(connection, opened)
    connection.execute("UPDATE open_action SET action = NULL")
    if kind == "erase":
        return
    if not changed:
        connection.execute("DELETE FROM action WHERE id = ?", (opened.row,))
    opened.change = touched(connection, opened)


def _enter(connection: sqlite3.Connection, opened: Action) -> None:
    """Put a step on the undo stack when its first action is committed, and clear what could be redone."""
    if connection.execute("SELECT 1 FROM undo_entry WHERE step = ?", (opened.step,)).fetchone():
        return
    connection.execute("DELETE FROM undo_entry WHERE undone = 1")
    connection.execute("INSERT INTO undo_entry(step, label) VALUES (?, ?)", (opened.step, opened.label))


def _first(connection: sqlite3.Connection, where: str, running: Collection[str]) -> Step | None:
    rows = connection.execute(f"SELECT step, label FROM undo_entry WHERE {where}")
    return next((Step(*row) for row in rows if row[0] not in running), None)


def _apply(connection: sqlite3.Connection, author: Author, step: Step, kind: str, refresh: Refresh) -> Change:
    actions = _in_force(connection, step.uid)
    with action(
        connection, step.label, author, refresh=refresh, kind=kind, step=step.uid, undoes=actions[-1]
    ) as opened:
        inverse.invert(connection, opened.row, actions, step.label)
        connection.execute("UPDATE undo_entry SET undone = ? WHERE step = ?", (kind == "undo", step.uid))
    return opened.change


def _in_force(connection: sqlite3.Connection, step: str) -> list[int]:
    """Return the actions whose changes stand for a step: all it did, or its last undo or redo."""
    rows = connection.execute("SELECT id, kind FROM action WHERE step = ? ORDER BY id", (step,)).fetchall()
    return [rows[-1][0]] if rows[-1][1] != "do" else [row for row, _ in rows]


def _standing(connection: sqlite3.Connection, point: int) -> list[int]:
    """Return the actions since a point that make a difference: not those that the very next of them took back."""
    standing: list[int] = []
    in_force: dict[str, list[int]] = {}
    rows = connection.execute(
        """SELECT id, step, kind, (SELECT min(id) FROM action b WHERE b.step = a.step) > ?1 FROM action a
        WHERE id > ?1 AND kind IN ('do', 'undo', 'redo') ORDER BY id""",
        (point,),
    )
    for row, step, kind, whole in rows:
        if kind == "do":
            in_force.setdefault(step, []).append(row if whole else 0)
            standing.append(row)
            continue
        inverted, in_force[step] = in_force.get(step, []), [row]
        if inverted and standing[-len(inverted) :] == inverted:
            del standing[-len(inverted) :]
        else:
            standing.append(row)
    return standing


def touched(connection: sqlite3.Connection, opened: Action) -> Change:
    """Read from the log what an action has touched so far. SQLite gathers the ids: there may be very many."""
    found = connection.execute(
        "SELECT tbl, json_group_array(row), json_group_array(annotation) FILTER (WHERE annotation IS NOT NULL), "
        f"json_group_array({_SOURCE}) FILTER (WHERE {_SOURCE} IS NOT NULL) FROM change WHERE action = ? GROUP BY tbl",
        (opened.row,),
    )
    rows: dict[str, frozenset[int]] = {}
    owners: dict[str, set[int]] = {"annotation": set(), "source": set()}
    for table, ids, of_annotations, of_sources in found:
        rows[table] = frozenset(json.loads(ids))
        owners["annotation"].update(json.loads(of_annotations))
        owners["source"].update(json.loads(of_sources))
    return Change(
        opened.row,
        opened.step,
        opened.label,
        rows,
        frozenset(owners["annotation"]),
        frozenset(owners["source"] | rows.get("source", frozenset())),
    )
