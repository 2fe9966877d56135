# SPDX-License-Identifier: MIT
"""Staging files: how sources come from the process that reads files into the collection.

That process never writes to the collection. It fills one small SQLite file a batch (:func:`write`), and whoever holds
the collection attaches the file and copies it in one action (:func:`copy_into`). The copy is ``INSERT ... SELECT``
alone, without a function of ours in it, so the interpreter lock is free for as long as it runs.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path

from database import history, packing, vocabulary
from database.history import Author, Change, Refresh
from database.schema import PAGE_SIZE

_ATTACHED = "staged"
_STAGED_PAGE_SIZE = 32_768
_SMALL_COLUMNS = 130
"""About how many bytes the columns of a row of ``content`` take that are not texts: hashes, numbers, their types."""


@dataclass(frozen=True, slots=True)
class StagedContent:
    """A row of ``content``: a canonical text with its layout and the compressed bytes it was made from."""

    hash: str
    renderer: int
    original_hash: str
    original_size: int
    characters: int
    text: str
    layout: bytes
    original: bytes


@dataclass(frozen=True, slots=True)
class StagedSource:
    """A row of ``source``, as in the schema; ``authors`` and ``origins`` are JSON.

    ``number`` is the reader's own number for the file, given back by :func:`copy_into`. ``attributes`` are values of
    columns of the users' own, by name, as JSON; columns that are not there are made.
    """

    number: int
    uid: str
    content: str
    title: str
    authors: str
    publication: str
    date: str
    date_from: str | None
    date_to: str | None
    language: str
    url: str
    licence: str
    format: str
    path: str
    origins: str
    added: str
    attributes: str = "{}"


@dataclass(frozen=True, slots=True)
class CopiedSource:
    """A source that is in the collection now; ``characters`` counts the code points of its text."""

    number: int
    id: int
    title: str
    characters: int


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copy did: what changed, the new sources in order, and the titles of those known already, by number."""

    change: Change
    sources: tuple[CopiedSource, ...]
    known: dict[int, str]


VocabularyRow = tuple[str, str | None, int]
StemRow = tuple[str, str, str]

_CONTENT = tuple(field.name for field in fields(StagedContent))
_SOURCE = tuple(field.name for field in fields(StagedSource))
SOURCE_COLUMNS = tuple(name for name in _SOURCE if name not in {"number", "attributes"})
"""Those of its fields that are columns of the table of sources."""

_content_row = attrgetter(*_CONTENT)
_source_row = attrgetter(*_SOURCE)
_TABLES = (
    f"CREATE TABLE content ({', '.join(_CONTENT)})",
    f"CREATE TABLE source ({', '.join(_SOURCE)})",
    "CREATE TABLE vocabulary (form, folded, documents)",
    "CREATE TABLE stem (language, stem, form)",
)
_COPIED_COLUMNS = ", ".join(SOURCE_COLUMNS)
_KNOWN = f"""SELECT t.number, min(s.title) FROM {_ATTACHED}.source t JOIN {_ATTACHED}.content n ON n.hash = t.content
    JOIN main.content c ON c.original_hash = n.original_hash JOIN main.source s ON s.content = c.hash
    GROUP BY t.number"""
_COPY_CONTENT = (
    f"INSERT OR IGNORE INTO main.content({', '.join(_CONTENT)}) "
    f"SELECT {', '.join(_CONTENT)} FROM {_ATTACHED}.content ORDER BY rowid"
)
_COPY_SOURCES = f"""INSERT INTO main.source({_COPIED_COLUMNS})
    SELECT {_COPIED_COLUMNS} FROM {_ATTACHED}.source
    WHERE number NOT IN (SELECT value FROM json_each(?)) ORDER BY rowid"""
_UID = "lower(hex(randomblob(16)))"
_COPY_ATTRIBUTES = (
    f"""INSERT INTO main.attribute(uid, name) SELECT {_UID}, key FROM (
        SELECT min(j.key) AS key FROM {_ATTACHED}.source t, json_each(t.attributes) j WHERE t.attributes <> '{{}}'
        GROUP BY j.key COLLATE NOCASE)
    WHERE NOT EXISTS (SELECT 1 FROM main.attribute a WHERE a.name = key COLLATE NOCASE) ORDER BY key""",
    f"""INSERT OR IGNORE INTO main.source_attribute(uid, source, attribute, value) SELECT {_UID}, s.id, a.id, j.value
    FROM {_ATTACHED}.source t, json_each(t.attributes) j JOIN main.source s ON s.uid = t.uid
    JOIN main.attribute a ON a.name = j.key COLLATE NOCASE WHERE t.attributes <> '{{}}' ORDER BY s.id, a.id""",
)
_COPIED = f"""SELECT t.number, s.id, s.title, c.characters FROM {_ATTACHED}.source t
    JOIN main.source s ON s.uid = t.uid JOIN main.content c ON c.hash = s.content ORDER BY t.rowid"""


