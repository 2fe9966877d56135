# SPDX-License-Identifier: MIT
"""The words of erased texts: out of the vocabulary where no other text has them, and out of the index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from database import compounds
from database.vocabulary import forms_of

INDEXED = ("source_fts", "unspaced_fts", "annotation_fts", "name_fts")
"""Every index of the file: each keeps words until it is swept."""


def of(connection: sqlite3.Connection, contents: Iterable[str], titles: Iterable[str]) -> set[str]:
    """Return the words of texts, by hash, and of titles, as the index has them."""
    texts = connection.execute(
        "SELECT text FROM content WHERE hash IN (SELECT value FROM json_each(?))", (json.dumps(sorted(contents)),)
    )
    return {form for form, _ in forms_of([*(row[0] for row in texts), *titles])}


def forget(connection: sqlite3.Connection, words: set[str]) -> None:
    """Take words that no text has any more out of the vocabulary, and erased rows out of the index.

    An index keeps what was deleted until its parts are merged; this merges them.
    """
    for table in INDEXED:
        connection.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
    gone = json.dumps(sorted(words - _still_indexed(connection, words) - _still_kept(connection)))
    for table in ("vocabulary", "compound", "stem"):
        connection.execute(f"DELETE FROM {table} WHERE form IN (SELECT value FROM json_each(?))", (gone,))


def _still_indexed(connection: sqlite3.Connection, words: set[str]) -> set[str]:
    """Return those of the words that a source which is there has."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed_words USING fts5vocab(main, source_fts, row)")
    rows = connection.execute(
        "SELECT w.value FROM json_each(?) w WHERE EXISTS (SELECT 1 FROM temp.indexed_words WHERE term = w.value)",
        (json.dumps(sorted(words)),),
    )
    whole = (word for word in words if compounds.HYPHEN in word)
    return {row[0] for row in rows} | {form for form in whole if compounds.stands(connection, form)}


def _still_kept(connection: sqlite3.Connection) -> set[str]:
    """Return the words of texts that only undo would bring back: those of deleted sources and former versions."""
    return {form for form, _ in forms_of(_kept_texts(connection))}


def _kept_texts(connection: sqlite3.Connection) -> Iterator[str]:
    rows = connection.execute("SELECT text FROM content WHERE hash NOT IN (SELECT content FROM source)")
    return (row[0] for row in rows)
