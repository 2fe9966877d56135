# SPDX-License-Identifier: MIT
"""What a code is: colour, key, definition, examples and note, each saved as it is left, and where it is used."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session
from app.desktop.form.note_field import NoteField
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.colour_field import ColourField
from app.desktop.widgets.details import Details, Part
from app.desktop.wording import counted, joined
from app.editing import codebook
from app.editing.notes import set_note
from database.codebook import Entry

KEYS = ("none", *"123456789")
BETWEEN = " › "


class CodeDetails(Details):
    """The fields of one code."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget):
        super().__init__("Annotations that have this code", appearance, parent)
        self._session = session
        self._entry: Entry | None = None
        self._filling = False
        self.colour = ColourField(appearance, self)
        self.key = ChoiceBox(self)
        self.key.addItems(KEYS)
        self.key.setFixedWidth(96)
        self.key.setAccessibleName("Key")
        self.key.setToolTip("The digit that gives this code to the current annotation")
        self.definition = NoteField(appearance, self, tip="What the code means, in Markdown")
        self.examples = NoteField(appearance, self, tip="Examples, and what does not belong to it, in Markdown")
        self.note = NoteField(appearance, self, tip="A note on this code, in Markdown")
        self._notes = (self.definition, self.examples, self.note)
        self.lay_out(
            (
                ("Colour", self.colour),
                ("Key", self.key),
                ("Definition", self.definition),
                ("Examples", self.examples),
                ("Note", self.note),
            )
        )
        toggles = [part for field in self._notes for part in (field.focusProxy(), field.toggle)]
        self.order([*self.colour.swatches, self.colour.field, self.key, *toggles])
        self.colour.edited.connect(self._on_colour)
        self.key.activated.connect(self._on_key)
        self.definition.edited.connect(self._on_definition)
        self.examples.edited.connect(self._on_examples)
        self.note.edited.connect(self._on_note)

    @property
    def entry(self) -> Entry | None:
        """The code on show."""
        return self._entry

    def show_entry(self, entry: Entry) -> None:
        """Show a code as it is now; what is being typed stays where what is saved is as it was."""
        self._filling = True
        before, self._entry = self._entry, entry
        other = before is None or before.id != entry.id
        if before is None or other or before.colour != entry.colour:
            self.colour.show_value(entry.colour)
        self.key.setCurrentIndex(entry.shortcut or 0)
        saved = _texts(before) if before is not None and not other else (None,) * len(self._notes)
        for field, text, old in zip(self._notes, _texts(entry), saved, strict=True):
            if other:
                field.show_source()
            if text != old:
                field.show_text(text)
            field.setEnabled(self._session.writable)
        for widget in (self.colour, self.key):
            widget.setEnabled(self._session.writable)
        self._show_annotations(entry, keep=not other)
        self._filling = False

    def commit(self) -> None:
        """Save what has been typed and not been left yet."""
        if self._entry is not None and self._session.writable:
            self.colour.commit()
            for field in self._notes:
                field.commit()

    def _show_annotations(self, entry: Entry, *, keep: bool) -> None:
        collection = self._session.required
        own = codebook.touched(collection, [entry.id])
        parts = [Part("This code", own.annotations)]
        if own.below:
            every = codebook.touched(collection, [entry.id], below_too=True).annotations
            parts.append(Part("With the codes below it", every))
        above = BETWEEN.join(entry.path[:-1])
        below = f"{counted(len(own.below), 'code')} below" if own.below else ""
        self.headline.say(entry.name, joined((above, counted(len(own.annotations), "annotation"), below)))
        self.show_parts(collection, parts, keep=keep)

    # Slots

    @Slot(str)
    def _on_colour(self, colour: str) -> None:
        if self._entry is not None and not self._filling:
            codebook.recolour_code(self._session.required, self._entry.id, colour)

    @Slot(int)
    def _on_key(self, key: int) -> None:
        if self._entry is not None and key != (self._entry.shortcut or 0):
            codebook.set_shortcut(self._session.required, self._entry.id, key or None)

    @Slot(str)
    def _on_definition(self, text: str) -> None:
        if self._entry is not None and not self._filling:
            codebook.define_code(self._session.required, self._entry.id, definition=text)

    @Slot(str)
    def _on_examples(self, text: str) -> None:
        if self._entry is not None and not self._filling:
            codebook.define_code(self._session.required, self._entry.id, examples=text)

    @Slot(str)
    def _on_note(self, text: str) -> None:
        if self._entry is not None and not self._filling:
            set_note(self._session.required, "code", self._entry.id, text)


def _texts(entry: Entry) -> tuple[str, str, str]:
    return entry.definition, entry.examples, entry.note
