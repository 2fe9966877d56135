# SPDX-License-Identifier: MIT
"""The formats annotations can be exported to, and what each is handed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TextIO

from app.archive import Archive
from database import annotations
from database.records import Annotation, Source

Progress = Callable[[int, int], None]
"""Called with how many annotations are written and how many there are."""

Write = Callable[[Path, "Selection"], None]
"""Writes a selection to a file that is not there yet, or is empty."""


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

    def source_ids(self) -> list[int]:
        """Return the ids of the sources: all of the archive, or those that the annotations stand in."""
        if self.whole:
            return sorted(self.archive.source_ids())
        return annotations.source_ids(self.archive.connection, self.ids)

    def annotations(self) -> Iterator[Annotation]:
        """Yield the annotations, a few hundred in memory at a time."""
        for number, annotation in enumerate(self.archive.iter_annotations(self.ids), 1):
            if self.progress is not None:
                self.progress(number, len(self.ids))
            yield annotation

    def by_source(self) -> Iterator[tuple[Source, list[Annotation]]]:
        """Yield each source that has annotations in the selection, with them."""
        held: list[Annotation] = []
        for annotation in self.annotations():
            if held and annotation.source != held[0].source:
                yield self.archive.source(held[0].source), held
                held = []
            held.append(annotation)
        if held:
            yield self.archive.source(held[0].source), held


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that a format offers: its name on the command line, its label, and its values, the usual one first."""

    name: str
    title: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name on the command line, the ending of its files, what it is for, and what writes it."""

    name: str
    suffix: str
    title: str
    write: Write
    options: tuple[Option, ...] = ()
    holds: str = "annotation"
    """What is counted when it is written: annotations or sources."""


def text(write: Callable[[TextIO, Selection], None]) -> Write:
    """Return the writer of a format that is text: UTF-8, with the line ends that it writes itself."""
    return partial(_write_text, write)


def _write_text(write: Callable[[TextIO, Selection], None], path: Path, selection: Selection) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        write(stream, selection)


def formats() -> dict[str, Format]:
    """Return every format by name."""
    from app.exchange import jsonl, markdown, table  # noqa: PLC0415  each format imports this module

    known = (
        Format("jsonl", ".jsonl", "JSON Lines: everything, one annotation a line", text(jsonl.write)),
        Format("csv", ".csv", "CSV: one row an annotation, for spreadsheets and R", text(table.write)),
        Format("markdown", ".md", "Markdown: a report grouped by source", text(markdown.write)),
    )
    return {each.name: each for each in known}
