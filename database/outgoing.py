# SPDX-License-Identifier: MIT
"""What exports ask of the tables beyond annotations and sources: notes, attributes, sets, actors, the collection."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_CHOSEN = "(SELECT value FROM json_each(:chosen))"


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor with all names it goes by, and how often it is named; affiliations are in words."""

    uid: str
    name: str
    kind: str
    country: str
    note: str
    aliases: str
    affiliations: str
    links: int
    slots: int


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation; ``target`` is the uid of an annotation or of another relation."""

    uid: str
    type: str
    annotation: str
    target: str
    note: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """That an annotation, by its uid, belongs to a statement, and in which role."""

    uid: str
    text: str
    kind: str
    annotation: str
    role: str
    note: str


def collection(connection: sqlite3.Connection) -> tuple[str, str, str]:
    """Return the uid, the title and the note of the collection."""
    row = connection.execute("SELECT uid, title, note FROM collection ORDER BY id LIMIT 1").fetchone()
    return str(row[0]), str(row[1]), str(row[2])


def annotators(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return uid and name of everybody who tagged, in the order they came."""
    return connection.execute("SELECT uid, name FROM annotator ORDER BY id").fetchall()


def source_note(connection: sqlite3.Connection, source: int) -> str:
    """Return the note of a source."""
    row = connection.execute("SELECT note FROM source WHERE id = ?", (source,)).fetchone()
    return str(row[0]) if row else ""


def attribute_names(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the attributes that sources have, in order."""
    return [row[0] for row in connection.execute("SELECT name FROM attribute ORDER BY id")]


def attributes(connection: sqlite3.Connection, source: int) -> list[tuple[str, str]]:
    """Return name and value of each attribute of a source."""
    return connection.execute(
        "SELECT a.name, v.value FROM source_attribute v JOIN attribute a ON a.id = v.attribute "
        "WHERE v.source = ? ORDER BY a.id",
        (source,),
    ).fetchall()


def sets(connection: sqlite3.Connection) -> list[tuple[str, str, list[int]]]:
    """Return uid, name and the sources of each set."""
    found = connection.execute("SELECT id, uid, name FROM source_set ORDER BY id").fetchall()
    members = "SELECT source FROM source_set_member WHERE source_set = ? ORDER BY source"
    return [(uid, name, [row[0] for row in connection.execute(members, (number,))]) for number, uid, name in found]


_ACTORS = """SELECT uid, name, kind, country, note,
        coalesce((SELECT group_concat(name, '; ') FROM actor_alias WHERE actor_alias.actor = actor.id), ''),
        coalesce((SELECT group_concat(o.name || iif(f.role = '', '', ' (' || f.role || ')'), '; ')
            FROM affiliation f JOIN actor o ON o.id = f.organisation WHERE f.actor = actor.id), ''),
        (SELECT count(*) FROM attribution l WHERE (l.actor = actor.id OR l.organisation = actor.id) {of}) AS links,
        (SELECT count(*) FROM slot WHERE slot.actor = actor.id {of}) AS slots
    FROM actor {where} ORDER BY name, id"""


def actors(connection: sqlite3.Connection, annotations: Sequence[int] | None = None) -> Iterator[ActorRow]:
    """Yield the actors by name: all, or those whom some annotations name, with how often these do."""
    if annotations is None:
        rows = connection.execute(_ACTORS.format(of="", where=""))
    else:
        query = _ACTORS.format(of=f"AND annotation IN {_CHOSEN}", where="WHERE links + slots > 0")
        rows = connection.execute(query, {"chosen": json.dumps(list(annotations))})
    for row in rows:
        yield ActorRow(*row)


def aliases(connection: sqlite3.Connection, uid: str) -> list[str]:
    """Return the other names of an actor."""
    rows = connection.execute(
        "SELECT l.name FROM actor_alias l JOIN actor a ON a.id = l.actor WHERE a.uid = ? ORDER BY l.id", (uid,)
    )
    return [row[0] for row in rows]


def relations(connection: sqlite3.Connection, annotations: Sequence[int] | None = None) -> Iterator[RelationRow]:
    """Yield relations in the order they were made: all, or those of some annotations."""
    rows = connection.execute(
        f"""SELECT r.uid, r.type, a.uid, coalesce(t.uid, x.uid), r.note
        FROM relation r JOIN annotation a ON a.id = r.annotation
            LEFT JOIN annotation t ON t.id = r.target LEFT JOIN relation x ON x.id = r.target_relation
        WHERE :chosen IS NULL OR r.annotation IN {_CHOSEN} ORDER BY r.id""",
        {"chosen": None if annotations is None else json.dumps(list(annotations))},
    )
    for row in rows:
        yield RelationRow(*row)


def statements(connection: sqlite3.Connection, annotations: Sequence[int]) -> Iterator[StatementRow]:
    """Yield the membership of annotations in statements, statement by statement."""
    rows = connection.execute(
        f"""SELECT s.uid, s.text, s.kind, a.uid, m.role, s.note FROM statement_member m
            JOIN statement s ON s.id = m.statement JOIN annotation a ON a.id = m.annotation
        WHERE m.annotation IN {_CHOSEN} ORDER BY s.id, m.id""",
        {"chosen": json.dumps(list(annotations))},
    )
    for row in rows:
        yield StatementRow(*row)


def slot_names(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the slots that annotations have."""
    return [row[0] for row in connection.execute("SELECT DISTINCT name FROM slot ORDER BY name")]


def others(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many there are of what no exchange format keeps.

    A statement is kept by its annotations, so only those without any are among them.
    """
    bare = "statement WHERE id NOT IN (SELECT statement FROM statement_member)"
    tables = {
        "statement": bare,
        "affiliation": "affiliation",
        "saved search": "saved_search",
        "codebook version": "codebook_version",
    }
    counts = {
        thing: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for thing, table in tables.items()
    }
    return {thing: count for thing, count in counts.items() if count}
