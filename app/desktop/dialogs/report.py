# SPDX-License-Identifier: MIT
"""A list of what was left out, or would be, and why; it can be saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from app.desktop.dialogs import files
from app.desktop.dialogs.frame import Frame


class ReportDialog(Frame):
    """A title, a sentence, and lines."""

    def __init__(self, title: str, words: str, lines: str, parent: QWidget):
        super().__init__(title, words, parent, width=560)
        self._list = QPlainTextEdit(lines, self)
        self._list.setReadOnly(True)
        self._list.setAccessibleName("What was left out")
        self._list.setToolTip("What was left out, each with the reason")
        self._list.setMinimumHeight(220)
        self._list.setTabChangesFocus(True)
        self.column.addWidget(self._list)
        save = QPushButton("Save the list…", self)
        save.setToolTip("Write this list to a text file")
        save.clicked.connect(self._on_save)
        self.column.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_buttons("Close")

    @property
    def words(self) -> str:
        """The lines on show."""
        return self._list.toPlainText()

    @Slot()
    def _on_save(self) -> None:
        path = files.choose_report(self)
        if path is not None:
            files.write_list(path, self._list.toPlainText())
