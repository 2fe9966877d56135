# SPDX-License-Identifier: MIT
"""The annotations of the open source, in text order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.attribution import sentence
from app.desktop.models.roles import NOWHERE, RECORD, Index
from database.records import Annotation


class AnnotationModel(QAbstractListModel):
    """Rows are annotations; :data:`RECORD` gives the annotation."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._all: list[Annotation] = []

    def show(self, annotations: Sequence[Annotation]) -> None:
        """Show the annotations of a source."""
        self.beginResetModel()
        self._all = sorted(annotations, key=_order)
        self.endResetModel()

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
        if role == Qt.ItemDataRole.DisplayRole:
            return found.quote
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = sentence(found.chain, found.slots)
            return ". ".join(part for part in (found.kind.capitalize(), found.quote, told, found.status) if part)
        return None

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(NOWHERE, row, row)
        del self._all[row]
        self.endRemoveRows()


def _order(annotation: Annotation) -> tuple[int, int, int]:
    return annotation.start, annotation.spans[-1].end, annotation.id
