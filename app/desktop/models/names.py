# SPDX-License-Identifier: MIT
"""Names of files, and what each says by a pattern."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from app.desktop.models.roles import NOWHERE, Index
from app.importing.name_pattern import NamePattern

NOT_FOLLOWED = "does not follow the pattern"


class NamesModel(QAbstractTableModel):
    """A row a name: the name, then a column for each field of the pattern."""

    def __init__(self, names: Sequence[str], parent: QObject | None = None):
        super().__init__(parent)
        self._names = names
        self._fields: list[str] = []
        self._values: list[dict[str, str] | None] = [None] * len(names)

    def read(self, pattern: NamePattern | None) -> None:
        """Read the names by a pattern, or by none."""
        self.beginResetModel()
        self._fields = [field for field in pattern.fields if field] if pattern is not None else []
        self._values = [pattern.values(name) if pattern is not None else None for name in self._names]
        self.endResetModel()

    @property
    def followed(self) -> int:
        """How many names follow the pattern."""
        return sum(values is not None for values in self._values)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many names there are."""
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many fields there are, and one for the name."""
        return 0 if parent.isValid() else 1 + len(self._fields)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        """Return the name of a field."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return "Name" if section == 0 else self._fields[section - 1]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a name, or what it says in a field."""
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        values = self._values[index.row()]
        if index.column() == 0:
            name = self._names[index.row()]
            return name if values is not None or not self._fields else f"{name}  ({NOT_FOLLOWED})"
        return values.get(self._fields[index.column() - 1], "") if values is not None else ""
