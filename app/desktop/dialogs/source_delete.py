# SPDX-License-Identifier: MIT
"""Deleting several sources, with the annotations that go along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.touching import TouchDialog
from app.desktop.wording import counted

WORDS = "Their texts, originals and annotations go along. Undo takes this back; “Erase for good” is another command."


class DeleteSourcesDialog(TouchDialog):
    """Shows every annotation in the sources. ``confirmed`` comes when they are to be deleted."""

    confirmed = Signal()

    def __init__(self, ids: Sequence[int], collection: Collection, look: Appearance, parent: QWidget):
        super().__init__(f"Delete {counted(len(ids), 'source')}", WORDS, look, parent)
        found = [row for source in ids for row in collection.annotation_ids(source)]
        self.show_touched(collection, found)
        self.finish("Delete").setFocus()

    def act(self) -> None:
        """Ask for it."""
        self.confirmed.emit()
