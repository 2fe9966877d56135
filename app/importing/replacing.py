# SPDX-License-Identifier: MIT
"""Reads the file whose text is to take the place of a source's, and plans what becomes of the annotations.

These are pieces of work for :func:`app.importing.task.run_task`: they open the collection for reading by themselves.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.archive import Archive
from app.editing.errors import Refused
from app.editing.replace import plan_replacement, plan_return, with_words
from app.editing.replacement import NewText, Replacement
from app.importing import files
from app.importing.document import ImportFailure
from app.importing.files import Candidate
from app.importing.formats import holds_many
from app.importing.languages import LanguageDetector
from app.importing.prepare import MANY, Raw, prepare
from app.importing.task import Report
from database import sources, store
from database.records import Source
from database.staging import StagedSource

_FILLED = ("authors", "publication", "language", "url", "licence")


def planned(collection: Path, source: int, path: Path, report: Report) -> Replacement:
    """Say what putting the text of a file in the place of a source's would do.

    Raises:
        PostilError: there is no such source, or it has this text already.
        CollectionError: the collection cannot be read.
        ImportFailure: the file cannot be read.
    """
    with _reading(collection) as archive:
        known = archive.source(source)
        new = new_text(archive, known, path)
        if new.content.hash == known.content or new.content.text == archive.text(source)[0]:
            raise Refused(f"“{path.name}” has the text that “{known.title}” has already.")
        return with_words(archive, plan_replacement(archive, source, new, progress=report))


def planned_return(collection: Path, source: int, version: int, report: Report) -> Replacement:
    """Say what going back to a former text of a source would do.

    Raises:
        PostilError: there is no such source or version.
        CollectionError: the collection cannot be read.
    """
    with _reading(collection) as archive:
        return with_words(archive, plan_return(archive, source, version, progress=report))


def new_text(archive: Archive, known: Source, path: Path) -> NewText:
    """Read a file as a new text of a source; what it says of itself fills what is empty.

    Raises:
        ImportFailure: the file cannot be read.
    """
    files.check(path)
    try:
        many = holds_many(path)
    except OSError as error:
        raise ImportFailure(files.sentence(error)) from error
    if many is not None:
        raise ImportFailure(MANY)
    data = files.read(path)
    name = known.path if known.path.rpartition("/")[2] == files.shown(path.name) else files.shown(path.name)
    raw = Raw(0, Candidate(path, name), data, hashlib.sha256(data).hexdigest())
    content, said, warnings, _ = prepare(raw, LanguageDetector())
    return NewText(content, said.format, name, _filled(sources.columns(archive.connection, known.id), said), warnings)


def _filled(before: Mapping[str, str | None], said: StagedSource) -> dict[str, str | None]:
    """Return the columns that are empty and that the new file has something to say about, with where that is from."""
    columns: dict[str, str | None] = {}
    for name in _FILLED:
        if before.get(name) in {"", "[]", None} and getattr(said, name) not in {"", "[]"}:
            columns[name] = getattr(said, name)
    if not before.get("date") and said.date:
        columns.update(date=said.date, date_from=said.date_from, date_to=said.date_to)
    if columns:
        origins = json.loads(before.get("origins") or "{}")
        came = json.loads(said.origins)
        columns["origins"] = json.dumps(
            {**origins, **{name: came[name] for name in columns if name in came}}, ensure_ascii=False, sort_keys=True
        )
    return columns


@contextlib.contextmanager
def _reading(collection: Path) -> Iterator[Archive]:
    opened = store.open_store(collection, write=False)
    try:
        yield Archive(opened)
    finally:
        opened.close()
