# SPDX-License-Identifier: MIT
"""The colours of codes: those that are offered, and those that the codes of the open collection have.

They are the user's data, not the theme's: each reads on light and dark. The first eight are those of Okabe and Ito
("Color Universal Design", 2008), which people who see colours otherwise can tell apart; their black and yellow are a
grey and a darker yellow here, since swatches stand on black and on white.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from database.codebook import Entry
    from database.records import CodeUse

COLOURS = {
    "orange": "#e69f00",
    "sky blue": "#56b4e9",
    "green": "#009e73",
    "yellow": "#c9b500",
    "blue": "#0072b2",
    "vermilion": "#d55e00",
    "purple": "#cc79a7",
    "grey": "#808080",
    "brown": "#8c5a3c",
    "teal": "#2a8f9d",
    "violet": "#7a5fb5",
    "red": "#c03a4b",
}
"""Name and colour, as ``#rrggbb``."""


class CodeColours(QObject):
    """Knows the colour of every code, for the small swatches on chips. ``changed`` comes when one has another."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._by_path: dict[tuple[str, ...], str] = {}
        self._by_name: dict[str, str] = {}

    def show(self, entries: Iterable[Entry]) -> None:
        """Take the colours of a codebook."""
        known = tuple(entries)
        by_path = {entry.path: entry.colour for entry in known}
        if by_path != self._by_path:
            self._by_path = by_path
            self._by_name = {entry.name: entry.colour for entry in reversed(known)}
            self.changed.emit()

    def of(self, use: CodeUse) -> str:
        """Return the colour of a code as ``#rrggbb``, or nothing where it has none."""
        if use.under is None:
            return self._by_name.get(use.code, "")
        return self._by_path.get((*use.under, use.code), "")
