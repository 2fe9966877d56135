# SPDX-License-Identifier: MIT
"""Some annotations as rows, read a page at a time as they come into sight; they can be ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QObject, Qt, Signal

from app.archive import Archive
from app.attribution import sentence
from app.desktop.models.roles import NOWHERE, RECORD, Index
from database.records import Annotation

PAGE = 64
"""How many annotations are read at once."""


class AnnotationRows(QAbstractListModel):
    """Rows are annotations in the given order; :data:`RECORD` gives the annotation.

    ``ticked`` comes when a row is ticked or is not any more, in a list whose rows can be.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None, *, ticks: bool = False):
        super().__init__(parent)
        self._archive: Archive | None = None
        self._ids: Sequence[int] = ()
        self._known: dict[int, Annotation] = {}
        self._ticks = ticks
        self._ticked: set[int] = set()

    # Methods

    def show(self, archive: Archive | None, ids: Iterable[int]) -> None:
        """Show other annotations; none of them is ticked."""
        self.beginResetModel()
        self._archive = archive
        self._ids = tuple(ids)
        self._known.clear()
        self._ticked.clear()
        self.endResetModel()

    @property
    def ids(self) -> Sequence[int]:
        """The ids of the annotations on show."""
        return self._ids

    @property
    def chosen(self) -> list[int]:
        """The ids of those that are ticked, in order."""
        return [known for known in self._ids if known in self._ticked]

    def tick(self, ids: Iterable[int]) -> None:
        """Tick these and no others."""
        self._ticked = set(ids)
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
        self.ticked.emit()

    def annotation(self, row: int) -> Annotation | None:
        """Return the annotation in a row, or None where it has just been deleted."""
        wanted = self._ids[row]
        if wanted not in self._known and self._archive is not None:
            start = row - row % PAGE
            page = self._archive.iter_annotations(self._ids[start : start + PAGE])
            self._known.update((annotation.id, annotation) for annotation in page)
        return self._known.get(wanted)

    # The contract of Qt

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many annotations there are."""
        return 0 if parent.isValid() else len(self._ids)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that rows can be chosen, and ticked where that is wanted."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._ticks and index.isValid() else flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the quotation, the words a screen reader says, whether it is ticked, or the annotation."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._check_state(index.row()) if self._ticks else None
        found = self.annotation(index.row())
        if found is None:
            return None
        if role == RECORD:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.quote
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{found.kind}. {found.quote}. {sentence(found.chain, found.slots)}. {found.source_title}."
        return None

    def setData(self, index: Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Tick a row, or take the tick away."""
        if role != Qt.ItemDataRole.CheckStateRole or not self._ticks or not index.isValid():
            return False
        wanted = self._ids[index.row()]
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._ticked.add(wanted)
        else:
            self._ticked.discard(wanted)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

    def _check_state(self, row: int) -> Qt.CheckState:
        return Qt.CheckState.Checked if self._ids[row] in self._ticked else Qt.CheckState.Unchecked
