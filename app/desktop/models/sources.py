# SPDX-License-Identifier: MIT
"""The sources of the open collection, in the order and with the filter the user chose.

The model knows every id, and reads the sources themselves a page at a time, when a row is first asked for: a
list of 100,000 opens as fast as one of ten.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.collection import Collection
from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.desktop.wording import counted, meta_line
from database.history import Change
from database.records import Source

PAGE = 64
"""How many sources are read at once."""

SORTS = {
    "newest": "Newest",
    "oldest": "Oldest",
    "title": "Title",
    "publication": "Publication",
    "added": "Last added",
}
"""The orders a user can choose, by the name the collection knows."""


class SourceModel(QAbstractListModel):
    """Rows are sources; :data:`RECORD` gives the source."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._collection: Collection | None = None
        self._ids: list[int] = []
        self._rows: dict[int, int] | None = None
        self._known: dict[int, Source] = {}
        self._sort = "newest"
        self._words = ""

    # Properties

    @property
    def sort_name(self) -> str:
        """The order of the rows, one of :data:`SORTS`."""
        return self._sort

    @property
    def words(self) -> str:
        """The words every row holds."""
        return self._words

    @property
    def loaded(self) -> int:
        """How many sources have been read."""
        return len(self._known)

    # Methods

    def show(self, collection: Collection | None) -> None:
        """Show the sources of a collection."""
        self.beginResetModel()
        self._collection = collection
        self._words = ""
        self._load()
        self.endResetModel()

    def arrange(self, sort: str, words: str) -> None:
        """Show the sources that hold some words, in some order."""
        self._sort, self._words = sort, words
        self._reload()

    def refresh(self, change: Change) -> None:
        """Follow a change of the collection."""
        if change.touches("source"):
            self._reload()
            return
        shown = [source for source in change.sources if self.row(source) >= 0]
        if self._collection is not None:
            self._known.update((source.id, source) for source in self._collection.sources(shown))
        for source in shown:
            row = self.row(source)
            self.dataChanged.emit(self.index(row), self.index(row))

    def row(self, source: int) -> int:
        """Return the row of a source by its id, or -1."""
        if self._rows is None:
            self._rows = {known: row for row, known in enumerate(self._ids)}
        return self._rows.get(source, -1)

    def source(self, row: int) -> Source | None:
        """Return the source in a row, or None where it has just been deleted."""
        wanted = self._ids[row]
        if wanted not in self._known and self._collection is not None:
            start = row - row % PAGE
            page = self._collection.sources(self._ids[start : start + PAGE])
            self._known.update((source.id, source) for source in page)
        return self._known.get(wanted)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many sources show."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the title, the words a screen reader says, or the source."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == RECORD:
            return self.source(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            source = self.source(index.row())
            return None if source is None else _text(source, role)
        return None

    # Parts

    def _reload(self) -> None:
        self.beginResetModel()
        self._load()
        self.endResetModel()

    def _load(self) -> None:
        self._rows = None
        self._known.clear()
        self._ids = self._collection.source_ids(self._sort, self._words) if self._collection else []


def _text(source: Source, role: int) -> str:
    if role == Qt.ItemDataRole.DisplayRole:
        return source.title
    if role == Qt.ItemDataRole.ToolTipRole:
        return "\n".join(part for part in (source.title, meta_line(source)) if part)
    tagged = f"{counted(source.claims, 'claim')}, {counted(source.recommendations, 'recommendation')}"
    return f"{source.title}. {meta_line(source)}. {tagged}. {'Read' if source.read else 'Not read yet'}."
