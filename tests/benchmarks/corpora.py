# SPDX-License-Identifier: MIT
"""Collections for the search benchmarks, written straight into the file: what is measured is the search."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from app.search.folding import describe, fold
from app.text.transliterate import key
from database import history, index, store, vocabulary

SHARED = Path(__file__).parents[3] / "shared" / "data"
"""Where the real material lies that the repository may not hold; benchmarks without it say so."""

TAGGED = 4
"""One source in so many has an annotation."""

_BATCH = 100
_ACTORS = 200
_ADDRESSEES = 40
_CODES = 30


class Document(NamedTuple):
    """One source: its title, text and year, if it has one, and where it appeared."""

    title: str
    text: str
    year: str = ""
    publication: str = ""
    author: str = ""


def speeches() -> list[Document]:
    """Return the speeches of the archive, by name; nothing where it is absent."""
    path = SHARED / "archive" / "un-general-debate-2011-2020.tar.gz"
    if not path.exists():
        return []
    with tarfile.open(path) as archive:
        wanted = (m for m in archive if m.isfile() and re.search(r"/\w+_\d+_\d+\.txt$", m.name))
        return sorted(_speech(Path(m.name).stem, archive.extractfile(m)) for m in wanted)


def repeated(documents: Sequence[Document], count: int) -> Iterator[Document]:
    """Yield so many documents: these, and then again under other names with their paragraphs shuffled."""
    dice = Random(count)
    for number in range(count):
        known = documents[number % len(documents)]
        if number < len(documents):
            yield known
            continue
        paragraphs = known.text.split("\n")
        dice.shuffle(paragraphs)
        copy = number // len(documents)
        year = str(int(known.year) - copy % 40)
        yield known._replace(title=f"{known.title} {copy}", text="\n".join(paragraphs), year=year)


def _speech(name: str, file: object) -> Document:
    data: bytes = getattr(file, "read", bytes)()
    country, session, year = name.split("_")
    title = name.replace("_", " ")
    return Document(title, data.decode("utf-8", "replace"), year, f"Session {session}", f"Delegate of {country}")


def write(path: Path, documents: Iterable[Document], *, tagged: bool = False) -> None:
    """Write a collection of documents, with vocabulary and perhaps with annotations, at a path where nothing is."""
    store.create(path)
    remaining = iter(documents)
    with closing(store.open_store(path, write=True)) as opened:
        author = history.Author("", "")
        if tagged:
            with history.action(opened.connection, "Names", author, refresh=_refresh):
                _write_names(opened.connection)
        while batch := list(islice(remaining, _BATCH)):
            with history.action(opened.connection, "Import", author, refresh=_refresh):
                _write_batch(opened.connection, batch, tagged=tagged)
        opened.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _write_names(connection: sqlite3.Connection) -> None:
    actors = [(history.new_uid(), f"Speaker {number}") for number in range(_ACTORS)]
    connection.executemany("INSERT INTO actor(uid, name) VALUES (?, ?)", actors)
    codes = [(history.new_uid(), f"Code {number}") for number in range(_CODES)]
    connection.executemany("INSERT INTO code(uid, name) VALUES (?, ?)", codes)


def _write_batch(connection: sqlite3.Connection, documents: Sequence[Document], *, tagged: bool) -> None:
    texts = []
    for document in documents:
        content = hashlib.sha256("\n".join(document).encode()).hexdigest()
        connection.execute(
            "INSERT OR IGNORE INTO content(hash, renderer, original_hash, original_size, characters, text, layout, "
            "original) VALUES (?, 1, ?, 0, ?, ?, x'', x'')",
            (content, content, len(document.text), document.text),
        )
        days = (f"{document.year}-01-01", f"{document.year}-12-31") if document.year else (None, None)
        made = connection.execute(
            "INSERT INTO source(uid, content, title, authors, publication, date, date_from, date_to, language, path, "
            "origins, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'en', ?, ?, ?)",
            (
                history.new_uid(),
                content,
                document.title,
                json.dumps([document.author] if document.author else []),
                document.publication,
                document.year,
                *days,
                f"/archive/speeches/{document.title}.txt",
                json.dumps({"title": "file name", "date": "file name", "language": "detected"}),
                history.now(),
            ),
        )
        source = int(made.lastrowid or 0)
        if tagged and source % TAGGED == 0:
            _tag(connection, source, content, document.text)
        texts.append(f"{document.title} {document.text}")
    vocabulary.merge(connection, *describe(vocabulary.forms_of(texts), "en"))


def _tag(connection: sqlite3.Connection, source: int, content: str, text: str) -> None:
    """Tag the first sentence of the middle paragraph of a source."""
    start = text.find("\n", len(text) // 2) + 1
    end = max(text.find(". ", start) + 1, min(start + 80, len(text)))
    kind = ("claim", "recommendation")[source // TAGGED % 2]
    now = history.now()
    made = connection.execute(
        "INSERT INTO annotation(uid, source, kind, content, created, modified) VALUES (?, ?, ?, ?, ?, ?)",
        (history.new_uid(), source, kind, content, now, now),
    )
    row = made.lastrowid
    connection.execute(
        "INSERT INTO annotation_span(uid, annotation, position, start, end, quote) VALUES (?, ?, 0, ?, ?, ?)",
        (history.new_uid(), row, start, end, text[start:end]),
    )
    connection.execute(
        "INSERT INTO attribution(uid, annotation, position, actor) VALUES (?, ?, 0, ?)",
        (history.new_uid(), row, source % _ACTORS + 1),
    )
    connection.execute(
        "INSERT INTO slot(uid, annotation, name, position, actor) VALUES (?, ?, 'addressee', 0, ?)",
        (history.new_uid(), row, source % _ADDRESSEES + 1),
    )
    connection.execute(
        "INSERT INTO code_assignment(uid, annotation, code) VALUES (?, ?, ?)",
        (history.new_uid(), row, source % _CODES + 1),
    )


def _refresh(connection: sqlite3.Connection) -> None:
    index.refresh(connection, fold, key)
