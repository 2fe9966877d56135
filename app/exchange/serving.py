# SPDX-License-Identifier: MIT
"""Exchange in a process of its own: previews, exports, dry runs and imports that the window need not wait for.

The process is spawned and knows nothing of Qt. It opens the collection for reading; only an import writes, on behalf
of the program that started it and holds the collection, in short transactions between which that program can write.
"""

import signal
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic, sleep

from app.collection import Collection
from app.errors import PostilError
from app.exchange.choosing import Chosen, choose
from app.exchange.export import Report, export
from app.exchange.formats import formats
from app.exchange.plan import Plan
from app.exchange.preview import Preview, preview
from app.exchange.taking import take_in_slices, try_out
from database.errors import CollectionError, explained
from database.history import Change

EVERY = 0.1
"""How many seconds pass at least between two tellings of progress."""

GAP = 0.01
"""How many seconds an import lets others write after each of its transactions."""

STOP = "stop"


@dataclass(frozen=True, slots=True)
class Look:
    """A wish to see what an export would be: how much, and its beginning. ``number`` tells it from others."""

    number: int
    format: str
    query: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """The answer to a :class:`Look`: how many there are, and the beginning of the file or why there is none."""

    look: Look
    count: int
    sources: int
    meaning: str
    mistake: str
    preview: Preview
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Write:
    """An order to export. ``mark`` is in the name of the draft."""

    format: str
    path: Path
    query: str
    options: Mapping[str, str]
    mark: str


@dataclass(frozen=True, slots=True)
class Try:
    """An order to say what taking in a file would do."""

    path: Path
    mapping: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Take:
    """An order to take in a file, as one step of the history."""

    path: Path
    mapping: Mapping[str, str]
    step: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an order is; ``total`` is 0 where nobody knows."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Refused:
    """An order cannot be carried out; ``sentence`` says why."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """An order was stopped because somebody asked for it. ``plan`` is what an import had done by then."""

    plan: Plan | None = None


Order = Write | Try | Take
Told = Progress | Change | Report | Plan | Refused | Stopped


@dataclass(frozen=True, slots=True)
class Place:
    """The collection a process works on, and in whose name."""

    path: Path
    annotator: str = ""
    replica: str = ""


class _Stop(Exception):
    """Somebody asked to stop."""


def look(pipe: Connection, place: Place) -> None:
    """Answer wishes to look until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with closing(Collection.open(place.path, write=False)) as archive:
            while True:
                wish = pipe.recv()
                if isinstance(wish, Look):
                    pipe.send(seen(archive, wish))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def seen(archive: Collection, wish: Look) -> Seen:
    """Return what an export would be."""
    known = formats()[wish.format]
    chosen = Chosen((), 0)
    try:
        with explained(archive.path):
            chosen = choose(archive, wish.query, known.kinds)
            whole = not wish.query.strip()
            shown = preview(archive, known, chosen.ids, wish.options, query=wish.query, whole=whole)
            count = len(archive.source_ids()) if whole else chosen.sources
    except (PostilError, CollectionError, sqlite3.Error, OSError) as error:
        return Seen(wish, len(chosen.ids), chosen.sources, chosen.meaning, chosen.mistake, Preview(), str(error))
    return Seen(wish, len(chosen.ids), count, chosen.meaning, chosen.mistake, shown)


def work(pipe: Connection, place: Place, order: Order) -> None:
    """Carry out one order, telling of it through the pipe; the other end sends :data:`STOP` to stop it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pipe.send(_result(pipe, place, order))
    except (BrokenPipeError, ConnectionResetError, EOFError):
        return


def _result(pipe: Connection, place: Place, order: Order) -> Told:
    tell = Teller(pipe)
    try:
        match order:
            case Write():
                return _write(tell, place, order)
            case Try():
                return _try(tell, place, order)
        return _take(tell, place, order)
    except _Stop:
        return Stopped()
    except (PostilError, CollectionError) as error:
        return Refused(str(error))
    except OSError as error:
        return Refused(f"The system refused: {error.strerror or error}.")


class Teller:
    """Tells of progress, not too often, and listens whether to stop."""

    def __init__(self, pipe: Connection):
        self._pipe = pipe
        self._last = 0.0

    def progress(self, done: int, total: int = 0) -> None:
        """Tell how far the work is.

        Raises:
            _Stop: somebody asked to stop.
        """
        now = monotonic()
        if now - self._last >= EVERY:
            self._last = now
            self._pipe.send(Progress(done, total))
            if self.stopped:
                raise _Stop

    def quietly(self, done: int) -> None:
        """Tell how far the work is; it is stopped elsewhere."""
        now = monotonic()
        if now - self._last >= EVERY:
            self._last = now
            self._pipe.send(Progress(done, 0))

    def changed(self, change: Change) -> None:
        """Tell what was written."""
        self._pipe.send(change)

    @property
    def stopped(self) -> bool:
        """Whether somebody asked to stop."""
        return self._pipe.poll()


def _write(tell: Teller, place: Place, order: Write) -> Report:
    with closing(Collection.open(place.path, write=False)) as archive, explained(place.path):
        ids = archive.matching_annotations(order.query) if order.query.strip() else None
        return export(
            archive,
            order.format,
            order.path,
            ids=ids,
            query=order.query,
            progress=tell.progress,
            options=order.options,
            mark=order.mark,
        )


def _try(tell: Teller, place: Place, order: Try) -> Plan:
    with closing(Collection.open(place.path, write=False, annotator=place.annotator)) as archive:
        return try_out(archive, order.path, mapping=order.mapping, progress=tell.progress)


def _take(tell: Teller, place: Place, order: Take) -> Plan | Stopped:
    stopped = False

    def between() -> bool:
        nonlocal stopped
        sleep(GAP)
        stopped = tell.stopped
        return not stopped

    lent = partial(Collection.open_lent, place.path, annotator=place.annotator, replica=place.replica)
    with closing(lent()) as collection:
        collection.subscribe(tell.changed)
        plan = take_in_slices(
            collection, order.path, step=order.step, mapping=order.mapping, progress=tell.quietly, between=between
        )
    return Stopped(plan) if stopped else plan
