# SPDX-License-Identifier: MIT
"""A matrix of counts: rows by columns, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.desktop.wording import counted

Value = tuple[str, str, int]
"""One row or column: its value, what it is called, and how many there are in all of it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the values of its row and its column, its count, and how large it is beside the largest (0 to 1)."""

    row: str
    column: str
    count: int
    part: float


class MatrixModel(QAbstractTableModel):
    """Cells say their count, or nothing where it is nought; :data:`RECORD` gives the :class:`Cell`."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._rows: Sequence[Value] = ()
        self._columns: Sequence[Value] = ()
        self._cells: Mapping[tuple[str, str], int] = {}
        self._largest = 1
        self._what = "annotation"

    def show(
        self, rows: Sequence[Value], columns: Sequence[Value], cells: Mapping[tuple[str, str], int], what: str
    ) -> None:
        """Show other counts; ``what`` is what they count, in the singular."""
        self.beginResetModel()
        self._rows, self._columns, self._cells, self._what = rows, columns, cells, what
        self._largest = max(cells.values(), default=1)
        self.endResetModel()

    def cell(self, row: int, column: int) -> Cell | None:
        """Return a cell, or None where there is no such one."""
        if not (0 <= row < len(self._rows) and 0 <= column < len(self._columns)):
            return None
        names = self._rows[row][0], self._columns[column][0]
        count = self._cells.get(names, 0)
        return Cell(*names, count, count / self._largest)

    def head(self, section: int, orientation: Qt.Orientation) -> Value | None:
        """Return a row (vertical) or a column, or None where there is no such one."""
        values = self._columns if orientation == Qt.Orientation.Horizontal else self._rows
        return values[section] if 0 <= section < len(values) else None

    # Qt's own

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        """Return what a row or a column is called, and how many there are in all of it."""
        value = self.head(section, orientation)
        if value is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        return f"{value[1]}: {counted(value[2], self._what)}" if role == Qt.ItemDataRole.ToolTipRole else value[1]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the count, the words a screen reader says, or the cell."""
        cell = self.cell(index.row(), index.column()) if index.isValid() else None
        if cell is None:
            return None
        if role == RECORD:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{cell.count:,}" if cell.count else ""
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            row, column = self._rows[index.row()][1], self._columns[index.column()][1]
            return f"{row}, {column}: {counted(cell.count, self._what)}"
        return None
