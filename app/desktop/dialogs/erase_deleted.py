# SPDX-License-Identifier: MIT
"""What was deleted is still in the history, where undo finds it. Here it is chosen to be erased for good."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QListWidget, QWidget

from app.collection import Collection
from app.desktop.dialogs.frame import Frame
from app.editing.erase import deleted_actors, deleted_sources

WORDS = (
    "Deleting keeps everything in the history, so that it can be undone: the text is still in the file. Choose what "
    "is to leave it for good. Actors that were merged into another are listed too."
)
NOTHING = "Nothing was deleted that the history still holds."
HEIGHT = 232


class EraseDeletedDialog(Frame):
    """``erase_asked`` carries the ids of deleted sources and of deleted actors that are to go."""

    erase_asked = Signal(object, object)

    def __init__(self, collection: Collection, parent: QWidget):
        self._sources, self._actors = deleted_sources(collection), deleted_actors(collection)
        there = bool(self._sources or self._actors)
        super().__init__("Erase what was deleted", WORDS if there else NOTHING, parent, width=560)
        self.list = QListWidget(self)
        self.list.setObjectName("choices")
        self.list.setAccessibleName("What was deleted")
        self.list.setToolTip("What was deleted, the latest first; choose several with Ctrl or Shift")
        self.list.setSelectionMode(self.list.SelectionMode.ExtendedSelection)
        self.list.setMinimumHeight(HEIGHT)
        self.list.addItems([f"{title}  –  source" for _, title in self._sources])
        self.list.addItems([f"{name}  –  actor" for _, name in self._actors])
        self.list.setVisible(there)
        self.column.addWidget(self.list, 1)
        if there:
            self._yes, _ = self.add_buttons("Go on…", "Cancel")
            self._yes.setEnabled(False)
            self.list.itemSelectionChanged.connect(self._on_chosen)
            self.list.setFocus()
        else:
            self.add_buttons("Close")
            self.snug = True
        self.accepted.connect(self._on_accepted)

    @Slot()
    def _on_chosen(self) -> None:
        self._yes.setEnabled(bool(self.list.selectedIndexes()))

    @Slot()
    def _on_accepted(self) -> None:
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        count = len(self._sources)
        sources = [self._sources[row][0] for row in rows if row < count]
        actors = [self._actors[row - count][0] for row in rows if row >= count]
        if rows:
            self.erase_asked.emit(sources, actors)
