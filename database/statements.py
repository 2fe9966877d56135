# SPDX-License-Identifier: MIT
"""Statements: what several annotations say in common. Every function that changes rows runs inside an open action.

Who said it first is a matter of dates, unless somebody has decided it: a member of role ``first`` is the first, else
it is the one whose source has the earliest date among those that do not contradict.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from database.history import new_uid

FIELDS = frozenset({"text", "kind", "note"})

_IDS = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Statement:
    """What several annotations say in common, with how many repeat and contradict it, and from when to when (days)."""

    id: int
    uid: str
    text: str
    kind: str
    note: str
    members: int
    contradictions: int
    sources: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """An annotation as a member of a statement. ``date`` is that of its source as written, ``day`` the first it means.

    ``role`` is ``first``, ``repeats`` or ``contradicts``; ``decided`` whether somebody said it was the first.
    """

    annotation: int
    source: int
    date: str
    day: str | None
    role: str
    decided: bool = False


_STATEMENTS = """
    SELECT t.id, t.uid, t.text, t.kind, t.note, count(m.id), count(iif(m.role = 'contradicts', 1, NULL)),
        count(DISTINCT a.source), min(s.date_from), max(s.date_to)
    FROM statement t LEFT JOIN statement_member m ON m.statement = t.id
        LEFT JOIN annotation a ON a.id = m.annotation LEFT JOIN source s ON s.id = a.source
    {where} GROUP BY t.id ORDER BY {order}"""

ORDERS = {
    "text": "t.text COLLATE NOCASE, t.id",
    "members": "count(m.id) DESC, t.text",
    "first": "min(s.date_from) IS NULL, min(s.date_from), t.id",
    "last": "max(s.date_to) IS NULL, max(s.date_to) DESC, t.id",
    "added": "t.id DESC",
}
"""The orders of a list of statements, by name."""


def statements(connection: sqlite3.Connection, order: str = "text") -> list[Statement]:
    """Return all statements in one of the orders of :data:`ORDERS`."""
    return [Statement(*row) for row in connection.execute(_STATEMENTS.format(where="", order=ORDERS[order]))]


def statement(connection: sqlite3.Connection, row: int) -> Statement | None:
    """Return one statement, or None."""
    found = connection.execute(_STATEMENTS.format(where="WHERE t.id = ?", order="t.id"), (row,)).fetchone()
    return Statement(*found) if found else None


def members(connection: sqlite3.Connection, row: int) -> list[Member]:
    """Return the members of a statement by date, with the first found out: it comes first, undated ones last."""
    found = connection.execute(
        """SELECT m.annotation, a.source, s.date, s.date_from, m.role, m.role = 'first' FROM statement_member m
            JOIN annotation a ON a.id = m.annotation JOIN source s ON s.id = a.source
        WHERE m.statement = ? ORDER BY m.role = 'first' DESC, s.date_from IS NULL, s.date_from, s.date_to, a.source,
            (SELECT min(start) FROM annotation_span WHERE annotation = a.id), a.id""",
        (row,),
    ).fetchall()
    made = [
        Member(annotation, source, date, day, role, bool(decided))
        for annotation, source, date, day, role, decided in found
    ]
    agreeing = [number for number, member in enumerate(made) if member.role != "contradicts"]
    if agreeing and not made[agreeing[0]].decided:
        member = made.pop(agreeing[0])
        made.insert(0, Member(member.annotation, member.source, member.date, member.day, "first"))
    return made


def of_annotation(connection: sqlite3.Connection, annotation: int) -> list[tuple[int, str]]:
    """Return the statements an annotation belongs to, as (id, stored role)."""
    rows = connection.execute(
        "SELECT statement, role FROM statement_member WHERE annotation = ? ORDER BY id", (annotation,)
    )
    return rows.fetchall()


def known(connection: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """Return id, uid and text of every statement, the oldest first."""
    return connection.execute("SELECT id, uid, text FROM statement ORDER BY id").fetchall()


def has_first(connection: sqlite3.Connection, row: int) -> bool:
    """Tell whether somebody decided which annotation of a statement is the first."""
    found = connection.execute("SELECT 1 FROM statement_member WHERE statement = ? AND role = 'first'", (row,))
    return found.fetchone() is not None


def fill_note(connection: sqlite3.Connection, row: int, note: str) -> bool:
    """Set the note of a statement where it is empty; False where it is not, or nothing is given."""
    done = connection.execute("UPDATE statement SET note = ?1 WHERE id = ?2 AND note = '' AND ?1 <> ''", (note, row))
    return done.rowcount > 0


def add(connection: sqlite3.Connection, text: str, kind: str, note: str, uid: str = "") -> int:
    """Add a statement and return its id; it gets a uid where none is given."""
    made = connection.execute(
        "INSERT INTO statement(uid, text, kind, note) VALUES (?, ?, ?, ?)", (uid or new_uid(), text, kind, note)
    )
    return int(made.lastrowid or 0)


def edit(connection: sqlite3.Connection, row: int, fields: Mapping[str, str]) -> None:
    """Set the text, kind or note of a statement.

    Raises:
        KeyError: another name.
    """
    if not fields.keys() <= FIELDS:
        raise KeyError(f"not an editable field of a statement: {', '.join(sorted(fields.keys() - FIELDS))}")
    if fields:
        assignments = ", ".join(f"{name} = ?" for name in fields)
        connection.execute(f"UPDATE statement SET {assignments} WHERE id = ?", [*fields.values(), row])


def set_members(connection: sqlite3.Connection, row: int, annotations: Iterable[int], role: str) -> None:
    """Make annotations members in a role; those that are members get the role. Only one is the first."""
    for annotation in annotations:
        if role == "first":
            connection.execute(
                "UPDATE statement_member SET role = 'repeats' WHERE statement = ? AND role = 'first' "
                "AND annotation <> ?",
                (row, annotation),
            )
        connection.execute(
            """INSERT INTO statement_member(uid, statement, annotation, role) VALUES (?, ?, ?, ?)
            ON CONFLICT (statement, annotation) DO UPDATE SET role = excluded.role""",
            (new_uid(), row, annotation, role),
        )


def remove_members(connection: sqlite3.Connection, row: int, annotations: Iterable[int]) -> None:
    """Take annotations out of a statement."""
    connection.execute(
        f"DELETE FROM statement_member WHERE statement = ? AND annotation IN {_IDS}",
        (row, json.dumps(list(annotations))),
    )


def merge(connection: sqlite3.Connection, target: int, others: Sequence[int]) -> None:
    """Make several statements one: their members and notes go to ``target``. Roles it has given already stay."""
    for other in others:
        connection.execute(
            """UPDATE statement_member SET role = 'repeats' WHERE statement = ?1 AND role = 'first'
            AND EXISTS (SELECT 1 FROM statement_member WHERE statement = ?2 AND role = 'first')""",
            (other, target),
        )
        connection.execute(
            """UPDATE statement_member SET statement = ?2 WHERE statement = ?1
            AND annotation NOT IN (SELECT annotation FROM statement_member WHERE statement = ?2)""",
            (other, target),
        )
        (note,) = connection.execute("SELECT note FROM statement WHERE id = ?", (other,)).fetchone()
        connection.execute(
            """UPDATE statement SET note = iif(note = '', ?1, note || char(10) || char(10) || ?1)
            WHERE id = ?2 AND ?1 <> '' AND note <> ?1""",
            (note, target),
        )
        connection.execute("DELETE FROM statement WHERE id = ?", (other,))


def delete(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Delete statements; their annotations stay."""
    connection.execute(f"DELETE FROM statement WHERE id IN {_IDS}", (json.dumps(list(ids)),))
