# SPDX-License-Identifier: MIT
"""The links of an attribution chain as rows, with a row at the end that adds one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from app.attribution import link_words
from app.desktop.models.roles import NOWHERE, RECORD, Index
from database.records import Link

ADD = "Add a link…"


class ChainModel(QAbstractListModel):
    """Rows are links, the innermost first; :data:`RECORD` gives the link, and nothing for the row that adds one."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._links: tuple[Link, ...] = ()

    @property
    def links(self) -> tuple[Link, ...]:
        """The links on show."""
        return self._links

    def show(self, links: Sequence[Link]) -> None:
        """Show these links; rows come and go before the last, which adds one."""
        before, now = len(self._links), len(links)
        if now > before:
            self.beginInsertRows(NOWHERE, before, now - 1)
            self._links = tuple(links)
            self.endInsertRows()
        elif now < before:
            self.beginRemoveRows(NOWHERE, now, before - 1)
            self._links = tuple(links)
            self.endRemoveRows()
        self._links = tuple(links)
        self.dataChanged.emit(self.index(0), self.index(now))

    def link(self, row: int) -> Link | None:
        """Return the link in a row, or None where there is none."""
        return self._links[row] if 0 <= row < len(self._links) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many links there are, and one."""
        return 0 if parent.isValid() else len(self._links) + 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a link in words, or the link."""
        if not index.isValid():
            return None
        link = self.link(index.row())
        if role == RECORD:
            return link
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return ADD if link is None else link_words(link)
        return None
