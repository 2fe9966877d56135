# SPDX-License-Identifier: MIT
"""The history of the schema: append-only functions, applied in order through sqlite-utils.

Import this module only when there is something to migrate: sqlite-utils takes some 90 ms to load.
To change the schema, append a function here, add one to ``VERSION`` in :mod:`database.store`, keep a
collection of the version before as a fixture, and never edit an older function.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from sqlite_utils import Database, Migrations

from database import schema, triggers, unspaced

Derive = Callable[[sqlite3.Connection], None]

migrations = Migrations("postil")


@migrations()
def m0001_collection(db: Database) -> None:
    """Everything a collection holds, as of the first release."""
    db.execute(schema.CONTENT)
    for statement in schema.HISTORY:
        db.execute(statement)
    for table, body in schema.LOGGED.items():
        db.execute(f"CREATE TABLE {table} ({body})")
    for statement in (*schema.SEARCH, *unspaced.TABLES, *schema.INDEXES):
        db.execute(statement)


@migrations()
def m0002_compounds(db: Database) -> None:
    """The hyphenated words of the texts, which whoever upgrades writes (``database.vocabulary.add_compounds``)."""
    for statement in schema.COMPOUNDS:
        db.execute(statement)


def migrate(connection: sqlite3.Connection, version: int, derive: Derive | None = None) -> None:
    """Apply every pending migration in one transaction, recreate the triggers and set the version.

    Args:
        connection: a connection that may write, outside a transaction.
        version: the version the file has then.
        derive: writes what is new and derived from the texts, before the commit.

    Raises:
        sqlite3.Error: the database refused; nothing has changed.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, execute_plugins=False))
        if derive is not None:
            derive(connection)
        triggers.recreate(connection)
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
