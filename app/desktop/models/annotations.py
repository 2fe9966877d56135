# SPDX-License-Identifier: MIT
"""The annotations of the open source, in text order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.attribution import sentence
from app.desktop.models.roles import AROUND, NOWHERE, RECORD, Index
from app.editing.surroundings import ALONE, Surroundings
from database.records import Annotation

NOTHING: Mapping[int, Surroundings] = MappingProxyType({})


class AnnotationModel(QAbstractListModel):
    """Rows are annotations; :data:`RECORD` gives the annotation, :data:`AROUND` what it stands beside."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._all: list[Annotation] = []
        self._around: Mapping[int, Surroundings] = {}

    def show(self, annotations: Sequence[Annotation], around: Mapping[int, Surroundings] = NOTHING) -> None:
        """Show the annotations of a source, and what they stand beside."""
        self.beginResetModel()
        self._all = sorted(annotations, key=_order)
        self._around = around
        self.endResetModel()

    def surround(self, around: Mapping[int, Surroundings]) -> None:
        """Show what the annotations stand beside now."""
        before, self._around = self._around, around
        for row, annotation in enumerate(self._all):
            if before.get(annotation.id, ALONE) != around.get(annotation.id, ALONE):
                self.dataChanged.emit(self.index(row), self.index(row))

    def around(self, annotation: int) -> Surroundings:
        """Return what an annotation stands beside."""
        return self._around.get(annotation, ALONE)

    def put(self, annotation: Annotation) -> None:
        """Add an annotation at its place, or show it as it is now."""
        row = self.row(annotation.id)
        if row >= 0 and _order(self._all[row]) == _order(annotation):
            self._all[row] = annotation
            self.dataChanged.emit(self.index(row), self.index(row))
            return
        if row >= 0:
            self._remove(row)
        row = bisect_left(self._all, _order(annotation), key=_order)
        self.beginInsertRows(NOWHERE, row, row)
        self._all.insert(row, annotation)
        self.endInsertRows()

    def drop(self, annotation: int) -> None:
        """Take an annotation out, if it is there."""
        row = self.row(annotation)
        if row >= 0:
            self._remove(row)

    @property
    def annotations(self) -> Sequence[Annotation]:
        """The annotations on show, in text order."""
        return self._all

    def ids(self) -> Iterable[int]:
        """Return the ids of the annotations on show, in text order."""
        return [annotation.id for annotation in self._all]

    def row(self, annotation: int) -> int:
        """Return the row of an annotation by its id, or -1."""
        return next((row for row, known in enumerate(self._all) if known.id == annotation), -1)

    def annotation(self, row: int) -> Annotation | None:
        """Return the annotation in a row, or None where there is no such row."""
        return self._all[row] if 0 <= row < len(self._all) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many annotations there are."""
        return 0 if parent.isValid() else len(self._all)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the quotation, the words a screen reader says, or the annotation."""
        found = self.annotation(index.row()) if index.isValid() else None
        if found is None:
            return None
        if role == RECORD:
            return found
        if role == AROUND:
            return self.around(found.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return found.quote
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._told(found)
        return None

    def _told(self, found: Annotation) -> str:
        """Return all that a card says, for who cannot see it."""
        around = self.around(found.id)
        parts = (
            found.kind.capitalize(),
            found.quote,
            sentence(found.chain, found.slots),
            found.status,
            *(tie.told for tie in around.ties),
            *(f"{stated.role} {stated.text}" for stated in around.stated),
        )
        return ". ".join(part for part in parts if part)

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(NOWHERE, row, row)
        del self._all[row]
        self.endRemoveRows()


def _order(annotation: Annotation) -> tuple[int, int, int]:
    return annotation.start, annotation.spans[-1].end, annotation.id
