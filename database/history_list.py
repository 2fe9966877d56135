# SPDX-License-Identifier: MIT
"""The history as a list to look through: its entries by who, when and what, counted and narrowed in SQL.

An entry is one action; but the many actions of one import are one entry, named by the last of them. Quiet actions are
left out. Days are those of the clock of this machine.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from database.history import Entry
from database.history_words import about

THINGS: dict[str, tuple[str, ...]] = {
    "annotations": ("annotation", "annotation_span", "attribution", "slot", "code_assignment"),
    "relations": ("relation",),
    "statements": ("statement", "statement_member"),
    "actors": ("actor", "actor_alias", "affiliation"),
    "codes": ("code", "codebook_version"),
    "sources": ("source", "source_version", "source_set", "source_set_member", "attribute", "source_attribute"),
    "searches": ("saved_search",),
    "collection": ("collection", "annotator"),
}
"""What can be changed, in the user's words, and the tables it lies in."""

FACETS = ("annotator", "thing", "day")

_PART = """part(action, entry) AS MATERIALIZED (
    SELECT id, max(id) OVER (PARTITION BY CASE kind WHEN 'do' THEN step ELSE id END)
    FROM action WHERE kind <> 'quiet')"""
_ENTRY = "entry(id) AS MATERIALIZED (SELECT DISTINCT entry FROM part)"
_IN = "(SELECT value FROM json_each(?))"
_DAY = "date(a.at, 'localtime')"
_NAME = "coalesce((SELECT n.name FROM annotator n WHERE n.uid = a.annotator), '')"


@dataclass(frozen=True, slots=True)
class Entries:
    """Which entries are wanted: about all of these words, by one of these annotators, and so on.

    A word is in what was done, in the name of who did it or of what was touched (:mod:`database.history_words`). What
    is empty does not matter. ``days`` are ISO 8601, ``things`` keys of :data:`THINGS`, ``annotation`` the id of one
    whose changes are wanted, deleted or not. ``among`` are the ids of the entries the words are about, once they have
    been looked up.
    """

    words: str = ""
    annotators: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    annotation: int | None = None
    among: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """What was done after a point of the history: how many entries, the latest of them, and what they touched."""

    count: int
    latest: tuple[Entry, ...]
    annotations: int
    sources: int


def looked_up(connection: sqlite3.Connection, wanted: Entries) -> Entries:
    """Return the same with the entries its words are about, ``among`` which the others choose; once for many queries.

    Raises:
        sqlite3.OperationalError: another thread interrupted the connection.
    """
    if wanted.among is not None or not wanted.words.strip():
        return wanted
    among: frozenset[int] | None = None
    for word in wanted.words.split():
        found, given = about(word)
        rows = connection.execute(
            f"WITH {_PART}, {found} SELECT DISTINCT entry FROM about JOIN part USING (action)", given
        )
        entries_of = frozenset(row[0] for row in rows)
        among = entries_of if among is None else among & entries_of
        if not among:
            break
    return replace(wanted, among=among)


def ids(connection: sqlite3.Connection, wanted: Entries) -> list[int]:
    """Return the ids of the entries that are wanted, newest first."""
    where, given = _where(looked_up(connection, wanted))
    rows = connection.execute(
        f"WITH {_PART}, {_ENTRY} SELECT a.id FROM entry JOIN action a ON a.id = entry.id {where} ORDER BY a.id DESC",
        given,
    )
    return [row[0] for row in rows]


def counts(connection: sqlite3.Connection, facet: str, wanted: Entries) -> list[tuple[str, int]]:
    """Return the values of a facet with how many entries have each, as what is wanted of the others leaves them.

    Days come newest first, the other values by their number.

    Raises:
        KeyError: there is no such facet.
    """
    bare = {
        "annotator": replace(wanted, annotators=()),
        "thing": replace(wanted, things=()),
        "day": replace(wanted, days=()),
    }[facet]
    where, given = _where(looked_up(connection, bare))
    found = f"{_PART}, {_ENTRY}, found(id) AS (SELECT a.id FROM entry JOIN action a ON a.id = entry.id {where})"
    if facet == "thing":
        return _things(connection, found, given)
    value, order = (_DAY, "value DESC") if facet == "day" else (_NAME, "2 DESC, value")
    rows = connection.execute(
        f"WITH {found} SELECT {value} AS value, count(*) FROM found JOIN action a ON a.id = found.id "
        f"GROUP BY value ORDER BY {order}",
        given,
    )
    return rows.fetchall()


