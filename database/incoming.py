# SPDX-License-Identifier: MIT
"""What an import from another tool needs of the tables: finding what is there, and adding what is not.

Every function that changes rows runs inside an open action.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import fields

from database.history import new_uid
from database.staging import SOURCE_COLUMNS, StagedContent, StagedSource

_CONTENT = tuple(field.name for field in fields(StagedContent))


def sources_with(connection: sqlite3.Connection, column: str, value: str) -> list[int]:
    """Return the ids of the sources whose ``id``, ``uid``, ``title`` or ``url`` is this.

    Raises:
        KeyError: another column.
    """
    if column not in {"id", "uid", "title", "url"}:
        raise KeyError(column)
    return [row[0] for row in connection.execute(f"SELECT id FROM source WHERE {column} = ? ORDER BY id", (value,))]


def sources_of_bytes(connection: sqlite3.Connection, sha256: str) -> list[int]:
    """Return the ids of the sources that were made from bytes with this SHA-256."""
    rows = connection.execute(
        "SELECT s.id FROM source s JOIN content c ON c.hash = s.content WHERE c.original_hash = ? ORDER BY s.id",
        (sha256.lower(),),
    )
    return [row[0] for row in rows]


def sources_of_text(connection: sqlite3.Connection, text: str) -> list[int]:
    """Return the ids of the sources whose canonical text is this."""
    rows = connection.execute(
        "SELECT s.id FROM source s JOIN content c ON c.hash = s.content "
        "WHERE c.characters = ? AND c.text = ? ORDER BY s.id",
        (len(text), text),
    )
    return [row[0] for row in rows]


def add_source(connection: sqlite3.Connection, content: StagedContent, source: StagedSource) -> int:
    """Add a source with its text and return its id."""
    _insert(connection, "INSERT OR IGNORE", "content", _CONTENT, [getattr(content, name) for name in _CONTENT])
    return _insert(connection, "INSERT", "source", SOURCE_COLUMNS, [getattr(source, name) for name in SOURCE_COLUMNS])


def add_note(connection: sqlite3.Connection, table: str, row: int, note: str) -> bool:
    """Add words to the note of a source, a code, an actor or the collection; False where it has them already."""
    present = str(connection.execute(f"SELECT note FROM {table} WHERE id = ?", (row,)).fetchone()[0])
    if not note or note in present:
        return False
    joined = f"{present}\n\n{note}" if present else note
    connection.execute(f"UPDATE {table} SET note = ? WHERE id = ?", (joined, row))
    return True


def collection_row(connection: sqlite3.Connection) -> int:
    """Return the id of the row that stands for the collection."""
    return int(connection.execute("SELECT id FROM collection ORDER BY id LIMIT 1").fetchone()[0])


def set_attribute(connection: sqlite3.Connection, source: int, name: str, value: str) -> bool:
    """Give a source a value of an attribute, which is added where it is new; False where the source has one."""
    attribute = _named(connection, "attribute", name)
    made = connection.execute(
        "INSERT INTO source_attribute(uid, source, attribute, value) SELECT ?, ?, ?, ? "
        "WHERE NOT EXISTS (SELECT 1 FROM source_attribute WHERE source = ?2 AND attribute = ?3)",
        (new_uid(), source, attribute, value),
    )
    return made.rowcount > 0


def add_to_set(connection: sqlite3.Connection, source: int, name: str) -> bool:
    """Put a source into a set, which is added where it is new; False where it is in it already."""
    group = _named(connection, "source_set", name)
    made = connection.execute(
        "INSERT INTO source_set_member(uid, source_set, source) SELECT ?, ?, ? "
        "WHERE NOT EXISTS (SELECT 1 FROM source_set_member WHERE source_set = ?2 AND source = ?3)",
        (new_uid(), group, source),
    )
    return made.rowcount > 0


def actor_fields(connection: sqlite3.Connection, actor: int) -> tuple[str, str]:
    """Return the kind and the country of an actor."""
    row = connection.execute("SELECT kind, country FROM actor WHERE id = ?", (actor,)).fetchone()
    return str(row[0]), str(row[1])


def find_actor(connection: sqlite3.Connection, name: str) -> int | None:
    """Return the id of the actor of this name or alias, or None."""
    row = connection.execute(
        "SELECT id FROM actor WHERE name = ? UNION ALL SELECT actor FROM actor_alias WHERE name = ? LIMIT 1",
        (name, name),
    ).fetchone()
    return int(row[0]) if row else None


def fill_actor(connection: sqlite3.Connection, actor: int, kind: str, country: str) -> bool:
    """Set the kind and the country of an actor where they are empty; False where nothing was."""
    filled = False
    for column, value in (("kind", kind), ("country", country)):
        if value:
            done = connection.execute(
                f"UPDATE actor SET {column} = ? WHERE id = ? AND {column} = ''", (value, actor)
            ).rowcount
            filled = filled or done > 0
    return filled


def add_aliases(connection: sqlite3.Connection, actor: int, names: Iterable[str]) -> bool:
    """Give an actor further names; those that name an actor already are passed over. False where none was new."""
    new = [name for name in names if name and find_actor(connection, name) is None]
    connection.executemany(
        "INSERT INTO actor_alias(uid, actor, name) VALUES (?, ?, ?)", [(new_uid(), actor, name) for name in new]
    )
    return bool(new)


def aim_slot(connection: sqlite3.Connection, annotation: int, position: int, target: int) -> None:
    """Let the slot of an annotation at a position point at another annotation."""
    connection.execute(
        "UPDATE slot SET target = ? WHERE annotation = ? AND position = ?", (target, annotation, position)
    )


def has_relation(connection: sqlite3.Connection, uid: str) -> bool:
    """Tell whether there is a relation with this uid."""
    return connection.execute("SELECT 1 FROM relation WHERE uid = ?", (uid,)).fetchone() is not None


def versions(connection: sqlite3.Connection, annotation: int) -> tuple[str, str]:
    """Return when an annotation was made and when it was last changed."""
    row = connection.execute("SELECT created, modified FROM annotation WHERE id = ?", (annotation,)).fetchone()
    return str(row[0]), str(row[1])


def _named(connection: sqlite3.Connection, table: str, name: str) -> int:
    row = connection.execute(f"SELECT id FROM {table} WHERE name = ?", (name,)).fetchone()
    if row:
        return int(row[0])
    made = connection.execute(f"INSERT INTO {table}(uid, name) VALUES (?, ?)", (new_uid(), name))
    return int(made.lastrowid or 0)


def _insert(
    connection: sqlite3.Connection, verb: str, table: str, columns: Sequence[str], values: Sequence[object]
) -> int:
    marks = ", ".join("?" * len(columns))
    made = connection.execute(f"{verb} INTO {table}({', '.join(columns)}) VALUES ({marks})", values)
    return int(made.lastrowid or 0)


def newest(connection: sqlite3.Connection, table: str) -> int:
    """Return the highest id of a table of names; 0 where it is empty.

    Raises:
        KeyError: no table of names.
    """
    if table not in {"code", "actor"}:
        raise KeyError(table)
    return int(connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])


def names_since(connection: sqlite3.Connection, table: str, row: int) -> list[str]:
    """Return the names of the codes or actors that were added after a row, in the order they were added."""
    newest(connection, table)
    return [str(found[0]) for found in connection.execute(f"SELECT name FROM {table} WHERE id > ? ORDER BY id", (row,))]
