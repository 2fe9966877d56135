# SPDX-License-Identifier: MIT
"""Changing actors: names, affiliations, merging, splitting and deleting. All inside an open action.

Whatever changes how an annotation reads also sets when it was last changed (:func:`touch`), so that its history
shows it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from database.history import new_uid, now

FIELDS = frozenset({"kind", "country", "note"})
"""What an actor has besides its names."""

_IDS = "(SELECT value FROM json_each(?))"
_SPAN = ("start", "end", "quote")
_SAME = {"attribution": ("role", "voice", "actor"), "slot": ("name", "actor", "value", "target")}
"""What makes two rows of an annotation say the same, by table."""

_MAY_DIFFER = ("organisation", "work", "mode")
"""What keeps two links of one actor apart, where both have it and it differs."""


def add(connection: sqlite3.Connection, name: str, kind: str = "", country: str = "", note: str = "") -> int:
    """Add an actor and return its id."""
    made = connection.execute(
        "INSERT INTO actor(uid, name, kind, country, note) VALUES (?, ?, ?, ?, ?)",
        (new_uid(), name, kind, country, note),
    )
    return int(made.lastrowid or 0)


def edit(connection: sqlite3.Connection, actor: int, fields: Mapping[str, str]) -> None:
    """Set what an actor has besides its names.

    Raises:
        KeyError: a name that is not in :data:`FIELDS`.
    """
    unknown = fields.keys() - FIELDS
    if unknown:
        raise KeyError(f"not an editable field of an actor: {', '.join(sorted(unknown))}")
    if fields:
        assignments = ", ".join(f"{name} = ?" for name in fields)
        connection.execute(f"UPDATE actor SET {assignments} WHERE id = ?", [*fields.values(), actor])


def rename(connection: sqlite3.Connection, actor: int, name: str, *, keep: bool) -> None:
    """Give an actor another name; the old one becomes an alias where ``keep``, and the new one is none any more."""
    (old,) = connection.execute("SELECT name FROM actor WHERE id = ?", (actor,)).fetchone()
    connection.execute("UPDATE actor SET name = ? WHERE id = ?", (name, actor))
    connection.execute("DELETE FROM actor_alias WHERE actor = ? AND name = ?", (actor, name))
    connection.execute("UPDATE slot SET value = ? WHERE actor = ? AND value = ?", (name, actor, old))
    if keep:
        add_aliases(connection, actor, [old])


def add_aliases(connection: sqlite3.Connection, actor: int, names: Iterable[str]) -> None:
    """Add other names; one that is known, or is the actor's name, is passed over."""
    (own,) = connection.execute("SELECT name FROM actor WHERE id = ?", (actor,)).fetchone()
    known = {row[0] for row in connection.execute("SELECT name FROM actor_alias WHERE actor = ?", (actor,))} | {own}
    for name in dict.fromkeys(names):
        if name and name not in known:
            connection.execute("INSERT INTO actor_alias(uid, actor, name) VALUES (?, ?, ?)", (new_uid(), actor, name))


def remove_alias(connection: sqlite3.Connection, actor: int, name: str) -> None:
    """Take another name away from an actor."""
    connection.execute("DELETE FROM actor_alias WHERE actor = ? AND name = ?", (actor, name))


def add_affiliation(
    connection: sqlite3.Connection,
    actor: int,
    organisation: int,
    role: str,
    since: tuple[str, str | None],
    until: tuple[str, str | None],
) -> int:
    """Say that an actor belonged to an organisation; ``since`` and ``until`` are as written, and the day they mean."""
    made = connection.execute(
        "INSERT INTO affiliation(uid, actor, organisation, role, since, until, date_from, date_to) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (new_uid(), actor, organisation, role, since[0], until[0], since[1], until[1]),
    )
    return int(made.lastrowid or 0)


