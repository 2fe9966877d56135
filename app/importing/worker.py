# SPDX-License-Identifier: MIT
"""The process that reads files: it converts them one by one and stages them in batches for the collection.

It is spawned, knows nothing of Qt, and never writes to the collection. A file that hangs it or kills it costs that
file: whoever started it (:mod:`app.importing.job`) sees which file it is reading, and starts another worker.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import json
import logging
import shutil
import signal
import sqlite3
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path

from app.errors import PostilError
from app.importing import files
from app.importing.document import ImportFailure, NotRead, same_bytes
from app.importing.files import Candidate, Problem
from app.importing.formats import Format, holds_many
from app.importing.languages import LanguageDetector
from app.importing.memory import limit_memory
from app.importing.offline import forbid_network
from app.importing.prepare import Prepare, Raw, Rows
from app.importing.rules import Rules
from app.importing.table_opener import opener_of
from app.importing.unpacking import Opened, Unpacker
from app.search.folding import LONGEST_FORM, describe
from database import staging, store, vocabulary
from database.attributes import Attribute, attributes
from database.staging import StagedSource, StemRow, VocabularyRow

IN_FLIGHT = 2
"""How many batches may wait to be copied: one is copied while the next is made."""

COUNT_EVERY = 4
"""How often, in batches, the counts of words that are known already are sent along. They only rank words."""

MEMORY = 2 * 1024**3
"""How much address space a worker may take beyond what it starts with, in bytes: libraries, a batch and 1 GB a file."""

FIRST = 50
"""How many sources the first batch has at most, so that there is soon something to read; each has twice as many."""

HUNGRY = "Reading it takes more memory than a file may have."
FULL = "The disk is full, so nothing more can be read."


@dataclass(frozen=True, slots=True)
class BatchSize:
    """When a batch is closed: at so many sources, or so many characters of text.

    A word costs time in each batch anew, so that large batches are quick; the first are small (:data:`FIRST`).
    """

    sources: int = 200
    characters: int = 4_000_000


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is to do: which files, by number, for which collection, and where to stage them.

    ``spare`` is the first of the numbers it gives to what it finds in files that hold many; ``rules`` are what a
    person said about the import.
    """

    collection: Path
    folder: Path
    files: tuple[tuple[int, Candidate], ...]
    batch: BatchSize
    prepare: Prepare
    spare: int = 1_000_000_000
    rules: Rules = field(default_factory=Rules)


@dataclass(frozen=True, slots=True)
class Left:
    """A file was left out: passed over, or impossible to read."""

    number: int
    reason: str
    passed_over: bool


@dataclass(frozen=True, slots=True)
class Differs:
    """A file has the name of a source but other bytes; somebody has to say what is to become of it."""

    number: int
    source: int
    title: str


@dataclass(frozen=True, slots=True)
class Noted:
    """Something about a file is worth a word, though it is read."""

    number: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Found:
    """A file was opened that holds many: what this worker will read of it next, by number, and what it will not.

    With ``beside`` it is a source itself, to which files are attached.
    """

    number: int
    members: tuple[tuple[int, Candidate], ...]
    problems: tuple[tuple[Problem, bool], ...]
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Staged:
    """A batch waits to be copied."""

    path: Path
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """The worker cannot go on, for a reason that is no file's."""

    reason: str


@dataclass(frozen=True, slots=True)
class Finished:
    """Every file has been dealt with."""


Message = Left | Differs | Noted | Found | Staged | Stopped | Finished


NOTHING = -1
"""What :data:`Current` holds while no file is being read."""

Current = ctypes.c_int64
"""The number of the file being read: memory that both processes see, so that nobody has to be told of each file."""


