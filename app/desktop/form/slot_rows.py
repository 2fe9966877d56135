# SPDX-License-Identifier: MIT
"""The parts of a statement as rows of the form: those that are filled, those just opened, and a way to add others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.form.letter_menu import LetterMenu
from app.desktop.form.library import Library
from app.desktop.form.rows import Row, link_button, row
from app.desktop.form.slot_fields import SlotField, make_field
from app.desktop.form.slot_words import ELSEWHERE, OWN, label, slot_parts
from app.slots import of_kind
from database.records import ADDRESSEE
from database.records import Slot as Part


class SlotRows(QWidget):
    """``edited`` carries the name of a slot and the slots of that name; ``own_asked`` wants a name for another.

    ``evidence_asked`` wants an annotation that is evidence.

    The button that adds another is placed by the form. ``arranged`` comes when there are other rows than before.
    """

    edited = Signal(str, object)
    own_asked = Signal()
    evidence_asked = Signal()
    arranged = Signal()

    def __init__(self, appearance: Appearance, library: Library, parent: QWidget):
        super().__init__(parent)
        self._look = appearance
        self._library = library
        self._kind = ""
        self._opened: list[str] = []
        self._rows: dict[str, Row] = {}
        self._fields: dict[str, SlotField] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        tip = "Add a part of the statement; F, then a letter, fills one from the selected words"
        self.add_button = link_button("Add a part…", tip, appearance, self)
        self.add_button.clicked.connect(self._on_add)

    # Methods

    def show_slots(self, kind: str, slots: Sequence[Part], *, fresh: bool) -> None:
        """Show the slots of an annotation; ``fresh`` where it is another one than before."""
        self._kind = kind
        if fresh:
            self._opened.clear()
        for name in self._wanted(slots):
            if name not in self._fields:
                self._make(name)
            self._fields[name].show_parts([slot for slot in slots if slot.name == name])
        self._arrange(self._wanted(slots))
        self.add_button.setVisible(kind != "passage")

    def open(self, name: str) -> None:
        """Show the row of a slot, filled or not, and put the cursor into it."""
        if name not in self._rows:
            self._make(name)
        if self._rows[name].isHidden():
            self._fields[name].show_parts(())
            self._opened.append(name)
            self._arrange([*self.shown, name])
        self._fields[name].go()

    def commit(self) -> None:
        """Say what has been typed and not been left yet."""
        for name in self.shown:
            self._fields[name].commit()

    def field(self, name: str) -> SlotField:
        """Return the field of a slot that is shown, or has been."""
        return self._fields[name]

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Its parts in the order that Tab goes through them."""
        return (*(self._fields[name].focusProxy() or self._fields[name] for name in self.shown), self.add_button)

    @property
    def shown(self) -> list[str]:
        """The names of the slots that have a row now, from the top."""
        return [name for name, made in self._rows.items() if not made.isHidden()]

    # Parts

    def _wanted(self, slots: Sequence[Part]) -> list[str]:
        filled = {slot.name for slot in slots} - {ADDRESSEE}
        return [*dict.fromkeys([*filled, *self._opened])]

    def _make(self, name: str) -> None:
        field = make_field(name, self._look, self._library, self)
        field.edited.connect(self._on_edited)
        self._fields[name] = field
        self._rows[name] = row(label(name), field, self, field.below)
        self._rows[name].hide()

    def _arrange(self, wanted: Sequence[str]) -> None:
        """Show these rows, in the order of the vocabulary, names of the user's own last."""
        before = self.shown
        known = [slot.name for slot in of_kind(self._kind)]
        order = [*(name for name in known if name in self._rows), *(name for name in self._rows if name not in known)]
        if order != list(self._rows):
            self._rows = {name: self._rows[name] for name in order}
        for place, (name, made) in enumerate(self._rows.items()):
            if self._column.indexOf(made) != place:
                self._column.insertWidget(place, made)
            made.setVisible(name in wanted)
        if self.shown != before:
            self.arranged.emit()

    @Slot()
    def _on_add(self) -> None:
        menu = LetterMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for part in slot_parts(self._kind):
            if part.name not in self.shown:
                menu.add(part.label, part.letter, part.name, part.tip)
        if self._kind == "claim":
            menu.add(ELSEWHERE.label, ELSEWHERE.letter, ELSEWHERE.name, ELSEWHERE.tip)
        menu.addSeparator()
        menu.add(OWN.label, OWN.letter, OWN.name, OWN.tip)
        menu.taken.connect(self._on_taken)
        menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 2)))

    @Slot(str)
    def _on_taken(self, name: str) -> None:
        if name == ELSEWHERE.name:
            self.evidence_asked.emit()
        elif name:
            self.open(name)
        else:
            self.own_asked.emit()

    @Slot(object)
    def _on_edited(self, parts: object) -> None:
        field = self.sender()
        if isinstance(field, SlotField):
            self.edited.emit(field.name, parts)
