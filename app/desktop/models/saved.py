# SPDX-License-Identifier: MIT
"""Saved searches with how much they find now, and below them what was asked lately."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.desktop.wording import counted
from app.editing.searches import SavedSearch


@dataclass(frozen=True, slots=True)
class Folder:
    """A saved search, and how many sources it finds; None until they have been counted."""

    search: SavedSearch
    sources: int | None = None


@dataclass(frozen=True, slots=True)
class Recent:
    """A query that was asked lately."""

    query: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Words above the rows of one kind."""

    words: str


Row = Folder | Recent | Heading


class SavedModel(QAbstractListModel):
    """Rows are folders and recent queries under their headings; :data:`RECORD` gives the row."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._rows: list[Row] = []
        self._counts: dict[str, int] = {}

    def show(self, saved: Sequence[SavedSearch], recent: Sequence[str]) -> None:
        """Show these searches; what has been counted before stays until it is counted again."""
        folders = [Folder(each, self._counts.get(each.query)) for each in saved]
        queries = [Recent(query) for query in recent]
        self.beginResetModel()
        self._rows = [*_headed("Saved", folders), *_headed("Lately asked", queries)]
        self.endResetModel()

    def count(self, found: Mapping[str, int]) -> None:
        """Take how many sources some queries find."""
        self._counts.update(found)
        for number, row in enumerate(self._rows):
            if isinstance(row, Folder) and row.search.query in found:
                self._rows[number] = Folder(row.search, found[row.search.query])
                self.dataChanged.emit(self.index(number), self.index(number))

    def record(self, row: int) -> Row | None:
        """Return what a row holds, or None where there is no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, search: int) -> int:
        """Return the row of a saved search by its id, or -1."""
        found = (n for n, row in enumerate(self._rows) if isinstance(row, Folder) and row.search.id == search)
        return next(found, -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row: nothing with a heading."""
        row = self.record(index.row()) if index.isValid() else None
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        if isinstance(row, Heading):
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the name or the query, the words a screen reader says, or the record."""
        row = self.record(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == RECORD:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Folder):
            return row.search.query
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, Folder):
            number = "" if row.sources is None else f", {counted(row.sources, 'source')}"
            return f"{row.search.name}: {row.search.query}{number}"
        return _words(row) if role == Qt.ItemDataRole.AccessibleTextRole else None


def _headed(words: str, rows: Sequence[Row]) -> list[Row]:
    return [Heading(words), *rows] if rows else []


def _words(row: Row) -> str:
    match row:
        case Folder(search):
            return search.name
        case Recent(query):
            return query
    return row.words