def run(pipe: Connection, current: Current) -> None:
    """Carry out the order that comes through ``pipe``; the other side answers each batch once it is copied."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable(logging.CRITICAL)
    forbid_network()
    limit_memory(MEMORY)
    try:
        order: Order = pipe.recv()
    except EOFError:
        return  # whoever wanted it has ended, or has nothing to do for it
    try:
        _carry_out(pipe, current, order)
    except (BrokenPipeError, ConnectionResetError, EOFError):
        _sweep(order.folder)


def _carry_out(pipe: Connection, current: Current, order: Order) -> None:
    try:
        _Worker(pipe, current, order).work()
    except (sqlite3.Error, OSError) as error:
        pipe.send(Stopped(FULL if _is_full_disk(error) else f"The files could not be staged ({error})."))


def _sweep(folder: Path) -> None:
    """Take away what was staged, since whoever would have done so is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):
        folder.parent.rmdir()


def _is_full_disk(error: sqlite3.Error | OSError) -> bool:
    if isinstance(error, OSError):
        return error.errno == errno.ENOSPC
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL


class _Worker:
    def __init__(self, pipe: Connection, current: Current, order: Order):
        self._pipe = pipe
        self._current = current
        self._order = order
        self._detector = LanguageDetector()
        self._collection = _Known.of(order.collection)
        self._known = self._collection.originals
        self._words = Words()
        self._batch: list[Rows] = []
        self._characters = 0
        self._batches = 0
        self._waiting = 0
        self._queue = deque(order.files)
        self._unpacker = Unpacker(order.folder)
        self._spare = order.spare

    def work(self) -> None:
        while self._queue:
            number, file = self._queue.popleft()
            self._current.value = number
            try:
                self._take(number, file)
            except ImportFailure as failure:
                passed_over = isinstance(failure, _Same) or (isinstance(failure, NotRead) and not file.named)
                self._pipe.send(Left(number, str(failure), passed_over))
            except MemoryError:
                self._pipe.send(Left(number, HUNGRY, passed_over=False))
            except (BrokenPipeError, ConnectionResetError):
                raise
            except OSError as error:
                # A file that goes away, a drive that fails, a library that wants the network: each costs one file.
                if _is_full_disk(error):
                    raise
                self._pipe.send(Left(number, files.sentence(error), passed_over=False))
            self._current.value = NOTHING
            if self._is_full():
                self._close_batch()
        self._close_batch(last=True)
        self._pipe.send(Finished())

    def _take(self, number: int, file: Candidate) -> None:
        files.check(file.path)
        known = holds_many(file.path)
        if known is not None:
            self._open(number, file, known)
            return
        data = files.read(file.path)
        original = hashlib.sha256(data).hexdigest()
        if original in self._known:
            raise _Same(self._known[original])
        if self._order.rules.ask_changed and file.name in self._collection.paths and not file.depth:
            self._pipe.send(Differs(number, *self._collection.paths[file.name]))
            return
        prepared = self._order.prepare(Raw(number, file, data, original), self._detector)
        content, source, warnings, attached = prepared
        for warning in warnings:
            self._pipe.send(Noted(number, warning))
        if source.attributes != "{}":
            source = self._fitting(number, source)
        self._known[original] = source.title
        self._batch.append((content, source))
        self._characters += content.characters
        if attached and not file.unpacked:
            self._put_first(number, self._unpacker.beside(file, attached), beside=True)

    def _open(self, number: int, file: Candidate, known: Format) -> None:
        """Unpack a file that holds many, and put what is in it before what else there is to read."""
        opened = self._unpacker.open(file, known, opener_of(self._order.rules, file, known))
        self._put_first(number, opened)

    def _put_first(self, number: int, opened: Opened, *, beside: bool = False) -> None:
        """Read what was found in a file before what else there is to read, and tell of it."""
        members = tuple(enumerate(opened.members, self._spare))
        self._spare += len(members)
        self._queue.extendleft(reversed(members))
        self._pipe.send(Found(number, members, tuple(opened.problems), beside))

    def _fitting(self, number: int, source: StagedSource) -> StagedSource:
        """Return a source without the values that columns of the collection cannot take, and tell of those."""
        from app.editing.attributes import checked  # noqa: PLC0415  it loads much that other files do not need

        kept = {}
        for name, value in json.loads(source.attributes).items():
            column = self._collection.columns.get(name.casefold())
            try:
                kept[name] = checked(column, value) if column is not None else value
            except PostilError as error:
                self._pipe.send(Noted(number, f"{error} “{name}” was left empty."))
        return replace(source, attributes=json.dumps(kept, ensure_ascii=False, sort_keys=True))

    def _is_full(self) -> bool:
        batch = self._order.batch
        sources = min(batch.sources, FIRST << self._batches)
        return len(self._batch) >= sources or self._characters >= batch.characters

    def _close_batch(self, *, last: bool = False) -> None:
        """Stage what has been read, and wait while too many batches are waiting to be copied."""
        if not self._batch and not (last and self._words.counted):
            return
        path = self._order.folder / f"{self._batches}.sqlite"
        texts = [(f"{source.title} {content.text}", source.language) for content, source in self._batch]
        words, stems = self._words.describe(texts)
        if last or self._batches % COUNT_EVERY == COUNT_EVERY - 1:
            words += self._words.take_counts()
        staging.write(path, self._batch, words, stems)
        self._pipe.send(Staged(path, tuple(source.number for _, source in self._batch)))
        self._batches += 1
        self._waiting += 1
        self._batch, self._characters = [], 0
        while self._waiting and (self._waiting >= IN_FLIGHT or self._pipe.poll()):
            self._pipe.recv()
            self._waiting -= 1


