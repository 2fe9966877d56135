# SPDX-License-Identifier: MIT
"""An import: files in, sources out, with a worker process that reads and this process that writes.

The worker fills staging files, one a batch; the job copies each into the collection in one action, while the
worker makes the next. All actions belong to one step, so one undo takes the import back. Cancelling, a full disk or a
lost worker leave what was finished. The job runs in whatever thread calls :meth:`ImportJob.run`, on a connection of
its own, and uses no Qt.
"""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.importing import files
from app.importing.files import Candidate, Problem
from app.importing.prepare import Prepare, prepare
from app.importing.process import WorkerDied, WorkerProcess
from app.importing.worker import BatchSize, Began, Finished, Left, Message, Order, Staged, Stopped
from app.search.folding import fold
from database import index, staging
from database.errors import CollectionError, explained
from database.history import Author, Change, Refresh, new_uid

if TYPE_CHECKING:
    from app.collection import Collection

Progress = Callable[[int, int, str], None]
"""Hears how many files are done, how many there are, and the path of the one being read."""

HANGS = "Reading it took more than {seconds:.0f} seconds."
KILLS = "Reading it made the reading process fail."
NO_WORKER = "The process that reads files failed; nothing more was imported."

_TICK = 0.1
_RESTARTS = 2


@dataclass(frozen=True, slots=True)
class Target:
    """The collection an import writes to, without holding on to it.

    ``connect`` opens a connection that may write, for the thread that calls it; ``author`` is whose change it is;
    ``refresh`` writes derived rows before each commit.
    """

    path: Path
    connect: Callable[[], sqlite3.Connection]
    author: Author
    refresh: Refresh


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one file may take, in seconds, and how large a batch becomes."""

    seconds: float = 60.0
    batch: BatchSize = field(default_factory=BatchSize)


@dataclass(frozen=True, slots=True)
class Imported:
    """A new source, and the file it came from; ``characters`` counts the code points of its text."""

    id: int
    title: str
    path: str
    characters: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    ``stopped`` is a sentence where it ended early for a reason of its own (the disk is full), ``cancelled`` is
    true where somebody ended it, and ``left`` counts the files it did not come to in either case.
    """

    imported: tuple[Imported, ...] = ()
    skipped: tuple[Problem, ...] = ()
    failed: tuple[Problem, ...] = ()
    cancelled: bool = False
    stopped: str = ""
    left: int = 0


@dataclass(slots=True)
class _Tally:
    """The report in the making: what became of each file, by its number."""

    imported: dict[int, Imported] = field(default_factory=dict)
    skipped: list[Problem] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    pending: dict[int, Candidate] = field(default_factory=dict)
    total: int = 0
    stopped: str = ""

    def report(self, *, cancelled: bool) -> ImportReport:
        imported = tuple(self.imported[number] for number in sorted(self.imported))
        left = len(self.pending)
        return ImportReport(
            imported, tuple(self.skipped), tuple(self.failed), cancelled and left > 0, self.stopped, left
        )


