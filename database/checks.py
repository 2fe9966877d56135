# SPDX-License-Identifier: MIT
"""Is a collection whole? And writing afresh what can be derived."""

from __future__ import annotations

import sqlite3

from database import history, index, triggers, vocabulary
from database.history import Refresh
from database.vocabulary import Describe


def problems(connection: sqlite3.Connection, *, index_too: bool) -> list[str]:
    """Return what does not fit together, in sentences; nothing where all does.

    Args:
        connection: a connection to the collection; it must be able to write where ``index_too``.
        index_too: compare the index with the texts, which SQLite counts as writing.
    """
    found = [
        f"A row of {table} points at {parent}, where there is no such row."
        for table, parent in connection.execute('SELECT DISTINCT "table", parent FROM pragma_foreign_key_check')
    ]
    found += [f"The trigger {name} is missing, so changes would not be logged." for name in _missing(connection)]
    if connection.execute("SELECT action FROM open_action").fetchone() != (None,):
        found.append("An action was left open.")
    if index_too:
        found += _index_problems(connection)
    return found


def repair(connection: sqlite3.Connection, refresh: Refresh, describe: Describe) -> None:
    """Write triggers, index, vocabulary and undo steps afresh, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("UPDATE open_action SET action = NULL")
        triggers.recreate(connection)
        index.rebuild(connection)
        vocabulary.rebuild(connection, describe)
        refresh(connection)
        history.rebuild_steps(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _missing(connection: sqlite3.Connection) -> list[str]:
    present = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    return sorted(set(triggers.names(connection)) - present)


def _index_problems(connection: sqlite3.Connection) -> list[str]:
    try:
        index.check_index(connection)
    except sqlite3.DatabaseError:
        return ["The search index does not fit the texts; “postil check --repair” writes it afresh."]
    lengths = connection.execute(
        """SELECT count(*) FROM source s JOIN content c ON c.hash = s.content
        LEFT JOIN source_length l ON l.id = s.id WHERE l.characters IS NOT c.characters"""
    ).fetchone()[0]
    annotations = connection.execute(
        "SELECT count(*) FROM annotation WHERE id NOT IN (SELECT rowid FROM annotation_fts)"
    ).fetchone()[0]
    if lengths or annotations:
        return ["The search index lacks rows; “postil check --repair” writes it afresh."]
    return []
