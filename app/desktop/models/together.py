# SPDX-License-Identifier: MIT
"""Codes that stand together on the annotations found, and the words that mark each code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.desktop.wording import counted
from app.search.facets import fragment


@dataclass(frozen=True, slots=True)
class TogetherRow:
    """One line: what it names, how many annotations it is about, words below it, and the query that narrows by it."""

    name: str
    count: int
    words: str
    pieces: tuple[str, ...]


def pair_row(one: str, other: str, count: int) -> TogetherRow:
    """Return the row of two codes."""
    return TogetherRow(f"{one} + {other}", count, "", (fragment("code", one), fragment("code", other)))


def code_row(code: str, count: int, words: Sequence[str]) -> TogetherRow:
    """Return the row of a code and its words."""
    return TogetherRow(code, count, ", ".join(words), (fragment("code", code),))


class TogetherModel(QAbstractListModel):
    """Rows are pairs of codes, then codes with their words; :data:`RECORD` gives the :class:`TogetherRow`."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._rows: Sequence[TogetherRow] = ()

    def show(self, rows: Sequence[TogetherRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the name, the words a screen reader says, or the record."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RECORD:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            words = f", marked by {row.words}" if row.words else ""
            return f"{row.name}: {counted(row.count, 'annotation')}{words}"
        return None
