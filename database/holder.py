# SPDX-License-Identifier: MIT
"""Who holds a collection: one program writes, every other reads.

The lock is a small SQLite file beside the collection, ``NAME-holder``. The holder writes its name into it and
keeps a RESERVED lock on it for as long as the collection is open: others can still read the name, cannot take
the lock, and the operating system lets go of it when the holder ends, however it ends. SQLite knows how to
lock on every platform, so this needs no code of ours for each.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from database.errors import HeldCollection, Holder


class Hold:
    """The right to write to one collection, from :meth:`take` until :meth:`release`."""

    def __init__(self, lock: Path, connection: sqlite3.Connection):
        self._lock = lock
        self._connection = connection

    @classmethod
    def take(cls, collection: Path, annotator: str, program: str) -> Hold:
        """Take hold of a collection.

        Raises:
            HeldCollection: somebody else holds it; the error says who.
            sqlite3.OperationalError: the folder cannot be written to.
        """
        lock = lock_path(collection)
        while True:
            connection = sqlite3.connect(lock, isolation_level=None, timeout=0)
            try:
                _reserve(connection, Holder(annotator, socket.gethostname(), os.getpid(), _now(), program))
            except sqlite3.OperationalError as error:
                connection.close()
                if (error.sqlite_errorcode & 0xFF) != sqlite3.SQLITE_BUSY:
                    raise
                raise HeldCollection(collection, read_holder(collection)) from error
            if _is_still_there(lock, connection):
                return cls(lock, connection)
            connection.close()

    def release(self) -> None:
        """Let go. The lock file is removed first, so nobody can be left holding a file without a name."""
        with contextlib.suppress(OSError):
            if os.name == "posix":
                self._lock.unlink()
        self._connection.close()
        with contextlib.suppress(OSError):
            if os.name != "posix":
                self._lock.unlink()


class LentHold:
    """The right to write that another process has and lends; it is not let go of here."""

    def release(self) -> None:
        """Do nothing: the hold is another's."""


def lock_path(collection: Path) -> Path:
    """Return where the lock of a collection lies."""
    return collection.with_name(collection.name + "-holder")


def read_holder(collection: Path) -> Holder:
    """Return who wrote the lock last; the fields are empty where that cannot be read."""
    try:
        connection = sqlite3.connect(f"{lock_path(collection).absolute().as_uri()}?mode=ro", uri=True, timeout=1)
        with contextlib.closing(connection):
            row = connection.execute("SELECT annotator, host, process, since, program FROM holder").fetchone()
    except sqlite3.Error:
        row = None
    return Holder(*row) if row else Holder("", "this or another computer", 0, "an unknown time", "another Postil")


def _reserve(connection: sqlite3.Connection, holder: Holder) -> None:
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS holder (annotator TEXT, host TEXT, process INTEGER, since TEXT, program TEXT, "
        "token TEXT)"
    )
    connection.execute("DELETE FROM holder")
    connection.execute(
        "INSERT INTO holder VALUES (?, ?, ?, ?, ?, ?)",
        (holder.annotator, holder.host, holder.process, holder.since, holder.program, os.urandom(8).hex()),
    )
    connection.execute("COMMIT")
    connection.execute("BEGIN IMMEDIATE")


def _is_still_there(lock: Path, connection: sqlite3.Connection) -> bool:
    """Tell whether the file now at ``lock`` is the one we hold: its last holder may just have removed it."""
    mine = connection.execute("SELECT token FROM holder").fetchone()
    try:
        other = sqlite3.connect(f"{lock.absolute().as_uri()}?mode=ro", uri=True, timeout=1)
        with contextlib.closing(other):
            return bool(other.execute("SELECT token FROM holder").fetchone() == mine)
    except sqlite3.OperationalError:
        return False


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
