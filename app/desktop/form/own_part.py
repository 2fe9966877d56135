# SPDX-License-Identifier: MIT
"""Asks for the name of a part of a statement that the vocabulary does not have."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.desktop.dialogs.frame import Frame

WHY = "Any name makes a part of its own: cost, region, source of funds. It can be searched for by that name."


class OwnPartDialog(Frame):
    """``named`` carries the name; nothing comes where none is given."""

    named = Signal(str)

    def __init__(self, parent: QWidget):
        super().__init__("Another part", WHY, parent)
        self._field = QLineEdit(self)
        self._field.setAccessibleName("Name of the part")
        self._field.setToolTip("What the part is called")
        self._field.setPlaceholderText("cost")
        self.column.addWidget(self._field)
        self.add_buttons("Add", "Cancel")
        self._field.setFocus()
        self.accepted.connect(self._on_accepted)

    @property
    def field(self) -> QLineEdit:
        """The field for the name."""
        return self._field

    @Slot()
    def _on_accepted(self) -> None:
        name = " ".join(self._field.text().split())
        if name:
            self.named.emit(name)