class ImportJob:
    """One import into one collection. ``step`` is the uid of its step, for those who keep it from being undone."""

    def __init__(
        self,
        target: Target,
        paths: Sequence[Path],
        *,
        progress: Progress | None = None,
        changed: Callable[[Change], None] | None = None,
        limits: Limits = Limits(),
        prepare: Prepare = prepare,
    ):
        self.step = new_uid()
        self._target = target
        self._paths = [Path(path) for path in paths]
        self._progress = progress
        self._changed = changed
        self._limits = limits
        self._prepare = prepare
        self._cancel = threading.Event()
        self._tally = _Tally()

    def cancel(self) -> None:
        """End the import soon, from any thread; what is finished stays."""
        self._cancel.set()

    def run(self) -> ImportReport:
        """Import everything and say what became of it.

        Raises:
            CollectionError: the collection cannot be written to at all; nothing was imported.
        """
        found = files.find(self._paths, self._cancel.is_set)
        self._tally = _Tally(skipped=found.skipped, failed=found.failed, total=len(found.files))
        self._tally.pending = dict(enumerate(found.files))
        with (
            tempfile.TemporaryDirectory(prefix="postil-import-", ignore_cleanup_errors=True) as folder,
            contextlib.closing(self._target.connect()) as connection,
        ):
            self._read_all(connection, Path(folder))
        if self._progress is not None:
            self._progress(self._tally.total - len(self._tally.pending), self._tally.total, "")
        return self._tally.report(cancelled=self._cancel.is_set())

    def _read_all(self, connection: sqlite3.Connection, folder: Path) -> None:
        """Run workers until every file is dealt with; each new one takes up what the last one left."""
        restarts = 0
        while self._tally.pending and not self._cancel.is_set() and not self._tally.stopped:
            inside = Path(tempfile.mkdtemp(dir=folder))
            pending = tuple(self._tally.pending.items())
            order = Order(self._target.path, inside, pending, self._limits.batch, self._prepare)
            with WorkerProcess(order) as process:
                blamed = _Watch(self, process, connection).listen()
            restarts = 0 if blamed else restarts + 1
            if restarts > _RESTARTS and self._tally.pending:
                self._tally.stopped = self._tally.stopped or NO_WORKER

    # Called by the watch

    @property
    def seconds(self) -> float:
        """How long one file may take."""
        return self._limits.seconds

    @property
    def ended(self) -> bool:
        """Whether there is no more to do, or nobody wants more."""
        return self._cancel.is_set() or bool(self._tally.stopped)

    def began(self, number: int) -> None:
        """Note that a file is being read."""
        if self._progress is not None and number in self._tally.pending:
            done = self._tally.total - len(self._tally.pending)
            self._progress(max(done, number), self._tally.total, files.shown(self._tally.pending[number].path))

    def leave(self, number: int, reason: str, *, passed_over: bool) -> None:
        """Note that a file is not imported."""
        file = self._tally.pending.pop(number, None)
        if file is not None:
            problems = self._tally.skipped if passed_over else self._tally.failed
            problems.append(Problem(files.shown(file.path), reason))

    def stop(self, reason: str) -> None:
        """Note that the import cannot go on."""
        self._tally.stopped = reason

    def copy(self, connection: sqlite3.Connection, staged: Staged) -> None:
        """Copy a batch into the collection; where that fails, the import stops and the collection is as it was."""
        try:
            with explained(self._target.path):
                change, copied = staging.copy_into(
                    connection,
                    staged.path,
                    self._label(),
                    self._target.author,
                    refresh=self._target.refresh,
                    step=self.step,
                )
        except CollectionError as error:
            self._tally.stopped = str(error)
            return
        for source in copied:
            path = files.shown(self._tally.pending.pop(source.number).path)
            self._tally.imported[source.number] = Imported(source.id, source.title, path, source.characters)
        staged.path.unlink(missing_ok=True)
        if self._changed is not None:
            self._changed(change)

    def _label(self) -> str:
        if len(self._paths) == 1:
            return f"Import “{files.shown(self._paths[0].name or self._paths[0].resolve().name)}”"
        return f"Import {len(self._paths)} files and folders"


class _Watch:
    """Listens to one worker and acts on what it says, until it ends or has to be ended."""

    def __init__(self, job: ImportJob, process: WorkerProcess, connection: sqlite3.Connection):
        self._job = job
        self._process = process
        self._connection = connection
        self._current: int | None = None
        self._since = time.monotonic()
        self._finished = False

    def listen(self) -> bool:
        """Return whether the worker got anywhere: it finished, or a file can be blamed for its end."""
        while not self._finished and not self._job.ended:
            try:
                message = self._process.receive(_TICK)
            except WorkerDied:
                return self._blame(KILLS)
            if message is not None:
                self._act(message)
            elif time.monotonic() - self._since > self._job.seconds:
                return self._blame(HANGS.format(seconds=self._job.seconds))
        return True

    def _act(self, message: Message) -> None:
        match message:
            case Began(number):
                self._current = number
                if number is not None:
                    self._job.began(number)
            case Left(number, reason, passed_over):
                self._job.leave(number, reason, passed_over=passed_over)
            case Staged():
                self._job.copy(self._connection, message)
                self._process.copied()
            case Stopped(reason):
                self._job.stop(reason)
            case Finished():
                self._finished = True
        self._since = time.monotonic()

    def _blame(self, reason: str) -> bool:
        """Put the end of the worker down to the file it was reading, if it was reading one."""
        if self._current is None:
            return False
        self._job.leave(self._current, reason, passed_over=False)
        return True


def run_import(
    collection: Collection,
    paths: Sequence[Path],
    *,
    progress: Progress | None = None,
    limits: Limits = Limits(),
) -> ImportReport:
    """Import files and folders into an open collection, in the calling thread, as one step.

    Raises:
        CollectionError: the collection cannot be changed.
    """
    job = job_for(collection, paths, progress=progress, changed=collection.announce, limits=limits)
    collection.running.add(job.step)
    try:
        return job.run()
    finally:
        collection.running.discard(job.step)


def job_for(
    collection: Collection,
    paths: Sequence[Path],
    *,
    progress: Progress | None = None,
    changed: Callable[[Change], None] | None = None,
    limits: Limits = Limits(),
) -> ImportJob:
    """Return the job of importing into an open collection, for any thread to run.

    ``progress`` and ``changed`` are called in that thread. The caller adds ``job.step`` to ``collection.running``
    before and takes it out after, in the collection's own thread.

    Raises:
        CollectionError: the collection cannot be changed.
    """
    target = Target(collection.path, partial(collection.store.connect, write=True), collection.author(), _refresh)
    return ImportJob(target, paths, progress=progress, changed=changed, limits=limits)


def _refresh(connection: sqlite3.Connection) -> None:
    index.refresh(connection, fold)
