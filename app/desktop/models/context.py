# SPDX-License-Identifier: MIT
"""The places of an answer in context, sorted by their place or by the words on one side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.search.concordance import Line, Side, ordered

Name = Callable[[int], str]
"""Gives the title of a source by its id."""


class ContextModel(QAbstractListModel):
    """Rows are places; :data:`RECORD` gives the :class:`Line`."""

    def __init__(self, name: Name, parent: QObject | None = None):
        super().__init__(parent)
        self._name = name
        self._found: list[Line] = []
        self._lines: list[Line] = []
        self._side = Side.PLACE

    @property
    def side(self) -> Side:
        """What the rows are sorted by."""
        return self._side

    def show(self, lines: Iterable[Line] = ()) -> None:
        """Show other places."""
        self.beginResetModel()
        self._found = list(lines)
        self._lines = ordered(self._found, self._side)
        self.endResetModel()

    def add(self, lines: Sequence[Line]) -> None:
        """Show more places: at the end, or among the others where they are sorted by words."""
        if not lines:
            return
        if self._side is not Side.PLACE:
            self.show([*self._found, *lines])
            return
        first = len(self._lines)
        self.beginInsertRows(NOWHERE, first, first + len(lines) - 1)
        self._found += lines
        self._lines = list(self._found)
        self.endInsertRows()

    def sort_by(self, side: Side) -> None:
        """Sort the rows."""
        self._side = side
        self.show(self._found)

    def lines(self, rows: Iterable[int]) -> list[Line]:
        """Return the places in some rows."""
        return [self._lines[row] for row in rows]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many places there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the line, the source it stands in, or the record."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == RECORD:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{line.before}{line.words}{line.after}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._name(line.source)
        return None
