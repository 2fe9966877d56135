# SPDX-License-Identifier: MIT
"""Codes that stand together on the annotations found, and the words that mark each code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from app.desktop.models.records import RecordModel
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


class TogetherModel(RecordModel[TogetherRow]):
    """Rows are pairs of codes, then codes with their words."""

    def said(self, record: TogetherRow, role: int) -> object:
        """Return the name, or the words a screen reader says."""
        if role == Qt.ItemDataRole.DisplayRole:
            return record.name
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            words = f", marked by {record.words}" if record.words else ""
            return f"{record.name}: {counted(record.count, 'annotation')}{words}"
        return None
