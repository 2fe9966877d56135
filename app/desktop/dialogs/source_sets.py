# SPDX-License-Identifier: MIT
"""The sets of sources: making, renaming and deleting them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.keeping import KeepingDialog, Row
from app.desktop.wording import counted
from app.editing import sources

WORDS = "A set is a named group of sources. Choose sources in the list and press Ctrl+B to put them into one."


class SetsDialog(KeepingDialog):
    """Every change is saved at once; undo takes it back."""

    thing = "source_set"

    def __init__(self, collection: Collection, look: Appearance, parent: QWidget):
        super().__init__("Sets of sources", WORDS, collection, look, parent)
        self.remove.setToolTip("Delete this set; its sources stay")
        self.lay_out()

    def rows(self) -> Sequence[Row]:
        """Return the sets, with how many sources each has."""
        return [
            Row(each.id, each.name, each.note, counted(each.sources, "source"))
            for each in sources.sets(self.collection)
        ]

    def add(self, name: str) -> int:
        """Make a set."""
        return sources.create_set(self.collection, name)

    def rename(self, row: int, name: str) -> None:
        """Give a set another name."""
        sources.rename_set(self.collection, row, name)

    def delete(self, row: int) -> None:
        """Delete a set; its sources stay."""
        sources.delete_set(self.collection, row)
