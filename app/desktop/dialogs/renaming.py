# SPDX-License-Identifier: MIT
"""What dialogs that give something a name have in common: where the name is taken, they offer to merge the two."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.touching import TouchDialog
from app.desktop.long_work import ROWS, LongWork
from app.desktop.widgets.fields import Field
from app.editing.errors import NameTaken


class NamingDialog(TouchDialog):
    """``edited`` carries the id of what was changed (0: it is gone), ``merge_asked`` that of what has the name wanted.

    ``merge_instead`` comes when the user would rather merge than delete, ``work_asked`` carries long work, whose
    outcome is what ``edited`` would carry.
    """

    edited = Signal(int)
    work_asked = Signal(object)
    merge_asked = Signal(int)
    merge_instead = Signal()

    def __init__(
        self, title: str, words: str, collection: Collection, look: Appearance, parent: QWidget, *, ticks: bool = False
    ):
        super().__init__(title, words, look, parent, ticks=ticks)
        self.collection = collection
        self._owner = 0
        self.other: QPushButton | None = None
        self.offer = QPushButton("Merge the two…", self)
        self.offer.setToolTip("Make the two one instead")
        self.offer.setAutoDefault(False)
        self.offer.hide()
        self.offer.clicked.connect(self._on_merge)

    @Slot()
    def accept(self) -> None:
        """Do it; where the name is taken, offer to merge."""
        self._owner = 0
        super().accept()
        self.offer.setVisible(bool(self._owner))

    def write(self, words: str, work: Callable[[Collection], int]) -> None:
        """Do what the dialog is for, or ask for it where it touches very much; the work returns what was changed."""
        asked = LongWork(words, work, self.touched_count, ROWS)
        if asked.long:
            self.work_asked.emit(asked)
            return
        self.edited.emit(work(self.collection))

    def taken(self, error: NameTaken) -> NameTaken:
        """Remember whose name was wanted."""
        self._owner = error.owner
        return error

    def name_field(self, value: str) -> Field:
        """Return a field for a name."""
        field = Field("Name", "The name it goes by", self._look, parent=self)
        field.setText(value)
        field.selectAll()
        return field

    def add_instead(self, tip: str) -> None:
        """Offer to merge instead of deleting."""
        self.other = QPushButton("Merge instead…", self)
        self.other.setToolTip(tip)
        self.other.setAutoDefault(False)
        self.other.clicked.connect(self.instead)
        self.column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def instead(self) -> None:
        """Close, and ask for a merge."""
        self.reject()
        self.merge_instead.emit()

    @Slot()
    def _on_merge(self) -> None:
        self.reject()
        self.merge_asked.emit(self._owner)