def entries(connection: sqlite3.Connection, wanted: Sequence[int]) -> list[Entry]:
    """Return entries by their ids, in the given order, without counting their rows; those not there are left out."""
    rows = connection.execute(
        f"SELECT a.id, a.at, a.kind, a.label, {_NAME}, a.step, 0 FROM action a WHERE a.id IN {_IN}",
        (json.dumps(list(wanted)),),
    )
    found = {row[0]: Entry(*row) for row in rows}
    return [found[row] for row in wanted if row in found]


def undone(connection: sqlite3.Connection, steps: Sequence[str]) -> frozenset[str]:
    """Return those of the steps that have been taken back, and not done again since."""
    rows = connection.execute(
        f"SELECT step, kind, max(id) FROM action WHERE step IN {_IN} GROUP BY step", (json.dumps(list(steps)),)
    )
    return frozenset(step for step, kind, _ in rows if kind == "undo")


def actions_of(connection: sqlite3.Connection, entry: int) -> list[int]:
    """Return the actions that an entry is made of, in order."""
    rows = connection.execute(
        """SELECT id FROM action WHERE id = ?1 UNION SELECT id FROM action
        WHERE step = (SELECT step FROM action WHERE id = ?1 AND kind = 'do') AND kind = 'do' ORDER BY id""",
        (entry,),
    )
    return [row[0] for row in rows]


def annotations_of(connection: sqlite3.Connection, actions: Sequence[int], limit: int = 500) -> list[int]:
    """Return annotations that these actions changed and that are still there, the first so many."""
    rows = connection.execute(
        f"""SELECT DISTINCT c.annotation FROM change c JOIN annotation a ON a.id = c.annotation
        WHERE c.action IN {_IN} LIMIT ?""",
        (json.dumps(list(actions)), limit),
    )
    return [row[0] for row in rows]


def since(connection: sqlite3.Connection, point: int, limit: int = 12) -> Since:
    """Return what was done after an action."""
    rows = connection.execute(
        f"WITH {_PART}, {_ENTRY} SELECT id FROM entry WHERE id > ? ORDER BY id DESC", (point,)
    ).fetchall()
    touched = connection.execute(
        """SELECT count(DISTINCT annotation), count(DISTINCT CASE WHEN tbl = 'source' THEN row END)
        FROM change WHERE action > ?""",
        (point,),
    ).fetchone()
    latest = entries(connection, [row[0] for row in rows[:limit]])
    return Since(len(rows), tuple(latest), *touched)


def _things(connection: sqlite3.Connection, found: str, given: Sequence[str | int]) -> list[tuple[str, int]]:
    cases = " ".join(
        f"WHEN tbl IN ({', '.join(repr(table) for table in tables)}) THEN '{thing}'" for thing, tables in THINGS.items()
    )
    rows = connection.execute(
        f"""WITH {found} SELECT CASE {cases} END AS thing, count(DISTINCT part.entry)
        FROM change JOIN part ON part.action = change.action
        WHERE thing IS NOT NULL AND part.entry IN (SELECT id FROM found) GROUP BY thing ORDER BY 2 DESC, thing""",
        given,
    )
    return rows.fetchall()


def _where(wanted: Entries) -> tuple[str, list[str | int]]:
    clauses: list[str] = []
    given: list[str | int] = []
    if wanted.among is not None:
        clauses.append(f"a.id IN {_IN}")
        given.append(json.dumps(sorted(wanted.among)))
    for clause, values in ((_NAME, wanted.annotators), (_DAY, wanted.days)):
        if values:
            clauses.append(f"{clause} IN {_IN}")
            given.append(json.dumps(values))
    of = "a.id IN (SELECT entry FROM part WHERE action IN (SELECT action FROM change WHERE {}))"
    if wanted.things:
        clauses.append(of.format(f"tbl IN {_IN}"))
        given.append(json.dumps([table for thing in wanted.things for table in THINGS[thing]]))
    if wanted.annotation is not None:
        clauses.append(of.format("annotation = ?"))
        given.append(wanted.annotation)
    return (f"WHERE {' AND '.join(clauses)}" if clauses else ""), given
