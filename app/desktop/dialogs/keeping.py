# SPDX-License-Identifier: MIT
"""What dialogs that keep named things have in common: the list at the left, the fields of one at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.frame import Frame
from app.desktop.dialogs.touching import under_its_name
from app.desktop.form.note_field import NoteField
from app.desktop.widgets.fields import Field
from app.editing.notes import set_note
from app.errors import PostilError

LIST_WIDTH, HEIGHT = 240, 264


class Row(NamedTuple):
    """One of the things: its id, name, note, and what is said of it."""

    id: int
    name: str
    note: str
    words: str


class KeepingDialog(Frame):
    """Subclasses say what there is (:meth:`rows`), and add, rename and delete."""

    thing = ""
    """What the notes table calls such a thing."""

    def __init__(self, title: str, words: str, collection: Collection, look: Appearance, parent: QWidget):
        super().__init__(title, words, parent, width=640)
        self.collection = collection
        self.look = look
        self._rows: list[Row] = []
        self.list = QListWidget(self)
        self.list.setObjectName("choices")
        self.list.setAccessibleName(title)
        self.list.setToolTip(title)
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setMinimumHeight(HEIGHT)
        self.list.currentRowChanged.connect(self._on_moved)
        self.new = Field("Name of a new one", "Type a name and press Enter", look, parent=self)
        self.new.setPlaceholderText("Add by name")
        self.new.returnPressed.connect(self._on_new)
        self.name = Field("Name", "Its name", look, parent=self)
        self.name.editingFinished.connect(self._on_named)
        self.note = NoteField(look, self, tip="A note, in Markdown")
        self.note.edited.connect(self._on_note)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setObjectName("soft")
        self.said.setWordWrap(True)
        self._wrong = QLabel(self)
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.setObjectName("wrong")
        self._wrong.setWordWrap(True)
        self.remove = QPushButton("Delete", self)
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._on_delete)

    # What subclasses say

    def rows(self) -> Sequence[Row]:
        """Return the things there are."""
        raise NotImplementedError

    def add(self, name: str) -> int:
        """Add one and return its id."""
        raise NotImplementedError

    def rename(self, row: int, name: str) -> None:
        """Give one another name."""
        raise NotImplementedError

    def delete(self, row: int) -> None:
        """Delete one."""
        raise NotImplementedError

    def show_more(self, row: Row | None) -> None:
        """Show what else there is about one."""

    # Methods

    @property
    def current(self) -> Row | None:
        """The one that is chosen."""
        place = self.list.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    @property
    def mistake(self) -> str:
        """What is said to be wrong."""
        return self._wrong.text()

    def lay_out(self, fields: Sequence[tuple[str, QWidget]] = ()) -> None:
        """Put the parts in their places, with more fields between name and note."""
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(self.new)
        right = QVBoxLayout()
        right.setSpacing(12)
        for words, field in (("Name", self.name), *fields, ("Note", self.note)):
            right.addLayout(under_its_name(words, field, self))
        right.addWidget(self.said)
        right.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addStretch(1)
        right.addLayout(foot)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(left)
        both.addLayout(right, 1)
        self.column.addLayout(both, 1)
        self.column.addWidget(self._wrong)
        self.add_buttons("Close")
        self.live = True
        self.fill()
        self.new.setFocus()

    def fill(self, wanted: int = 0) -> None:
        """Show the things there are now, and go to one of them."""
        kept = wanted or (self.current.id if self.current is not None else 0)
        self._rows = list(self.rows())
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([row.name for row in self._rows])
        places = [place for place, row in enumerate(self._rows) if row.id == kept]
        self.list.setCurrentRow(places[0] if places else 0 if self._rows else -1)
        self.list.blockSignals(False)
        self._on_moved()

    def attempt(self, error: PostilError | None) -> None:
        """Say what was wrong, or that nothing was."""
        self._wrong.setText(str(error) if error is not None else "")

    @Slot(int)
    def done(self, result: int) -> None:
        """Save what is being typed, and close."""
        self.note.commit()
        super().done(result)

    # Slots

    @Slot()
    def _on_moved(self) -> None:
        row = self.current
        writable = self.collection.writable
        self.name.setText(row.name if row is not None else "")
        self.note.show_text(row.note if row is not None else "")
        self.said.setText(row.words if row is not None else "")
        for widget in (self.name, self.note, self.remove):
            widget.setEnabled(row is not None and writable)
        self.new.setEnabled(writable)
        self.show_more(row)

    @Slot()
    def _on_new(self) -> None:
        try:
            made = self.add(self.new.text())
        except PostilError as error:
            self.attempt(error)
            return
        self.attempt(None)
        self.new.clear()
        self.fill(made)

    @Slot()
    def _on_named(self) -> None:
        row = self.current
        if row is None or self.name.text().strip() in {row.name, ""}:
            return
        try:
            self.rename(row.id, self.name.text())
        except PostilError as error:
            self.attempt(error)
            self.name.setText(row.name)
            return
        self.attempt(None)
        self.fill()

    @Slot(str)
    def _on_note(self, text: str) -> None:
        row = self.current
        if row is not None and self.collection.writable:
            set_note(self.collection, self.thing, row.id, text)
            self._rows = list(self.rows())

    @Slot()
    def _on_delete(self) -> None:
        row = self.current
        if row is not None:
            self.delete(row.id)
            self.attempt(None)
            self.fill()
