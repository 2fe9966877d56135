# SPDX-License-Identifier: MIT
"""Folders that a collection watches: a scan adds what is new in them, and tells what changed and what is gone.

A collection is handed on, and a path tells whose computer it was made on. So a folder is kept by its way from the
collection where they lie near one another, and else by its way from the user's home (``~/Documents/Letters``), which
is also what makes it right on the computer of a colleague who keeps things in the same order.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.archive import Archive
from app.collection import Collection
from app.editing.errors import NotThere, Refused
from database import watched
from database.watched import WatchedFolder

NEAR = 2
"""How many folders up from the collection still count as near it."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A watched folder: its row, as it is kept, and where that is on this computer."""

    id: int
    kept: str
    path: Path

    @property
    def there(self) -> bool:
        """Whether the folder can be reached now."""
        return self.path.is_dir()


def watched_folders(archive: Archive) -> list[Watched]:
    """Return the watched folders, in the order they were added."""
    return [_placed(archive, row) for row in watched.folders(archive.connection)]


def watch(collection: Collection, folder: Path) -> int:
    """Watch a folder from now on; nothing is imported yet. Return the id of the row.

    Raises:
        Refused: it is no folder, is watched already, or has the name of another watched folder, so that what comes
            from the two could not be told apart.
    """
    if not folder.is_dir():
        raise Refused(f"“{folder.name}” is not a folder.")
    whole = folder.absolute()
    for known in watched_folders(collection):
        if _same(known.path, whole):
            raise Refused(f"“{folder.name}” is watched already.")
        if known.path.name == whole.name:
            raise Refused(f"Another watched folder is called “{whole.name}” too. Give one of them another name.")
    with collection.action(f"Watch “{whole.name}”"):
        return watched.add(collection.connection, kept_path(collection.path, whole))


def unwatch(collection: Collection, rows: Sequence[int]) -> None:
    """Watch folders no longer; what came from them stays.

    Raises:
        NotThere: there is no such row.
    """
    known = {each.id: each for each in watched_folders(collection)}
    for row in rows:
        if row not in known:
            raise NotThere("watched folder", row)
    with collection.action(f"Stop watching “{known[rows[0]].path.name}”" if len(rows) == 1 else "Stop watching"):
        for row in rows:
            watched.delete(collection.connection, row)


def kept_path(collection: Path, folder: Path) -> str:
    """Return how a folder is kept in a collection: with ``/`` between names, on every system."""
    base = collection.absolute().parent
    try:
        near = Path(os.path.relpath(folder, base))
    except ValueError:
        near = folder  # another drive
    if not near.is_absolute() and near.parts.count("..") <= NEAR:
        return near.as_posix()
    home = Path.home()
    return f"~/{folder.relative_to(home).as_posix()}" if folder.is_relative_to(home) else folder.as_posix()


def _placed(archive: Archive, row: WatchedFolder) -> Watched:
    path = Path(row.path).expanduser()
    if not path.is_absolute():
        path = archive.path.absolute().parent / path
    return Watched(row.id, row.path, Path(os.path.normpath(path)))


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one == other
