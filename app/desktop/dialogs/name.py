# SPDX-License-Identifier: MIT
"""Asks who tags. The login name is never taken instead."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.desktop.dialogs.frame import Frame

WHY = (
    "Your name stands in every annotation you make and in the history of the collection, so that colleagues know "
    "whose reading it is. It stays in your files; nothing is sent anywhere."
)
SKIPPED = "Without a name they are marked “unnamed”. You can say who you are later, in the menu under Collection."


class NameDialog(Frame):
    """``named`` carries the name, empty where the user gave none."""

    named = Signal(str)

    def __init__(self, name: str, parent: QWidget, *, first: bool):
        super().__init__("Welcome to Postil" if first else "Your name", WHY, parent)
        self._first = first
        label = QLabel("Who is reading?", self)
        self._field = QLineEdit(name, self)
        self._field.setAccessibleName("Your name")
        self._field.setToolTip("The name that stands in your annotations")
        self._field.setPlaceholderText("First and last name, or initials")
        self._field.setMaxLength(120)
        label.setBuddy(self._field)
        self.column.addWidget(label)
        self.column.addWidget(self._field)
        self.column.addWidget(self.paragraph(SKIPPED, "faint"))
        self.add_buttons("Continue" if first else "Save", "Skip for now" if first else "Cancel")
        self._field.setFocus()
        self.accepted.connect(self._on_accepted)
        self.rejected.connect(self._on_rejected)

    @property
    def field(self) -> QLineEdit:
        """The field for the name."""
        return self._field

    @Slot()
    def _on_accepted(self) -> None:
        self.named.emit(self._field.text().strip())

    @Slot()
    def _on_rejected(self) -> None:
        if self._first:
            self.named.emit("")
