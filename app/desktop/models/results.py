# SPDX-License-Identifier: MIT
"""The answers to a search: sources with their best passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt

from app.desktop.models.records import RecordModel
from app.desktop.models.roles import NOWHERE
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


class ResultModel(RecordModel[ResultRow]):
    """Rows are answers, the best first."""

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

    def said(self, record: ResultRow, role: int) -> object:
        """Return the title, or the words a screen reader says."""
        if role == Qt.ItemDataRole.DisplayRole:
            return record.source.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = " … ".join(passage.text for passage in record.passages)
            return f"{record.source.title}. {meta_line(record.source)}. {words}. {annotations_words(record)}".strip()
        return None


def annotations_words(row: ResultRow) -> str:
    """Return how many annotations of a source match, in words; empty where none was asked for."""
    return counted(len(row.annotations), "annotation") if row.annotations else ""
