# SPDX-License-Identifier: MIT
"""The headings of a text, or, where it has none, its pages."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.desktop.models.roles import NOWHERE, RECORD, Index
from app.text.layout import Kind, Layout


class Heading(NamedTuple):
    """A heading: where it begins (code points), how deep it lies (from 0), its words, and the page it is on."""

    offset: int
    depth: int
    words: str
    page: str = ""


class OutlineModel(QAbstractListModel):
    """Rows are headings in text order; :data:`RECORD` gives the :class:`Heading`."""

    def __init__(self, text: str, layout: Layout, parent: QObject | None = None):
        super().__init__(parent)
        self._all = headings(text, layout)

    @property
    def headings(self) -> list[Heading]:
        """The headings."""
        return self._all

    def row_at(self, offset: int) -> int:
        """Return the row of the heading an offset stands under; 0 before the first."""
        return max(0, bisect_right(self._all, offset, key=_offset) - 1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many headings there are."""
        return 0 if parent.isValid() else len(self._all)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the words, what a screen reader says, or the heading."""
        if not index.isValid():
            return None
        found = self._all[index.row()]
        if role == RECORD:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            page = f", page {found.page}" if found.page else ""
            return f"{found.words}, level {found.depth + 1}{page}"
        return None


def headings(text: str, layout: Layout) -> list[Heading]:
    """Return the headings of a text; where it has none, the beginnings of its pages."""
    numbers = [number for number, kind in enumerate(layout.kinds) if kind == Kind.HEADING]
    top = min((layout.levels.get(number, 1) for number in numbers), default=1)
    made = []
    for number in numbers:
        start = layout.starts[number]
        words = " ".join(text[start : start + layout.lengths[number]].split())
        if words:
            made.append(Heading(start, layout.levels.get(number, 1) - top, words, layout.page_at(start) or ""))
    return made or [Heading(layout.starts[block], 0, f"Page {label}", label) for block, label in layout.pages]


def _offset(heading: Heading) -> int:
    return heading.offset
