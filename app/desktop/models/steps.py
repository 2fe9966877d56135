# SPDX-License-Identifier: MIT
"""The entries of the history, newest first, read a page at a time as they come into sight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.archive import Archive
from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.desktop.wording import date_words, uncapitalised
from database import history_list
from database.history import Entry
from database.history_words import DONE

PAGE = 64
"""How many entries are read at once."""


class StepRow(NamedTuple):
    """One row: an entry, when it was by the clock of this machine, and whether it is taken back as things stand.

    ``day`` is the heading above the row, where it is the first of its day.
    """

    entry: Entry
    at: datetime
    undone: bool
    day: str

    @property
    def title(self) -> str:
        """What was done, in words."""
        return title_of(self.entry)

    @property
    def time(self) -> str:
        """At what time of the day."""
        return f"{self.at:%H:%M}"


class StepModel(QAbstractListModel):
    """Rows are entries of the history; :data:`RECORD` gives the :class:`StepRow`."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._archive: Archive | None = None
        self._ids: Sequence[int] = ()
        self._known: dict[int, Entry] = {}
        self._undone: set[str] = set()

    # Methods

    def show(self, archive: Archive | None, ids: Sequence[int]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._archive = archive
        self._ids = ids
        self._known.clear()
        self._undone.clear()
        self.endResetModel()

    @property
    def ids(self) -> Sequence[int]:
        """The ids of the entries on show."""
        return self._ids

    def row(self, entry: int) -> int:
        """Return the row of an entry, or -1."""
        return self._ids.index(entry) if entry in self._ids else -1

    def step(self, row: int) -> StepRow | None:
        """Return what a row shows, or None where there is no such row."""
        entry = self._entry(row)
        if entry is None:
            return None
        above = self._entry(row - 1)
        at = local(entry.at)
        first = above is None or local(above.at).date() != at.date()
        taken_back = entry.kind == "do" and entry.step in self._undone
        return StepRow(entry, at, taken_back, day_words(at.date()) if first else "")

    # Qt's own

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what was done, the words a screen reader says, or the row."""
        found = self.step(index.row()) if index.isValid() else None
        if found is None:
            return None
        if role == RECORD:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            taken_back = ", taken back" if found.undone else ""
            return f"{found.title}, {found.entry.annotator}, {day_words(found.at.date())} {found.time}{taken_back}"
        return None

    # Parts

    def _entry(self, row: int) -> Entry | None:
        if not 0 <= row < len(self._ids):
            return None
        wanted = self._ids[row]
        if wanted not in self._known and self._archive is not None:
            start = row - row % PAGE
            page = history_list.entries(self._archive.connection, self._ids[start : start + PAGE])
            self._known.update((entry.action, entry) for entry in page)
            self._undone |= history_list.undone(self._archive.connection, [entry.step for entry in page])
        return self._known.get(wanted)


def title_of(entry: Entry) -> str:
    """Return what an entry did, in words: “Tag as claim”, “Undone: tag as claim”."""
    before = DONE.get(entry.kind, "")
    return f"{before}{uncapitalised(entry.label)}" if before else entry.label


def local(at: str) -> datetime:
    """Return a time of the log by the clock of this machine."""
    return datetime.fromisoformat(at).astimezone()


def day_words(day: date) -> str:
    """Return a day in words: “Today”, “12 May 2025”."""
    ago = (datetime.now().astimezone().date() - day).days
    return {0: "Today", 1: "Yesterday"}.get(ago) or date_words(day.isoformat())
