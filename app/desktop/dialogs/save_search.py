# SPDX-License-Identifier: MIT
"""Asks by which name a search is to be kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.desktop.dialogs.frame import Frame
from app.errors import PostilError

WHY = "A saved search is a folder whose content is whatever the search finds now. It lies in the collection."


class SaveSearchDialog(Frame):
    """Keeps a search with ``keep``, which takes name and query; why it is refused is shown, and the dialog stays."""

    def __init__(self, title: str, name: str, query: str, keep: Callable[[str, str], object], parent: QWidget):
        super().__init__(title, WHY, parent, width=480)
        self._keep = keep
        self.name = self._field("Name", name)
        self.query = self._field("Search", query)
        self._wrong = QLabel(self)
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.setObjectName("wrong")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        self.column.addWidget(self._wrong)
        self.add_buttons("Save", "Cancel")
        self.name.selectAll()
        self.name.setFocus()

    @Slot()
    def accept(self) -> None:
        """Save, and close where that went well."""
        try:
            self._keep(self.name.text(), self.query.text())
        except PostilError as error:
            self._wrong.setText(str(error))
            self._wrong.show()
            return
        super().accept()

    @property
    def mistake(self) -> str:
        """Why it was refused."""
        return "" if self._wrong.isHidden() else self._wrong.text()

    def _field(self, name: str, value: str) -> QLineEdit:
        field = QLineEdit(value, self)
        field.setAccessibleName(name)
        field.setToolTip(name)
        label = QLabel(name, self)
        label.setObjectName("soft")
        label.setBuddy(field)
        pair = QVBoxLayout()
        pair.setSpacing(4)
        pair.addWidget(label)
        pair.addWidget(field)
        self.column.addLayout(pair)
        return field
