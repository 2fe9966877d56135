# SPDX-License-Identifier: MIT
"""What an import did, a row a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.desktop.wording import counted
from app.importing.near import Near
from app.importing.report import Differing, ImportReport

IMPORTED, DIFFERING, NEAR, MISSING, NOTED, SKIPPED, FAILED = (
    "imported",
    "differing",
    "near",
    "missing",
    "noted",
    "skipped",
    "failed",
)
SORTS = {
    IMPORTED: "Imported",
    FAILED: "Failed",
    DIFFERING: "Changed",
    NEAR: "Nearly the same",
    SKIPPED: "Skipped",
    MISSING: "Gone",
    NOTED: "Notes",
}
"""What can have become of a file, as the buttons name it, in their order."""

DECIDED = frozenset({DIFFERING, NEAR, MISSING})
"""What there is nothing to decide about once a source it is about is gone."""


class ReportRow(NamedTuple):
    """One line of a report: of which sort, what it is about, what is said of it, and the source it leads to (0: none).

    ``item`` is what more is known: a :class:`Differing` or a :class:`Near`.
    """

    sort: str
    head: str
    words: str
    source: int = 0
    item: Differing | Near | None = None

    @property
    def about(self) -> frozenset[int]:
        """The sources it is about."""
        return frozenset({self.source, self.item.other if isinstance(self.item, Near) else self.source} - {0})


class ReportModel(QAbstractListModel):
    """Rows are of one sort, or of all; :data:`RECORD` gives a :class:`ReportRow`."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._all: list[ReportRow] = []
        self._rows: Sequence[ReportRow] = ()
        self._gone: frozenset[int] = frozenset()
        self._sort = ""

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each sort."""
        found = Counter(row.sort for row in self._standing())
        return {sort: found[sort] for sort in SORTS}

    @property
    def sources(self) -> frozenset[int]:
        """The sources that any of its rows are about."""
        return frozenset().union(*(row.about for row in self._all))

    @property
    def sort_name(self) -> str:
        """The sort on show."""
        return self._sort

    def add(self, rows: Iterable[ReportRow]) -> None:
        """Add rows."""
        self._all += rows
        self.narrow(self._sort)

    def drop(self, gone: ReportRow) -> None:
        """Take a row out: it has been dealt with."""
        if gone in self._all:
            self._all.remove(gone)
        self.narrow(self._sort)

    def show_gone(self, gone: frozenset[int]) -> None:
        """Lead to none of these sources, for they are there no more."""
        self._gone = gone
        self.narrow(self._sort)

    def narrow(self, sort: str) -> None:
        """Show the rows of one sort."""
        self.beginResetModel()
        self._sort = sort
        self._rows = [row for row in self._standing() if not sort or row.sort == sort]
        self.endResetModel()

    def record(self, row: int) -> ReportRow | None:
        """Return what is in a row, or None where there is no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows show."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the head, the whole line for a screen reader and under the pointer, or the row itself."""
        found = self.record(index.row()) if index.isValid() else None
        if found is None:
            return None
        if role == RECORD:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.head
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{found.head}\n{found.words}"
        return None

    def differing(self) -> list[tuple[int, Path]]:
        """Return the sources whose files have changed, with those files."""
        return [(row.source, row.item.file) for row in self._standing() if isinstance(row.item, Differing)]

    def listing(self) -> str:
        """Return all of it as text: a heading a sort, two lines a row."""
        return "\n".join(_listed(list(self._standing())))

    def _standing(self) -> Iterator[ReportRow]:
        """Yield the rows as they are now that some sources are gone."""
        for row in self._all:
            if self._gone.isdisjoint(row.about):
                yield row
            elif row.sort not in DECIDED:
                yield row._replace(source=0, words=f"{row.words} · deleted since")


def rows_of(report: ImportReport) -> Iterator[ReportRow]:
    """Yield what became of each file."""
    for each in report.imported:
        yield ReportRow(IMPORTED, each.title, f"{each.path} · {counted(each.characters, 'character')}", each.id)
    for file in report.differing:
        words = f"“{file.title}” came from a file of this name. Its bytes are others now."
        yield ReportRow(DIFFERING, file.path, words, file.source, file)
    for source, title in report.missing:
        yield ReportRow(MISSING, title, "Its file is no longer in the watched folder. The source stays.", source)
    for sort, problems in ((NOTED, report.notes), (SKIPPED, report.skipped), (FAILED, report.failed)):
        for problem in problems:
            yield ReportRow(sort, problem.path, problem.reason)


def near_rows(found: Iterable[Near]) -> Iterator[ReportRow]:
    """Yield the pairs of sources that are nearly the same."""
    for near in found:
        words = f"{near.percent} % of its wording is that of “{near.other_title}”."
        yield ReportRow(NEAR, near.title, words, near.source, near)


def _listed(rows: Sequence[ReportRow]) -> Iterator[str]:
    for sort, words in SORTS.items():
        found = [row for row in rows if row.sort == sort]
        if found:
            yield f"{words} ({len(found):,})"
            for row in found:
                yield f"{row.head}\n    {row.words}"
            yield ""
