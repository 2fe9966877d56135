# SPDX-License-Identifier: MIT
"""The formats annotations can be exported to, and what each is handed."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Protocol, TextIO, TypeVar

from app.archive import Archive
from app.errors import PostilError
from database import annotations
from database.records import KINDS, Annotation, Source
from database.sources import CHUNK

Progress = Callable[[int, int], None]
"""Called with how many annotations are written and how many there are."""

Write = Callable[[Path, "Selection"], None]
"""Writes a selection to a file that is not there yet, or is empty."""

WriteText = Callable[[TextIO, "Selection"], None]
"""Writes a selection as text."""

Narrow = Callable[[Mapping[str, str]], Mapping[str, Sequence[str]]]
"""Given what is chosen, returns the choices there still are for some of the options; none where one makes no sense."""

BAD = (PostilError, sqlite3.Error, ValueError, LookupError)
"""What reading or writing one annotation may raise where its data are damaged; it is left out and named."""


class _Identified(Protocol):
    @property
    def uid(self) -> str: ...


Item = TypeVar("Item", bound=_Identified)
Made = TypeVar("Made")


@dataclass(frozen=True)
class Selection:
    """What is exported: annotations by id, in text order and source by source, of one archive."""

    archive: Archive
    ids: Sequence[int]
    query: str = ""
    progress: Progress | None = None
    skipped: list[tuple[str, str]] = field(default_factory=list)
    options: Mapping[str, str] = field(default_factory=dict)
    """What was chosen for the format, by the names of its options; each has a value."""
    whole: bool = False
    """Whether everything is exported, so that sources without annotations belong to it too."""

    _named: set[str] = field(default_factory=set, repr=False)

    def source_ids(self) -> list[int]:
        """Return the ids of the sources: all of the archive, or those that the annotations stand in."""
        if self.whole:
            return sorted(self.archive.source_ids())
        return annotations.source_ids(self.archive.connection, self.ids)

    def sources(self) -> Iterator[Source]:
        """Yield the sources, a few hundred in memory at a time; one that cannot be read is left out and named."""
        ids = self.source_ids()
        for start in range(0, len(ids), CHUNK):
            for number, source in enumerate(self._sources(ids[start : start + CHUNK]), start + 1):
                if self.progress is not None:
                    self.progress(number, len(ids))
                yield source

    def _sources(self, ids: Sequence[int]) -> list[Source]:
        try:
            return self.archive.sources(ids)
        except BAD as error:
            if len(ids) == 1:
                self.skip(f"source {ids[0]}", f"It is damaged ({error}).")
                return []
        return [source for one in ids for source in self._sources([one])]

    def annotations(self, *, told: bool = True) -> Iterator[Annotation]:
        """Yield the annotations, a few hundred in memory at a time; ``told`` is false in a second pass over them."""
        return self._each(annotations.load, told=told)

    def loaded(
        self, load: Callable[[sqlite3.Connection, Sequence[int]], Iterator[Item]], *, told: bool = True
    ) -> Iterator[Item]:
        """Yield the annotations in another form, for formats that must be quick."""
        return self._each(load, told=told)

    def made(self, items: Iterable[Item], make: Callable[[Item], Made]) -> Iterator[Made]:
        """Yield what is made of each item; one that nothing can be made of is left out and named."""
        for item in items:
            try:
                made = make(item)
            except BAD as error:
                self.skip(item.uid, str(error) or type(error).__name__)
            else:
                yield made

    def skip(self, uid: str, reason: str) -> None:
        """Note that an annotation or a source is left out, and why; once, however many passes there are."""
        if uid not in self._named:
            self._named.add(uid)
            self.skipped.append((uid, reason))

    def _each(
        self, load: Callable[[sqlite3.Connection, Sequence[int]], Iterator[Item]], *, told: bool
    ) -> Iterator[Item]:
        done = 0
        for start in range(0, len(self.ids), CHUNK):
            for item in self._loaded(load, self.ids[start : start + CHUNK]):
                done += 1
                if told and self.progress is not None:
                    self.progress(done, len(self.ids))
                yield item

    def _loaded(
        self, load: Callable[[sqlite3.Connection, Sequence[int]], Iterator[Item]], ids: Sequence[int]
    ) -> list[Item]:
        """Load some annotations; where one is damaged, each by itself, so that only that one is left out."""
        connection = self.archive.connection
        try:
            return list(load(connection, ids))
        except BAD as error:
            if len(ids) == 1:
                self.skip(annotations.uid_of(connection, ids[0]), f"It is damaged ({error}).")
                return []
        return [item for one in ids for item in self._loaded(load, [one])]

    def text(self, source: Source, held: Iterable[Annotation]) -> str | None:
        """Return the text of a source; None where it is damaged, and then its annotations are left out and named."""
        try:
            return self.archive.words(source.id)
        except BAD as error:
            for annotation in held:
                self.skip(annotation.uid, f"The text of its source is damaged ({error}).")
            return None

    def by_source(self) -> Iterator[tuple[Source, list[Annotation]]]:
        """Yield each source that has annotations in the selection, with them.

        A source that is damaged is left out; its annotations are named.
        """
        for number, group in groupby(self.annotations(), key=_source_of):
            held = list(group)
            try:
                source = self.archive.source(number)
            except BAD as error:
                for annotation in held:
                    self.skip(annotation.uid, f"Its source is damaged ({error}).")
            else:
                yield source, held


def _source_of(annotation: Annotation) -> int:
    return annotation.source


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that a format offers: its name on the command line, its label, and its values, the usual one first.

    ``words`` say each value to a person, where the value itself does not.
    """

    name: str
    title: str
    choices: tuple[str, ...]
    words: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """What a person is shown for each value."""
        return self.words or self.choices


