# SPDX-License-Identifier: MIT
"""The annotations of a replaced text, each with where it would go, or has gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.editing.comparison import compared
from app.editing.replacement import STATES, Placement

WORDS = {"exact": "Exact", "moved": "Moved", "changed": "Changed", "orphan": "Orphaned"}
"""What the states are called, from the best to the worst."""

ACCEPTED, REFUSED = "accepted", "left without a place"


class PlaceRow(NamedTuple):
    """One annotation: where it goes, the title of its source where that has to be said, and what was decided."""

    placement: Placement
    title: str = ""
    decision: str = ""


class PlacesModel(QAbstractListModel):
    """Rows are the annotations of one state, or of all, in order; :data:`RECORD` gives a :class:`PlaceRow`."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._all: list[PlaceRow] = []
        self._shown: list[int] = []
        self._state = ""

    # Properties

    @property
    def state(self) -> str:
        """The state every row has; empty where all show."""
        return self._state

    @property
    def rows(self) -> Sequence[PlaceRow]:
        """Everything there is, shown or not."""
        return self._all

    @property
    def shown(self) -> Iterator[Placement]:
        """What shows, in order."""
        return (self._all[number].placement for number in self._shown)

    @property
    def counts(self) -> dict[str, int]:
        """How many there are by state, from the best to the worst."""
        found = Counter(row.placement.state for row in self._all)
        return {state: found[state] for state in STATES}

    # Methods

    def show(self, rows: Iterable[PlaceRow]) -> None:
        """Show other annotations."""
        self.beginResetModel()
        self._all = list(rows)
        self._narrow()
        self.endResetModel()

    def narrow(self, state: str) -> None:
        """Show only those in a state, or all of them where it is empty."""
        self.beginResetModel()
        self._state = state
        self._narrow()
        self.endResetModel()

    def decide(self, row: int, decision: str) -> None:
        """Say what was decided of a row; empty takes it back."""
        found = self.place(row)
        if found is not None:
            self._all[self._shown[row]] = found._replace(decision=decision)
            self.dataChanged.emit(self.index(row), self.index(row))

    def put(self, row: PlaceRow) -> bool:
        """Show an annotation that is there already as it is now; tell whether it was there."""
        wanted = row.placement.annotation
        number = next((n for n, known in enumerate(self._all) if known.placement.annotation == wanted), -1)
        if number < 0:
            return False
        self._all[number] = row
        shown = self.row(wanted)
        if shown >= 0 and self._state and row.placement.state != self._state:
            self._hide(shown)
        elif shown >= 0:
            self.dataChanged.emit(self.index(shown), self.index(shown))
        return True

    def drop(self, annotation: int) -> None:
        """Take an annotation out, if it is there."""
        number = next((n for n, row in enumerate(self._all) if row.placement.annotation == annotation), -1)
        if number < 0:
            return
        shown = self.row(annotation)
        if shown >= 0:
            self._hide(shown)
        del self._all[number]
        self._shown = [n - 1 if n > number else n for n in self._shown]

    def row(self, annotation: int) -> int:
        """Return the row of an annotation, or -1."""
        shown = enumerate(self._shown)
        return next((row for row, number in shown if self._all[number].placement.annotation == annotation), -1)

    def place(self, row: int) -> PlaceRow | None:
        """Return what is in a row, or None where there is no such row."""
        return self._all[self._shown[row]] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows show."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the passage before, the words a screen reader says, or the row itself."""
        found = self.place(index.row()) if index.isValid() else None
        if found is None:
            return None
        if role == RECORD:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.placement.before
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(found)
        return None

    # Parts

    def _hide(self, shown: int) -> None:
        self.beginRemoveRows(NOWHERE, shown, shown)
        del self._shown[shown]
        self.endRemoveRows()

    def _narrow(self) -> None:
        wanted = self._state
        self._shown = [n for n, row in enumerate(self._all) if not wanted or row.placement.state == wanted]


def state_words(placement: Placement) -> str:
    """Return the state of a place as a person reads it, with how sure it is where that is in doubt."""
    words = WORDS[placement.state]
    return f"{words}, {placement.confidence:.0%} sure" if placement.state == "changed" else words


def spoken(row: PlaceRow) -> str:
    """Return a row as a screen reader says it."""
    before, after = compared(row.placement)
    where = f"after: {after.text}" if after.text else "no place in the new text"
    parts = (row.placement.kind.capitalize(), row.title, state_words(row.placement), row.decision)
    return f"{'. '.join(part for part in parts if part)}. Before: {before.text}; {where}"
