# SPDX-License-Identifier: MIT
"""A field for a query about annotations, which knows whether its last word may be unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.fields import Field
from app.search.finished import finished

if TYPE_CHECKING:
    from app.search.engine import Searcher


class QueryField(Field):
    """A query that was typed ends in the beginning of a word until another is put in its place, wherever the keys are.

    So what it finds stays what was found while it was typed. A query that is put there by the program is whole.
    """

    def __init__(self, name: str, tip: str, appearance: Appearance, *, parent: QWidget | None = None):
        super().__init__(name, tip, appearance, parent=parent)
        self._typed = False
        self.textEdited.connect(self._on_edited)

    @property
    def typed(self) -> bool:
        """Whether the last word may be unfinished."""
        return self._typed

    def setText(self, text: str | None) -> None:
        """Write a query that is whole."""
        self._typed = False
        super().setText(text or "")

    def finished(self, searcher: Searcher) -> str:
        """Return the query as it can go on or be kept: a word that was typed halfway has a star.

        Raises:
            SearchInterrupted: another thread interrupted the searcher.
        """
        return finished(searcher, self.text()) if self._typed else self.text()

    @Slot()
    def _on_edited(self) -> None:
        self._typed = True
