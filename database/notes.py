# SPDX-License-Identifier: MIT
"""Notes in Markdown on the things of a collection."""

from __future__ import annotations

import sqlite3

NOTED = (
    "source",
    "annotation",
    "actor",
    "code",
    "statement",
    "collection",
    "relation",
    "source_set",
    "attribute",
    "codebook_version",
    "annotator",
)
"""The tables whose rows have a note. ``collection`` has one row, whose id is 1."""


def note(connection: sqlite3.Connection, thing: str, row: int) -> str | None:
    """Return the note of a thing, or None where it is not there.

    Raises:
        KeyError: such things have no notes.
    """
    found = connection.execute(f"SELECT note FROM {_table(thing)} WHERE id = ?", (row,)).fetchone()
    return str(found[0]) if found else None


def set_note(connection: sqlite3.Connection, thing: str, row: int, text: str) -> None:
    """Write the note of a thing, inside an open action.

    Raises:
        KeyError: such things have no notes.
    """
    connection.execute(f"UPDATE {_table(thing)} SET note = ? WHERE id = ?", (text, row))


def _table(thing: str) -> str:
    if thing not in NOTED:
        raise KeyError(thing)
    return thing
