# SPDX-License-Identifier: MIT
"""Derived rows: the index over annotations and names, and the checks that derived equals original.

Triggers name in ``stale`` what is out of date; :func:`refresh` runs before every commit and writes those index
rows afresh, so one bulk change costs one pass and not one for each row and trigger.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from database import unspaced

Fold = Callable[[str], str]
"""Folds case, accents and apostrophes of a name, as searches do."""

Key = Callable[[str], str]
"""Says what the spellings of a name in several scripts have in common (``app.text.transliterate.key``)."""

_ANNOTATIONS = """
    INSERT INTO annotation_fts(rowid, quote, note, slots, works)
    SELECT a.id,
        (SELECT group_concat(quote, ' … ') FROM
            (SELECT quote FROM annotation_span WHERE annotation = a.id ORDER BY position)),
        a.note,
        (SELECT group_concat(said, ' … ') FROM
            (SELECT CASE WHEN slot.value = '' THEN coalesce(actor.name, '') ELSE slot.value END AS said
             FROM slot LEFT JOIN actor ON actor.id = slot.actor WHERE annotation = a.id ORDER BY position)),
        (SELECT group_concat(work, ' … ') FROM
            (SELECT work FROM attribution WHERE annotation = a.id AND work <> '' ORDER BY position))
    FROM annotation a WHERE a.id IN (SELECT row FROM stale WHERE tbl = 'annotation')"""

_NAMES = {
    "actor": """
        SELECT actor.id, actor.name || coalesce((SELECT ' … ' || group_concat(name, ' … ') FROM actor_alias
            WHERE actor_alias.actor = actor.id), '')
        FROM actor WHERE actor.id IN (SELECT row FROM stale WHERE tbl = 'actor')""",
    "code": "SELECT id, name FROM code WHERE id IN (SELECT row FROM stale WHERE tbl = 'code')",
}
_OFFSET = {"actor": 0, "code": 1}


def refresh(connection: sqlite3.Connection, fold: Fold, key: Key | None = None) -> None:
    """Write again the index rows that this transaction made stale; without ``key`` names are only folded."""
    stale = {row[0] for row in connection.execute("SELECT DISTINCT tbl FROM stale")}
    if "annotation" in stale:
        connection.execute("DELETE FROM annotation_fts WHERE rowid IN (SELECT row FROM stale WHERE tbl = 'annotation')")
        connection.execute(_ANNOTATIONS)
    for table in _NAMES:
        if table in stale:
            _refresh_names(connection, table, fold, key or fold)
    if stale:
        connection.execute("DELETE FROM stale")


def check_index(connection: sqlite3.Connection) -> None:
    """Compare the index of sources with the texts themselves.

    Raises:
        sqlite3.DatabaseError: they differ.
    """
    connection.execute("INSERT INTO source_fts(source_fts, rank) VALUES ('integrity-check', 1)")
    unspaced.check(connection)
    for table in ("annotation_fts", "name_fts"):
        connection.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 0)")


def rebuild(connection: sqlite3.Connection) -> None:
    """Write the index of sources afresh and mark all others stale, inside the caller's transaction."""
    connection.execute("INSERT INTO source_fts(source_fts) VALUES ('rebuild')")
    unspaced.rebuild(connection)
    connection.execute("DELETE FROM source_length")
    connection.execute(
        "INSERT INTO source_length SELECT s.id, c.characters FROM source s JOIN content c ON c.hash = s.content"
    )
    for table in ("annotation", "actor", "code"):
        connection.execute(f"INSERT OR IGNORE INTO stale SELECT '{table}', id FROM {table}")
    connection.execute("DELETE FROM annotation_fts")
    connection.execute("DELETE FROM name_fts")


def _refresh_names(connection: sqlite3.Connection, table: str, fold: Fold, key: Key) -> None:
    offset = _OFFSET[table]
    connection.execute(
        f"DELETE FROM name_fts WHERE rowid IN (SELECT row * 2 + {offset} FROM stale WHERE tbl = ?)", (table,)
    )
    rows = connection.execute(_NAMES[table]).fetchall()
    connection.executemany(
        "INSERT INTO name_fts(rowid, exact, folded, key, tbl, row) VALUES (?, ?, ?, ?, ?, ?)",
        [(row * 2 + offset, name, fold(name), key(name), table, row) for row, name in rows],
    )
