# SPDX-License-Identifier: MIT
"""What can be wrong with a collection file, each as one sentence for the user.

Everything here is expected: the command line prints the sentence, the window shows it. Anything else is a bug.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class CollectionError(Exception):
    """A collection cannot be opened, read or written. ``str()`` is a sentence for the user."""


class NotACollection(CollectionError):
    """The file is something else."""

    def __init__(self, path: Path):
        super().__init__(f"“{path.name}” is not a Postil collection.")


class MissingCollection(CollectionError):
    """There is no such file."""

    def __init__(self, path: Path):
        super().__init__(f"There is no collection at “{path}”.")


class UnreachableCollection(CollectionError):
    """The system does not let anybody come to the file, or make one there."""

    def __init__(self, path: Path, error: OSError):
        super().__init__(f"“{path}” cannot be opened: {error.strerror or 'the system refused'}.")


class NewerCollection(CollectionError):
    """The file was written by a later version of the program."""

    def __init__(self, path: Path, version: int):
        super().__init__(
            f"“{path.name}” was made by a newer Postil (format {version}). Update Postil to open it; "
            "the file was not changed."
        )


class DamagedCollection(CollectionError):
    """The file is a collection, but its pages do not make sense."""

    def __init__(self, path: Path, detail: str):
        super().__init__(
            f"“{path.name}” is damaged ({detail}). Open a backup; if there is none, “postil export” may still "
            "save what can be read."
        )


class ReadOnlyCollection(CollectionError):
    """A change was asked of a collection that is open for reading only."""

    def __init__(self, path: Path, reason: str = "the file or its folder is read-only"):
        super().__init__(f"“{path.name}” cannot be changed: {reason}.")


class BusyCollection(CollectionError):
    """This program is writing something long to the collection, and a second change would have to wait for it."""

    def __init__(self, path: Path):
        super().__init__(
            f"“{path.name}” cannot be changed just now: a large change is being written. Wait for it, or cancel it."
        )


class LockedCollection(CollectionError):
    """Another program, not Postil, keeps the file locked."""

    def __init__(self, path: Path):
        super().__init__(f"“{path.name}” is locked by another program. Close that program, or try again.")


class FullDisk(CollectionError):
    """There was no room to write; the transaction was undone."""

    def __init__(self, path: Path):
        super().__init__(f"The disk is full. “{path.name}” is as it was before; make room and try again.")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a collection: the first program that opened it for writing."""

    annotator: str
    host: str
    process: int
    since: str
    program: str

    def __str__(self) -> str:
        name = f"{self.annotator}, " if self.annotator else ""
        return f"{name}in {self.program} on {self.host} (process {self.process}), since {self.since}"


class HeldCollection(CollectionError):
    """Another Postil has the collection open for writing."""

    def __init__(self, path: Path, holder: Holder):
        super().__init__(f"“{path.name}” is held by {holder}. It can be read here, but not changed.")
        self.holder = holder


class HistoryConflict(CollectionError):
    """A step cannot be undone or redone, because what it made has been changed or built on since."""

    def __init__(self, label: str, what: str):
        super().__init__(f"“{label}” cannot be undone or redone: {what}.")


def is_damage(error: BaseException) -> bool:
    """Tell whether SQLite met pages that make no sense. An error that Qt passed on has lost its code, not its words."""
    if not isinstance(error, sqlite3.DatabaseError):
        return False
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    words = ("image is malformed", "vtable constructor failed")
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or any(each in str(error) for each in words)


@contextmanager
def damage_explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says of damaged pages into an error of this module, and leave every other as it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise DamagedCollection(path, str(error)) from error
        raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite and of the disk into those of this module."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _of_operation(path, error) from error
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise DamagedCollection(path, str(error)) from error
        raise
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise FullDisk(path) from error
        if isinstance(error, PermissionError):
            raise ReadOnlyCollection(path, "you may not write there") from error
        raise


def _of_operation(path: Path, error: sqlite3.OperationalError) -> Exception:
    code = (error.sqlite_errorcode or 0) & 0xFF
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LockedCollection(path)
        case sqlite3.SQLITE_FULL:
            return FullDisk(path)
        case sqlite3.SQLITE_READONLY:
            return ReadOnlyCollection(path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_IOERR:
            return DamagedCollection(path, str(error))
        case sqlite3.SQLITE_CANTOPEN:
            return ReadOnlyCollection(path, "the file or its folder cannot be opened")
    return error
