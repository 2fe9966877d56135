# SPDX-License-Identifier: MIT
"""The lines of a network as a table, the heaviest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from app.analysis.networks import Edge
from app.desktop.models.roles import NOWHERE, RECORD, Index
from database.networks import Party


class EdgeModel(QAbstractTableModel):
    """Rows are lines: from whom, to whom, how heavy; :data:`RECORD` gives the edge."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._edges: Sequence[Edge] = ()
        self._parties: Mapping[str, Party] = {}
        self._titles: Sequence[str] = ("", "", "")

    def show(self, edges: Sequence[Edge], parties: Mapping[str, Party], titles: Sequence[str]) -> None:
        """Show other lines under these three titles."""
        self.beginResetModel()
        self._edges, self._parties, self._titles = edges, parties, titles
        self.endResetModel()

    def edge(self, row: int) -> Edge | None:
        """Return a line, or None where there is no such row."""
        return self._edges[row] if 0 <= row < len(self._edges) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._edges)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return 3."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._titles):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a name or a weight, how the line came about, or the edge."""
        edge = self.edge(index.row()) if index.isValid() else None
        if edge is None:
            return None
        if role == RECORD:
            return edge
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            names = (self._parties[edge.source].name, self._parties[edge.target].name)
            return (*names, f"{edge.weight:g}")[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return ", ".join(f"{name}: {count}" for name, count in edge.counts.items() if count)
        return None


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == 2 else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
