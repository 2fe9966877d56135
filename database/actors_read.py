# SPDX-License-Identifier: MIT
"""Reading actors: who they are, how often they are named and where, and finding them by what is typed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_PLACES = (
    ("'holder'", "actor", "attribution", "role IN ('holder', 'author')"),
    ("'behalf'", "actor", "attribution", "role = 'on behalf of'"),
    ("'bearer'", "actor", "attribution", "role IN ('quoted by', 'reporter')"),
    ("'organisation'", "organisation", "attribution", "1"),
    ("'addressee'", "actor", "slot", "name = 'addressee'"),
    ("'slot'", "actor", "slot", "name <> 'addressee'"),
)
"""Every place where an annotation names an actor: the part it has there, column, table, condition."""

_GIVEN = "IN (SELECT value FROM json_each(?1))"


def _named(which: str) -> str:
    """Return a query for annotation, part and actor. ``which`` stands after the column in every part of it.

    A condition on the whole would be tested row by row; on each part, it is looked up in an index.
    """
    return " UNION ALL ".join(
        f"SELECT annotation, {part} AS part, {column} AS actor FROM {table} WHERE {where} AND {column} {which}"
        for part, column, table, where in _PLACES
    )


PARTS = ("holder", "behalf", "bearer", "organisation", "addressee", "slot")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or an organisation.

    ``annotations`` counts those that name it anywhere; ``held``, ``carried``, ``addressed`` and ``stood_for`` those
    where it holds the view, passes it on, is addressed, and is the organisation that somebody speaks for.
    """

    id: int
    uid: str
    name: str
    kind: str
    country: str
    note: str
    aliases: tuple[str, ...]
    annotations: int = 0
    held: int = 0
    carried: int = 0
    addressed: int = 0
    stood_for: int = 0


@dataclass(frozen=True, slots=True)
class Affiliation:
    """That an actor belonged to an organisation, in some role.

    ``since`` and ``until`` are as they were written (``2019``); ``first`` and ``last`` the days they mean at most.
    """

    id: int
    actor: int
    organisation: int
    name: str
    role: str
    since: str
    until: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Touched:
    """What names an actor: ids of annotations in text order by part (see :data:`PARTS`), and affiliations."""

    annotations: tuple[int, ...]
    parts: dict[str, tuple[int, ...]]
    affiliations: int
    aliases: tuple[str, ...]


_COUNTED = """
    SELECT actor, count(DISTINCT annotation) AS annotations,
        count(DISTINCT iif(part = 'holder', annotation, NULL)) AS held,
        count(DISTINCT iif(part = 'bearer', annotation, NULL)) AS carried,
        count(DISTINCT iif(part = 'addressee', annotation, NULL)) AS addressed,
        count(DISTINCT iif(part IN ('organisation', 'behalf'), annotation, NULL)) AS stood_for
    FROM ({named}) GROUP BY actor"""
_NOT_COUNTED = "SELECT NULL AS actor, 0 AS annotations, 0 AS held, 0 AS carried, 0 AS addressed, 0 AS stood_for"
_ACTORS = """
    SELECT p.id, p.uid, p.name, p.kind, p.country, p.note,
        (SELECT json_group_array(name) FROM (SELECT name FROM actor_alias WHERE actor = p.id ORDER BY id)),
        coalesce(c.annotations, 0), coalesce(c.held, 0), coalesce(c.carried, 0), coalesce(c.addressed, 0),
        coalesce(c.stood_for, 0)
    FROM actor p LEFT JOIN ({counted}) c ON c.actor = p.id {where} ORDER BY {order}"""

ORDERS = {
    "name": "(SELECT folded FROM name_fts WHERE rowid = p.id * 2), p.id",
    "annotations": "coalesce(c.annotations, 0) DESC, p.name",
    "kind": "p.kind, p.name",
    "country": "p.country = '', p.country, p.name",
}
"""The orders of a list of actors, by name."""


def actors(connection: sqlite3.Connection, order: str = "name") -> list[Actor]:
    """Return all actors with their counts, in one of the orders of :data:`ORDERS`."""
    counted = _COUNTED.format(named=_named("IS NOT NULL"))
    query = _ACTORS.format(counted=counted, where="", order=ORDERS[order])
    return [_actor(row) for row in connection.execute(query)]


def listed(connection: sqlite3.Connection, order: str = "name") -> list[Actor]:
    """Return all actors without their counts, which are 0: counting takes much longer than listing.

    Raises:
        ValueError: the order is that of the counts.
    """
    if order == "annotations":
        raise ValueError(order)
    query = _ACTORS.format(counted=_NOT_COUNTED, where="", order=ORDERS[order])
    return [_actor(row) for row in connection.execute(query)]


def by_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Actor]:
    """Return actors with their counts, in the given order; ids that are not there are left out."""
    counted = _COUNTED.format(named=_named(_GIVEN))
    query = _ACTORS.format(counted=counted, where=f"WHERE p.id {_GIVEN}", order="p.id")
    found = {row[0]: _actor(row) for row in connection.execute(query, (json.dumps(list(ids)),))}
    return [found[actor] for actor in ids if actor in found]


def find(connection: sqlite3.Connection, name: str) -> int | None:
    """Return the id of the actor of this name or alias, or None."""
    row = connection.execute(
        "SELECT id FROM actor WHERE name = ?1 UNION ALL SELECT actor FROM actor_alias WHERE name = ?1 LIMIT 1", (name,)
    ).fetchone()
    return int(row[0]) if row else None


