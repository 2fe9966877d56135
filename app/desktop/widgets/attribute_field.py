# SPDX-License-Identifier: MIT
"""The value that sources have in a column of the user's own: a line to type in, or a choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.fields import Field
from database.attributes import Attribute

HINTS = {"text": "", "number": "A number", "date": "2019, 2019-05 or 2019-05-14"}
SEVERAL, NOTHING = "several values", "not said"


class AttributeField(QWidget):
    """``edited`` carries the id of the column and the value that was given."""

    edited = Signal(int, str)

    def __init__(self, attribute: Attribute, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self.attribute = attribute
        self._value = ""
        self._several = False
        self.line: Field | None = None
        self.box: ChoiceBox | None = None
        tip = f"{attribute.name}: {attribute.type}"
        if attribute.type == "choice":
            self.box = ChoiceBox(self)
            self.box.setAccessibleName(attribute.name)
            self.box.setToolTip(tip)
            self.box.activated.connect(self._on_chosen)
            inner: QWidget = self.box
        else:
            self.line = inner = Field(attribute.name, tip, appearance, parent=self)
            self.line.editingFinished.connect(self.commit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner)
        self.setFocusProxy(inner)

    def show_values(self, values: Sequence[str]) -> None:
        """Show the value that the sources have, or say that they have several."""
        found = set(values)
        self._several = len(found) > 1
        self._value = "" if self._several else next(iter(found), "")
        if self.box is not None:
            self.box.clear()
            self.box.addItems([SEVERAL if self._several else NOTHING, *self.attribute.choices])
            self.box.setCurrentText(self._value or self.box.itemText(0))
        elif self.line is not None:
            self.line.setPlaceholderText(SEVERAL if self._several else HINTS[self.attribute.type])
            if self.line.text() != self._value:
                self.line.setText(self._value)

    @Slot()
    def commit(self) -> None:
        """Say what has been typed, if that is news."""
        if self.line is not None and self.line.text().strip() != self._value:
            self.edited.emit(self.attribute.id, self.line.text())

    @Slot(int)
    def _on_chosen(self, place: int) -> None:
        value = "" if self.box is None or place <= 0 else self.box.itemText(place)
        if value != self._value:
            self.edited.emit(self.attribute.id, value)
