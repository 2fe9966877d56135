# SPDX-License-Identifier: MIT
"""An import: files in, sources out, with worker processes that read and this process that writes.

The workers fill staging files, one a batch; the job copies each into the collection in one action, while the workers
make the next. All actions belong to one step, so one undo takes the import back. Cancelling, a full disk or a lost
worker leave what was finished. The job runs in whatever thread calls :meth:`ImportJob.run`, on a connection of its
own, and uses no Qt.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.importing import files
from app.importing.document import same_bytes
from app.importing.formats import MARKDOWN, TEXT
from app.importing.prepare import Prepare, prepare
from app.importing.process import WorkerDied, WorkerProcess, speaking
from app.importing.report import Imported, ImportReport, Tally
from app.importing.rules import Rules
from app.importing.worker import (
    BatchSize,
    Differs,
    Finished,
    Found,
    Left,
    Message,
    Noted,
    Order,
    Staged,
    Stopped,
)
from app.search.folding import fold
from database import index, staging
from database.errors import CollectionError, explained
from database.history import Author, Change, Refresh, new_uid

if TYPE_CHECKING:
    from app.collection import Collection

__all__ = ["ImportJob", "ImportReport", "Imported", "Limits", "Progress", "Target", "job_for", "run_import"]

Progress = Callable[[int, int, str], None]
"""Hears how many files are done, how many there are, and the path of the one being read."""

HANGS = "Reading it took more than {seconds:g} seconds."
KILLS = "Reading it made the reading process fail."
NO_WORKER = "The process that reads files failed; nothing more was imported."

_TICK = 0.1
_STAGING = 60.0
_RESTARTS = 2
_WORTH_A_WORKER = 100
"""How many plain texts take about as long as a reading process takes to start."""

_HEAVY = 15
"""How many plain texts take about as long as one file of another format."""

_STRETCH, _TURNS = 50, 4
"""How many files a worker is dealt at once, and how often each is dealt some at least."""

_LIGHT = frozenset(TEXT.extensions) | frozenset(MARKDOWN.extensions)
_SPARE = 1_000_000_000
"""How many numbers each worker has for what it finds in files that hold many."""


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
    """How long one file may take, in seconds, how large a batch becomes, and how many processes read."""

    seconds: float = 60.0
    batch: BatchSize = field(default_factory=BatchSize)
    workers: int = 2


class ImportJob:
    """One import into one collection. ``step`` is the uid of its step, for those who keep it from being undone."""

    def __init__(
        self,
        target: Target,
        paths: Sequence[Path],
        *,
        progress: Progress | None = None,
        changed: Callable[[Change], None] | None = None,
        limits: Limits | None = None,
        prepare: Prepare = prepare,
        rules: Rules | None = None,
    ):
        self.step = new_uid()
        self._target = target
        self._paths = [Path(path) for path in paths]
        self._progress = progress
        self._changed = changed
        self._limits = limits or Limits()
        self._prepare = prepare
        self._rules = rules or Rules()
        self._cancel = threading.Event()
        self._tally = Tally()
        self._restarts = 0
        self._hired = 0

    def cancel(self) -> None:
        """End the import soon, from any thread; what is finished stays."""
        self._cancel.set()

    def run(self) -> ImportReport:
        """Import everything and say what became of it.

        Raises:
            CollectionError: the collection cannot be opened for writing; nothing was imported.
        """
        with (
            tempfile.TemporaryDirectory(prefix="postil-import-", ignore_cleanup_errors=True) as folder,
            contextlib.closing(self._target.connect()) as connection,
            contextlib.ExitStack() as running,
        ):
            first = self._start(running)
            found = files.find(self._paths, self._cancel.is_set)
            cut_short = self._cancel.is_set()
            pending = dict(enumerate(map(self._rules.about, found.files)))
            self._tally = Tally(pending, found.skipped, found.failed, total=len(pending))
            self._tally.missing = self._missing(connection, found.files) if not cut_short else ()
            self._listen(self._crew(first, Path(folder), running), connection, Path(folder), running)
        self._tell()
        return self._tally.report(cancelled=cut_short or (self._cancel.is_set() and bool(self._tally.pending)))

    def _start(self, running: contextlib.ExitStack) -> WorkerProcess:
        """Start a worker, which takes longer than it takes to find what it is to read."""
        process = WorkerProcess()
        running.callback(process.end)
        return process

    def _crew(self, first: WorkerProcess, folder: Path, running: contextlib.ExitStack) -> list[_Watch]:
        """Put workers to the files; all start before any is told what to do, which waits until it listens."""
        shares = self._shares()
        processes = [first, *(self._start(running) for _ in shares[1:])]
        return [self._hire(process, folder, share) for process, share in zip(processes, shares, strict=False)]

    def _missing(
        self, connection: sqlite3.Connection, candidates: Sequence[files.Candidate]
    ) -> tuple[tuple[int, str], ...]:
        """Return the sources that came from a watched folder and whose files are not there any more."""
        roots = {files.shown(path.name or path.resolve().name) for path in self._rules.watched if path.is_dir()}
        there = {candidate.name for candidate in candidates}
        return tuple(
            told
            for path, told in staging.known_paths(connection).items()
            if path.partition("/")[0] in roots and "/" in path and not any(part in there for part in _outer(path))
        )

    def _shares(self) -> list[list[int]]:
        """Deal the files out: short stretches in turn, so that the order stays about that of the folders."""
        pending = self._tally.pending
        work = sum(1 if file.path.suffix.casefold() in _LIGHT else _HEAVY for file in pending.values())
        workers = max(1, min(self._limits.workers, os.cpu_count() or 1, work // _WORTH_A_WORKER, len(pending)))
        stretch = max(1, min(_STRETCH, len(pending) // (workers * _TURNS)))
        shares: list[list[int]] = [[] for _ in range(workers)]
        for number in pending:
            shares[number // stretch % workers].append(number)
        return [share for share in shares if share]

    def _hire(self, process: WorkerProcess, folder: Path, numbers: Sequence[int]) -> _Watch:
        """Put a worker to those of the files that are still to be read."""
        pending = self._tally.pending
        share = tuple((number, pending[number]) for number in numbers if number in pending)
        inside = Path(tempfile.mkdtemp(dir=folder))
        self._hired += 1
        batch, spare = self._limits.batch, self._hired * _SPARE
        process.give(Order(self._target.path, inside, share, batch, self._prepare, spare, self._rules))
        return _Watch(process, [number for number, _ in share])

    def _listen(
        self, crew: list[_Watch], connection: sqlite3.Connection, folder: Path, running: contextlib.ExitStack
    ) -> None:
        """Act on what the workers say until all have finished; put another in the place of one that is lost."""
        while crew and not self._cancel.is_set() and not self._tally.stopped:
            ready = speaking([watch.process.pipe for watch in crew], _TICK)
            for watch in list(crew):
                if watch.process.pipe in ready:
                    self._hear(watch, connection)
                elif watch.look() > self._patience(watch):
                    watch.lost = HANGS.format(seconds=self._limits.seconds)
                if watch.finished or watch.lost:
                    crew.remove(watch)
                    watch.process.end()
                if watch.lost:
                    self._blame(watch)
                    if any(number in self._tally.pending for number in watch.numbers):
                        crew.append(self._hire(self._start(running), folder, watch.numbers))
            self._tell(crew)

    def _patience(self, watch: _Watch) -> float:
        """Return for how long a worker may be silent: as one file may take, or longer while it starts or stages."""
        seconds = self._limits.seconds
        return seconds if watch.process.current is not None else max(seconds, _STAGING)

    def _hear(self, watch: _Watch, connection: sqlite3.Connection) -> None:
        try:
            message = watch.process.receive()
        except WorkerDied:
            watch.lost = KILLS
            return
        self._act(watch, message, connection)
        watch.since = time.monotonic()

    def _act(self, watch: _Watch, message: Message, connection: sqlite3.Connection) -> None:
        match message:
            case Left(number, reason, passed_over):
                self._tally.leave(number, reason, passed_over=passed_over)
            case Differs(number, source, title):
                self._tally.differ(number, source, title)
            case Noted(number, sentence):
                self._tally.note(number, sentence)
            case Found(number, members, problems, beside):
                self._tally.open(number, dict(members), problems, beside=beside)
                watch.numbers += [member for member, _ in members]
            case Staged(path):
                self._copy(connection, path)
                watch.process.copied()
            case Stopped(reason):
                self._tally.stopped = reason
            case Finished():
                watch.finished = True

    def _blame(self, watch: _Watch) -> None:
        """Put the loss of a worker down to the file it was reading; without one, it may happen a few times."""
        culprit = watch.process.current
        if culprit is not None:
            self._tally.leave(culprit, watch.lost, passed_over=False)
            return
        self._restarts += 1
        if self._restarts > _RESTARTS:
            self._tally.stopped = NO_WORKER

    def _copy(self, connection: sqlite3.Connection, staged: Path) -> None:
        """Copy a batch into the collection; where that fails, the import stops and the collection is as it was."""
        author, refresh = self._target.author, self._target.refresh
        try:
            with explained(self._target.path):
                copy = staging.copy_into(connection, staged, self._label(), author, refresh=refresh, step=self.step)
        except CollectionError as error:
            self._tally.stopped = str(error)
            return
        for source in copy.sources:
            self._tally.take(source.number, source.id, source.title, source.characters)
        for number, title in copy.known.items():
            self._tally.leave(number, same_bytes(title), passed_over=True)
        staged.unlink(missing_ok=True)
        if self._changed is not None:
            self._changed(copy.change)

    def _label(self) -> str:
        if self._rules.label:
            return self._rules.label
        if len(self._paths) == 1:
            return f"Import “{files.shown(self._paths[0].name or self._paths[0].resolve().name)}”"
        return f"Import {len(self._paths)} files and folders"

    def _tell(self, crew: Sequence[_Watch] = ()) -> None:
        """Tell how far the import is, and what is being read."""
        if self._progress is None:
            return
        reading = [number for watch in crew if (number := watch.process.current) in self._tally.pending]
        path = self._tally.pending[min(reading)].told if reading else ""
        self._progress(self._tally.done, self._tally.total, path)


class _Watch:
    """What is known of one worker: what it was given, since when it has been at it, and how it ended."""

    def __init__(self, process: WorkerProcess, numbers: Sequence[int]):
        self.process = process
        self.numbers = list(numbers)
        self.since = time.monotonic()
        self.finished = False
        self.lost = ""
        self._seen: int | None = None

    def look(self) -> float:
        """Return for how many seconds it has been at the same file."""
        current = self.process.current
        if current != self._seen:
            self._seen, self.since = current, time.monotonic()
        return time.monotonic() - self.since


def run_import(
    collection: Collection,
    paths: Sequence[Path],
    *,
    progress: Progress | None = None,
    limits: Limits | None = None,
    rules: Rules | None = None,
) -> ImportReport:
    """Import files and folders into an open collection, in the calling thread, as one step.

    Raises:
        CollectionError: the collection cannot be changed.
    """
    job = job_for(collection, paths, progress=progress, changed=collection.announce, limits=limits, rules=rules)
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
    limits: Limits | None = None,
    rules: Rules | None = None,
) -> ImportJob:
    """Return the job of importing into an open collection, for any thread to run.

    ``progress`` and ``changed`` are called in that thread. The caller adds ``job.step`` to ``collection.running``
    before and takes it out after, in the collection's own thread.

    Raises:
        CollectionError: the collection cannot be changed.
    """
    target = Target(collection.path, partial(collection.store.connect, write=True), collection.author(), _refresh)
    return ImportJob(target, paths, progress=progress, changed=changed, limits=limits, rules=rules)


def _refresh(connection: sqlite3.Connection) -> None:
    index.refresh(connection, fold)


def _outer(path: str) -> Iterator[str]:
    """Yield the name of a file and of all it may lie in: a message of a mailbox lies in that."""
    yield path
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
