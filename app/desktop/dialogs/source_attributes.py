# SPDX-License-Identifier: MIT
"""The columns of one's own that sources have: text, number, date or a choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.keeping import KeepingDialog, Row
from app.desktop.form.chip_field import ChipField
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.wording import counted
from app.editing import attributes
from app.errors import PostilError
from database.attributes import TYPES

WORDS = "Columns of your own on sources, such as country, party or case. The list can be grouped by them."


class AttributesDialog(KeepingDialog):
    """Every change is saved at once; undo takes it back. Choices that are in use cannot be taken away."""

    thing = "attribute"

    def __init__(self, collection: Collection, look: Appearance, parent: QWidget):
        super().__init__("Attributes of sources", WORDS, collection, look, parent)
        self.type = ChoiceBox(self)
        self.type.addItems(TYPES)
        self.type.setAccessibleName("Type")
        self.type.setToolTip("What its values are")
        self.type.activated.connect(self._on_type)
        self.choices = ChipField("Choices", "What can be chosen; Enter adds one", look, _nothing, parent=self)
        self.choices.edited.connect(self._on_choices)
        self.remove.setToolTip("Delete this column with its values")
        self.lay_out((("Type", self.type), ("Choices", self.choices)))

    def rows(self) -> Sequence[Row]:
        """Return the columns, with how many sources have a value."""
        return [
            Row(each.id, each.name, each.note, f"{counted(each.sources, 'source')} with a value")
            for each in attributes.all_attributes(self.collection)
        ]

    def add(self, name: str) -> int:
        """Add a column of text."""
        return attributes.add_attribute(self.collection, name)

    def rename(self, row: int, name: str) -> None:
        """Give a column another name."""
        attributes.edit_attribute(self.collection, row, name=name)

    def delete(self, row: int) -> None:
        """Delete a column with its values."""
        attributes.delete_attribute(self.collection, row)

    def show_more(self, row: Row | None) -> None:
        """Show type and choices."""
        found = attributes.attribute(self.collection, row.id) if row is not None else None
        self.type.setEnabled(found is not None and self.collection.writable)
        self.type.setCurrentIndex(TYPES.index(found.type) if found is not None else 0)
        self._show_choices(found.choices if found is not None else (), there=self.type.currentText() == "choice")

    def _show_choices(self, choices: Sequence[str], *, there: bool) -> None:
        self.choices.show_values(choices)
        self.choices.setEnabled(there and self.collection.writable)

    @Slot()
    def _on_type(self) -> None:
        """Change the type; a choice waits for what can be chosen, beginning with the values there are."""
        row, wanted = self.current, self.type.currentText()
        if row is None:
            return
        given = [value for value, _ in attributes.value_counts(self.collection, row.id)]
        if wanted == "choice" and not given:
            self._show_choices((), there=True)
            self.choices.setFocus()
            return
        self._edit(row, wanted, given if wanted == "choice" else ())

    @Slot(object)
    def _on_choices(self, choices: tuple[str, ...]) -> None:
        if self.current is not None:
            self._edit(self.current, "choice", choices)

    def _edit(self, row: Row, type_: str, choices: Sequence[str]) -> None:
        try:
            attributes.edit_attribute(self.collection, row.id, type_=type_, choices=choices)
        except PostilError as error:
            self.attempt(error)
        else:
            self.attempt(None)
        self.fill()


def _nothing(_typed: str) -> Sequence[str]:
    return ()
