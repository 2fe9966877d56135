# SPDX-License-Identifier: MIT
"""A note on the collection as a whole, in a dialog."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.frame import Frame
from app.desktop.dialogs.touching import under_its_name
from app.desktop.form.note_field import NoteField
from app.editing.notes import note, set_note

WORDS = "What the collection is for, where its texts come from, how it was coded. It goes into exports and reports."


class CollectionNoteDialog(Frame):
    """The note is saved when the dialog is closed, and after a pause in typing."""

    def __init__(self, collection: Collection, look: Appearance, parent: QWidget):
        super().__init__("Note on the collection", WORDS, parent, width=560)
        self._collection = collection
        self.note = NoteField(look, self, tip="A note on the collection, in Markdown")
        self.note.show_text(note(collection, "collection"))
        self.note.setEnabled(collection.writable)
        self.note.edited.connect(self._on_note)
        self.column.addLayout(under_its_name("Note", self.note, self))
        self.add_buttons("Close")
        self.snug = True
        self.note.setFocus()

    @Slot(int)
    def done(self, result: int) -> None:
        """Save what is being typed, and close."""
        self.note.commit()
        super().done(result)

    @Slot(str)
    def _on_note(self, text: str) -> None:
        if self._collection.writable:
            set_note(self._collection, "collection", 1, text)
