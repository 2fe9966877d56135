# SPDX-License-Identifier: MIT
"""The answers to a search: sources with their best passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.desktop.wording import counted, meta_line
from database.records import Source, Span


class Passage(NamedTuple):
    """Words around hits, and where in the canonical text they stand.

    ``marks`` are the hits' half-open spans in ``text``; all of it counts code points. ``cut`` says that words of the
    same paragraph stand before it.
    """

    text: str
    start: int
    marks: tuple[Span, ...]
    cut: bool = False


class ResultRow(NamedTuple):
    """One source that answers a query, with its best passages and the annotations in it that match."""

    source: Source
    passages: tuple[Passage, ...]
    annotations: tuple[int, ...]


class ResultModel(QAbstractListModel):
    """Rows are answers, the best first; :data:`RECORD` gives the :class:`ResultRow`."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._rows: Sequence[ResultRow] = ()

    def show(self, rows: Sequence[ResultRow]) -> None:
        """Show other answers."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def add(self, rows: Sequence[ResultRow]) -> None:
        """Show more answers below the others."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(NOWHERE, first, first + len(rows) - 1)
            self._rows = [*self._rows, *rows]
            self.endInsertRows()

    def row(self, source: int) -> int:
        """Return the row of a source by its id, or -1."""
        return next((row for row, found in enumerate(self._rows) if found.source.id == source), -1)

    def result(self, row: int) -> ResultRow | None:
        """Return the answer in a row, or None where there is no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many answers there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the title, the words a screen reader says, or the answer."""
        found = self.result(index.row()) if index.isValid() else None
        if found is None:
            return None
        if role == RECORD:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.source.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = " … ".join(passage.text for passage in found.passages)
            return f"{found.source.title}. {meta_line(found.source)}. {words}. {annotations_words(found)}".strip()
        return None


def annotations_words(row: ResultRow) -> str:
    """Return how many annotations of a source match, in words; empty where none was asked for."""
    return counted(len(row.annotations), "annotation") if row.annotations else ""
