# SPDX-License-Identifier: MIT
"""Collections for the search benchmarks, written straight into the file: what is measured is the search."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import tarfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from app.search.folding import describe, fold
from database import history, index, store, vocabulary

SHARED = Path(__file__).parents[3] / "shared" / "data"
"""Where the real material lies that the repository may not hold; benchmarks without it say so."""

_BATCH = 100


class Document(NamedTuple):
    """One source: its title, text and year, if it has one."""

    title: str
    text: str
    year: str = ""


def speeches() -> list[Document]:
    """Return the speeches of the archive, by name; nothing where it is absent."""
    path = SHARED / "archive" / "un-general-debate-2011-2020.tar.gz"
    if not path.exists():
        return []
    with tarfile.open(path) as archive:
        members = {Path(m.name).stem: m for m in archive if m.isfile() and re.search(r"/\w+_\d+_\d+\.txt$", m.name)}
        return [_speech(name, archive.extractfile(members[name])) for name in sorted(members)]


def _speech(name: str, file: object) -> Document:
    data: bytes = getattr(file, "read", bytes)()
    return Document(name.replace("_", " "), data.decode("utf-8", "replace"), name[-4:])


def write(path: Path, documents: Sequence[Document]) -> None:
    """Write a collection of documents, with vocabulary, at a path where nothing is."""
    store.create(path)
    with closing(store.open_store(path, write=True)) as opened:
        author = history.Author("", "")
        for start in range(0, len(documents), _BATCH):
            with history.action(opened.connection, "Import", author, refresh=_refresh):
                _write_batch(opened, documents[start : start + _BATCH])


def _write_batch(opened: store.Store, documents: Iterable[Document]) -> None:
    connection = opened.connection
    texts = []
    for document in documents:
        key = hashlib.sha256("\n".join(document).encode()).hexdigest()
        connection.execute(
            "INSERT OR IGNORE INTO content(hash, renderer, original_hash, original_size, characters, text, layout, "
            "original) VALUES (?, 1, ?, 0, ?, ?, x'', x'')",
            (key, key, len(document.text), document.text),
        )
        days = (f"{document.year}-01-01", f"{document.year}-12-31") if document.year else (None, None)
        connection.execute(
            "INSERT INTO source(uid, content, title, date, date_from, date_to, language, added) "
            "VALUES (?, ?, ?, ?, ?, ?, 'en', ?)",
            (history.new_uid(), key, document.title, document.year, *days, history.now()),
        )
        texts.append(f"{document.title} {document.text}")
    vocabulary.merge(connection, *describe(vocabulary.forms_of(texts), "en"))


def _refresh(connection: sqlite3.Connection) -> None:
    index.refresh(connection, fold)