def content_hash(renderer: int, format_name: str, original_hash: str, text: str) -> str:
    """Return the SHA-256 over renderer version, format, original hash and canonical text, as 43 letters of base64url.

    It stands in five places a source; in hexadecimal it would take half as much again (RFC 4648, section 5).
    """
    head = f"{renderer}\n{format_name}\n{original_hash}\n"
    digest = hashlib.sha256(head.encode() + text.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def write(
    path: Path,
    sources: Sequence[tuple[StagedContent, StagedSource]],
    words: Iterable[VocabularyRow],
    stems: Iterable[StemRow],
) -> None:
    """Write one batch to a new staging file.

    A word may come several times, once for each language that has it; the copy adds up its counts. The texts are in
    the order that fills the pages of the collection (:mod:`database.packing`), the sources in that they were given in.

    Raises:
        sqlite3.Error: the file cannot be written; what there is of it is worthless.
    """
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {_STAGED_PAGE_SIZE}")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for table in _TABLES:
            connection.execute(table)
        _insert(connection, "content", _CONTENT, map(_content_row, _packed(sources)))
        _insert(connection, "source", _SOURCE, (_source_row(source) for _, source in sources))
        connection.executemany("INSERT INTO vocabulary VALUES (?, ?, ?)", words)
        connection.executemany("INSERT INTO stem VALUES (?, ?, ?)", stems)
        connection.execute("COMMIT")


def copy_into(
    connection: sqlite3.Connection, path: Path, label: str, author: Author, *, refresh: Refresh, step: str
) -> Copy:
    """Copy a staging file into the collection in one action.

    A source whose original is in the collection already, because somebody else read the same bytes meanwhile, is
    left out.

    Args:
        connection: a connection to the collection that may write, outside a transaction.
        path: the staging file.
        label: how undo names the step.
        author: whose change it is.
        refresh: writes derived rows before the commit.
        step: the step that all batches of one import share, so that one undo takes back the import.

    Raises:
        sqlite3.Error: the database refused; nothing has changed.
    """
    connection.execute(f"ATTACH ? AS {_ATTACHED}", (f"{path.absolute().as_uri()}?mode=ro&immutable=1",))
    try:
        with history.action(connection, label, author, refresh=refresh, step=step) as opened:
            known = dict(connection.execute(_KNOWN))
            connection.execute(_COPY_CONTENT)
            connection.execute(_COPY_SOURCES, (json.dumps(list(known)),))
            for copied_too in _COPY_ATTRIBUTES:
                connection.execute(copied_too)
            vocabulary.merge_attached(connection, _ATTACHED)
        copied = [CopiedSource(*row) for row in connection.execute(_COPIED)]
    finally:
        connection.execute(f"DETACH {_ATTACHED}")
    return Copy(opened.change, tuple(copied), known)


def known_originals(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the titles of all sources by the SHA-256 of the bytes they were made from."""
    return dict(
        connection.execute("SELECT c.original_hash, s.title FROM source s JOIN content c ON c.hash = s.content")
    )


def known_paths(connection: sqlite3.Connection) -> dict[str, tuple[int, str]]:
    """Return id and title of the sources that came from a file, by the name of the file; of several the latest."""
    rows = connection.execute("SELECT path, id, title FROM source WHERE path <> '' ORDER BY id")
    return {path: (source, title) for path, source, title in rows}


def _packed(sources: Sequence[tuple[StagedContent, StagedSource]]) -> list[StagedContent]:
    contents = [content for content, _ in sources]
    sizes = [
        _SMALL_COLUMNS + len(content.text.encode()) + len(content.layout) + len(content.original)
        for content in contents
    ]
    return [contents[number] for number in packing.order(sizes, PAGE_SIZE)]


def _insert(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]
) -> None:
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", rows)
