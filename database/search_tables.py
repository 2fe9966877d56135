# SPDX-License-Identifier: MIT
"""The temporary tables through which searches read the words and places of the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

_VOCABULARIES = {
    "source_words": ("source_fts", "row"),
    "source_places": ("source_fts", "instance"),
    "annotation_places": ("annotation_fts", "instance"),
    "annotation_words": ("annotation_fts", "row"),
    "name_words": ("name_fts", "col"),
}


_NO_COMPOUNDS = "CREATE TABLE IF NOT EXISTS temp.compound (form TEXT PRIMARY KEY, folded TEXT, documents INTEGER)"
"""What stands for the table that a file of the first format lacks, where it is only read and not brought up to date."""

_SAMPLE = 1000


def prepare(connection: sqlite3.Connection) -> None:
    """Make the temporary tables that searches read on a connection, where they are not there; the file stays as it is.

    A transaction that is rolled back may have taken them along, so every search asks.
    """
    if connection.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = 'source_places'").fetchone():
        return
    query_only = connection.execute("PRAGMA query_only").fetchone()[0]
    connection.execute("PRAGMA query_only = OFF")
    for name, (table, kind) in _VOCABULARIES.items():
        connection.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name} USING fts5vocab(main, {table}, {kind})")
    connection.execute("CREATE TABLE IF NOT EXISTS temp.matched (id INTEGER PRIMARY KEY)")
    connection.execute("CREATE TABLE IF NOT EXISTS temp.matched_annotations (id INTEGER PRIMARY KEY, source INTEGER)")
    if not connection.execute("SELECT 1 FROM main.sqlite_schema WHERE name = 'compound'").fetchone():
        connection.execute(_NO_COMPOUNDS)
    connection.execute(f"PRAGMA query_only = {query_only}")


def fill(connection: sqlite3.Connection, ids: str, parameters: Sequence[str | int | float]) -> None:
    """Put what a query for ids gives into the temporary table ``matched``; the file stays as it is."""
    _fill(connection, "matched", f"SELECT id FROM ({ids})", parameters)


def fill_annotations(connection: sqlite3.Connection, condition: str, parameters: Sequence[str | int | float]) -> None:
    """Put the annotations that meet a condition on ``annotation a`` into the temporary ``matched_annotations``."""
    _fill(connection, "matched_annotations", f"SELECT a.id, a.source FROM annotation a WHERE {condition}", parameters)


def _fill(connection: sqlite3.Connection, table: str, rows: str, parameters: Sequence[str | int | float]) -> None:
    query_only = connection.execute("PRAGMA query_only").fetchone()[0]
    connection.execute("PRAGMA query_only = OFF")
    try:
        connection.execute(f"DELETE FROM temp.{table}")
        connection.execute(f"INSERT INTO temp.{table} {rows}", parameters)
    finally:
        connection.execute(f"PRAGMA query_only = {query_only}")


def density(connection: sqlite3.Connection, word: str) -> float:
    """Return about how often a word stands in a source that has it, going by the first places of the index."""
    places: int
    places, sources = connection.execute(
        "SELECT count(*), count(DISTINCT doc) FROM (SELECT doc FROM temp.source_places WHERE term = ? LIMIT ?)",
        (word, _SAMPLE),
    ).fetchone()
    return places / max(1, int(sources))


def annotation_words(connection: sqlite3.Connection) -> list[str]:
    """Return the words of annotations that no source has: those of notes and of values that somebody typed."""
    rows = connection.execute(
        "SELECT term FROM temp.annotation_words w WHERE NOT EXISTS (SELECT 1 FROM vocabulary WHERE form = w.term)"
    )
    return [row[0] for row in rows]


def name_words(connection: sqlite3.Connection) -> list[str]:
    """Return the folded words of the names of actors and codes."""
    return [row[0] for row in connection.execute("SELECT term FROM temp.name_words WHERE col = 'folded'")]
