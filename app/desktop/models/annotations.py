# SPDX-License-Identifier: MIT
"""The annotations of the open source, in text order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.attribution import sentence
from app.desktop.models.roles import AROUND, NOWHERE, RECORD, Index
from app.editing.surroundings import ALONE, Surroundings
from database.records import Annotation

NOTHING: Mapping[int, Surroundings] = MappingProxyType({})
PAGE = 100
"""How many annotations are fetched at once."""

Order = tuple[int, int, int]
"""The place of an annotation in text order: where it begins, where its last span ends, and its id."""
Fetch = Callable[[Sequence[int]], Iterable[Annotation]]


class AnnotationModel(QAbstractListModel):
    """Rows are annotations; :data:`RECORD` gives the annotation, :data:`AROUND` what it stands beside.

    A book may have thousands of them, and a page shows a dozen: they can be fetched when they are wanted.
    """

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._orders: list[Order] = []
        self._ids: set[int] = set()
        self._known: dict[int, Annotation] = {}
        self._fetch: Fetch = _nothing
        self._around: Mapping[int, Surroundings] = {}

    def show(self, annotations: Sequence[Annotation], around: Mapping[int, Surroundings] = NOTHING) -> None:
        """Show the annotations of a source, and what they stand beside."""
        known = {annotation.id: annotation for annotation in annotations}
        self._reset([_order(annotation) for annotation in annotations], _nothing, known, around)

    def show_later(self, orders: Sequence[Order], fetch: Fetch, around: Mapping[int, Surroundings] = NOTHING) -> None:
        """Show annotations by their places; ``fetch`` gives those of some ids when they are wanted."""
        self._reset(orders, fetch, {}, around)

    def _reset(
        self,
        orders: Sequence[Order],
        fetch: Fetch,
        known: dict[int, Annotation],
        around: Mapping[int, Surroundings],
    ) -> None:
        self.beginResetModel()
        self._orders, self._fetch, self._known, self._around = sorted(orders), fetch, known, around
        self._ids = {number for _, _, number in orders}
        self.endResetModel()

    def surround(self, around: Mapping[int, Surroundings]) -> None:
        """Show what the annotations stand beside now."""
        before, self._around = self._around, around
        for row, (_, _, number) in enumerate(self._orders):
            if before.get(number, ALONE) != around.get(number, ALONE):
                self.dataChanged.emit(self.index(row), self.index(row))

    def around(self, annotation: int) -> Surroundings:
        """Return what an annotation stands beside."""
        return self._around.get(annotation, ALONE)

    def put(self, annotation: Annotation) -> None:
        """Add an annotation at its place, or show it as it is now."""
        row, order = self.row(annotation.id), _order(annotation)
        if row >= 0:
            self._known[annotation.id] = annotation
            self._move(row, order)
            return
        row = bisect_left(self._orders, order)
        self.beginInsertRows(NOWHERE, row, row)
        self._orders.insert(row, order)
        self._ids.add(annotation.id)
        self._known[annotation.id] = annotation
        self.endInsertRows()

    def drop(self, annotation: int) -> None:
        """Take an annotation out, if it is there."""
        row = self.row(annotation)
        if row >= 0:
            self._remove(row)

    @property
    def annotations(self) -> Sequence[Annotation]:
        """The annotations on show, in text order."""
        missing = [number for _, _, number in self._orders if number not in self._known]
        self._known.update((found.id, found) for found in self._fetch(missing))
        return [self._known[number] for _, _, number in self._orders]

    def ids(self) -> Iterable[int]:
        """Return the ids of the annotations on show, in text order."""
        return [number for _, _, number in self._orders]

    def first_from(self, offset: int) -> int:
        """Return the row of the first annotation that begins at an offset or behind it."""
        return bisect_left(self._orders, (offset, 0, 0))

    def row(self, annotation: int) -> int:
        """Return the row of an annotation by its id, or -1."""
        known = self._known.get(annotation)
        if known is not None:
            return bisect_left(self._orders, _order(known))
        if annotation not in self._ids:
            return -1
        return next((row for row, order in enumerate(self._orders) if order[2] == annotation), -1)

    def annotation(self, row: int) -> Annotation | None:
        """Return the annotation in a row, or None where there is no such row."""
        if not 0 <= row < len(self._orders):
            return None
        number = self._orders[row][2]
        if number not in self._known:
            first = row - row % PAGE
            page = (number for _, _, number in self._orders[first : first + PAGE])
            wanted = [number for number in page if number not in self._known]
            self._known.update((found.id, found) for found in self._fetch(wanted))
        return self._known.get(number)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many annotations there are."""
        return 0 if parent.isValid() else len(self._orders)

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

    def _move(self, row: int, order: Order) -> None:
        """Show an annotation as it is now, at its place. To take it out and put it back would make another current."""
        place = bisect_left(self._orders, order)
        if place not in (row, row + 1):
            self.beginMoveRows(NOWHERE, row, row, NOWHERE, place)
            del self._orders[row]
            place -= place > row
            self._orders.insert(place, order)
            self.endMoveRows()
            row = place
        self._orders[row] = order
        self.dataChanged.emit(self.index(row), self.index(row))

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(NOWHERE, row, row)
        number = self._orders.pop(row)[2]
        self._ids.discard(number)
        self._known.pop(number, None)
        self.endRemoveRows()


def _nothing(_ids: Sequence[int]) -> Iterable[Annotation]:
    return ()


def _order(annotation: Annotation) -> Order:
    return annotation.start, annotation.spans[-1].end, annotation.id
