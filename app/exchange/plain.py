# SPDX-License-Identifier: MIT
"""A plain SQLite copy for SQL users and Datasette; :mod:`database.plain_copy` says what is in it."""

from pathlib import Path

from app.exchange.formats import Selection
from database.plain_copy import write_copy


def write(path: Path, selection: Selection) -> None:
    """Write a selection to a new SQLite file.

    Raises:
        OSError: the disk refused.
    """
    if selection.progress is not None:
        selection.progress(0, len(selection.ids))
    connection, sources = selection.archive.connection, selection.source_ids()
    write_copy(connection, path, selection.ids, sources, whole=selection.whole)
    if selection.progress is not None:
        selection.progress(len(selection.ids), len(selection.ids))
