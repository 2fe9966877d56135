# SPDX-License-Identifier: MIT
"""What an import did: for the command line, the window, and the list a person may want to keep."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.importing import files
from app.importing.files import Candidate, Problem


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
class Tally:
    """The report in the making: what became of each file, by its number."""

    pending: dict[int, Candidate] = field(default_factory=dict)
    skipped: list[Problem] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    stopped: str = ""
    total: int = 0
    _imported: dict[int, Imported] = field(default_factory=dict)

    @property
    def done(self) -> int:
        """How many files have been dealt with."""
        return self.total - len(self.pending)

    def take(self, number: int, source: int, title: str, characters: int) -> None:
        """Note that a file has become a source."""
        path = files.shown(self.pending.pop(number).path)
        self._imported[number] = Imported(source, title, path, characters)

    def leave(self, number: int, reason: str, *, passed_over: bool) -> None:
        """Note that a file is not imported: passed over, or impossible to read."""
        file = self.pending.pop(number, None)
        if file is not None:
            (self.skipped if passed_over else self.failed).append(Problem(files.shown(file.path), reason))

    def report(self, *, cancelled: bool) -> ImportReport:
        """Return what has been done so far."""
        imported = tuple(self._imported[number] for number in sorted(self._imported))
        left = len(self.pending)
        skipped, failed = tuple(self.skipped), tuple(self.failed)
        return ImportReport(imported, skipped, failed, cancelled, self.stopped, left)