class _Same(ImportFailure):
    """The same bytes are a source already."""

    def __init__(self, title: str):
        super().__init__(same_bytes(title))


class Words:
    """Describes the words of batches that are copied in order: a word is folded and stemmed once a language."""

    def __init__(self) -> None:
        self._seen: dict[str, set[str]] = {}
        self.counted: Counter[str] = Counter()
        """In how many more sources known words stand, since the counts were taken."""

    def describe(self, texts: Sequence[tuple[str, str]]) -> tuple[list[VocabularyRow], list[StemRow]]:
        """Return the vocabulary and stem rows of the words that are new, of texts given with their languages."""
        by_language: dict[str, list[str]] = {}
        for text, language in texts:
            by_language.setdefault(language, []).append(text)
        words: list[VocabularyRow] = []
        stems: list[StemRow] = []
        for language, its_texts in by_language.items():
            seen = self._seen.setdefault(language, set())
            forms = dict(vocabulary.forms_of(its_texts))
            new = forms.keys() - seen
            described, kin = describe([(form, forms.pop(form)) for form in sorted(new)], language)
            self.counted.update(forms)
            seen |= new
            words += described
            stems += kin
        return words, stems

    def take_counts(self) -> list[VocabularyRow]:
        """Return the counts of known words, as rows that add to theirs, and begin to count afresh."""
        rows: list[VocabularyRow] = [
            (form, None, documents) for form, documents in self.counted.items() if len(form) <= LONGEST_FORM
        ]
        self.counted.clear()
        return rows


@dataclass(frozen=True, slots=True)
class _Known:
    """What is in the collection when the import begins.

    ``originals`` are titles by the SHA-256 of bytes, ``paths`` id and title by the name of the file, and ``columns``
    the users' own columns that do not take any text, by name in small letters.
    """

    originals: dict[str, str]
    paths: dict[str, tuple[int, str]]
    columns: dict[str, Attribute]

    @classmethod
    def of(cls, collection: Path) -> _Known:
        opened = store.open_store(collection, write=False)
        try:
            connection = opened.connection
            typed = {each.name.casefold(): each for each in attributes(connection) if each.type != "text"}
            return cls(staging.known_originals(connection), staging.known_paths(connection), typed)
        finally:
            opened.close()