KEPT, TABLES, READ, NETWORKS, LANGUAGE, LISTS = (
    "To keep and bring back",
    "Tables and databases",
    "To read and to print",
    "Networks",
    "Language technology and the web",
    "Lists of sources",
)
"""What a format is for. The order is that in which they are offered."""
FAMILIES = (READ, KEPT, TABLES, NETWORKS, LANGUAGE, LISTS)


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name on the command line, the ending of its files, what it is for, and what writes it."""

    name: str
    suffix: str
    title: str
    write: Write
    options: tuple[Option, ...] = ()
    holds: str = "annotation"
    """What is counted when it is written: annotations, sources or codes."""
    kinds: tuple[str, ...] = KINDS
    """The kinds of annotation it can hold; others are left out without a word."""
    family: str = KEPT
    """What it is for: one of :data:`FAMILIES`."""
    about: str = ""
    """A sentence or two on what it holds and who opens it."""
    narrow: Narrow | None = None
    """Says which choices go with those already made, where not all do."""

    @property
    def label(self) -> str:
        """Its name for a person."""
        return self.title.partition(":")[0]

    @property
    def is_text(self) -> bool:
        """Whether its files are text, which a terminal or another program can be handed."""
        return isinstance(self.write, _Text)


@dataclass(frozen=True, slots=True)
class _Text:
    """Writes text."""

    write: WriteText

    def __call__(self, path: Path, selection: Selection) -> None:
        """Write a selection to a file."""
        with path.open("w", encoding="utf-8", newline="") as stream:
            self.write(stream, selection)


def text(write: WriteText) -> Write:
    """Return the writer of a format that is text: UTF-8, with the line ends that it writes itself."""
    return _Text(write)


def formats() -> dict[str, Format]:
    """Return every format by name."""
    from app.exchange.published import published  # noqa: PLC0415  each format imports this module
    from app.exchange.two_way import two_way  # noqa: PLC0415  as above

    known = (
        *two_way(),
        *published(),
    )
    return {each.name: each for each in known}