def edit_affiliation(
    connection: sqlite3.Connection,
    affiliation: int,
    organisation: int,
    role: str,
    since: tuple[str, str | None],
    until: tuple[str, str | None],
) -> None:
    """Change an affiliation."""
    connection.execute(
        "UPDATE affiliation SET organisation = ?, role = ?, since = ?, until = ?, date_from = ?, date_to = ? "
        "WHERE id = ?",
        (organisation, role, since[0], until[0], since[1], until[1], affiliation),
    )


def remove_affiliation(connection: sqlite3.Connection, affiliation: int) -> None:
    """Take an affiliation away."""
    connection.execute("DELETE FROM affiliation WHERE id = ?", (affiliation,))


def touch(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Set when these annotations were last changed to now."""
    connection.execute(f"UPDATE annotation SET modified = ? WHERE id IN {_IDS}", (now(), json.dumps(list(ids))))


def name_instead(
    connection: sqlite3.Connection,
    old: int,
    new: int,
    annotations: Sequence[int] | None = None,
    *,
    collapse: bool = True,
) -> None:
    """Let annotations, all or these, name one actor where they named another; links that become equal become one.

    With ``collapse`` off every row stays, as it must where the new actor is named nowhere yet.
    """
    wanted = None if annotations is None else set(annotations)
    within = json.dumps([row for row in _naming(connection, old) if wanted is None or row in wanted])
    connection.execute(
        "UPDATE slot SET value = (SELECT name FROM actor WHERE id = ?) "
        f"WHERE actor = ? AND value = (SELECT name FROM actor WHERE id = ?) AND annotation IN {_IDS}",
        (new, old, old, within),
    )
    for table, column in (("attribution", "actor"), ("attribution", "organisation"), ("slot", "actor")):
        connection.execute(
            f"UPDATE {table} SET {column} = ? WHERE {column} = ? AND annotation IN {_IDS}", (new, old, within)
        )
    if not collapse:
        return
    connection.execute(
        f"UPDATE attribution SET organisation = NULL WHERE organisation = actor AND annotation IN {_IDS}", (within,)
    )
    for table in _SAME:
        _collapse(connection, table, new, within)
        _renumber(connection, table, within)


def merge(connection: sqlite3.Connection, target: int, others: Sequence[int]) -> None:
    """Make several actors one: names, affiliations and everything that names them go to ``target``."""
    for other in others:
        name_instead(connection, other, target)
        for column in ("actor", "organisation"):
            connection.execute(f"UPDATE affiliation SET {column} = ? WHERE {column} = ?", (target, other))
        _take_over(connection, target, other)
        connection.execute("DELETE FROM actor WHERE id = ?", (other,))
    connection.execute("DELETE FROM affiliation WHERE actor = organisation AND actor = ?", (target,))
    connection.execute(
        """DELETE FROM affiliation WHERE ?1 IN (actor, organisation) AND EXISTS (SELECT 1 FROM affiliation b
            WHERE b.id < affiliation.id AND b.actor = affiliation.actor AND b.organisation = affiliation.organisation
            AND b.role = affiliation.role AND b.since = affiliation.since AND b.until = affiliation.until)""",
        (target,),
    )


def delete(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Delete actors. Views they held become unattributed; they leave all other places that named them."""
    given = json.dumps(list(ids))
    within = json.dumps([row for actor in ids for row in _naming(connection, actor)])
    connection.execute(
        "UPDATE attribution SET voice = 'unattributed', actor = NULL WHERE role IN ('holder', 'author') "
        f"AND actor IN {_IDS}",
        (given,),
    )
    connection.execute(f"DELETE FROM attribution WHERE actor IN {_IDS}", (given,))
    connection.execute(f"DELETE FROM slot WHERE actor IN {_IDS} AND target IS NULL", (given,))
    connection.execute(f"DELETE FROM actor WHERE id IN {_IDS}", (given,))
    for table in _SAME:
        _renumber(connection, table, within)


def _naming(connection: sqlite3.Connection, actor: int) -> list[int]:
    """Return the ids of the annotations that name an actor anywhere."""
    rows = connection.execute(
        "SELECT annotation FROM attribution WHERE actor = ?1 UNION SELECT annotation FROM attribution "
        "WHERE organisation = ?1 UNION SELECT annotation FROM slot WHERE actor = ?1",
        (actor,),
    )
    return [row[0] for row in rows]


def _take_over(connection: sqlite3.Connection, target: int, other: int) -> None:
    """Give an actor the names of another, and what it lacks."""
    name, kind, country, note = connection.execute(
        "SELECT name, kind, country, note FROM actor WHERE id = ?", (other,)
    ).fetchone()
    aliases = connection.execute("SELECT name FROM actor_alias WHERE actor = ? ORDER BY id", (other,)).fetchall()
    add_aliases(connection, target, [name, *(row[0] for row in aliases)])
    connection.execute(
        """UPDATE actor SET kind = iif(kind = '', ?, kind), country = iif(country = '', ?, country),
            note = CASE WHEN ?3 = '' OR note = ?3 THEN note WHEN note = '' THEN ?3
                ELSE note || char(10) || char(10) || ?3 END
        WHERE id = ?4""",
        (kind, country, note, target),
    )


def _collapse(connection: sqlite3.Connection, table: str, actor: int, within: str) -> None:
    """Make one row of those of an annotation that have become equal; what the first lacks comes from the other.

    Links in which one actor has two organisations, works or modes stay beside each other.
    """
    differ = [*(f"b.{column} IS NOT a.{column}" for column in _SAME[table])]
    differ += [f"(coalesce(a.{c}, '') <> '' AND coalesce(b.{c}, '') <> '' AND a.{c} <> b.{c})" for c in _MAY_DIFFER]
    conditions = differ if table == "attribution" else differ[: len(_SAME[table])]
    query = f"""SELECT a.id, b.id FROM {table} a JOIN {table} b ON b.annotation = a.annotation
        AND (a.position, a.id) < (b.position, b.id)
        WHERE a.actor = ? AND a.annotation IN {_IDS} AND NOT ({" OR ".join(conditions)}) ORDER BY a.id, b.id"""
    while pairs := _apart(connection.execute(query, (actor, within))):
        for kept, gone in pairs:
            _fold_in(connection, table, kept, gone)


def _apart(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return pairs of which no two share a row: those that can be folded in one go."""
    used: set[int] = set()
    kept = []
    for pair in pairs:
        if used.isdisjoint(pair):
            used.update(pair)
            kept.append(pair)
    return kept


def _fold_in(connection: sqlite3.Connection, table: str, kept: int, gone: int) -> None:
    """Fill what one row lacks from another, and delete that one; a span comes whole."""
    words = ("organisation", "work", "mode", "cue") if table == "attribution" else ()
    assignments = [f"{c} = iif(coalesce({c}, '') = '', (SELECT {c} FROM {table} WHERE id = ?2), {c})" for c in words]
    spans = [f"{c} = iif(start IS NULL, (SELECT {c} FROM {table} WHERE id = ?2), {c})" for c in _SPAN]
    connection.execute(f"UPDATE {table} SET {', '.join([*assignments, *spans])} WHERE id = ?1", (kept, gone))
    connection.execute(f"DELETE FROM {table} WHERE id = ?", (gone,))


def _renumber(connection: sqlite3.Connection, table: str, within: str) -> None:
    """Let the positions of the rows of these annotations run from 0 without gaps."""
    connection.execute(
        f"""UPDATE {table} SET position = n.place FROM (
            SELECT id, row_number() OVER (PARTITION BY annotation ORDER BY position, id) - 1 AS place
            FROM {table} WHERE annotation IN {_IDS}) n
        WHERE n.id = {table}.id AND n.place <> {table}.position""",
        (within,),
    )
