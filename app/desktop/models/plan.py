# SPDX-License-Identifier: MIT
"""The lines of a dry run, as a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.exchange.plan import Line


class PlanModel(QAbstractListModel):
    """Rows are lines; :data:`RECORD` gives the line."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line, or how it is said."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == RECORD:
            return line
        return line.words() if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole} else None
