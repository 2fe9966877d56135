# SPDX-License-Identifier: MIT
"""A plain SQLite copy for SQL users and Datasette; :mod:`database.plain_copy` says what is in it."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from app.exchange.formats import BAD, Selection
from database.plain_copy import write_copy


def write(path: Path, selection: Selection) -> None:
    """Write a selection to a new SQLite file.

    SQLite copies tables without a look at what is in them. Only where that meets damage is each source and annotation
    read first, and what cannot be read left out and named.

    Raises:
        OSError: the disk refused.
    """
    if selection.progress is not None:
        selection.progress(0, len(selection.ids))
    try:
        _copy(path, selection, selection.ids, selection.source_ids())
    except sqlite3.DataError:
        path.unlink(missing_ok=True)
        sources = [source for source in selection.source_ids() if _readable(selection, source)]
        known = set(sources)
        _copy(path, selection, [a.id for a in selection.annotations(told=False) if a.source in known], sources)
    if selection.progress is not None:
        selection.progress(len(selection.ids), len(selection.ids))


def _copy(path: Path, selection: Selection, annotations: Sequence[int], sources: Sequence[int]) -> None:
    write_copy(selection.archive.connection, path, annotations, sources, whole=selection.whole)


def _readable(selection: Selection, source: int) -> bool:
    """Tell whether a source can be read; name it and its annotations where it cannot."""
    archive = selection.archive
    try:
        archive.source(source)
        archive.text(source)
    except BAD as error:
        chosen = set(selection.ids)
        for row in archive.span_rows(source):
            if row.annotation in chosen:
                selection.skip(row.uid, f"Its source is damaged ({error}).")
        return False
    return True