def name_of(connection: sqlite3.Connection, actor: int) -> str | None:
    """Return the name of an actor, or None where it is not there."""
    row = connection.execute("SELECT name FROM actor WHERE id = ?", (actor,)).fetchone()
    return str(row[0]) if row else None


def beginning(connection: sqlite3.Connection, match: str, kind: str, limit: int) -> list[int]:
    """Return ids of actors that a MATCH expression over ``name_fts`` finds, those named most often first."""
    rows = connection.execute(
        """SELECT p.id FROM name_fts f JOIN actor p ON p.id = f.rowid / 2
        WHERE name_fts MATCH ?1 AND f.rowid % 2 = 0 AND (?2 = '' OR p.kind IN (?2, ''))
        ORDER BY (SELECT count(*) FROM attribution WHERE attribution.actor = p.id)
            + (SELECT count(*) FROM attribution WHERE organisation = p.id)
            + (SELECT count(*) FROM slot WHERE slot.actor = p.id) DESC, p.name LIMIT ?3""",
        (match, kind, limit),
    )
    return [row[0] for row in rows]


def most_named(connection: sqlite3.Connection, kind: str, limit: int) -> list[int]:
    """Return ids of the actors named most often, leaving out those known to be of another kind."""
    rows = connection.execute(
        """SELECT p.id FROM actor p
            LEFT JOIN (SELECT actor, count(*) AS n FROM attribution GROUP BY actor) a ON a.actor = p.id
            LEFT JOIN (SELECT organisation, count(*) AS n FROM attribution GROUP BY organisation) o
                ON o.organisation = p.id
            LEFT JOIN (SELECT actor, count(*) AS n FROM slot GROUP BY actor) s ON s.actor = p.id
        WHERE ?1 = '' OR p.kind IN (?1, '')
        ORDER BY coalesce(a.n, 0) + coalesce(o.n, 0) + coalesce(s.n, 0) DESC, p.name LIMIT ?2""",
        (kind, limit),
    )
    return [row[0] for row in rows]


def touched(connection: sqlite3.Connection, ids: Iterable[int]) -> Touched:
    """Return everything that names one of these actors."""
    given = json.dumps(list(ids))
    rows = connection.execute(
        f"""WITH n AS MATERIALIZED ({_named(_GIVEN)})
        SELECT DISTINCT n.part, n.annotation FROM n JOIN annotation a ON a.id = n.annotation
        ORDER BY a.source, (SELECT min(start) FROM annotation_span WHERE annotation = a.id), a.id""",
        (given,),
    ).fetchall()
    affiliations = connection.execute(
        "SELECT count(*) FROM affiliation WHERE actor IN (SELECT value FROM json_each(?1)) "
        "OR organisation IN (SELECT value FROM json_each(?1))",
        (given,),
    ).fetchone()[0]
    aliases = connection.execute(
        "SELECT name FROM actor_alias WHERE actor IN (SELECT value FROM json_each(?)) ORDER BY id", (given,)
    ).fetchall()
    parts = {part: tuple(row[1] for row in rows if row[0] == part) for part in PARTS}
    return Touched(tuple(dict.fromkeys(row[1] for row in rows)), parts, affiliations, tuple(row[0] for row in aliases))


def affiliations(connection: sqlite3.Connection, actor: int) -> list[Affiliation]:
    """Return where an actor belonged, earliest first."""
    rows = connection.execute(
        """SELECT f.id, f.actor, f.organisation, o.name, f.role, f.since, f.until, f.date_from, f.date_to
        FROM affiliation f JOIN actor o ON o.id = f.organisation WHERE f.actor = ?
        ORDER BY coalesce(f.date_from, ''), coalesce(f.date_to, '9999'), f.id""",
        (actor,),
    )
    return [Affiliation(*row) for row in rows]


def members(connection: sqlite3.Connection, organisation: int) -> list[tuple[int, str, str, str, str]]:
    """Return who belonged to an organisation: actor id, name, role, since, until; earliest first."""
    rows = connection.execute(
        """SELECT p.id, p.name, f.role, f.since, f.until FROM affiliation f JOIN actor p ON p.id = f.actor
        WHERE f.organisation = ? ORDER BY coalesce(f.date_from, ''), p.name""",
        (organisation,),
    )
    return rows.fetchall()


def organisation_at(connection: sqlite3.Connection, actor: int, first: str | None, last: str | None) -> str:
    """Return the organisation an actor belonged to between two days, or nothing; of several the one joined last.

    Without days the present one is meant: the one joined last among those not left.
    """
    row = connection.execute(
        """SELECT o.name FROM affiliation f JOIN actor o ON o.id = f.organisation
        WHERE f.actor = ?1 AND coalesce(f.date_from, '') <= coalesce(?3, '9999')
            AND coalesce(f.date_to, '9999') >= coalesce(?2, '9999')
        ORDER BY coalesce(f.date_from, '') DESC, f.id DESC LIMIT 1""",
        (actor, first, last),
    ).fetchone()
    return str(row[0]) if row else ""


def _actor(row: tuple[int, str, str, str, str, str, str, int, int, int, int, int]) -> Actor:
    return Actor(*row[:6], tuple(json.loads(row[6])), *row[7:])
