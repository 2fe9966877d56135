# SPDX-License-Identifier: MIT
"""The export formats as a list under headings."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.exchange.formats import FAMILIES, Format


class FormatModel(QAbstractListModel):
    """Rows are headings, which cannot be chosen, and formats; :data:`RECORD` gives the format, None for a heading."""

    def __init__(self, formats: Iterable[Format], parent: QObject | None = None):
        super().__init__(parent)
        known = list(formats)
        self._rows: list[str | Format] = []
        for family in FAMILIES:
            self._rows += [family, *(each for each in known if each.family == family)]

    def row_of(self, name: str) -> int:
        """Return the row of a format; that of the first one where there is no such format."""
        rows = {each.name: row for row, each in enumerate(self._rows) if isinstance(each, Format)}
        return rows.get(name, min(rows.values()))

    def format_at(self, row: int) -> Format | None:
        """Return the format in a row; None for a heading."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Format) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == RECORD:
            return row if isinstance(row, Format) else None
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.label
            case Qt.ItemDataRole.ToolTipRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.title}. {row.about}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that headings can be neither chosen nor reached."""
        if index.isValid() and isinstance(self._rows[index.row()], Format):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags
