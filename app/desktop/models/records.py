# SPDX-License-Identifier: MIT
"""A list of records that are shown as they are given; what they say is all that differs from list to list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.desktop.models.roles import NOWHERE, RECORD, Index

Row = TypeVar("Row")


class RecordModel(QAbstractListModel, Generic[Row]):
    """Rows are records; :data:`RECORD` gives one."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show other records."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def rows(self) -> Sequence[Row]:
        """The records on show."""
        return self._rows

    def record(self, row: int) -> Row | None:
        """Return the record in a row, or None where there is no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def said(self, record: Row, role: int) -> object:
        """Return what a record says in a role other than :data:`RECORD`; None where it has nothing to say."""
        raise NotImplementedError

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many records there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the record, or what it says."""
        found = self.record(index.row()) if index.isValid() else None
        if found is None or role == RECORD:
            return found
        return self.said(found, role)
