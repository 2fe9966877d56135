# SPDX-License-Identifier: MIT
"""One collection file: creating it, opening it safely, and its connections.

The first bytes of a file are read before SQLite sees it, so that a file that is not ours, is newer than the
program or is cut short is refused and stays untouched byte for byte.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

from database.errors import (
    BusyCollection,
    CollectionError,
    DamagedCollection,
    HeldCollection,
    MissingCollection,
    NewerCollection,
    NotACollection,
    ReadOnlyCollection,
    UnreachableCollection,
    explained,
)
from database.holder import Hold, LentHold
from database.schema import APPLICATION_ID, PAGE_SIZE

VERSION = 2
"""The schema version this program writes; kept in ``PRAGMA user_version``."""

BUSY_MS = 5000
PATIENCE_MS = 600_000
"""How long a job of this program waits for another to have written: an import for a large change."""

_MAGIC = b"SQLite format 3\0"
_BESIDE = ("-wal", "-shm", "-journal")


class Store:
    """An open collection file, with one connection for the thread that opened it.

    ``refusal`` says why the store is read-only, where it is. It is ``busy`` while another thread writes something long
    on a connection of its own.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, hold: Hold | LentHold | None, refusal: CollectionError | None
    ):
        self.path = path
        self.connection = connection
        self.refusal = refusal
        self.busy = False
        self._hold = hold

    @property
    def writable(self) -> bool:
        """Whether this program may change the collection."""
        return self._hold is not None

    def require_writable(self) -> None:
        """Do nothing where the collection may be changed.

        Raises:
            CollectionError: why it may not.
        """
        if self.refusal is not None:
            raise self.refusal
        if self.busy:
            raise BusyCollection(self.path)

    def connect(self, *, write: bool = False) -> sqlite3.Connection:
        """Open one more connection, for use by the calling thread; reading only unless asked.

        One for writing waits long for others of this program: no window waits for it.
        """
        with explained(self.path):
            return _connect(self.path, write=write and self.writable, patience=PATIENCE_MS if write else BUSY_MS)

    def close(self) -> None:
        """Close the file and let go of it."""
        with contextlib.suppress(sqlite3.Error):
            self.connection.close()
        if self._hold is not None:
            self._hold.release()
            self._hold = None


def create(path: Path) -> None:
    """Make an empty collection at ``path``.

    It is made beside its place and moved there when it is whole.

    Raises:
        CollectionError: there is a file already, or it cannot be written.
    """
    from database.migrations import migrate  # noqa: PLC0415  sqlite-utils is slow to load

    if path.exists():
        raise CollectionError(f"There is already a file at “{path}”.")
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with explained(path):
        try:
            with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection:
                connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
                migrate(connection, VERSION)
                _name(connection, path.stem)
                connection.execute("PRAGMA journal_mode = WAL")
            draft.replace(path)
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)


def _name(connection: sqlite3.Connection, title: str) -> None:
    """Write the one row that stands for the collection. It comes before history, so nobody can undo it."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT INTO action(id, uid, replica, step, kind, label, annotator, at) "
        "VALUES (1, ?, '', '', 'quiet', 'Create', '', strftime('%Y-%m-%dT%H:%M:%SZ'))",
        (secrets.token_hex(16),),
    )
    connection.execute("UPDATE open_action SET action = 1")
    connection.execute("INSERT INTO collection(uid, title) VALUES (?, ?)", (secrets.token_hex(16), title))
    connection.execute("UPDATE open_action SET action = NULL")
    connection.execute("COMMIT")


def open_store(
    path: Path,
    *,
    write: bool,
    annotator: str = "",
    program: str = "Postil",
    derive: Callable[[sqlite3.Connection], None] | None = None,
) -> Store:
    """Open a collection, for writing if that is asked and possible.

    Where it is asked but not possible (the file is read-only, or somebody holds it), the store is open for
    reading and ``refusal`` says why. Where an older file is brought up to date, ``derive`` writes what is new in it and
    derived from its texts.

    Raises:
        CollectionError: the file is missing, foreign, newer, damaged or locked.
    """
    version = inspect(path)
    with explained(path):
        _probe(path)
        refusal: CollectionError | None = None
        hold = None
        if not write:
            refusal = ReadOnlyCollection(path, "it was opened for reading")
        elif not _may_write(path):
            refusal = ReadOnlyCollection(path)
        else:
            try:
                hold = Hold.take(path, annotator, program)
            except HeldCollection as held:
                refusal = held
        try:
            if hold is not None and version < VERSION:
                _upgrade(path, version, derive)
            return Store(path, _connect(path, write=hold is not None), hold, refusal)
        except BaseException:
            if hold is not None:
                hold.release()
            raise


def open_lent(path: Path) -> Store:
    """Open a collection for writing in a process that its holder started and waits for: the hold is the holder's.

    Raises:
        CollectionError: the file is missing, foreign, newer, damaged or locked.
    """
    inspect(path)
    with explained(path):
        return Store(path, _connect(path, write=True, patience=PATIENCE_MS), LentHold(), None)


def inspect(path: Path) -> int:
    """Read the header of a file without SQLite and return its schema version.

    Raises:
        CollectionError: the file is missing, foreign, newer or cut short.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError as error:
        raise MissingCollection(path) from error
    except IsADirectoryError as error:
        raise NotACollection(path) from error
    except PermissionError as error:
        raise ReadOnlyCollection(path, "you may not read it") from error
    except OSError as error:
        raise UnreachableCollection(path, error) from error
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise NotACollection(path)
    (page_size,) = struct.unpack_from(">H", header, 16)
    (pages,) = struct.unpack_from(">I", header, 28)
    version, application = struct.unpack_from(">I", header, 60)[0], struct.unpack_from(">I", header, 68)[0]
    if application != APPLICATION_ID:
        raise NotACollection(path)
    if version > VERSION:
        raise NewerCollection(path, version)
    if size < pages * (65536 if page_size == 1 else page_size):
        raise DamagedCollection(path, "it is cut short")
    return int(version)


def check_pages(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite finds wrong with the pages of a file; nothing where it is sound."""
    try:
        found = [row[0] for row in connection.execute("PRAGMA quick_check(20)")]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [] if found == ["ok"] else found


def _probe(path: Path) -> None:
    """Read the schema of a file through a connection that cannot change it."""
    connection = _connect(path, write=False)
    with contextlib.closing(connection):
        try:
            tables = connection.execute(
                "SELECT count(*) FROM sqlite_schema WHERE name IN ('source', 'action')"
            ).fetchone()
            connection.execute("SELECT title FROM collection").fetchone()
        except sqlite3.OperationalError as error:
            if (error.sqlite_errorcode or 0) & 0xFF == sqlite3.SQLITE_ERROR:
                raise DamagedCollection(path, "its tables are missing") from error
            raise
        if tables[0] != 2:
            raise DamagedCollection(path, "its tables are missing")


def _may_write(path: Path) -> bool:
    """Tell whether file and folder may be written; a file without any write bit is kept even from root."""
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _lies_still(path: Path) -> bool:
    """Tell whether no log of SQLite lies beside a file and none can be put there, as on a disc or a share to read from.

    SQLite reads such a file only if it is told that nobody writes to it.
    """
    return not os.access(path.absolute().parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()


def _upgrade(path: Path, version: int, derive: Callable[[sqlite3.Connection], None] | None) -> None:
    """Bring an older file up to date, after a copy of it has been put beside it."""
    from database.migrations import migrate  # noqa: PLC0415  sqlite-utils is slow to load

    with contextlib.closing(_connect(path, write=True)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy2(path, path.with_name(f"{path.stem}.format-{version}{path.suffix}"))
        migrate(connection, VERSION, derive)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _connect(path: Path, *, write: bool, patience: int = BUSY_MS) -> sqlite3.Connection:
    mode = "rw" if write else "ro&immutable=1" if _lies_still(path) else "ro"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=patience / 1000
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -16384")
        if not write:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def is_collection(path: Path) -> bool:
    """Tell whether a file is a collection, or one that SQLite keeps beside a collection; only its head is read."""
    path = next((path.with_name(path.name.removesuffix(end)) for end in _BESIDE if path.name.endswith(end)), path)
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(_MAGIC) and head[68:] == APPLICATION_ID.to_bytes(4, "big")
