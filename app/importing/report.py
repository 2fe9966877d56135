# SPDX-License-Identifier: MIT
"""What an import did: for the command line, the window, and the list a person may want to keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.importing.files import Candidate, Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """A new source, and the file it came from; ``characters`` counts the code points of its text."""

    id: int
    title: str
    path: str
    characters: int


@dataclass(frozen=True, slots=True)
class Differing:
    """A file that has the name of a source but other bytes, and was not imported: it may be to take its place."""

    path: str
    file: Path
    source: int
    title: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    ``differing`` and ``missing`` are only looked for where the import was told to; ``missing`` are sources whose files
    are no longer in a watched folder, as (id, title). ``notes`` are about files that were imported all the same.

    ``stopped`` is a sentence where it ended early for a reason of its own (the disk is full), ``cancelled`` is
    true where somebody ended it, and ``left`` counts the files it did not come to in either case.
    """

    imported: tuple[Imported, ...] = ()
    skipped: tuple[Problem, ...] = ()
    failed: tuple[Problem, ...] = ()
    cancelled: bool = False
    stopped: str = ""
    left: int = 0
    differing: tuple[Differing, ...] = ()
    missing: tuple[tuple[int, str], ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Tally:
    """The report in the making: what became of each file, by its number."""

    pending: dict[int, Candidate] = field(default_factory=dict)
    skipped: list[Problem] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    stopped: str = ""
    total: int = 0
    differing: list[Differing] = field(default_factory=list)
    missing: tuple[tuple[int, str], ...] = ()
    notes: list[Problem] = field(default_factory=list)
    _imported: dict[int, Imported] = field(default_factory=dict)
    _places: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def done(self) -> int:
        """How many files have been dealt with."""
        return self.total - len(self.pending)

    def take(self, number: int, source: int, title: str, characters: int) -> None:
        """Note that a file has become a source."""
        path = self.pending.pop(number).told
        self._imported[number] = Imported(source, title, path, characters)

    def leave(self, number: int, reason: str, *, passed_over: bool) -> None:
        """Note that a file is not imported: passed over, or impossible to read."""
        file = self.pending.pop(number, None)
        if file is not None:
            (self.skipped if passed_over else self.failed).append(Problem(file.told, reason))

    def differ(self, number: int, source: int, title: str) -> None:
        """Note that a file has the name of a source but other bytes."""
        file = self.pending.pop(number, None)
        if file is not None:
            self.differing.append(Differing(file.told, file.path, source, title))

    def note(self, number: int, sentence: str) -> None:
        """Note something about a file that is imported all the same."""
        if number in self.pending:
            self.notes.append(Problem(self.pending[number].told, sentence))

    def open(
        self,
        number: int,
        members: Mapping[int, Candidate],
        problems: Iterable[tuple[Problem, bool]],
        *,
        beside: bool = False,
    ) -> None:
        """Note that a file holds others, which take its place in the order of the report, or come ``beside`` it."""
        if number not in self.pending:
            return
        if beside:
            self.pending[number] = replace(self.pending[number], unpacked=True)
        else:
            del self.pending[number]
        place = self._place(number)
        for inner, (member, candidate) in enumerate(members.items()):
            self.pending[member] = candidate
            self._places[member] = (*place, inner)
        self.total += len(members) if beside else max(0, len(members) - 1)
        for problem, passed_over in problems:
            (self.skipped if passed_over else self.failed).append(problem)

    def _place(self, number: int) -> tuple[int, ...]:
        return self._places.get(number, (number,))

    def report(self, *, cancelled: bool) -> ImportReport:
        """Return what has been done so far."""
        imported = tuple(self._imported[number] for number in sorted(self._imported, key=self._place))
        left = len(self.pending)
        skipped, failed = tuple(self.skipped), tuple(self.failed)
        return ImportReport(
            imported,
            skipped,
            failed,
            cancelled,
            self.stopped,
            left,
            tuple(self.differing),
            self.missing,
            tuple(self.notes),
        )
