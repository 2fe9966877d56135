# SPDX-License-Identifier: MIT
"""The folders a collection watches. All changes run inside an open action."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from database.history import new_uid, now


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder, as it is kept (see ``app.editing.watched``), and since when it is watched (UTC)."""

    id: int
    uid: str
    path: str
    added: str


def folders(connection: sqlite3.Connection) -> list[WatchedFolder]:
    """Return the watched folders, in the order they were added."""
    rows = connection.execute("SELECT id, uid, path, added FROM watched_folder ORDER BY id")
    return [WatchedFolder(*row) for row in rows]


def add(connection: sqlite3.Connection, path: str) -> int:
    """Watch a folder and return the id of the row."""
    row = connection.execute(
        "INSERT INTO watched_folder(uid, path, added) VALUES (?, ?, ?)", (new_uid(), path, now())
    ).lastrowid
    return int(row or 0)


def delete(connection: sqlite3.Connection, row: int) -> None:
    """Watch a folder no longer."""
    connection.execute("DELETE FROM watched_folder WHERE id = ?", (row,))
