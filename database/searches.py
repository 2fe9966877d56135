# SPDX-License-Identifier: MIT
"""Searches that are kept by a name."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from database.history import new_uid


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query by its name; ``position`` is its place among the others."""

    id: int
    uid: str
    name: str
    query: str
    position: int


def saved_searches(connection: sqlite3.Connection) -> list[SavedSearch]:
    """Return all saved searches in their order."""
    rows = connection.execute("SELECT id, uid, name, query, position FROM saved_search ORDER BY position, id")
    return [SavedSearch(*row) for row in rows]


def add(connection: sqlite3.Connection, name: str, query: str) -> int:
    """Keep a query at the end and return its id, inside an open action."""
    made = connection.execute(
        "INSERT INTO saved_search(uid, name, query, position) "
        "VALUES (?, ?, ?, (SELECT coalesce(max(position) + 1, 0) FROM saved_search))",
        (new_uid(), name, query),
    )
    return int(made.lastrowid or 0)


def edit(connection: sqlite3.Connection, row: int, name: str, query: str) -> None:
    """Change the name and the query, inside an open action."""
    connection.execute("UPDATE saved_search SET name = ?, query = ? WHERE id = ?", (name, query, row))


def delete(connection: sqlite3.Connection, row: int) -> None:
    """Forget a search, inside an open action."""
    connection.execute("DELETE FROM saved_search WHERE id = ?", (row,))


def arrange(connection: sqlite3.Connection, rows: Sequence[int]) -> None:
    """Put the searches into an order, inside an open action; those that stay where they are are not touched."""
    connection.executemany(
        "UPDATE saved_search SET position = ?1 WHERE id = ?2 AND position <> ?1", list(enumerate(rows))
    )
