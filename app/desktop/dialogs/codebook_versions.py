# SPDX-License-Identifier: MIT
"""Keeping the codebook under a name, and seeing what differs between two such versions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.delegates.comparison import DifferenceDelegate
from app.desktop.dialogs.frame import Frame
from app.desktop.dialogs.touching import TouchDialog, under_its_name
from app.desktop.form.note_field import NoteField
from app.desktop.models.comparison import ComparisonModel, differences
from app.desktop.virtual_list import VirtualList
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.fields import Field
from app.desktop.widgets.parts import plain
from app.desktop.wording import counted, date_words
from app.editing import codebook_versions
from app.errors import PostilError
from database.codebook_versions import Version

KEEP = "What every code means now can then still be said, and compared with what it means later."
COMPARE = "What was added, taken away, renamed, moved or defined anew between two versions."
HEIGHT = 320


class KeepVersionDialog(TouchDialog):
    """Asks for the name of a version."""

    def __init__(self, collection: Collection, look: Appearance, parent: QWidget):
        super().__init__("Keep a version of the codebook", KEEP, look, parent)
        self._collection = collection
        self.name = Field("Name of the version", "Such as: after the pilot", look, parent=self)
        self.name.setPlaceholderText("After the pilot")
        self.note = NoteField(look, self, tip="Why this version was kept, in Markdown")
        self.add_field("Name", self.name)
        self.add_field("Note", self.note)
        self.finish("Keep")
        self._touched.hide()
        self._box.hide()
        self.name.setFocus()

    def act(self) -> None:
        """Keep the version."""
        codebook_versions.keep_version(self._collection, self.name.text(), self.note.text())


class CompareVersionsDialog(Frame):
    """Shows what differs between two versions; a version can get another note, or be deleted."""

    def __init__(self, collection: Collection, look: Appearance, parent: QWidget):
        super().__init__("Versions of the codebook", COMPARE, parent, width=680)
        self._collection = collection
        self._look = look
        self._versions: list[Version] = []
        self.old, self.new = self._choice("From", "The older version"), self._choice("To", "The newer version")
        self.model = ComparisonModel(self)
        self.list = self._make_list()
        self._said = QLabel(self)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setFont(look.font(bold=True))
        self.name = Field("Name of the older version", "The name of the older version", look, parent=self)
        self.name.editingFinished.connect(self._on_name)
        self.note = NoteField(look, self, tip="A note on the older version, in Markdown")
        self.note.edited.connect(self._on_note)
        self.delete = QPushButton("Delete this version", self)
        self.delete.setToolTip("Delete the older version; the codebook stays as it is")
        self.delete.setAutoDefault(False)
        self.delete.clicked.connect(self._on_delete)
        self._lay_out()
        self._fill()
        self.old.activated.connect(self._compare)
        self.new.activated.connect(self._compare)

    @property
    def words(self) -> str:
        """What is said about the two versions."""
        return self._said.text()

    # Building

    def _choice(self, name: str, tip: str) -> ChoiceBox:
        box = ChoiceBox(self)
        box.setAccessibleName(name)
        box.setToolTip(tip)
        return box

    def _make_list(self) -> VirtualList:
        view = VirtualList(self)
        view.setObjectName("rows")
        view.setAccessibleName("Differences")
        view.setToolTip("What differs, one code a row")
        view.setItemDelegate(DifferenceDelegate(self._look, view))
        view.setModel(self.model)
        view.setMinimumHeight(HEIGHT)
        return view

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, box in (("From", self.old), ("to", self.new)):
            label = QLabel(words, self)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box, 1)
        self.column.addLayout(row)
        self.column.addWidget(self._said)
        framed = plain("framed", self)
        inside = QVBoxLayout(framed)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.list)
        self.column.addWidget(framed, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addLayout(under_its_name("Name of the older version", self.name, self), 1)
        foot.addLayout(under_its_name("Note on it", self.note, self), 2)
        foot.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(foot)
        self.add_buttons("Close")
        self.live = True

    # Parts

    def _fill(self) -> None:
        self._versions = codebook_versions.versions(self._collection)
        for box in (self.old, self.new):
            box.clear()
            box.addItems([*map(_words, self._versions), "The codebook now"])
        self.old.setCurrentIndex(max(0, len(self._versions) - 1))
        self.new.setCurrentIndex(len(self._versions))
        self._compare()

    def _name_again(self) -> None:
        """Show the versions under the names they have now; the two that are compared stay."""
        self._versions = codebook_versions.versions(self._collection)
        for place, version in enumerate(self._versions):
            for box in (self.old, self.new):
                box.setItemText(place, _words(version))

    def _version(self, box: ChoiceBox) -> Version | None:
        place = box.currentIndex()
        return self._versions[place] if 0 <= place < len(self._versions) else None

    @Slot()
    def _compare(self) -> None:
        old, new = self._version(self.old), self._version(self.new)
        before, after = (version.id if version is not None else None for version in (old, new))
        states = (
            codebook_versions.codes_of(self._collection, before),
            codebook_versions.codes_of(self._collection, after),
        )
        rows = differences(codebook_versions.compare(*states), *states)
        self.model.show(rows)
        if not self._versions:
            self._said.setText("No version has been kept yet.")
        else:
            self._said.setText(counted(len(rows), "difference") if rows else "The two are the same.")
        editable = old is not None and self._collection.writable
        for widget in (self.name, self.note, self.delete):
            widget.setEnabled(editable)
        self.name.setText(old.name if old is not None else "")
        self.note.show_text(old.note if old is not None else "")

    @Slot()
    def _on_name(self) -> None:
        version, name = self._version(self.old), " ".join(self.name.text().split())
        if version is not None and name not in {version.name, ""} and self._collection.writable:
            codebook_versions.edit_version(self._collection, version.id, name, version.note)
            self._name_again()

    @Slot(str)
    def _on_note(self, text: str) -> None:
        version = self._version(self.old)
        if version is not None and self._collection.writable:
            codebook_versions.edit_version(self._collection, version.id, version.name, text)
            self._name_again()

    @Slot()
    def _on_delete(self) -> None:
        version = self._version(self.old)
        if version is None:
            return
        try:
            codebook_versions.delete_version(self._collection, version.id)
        except PostilError as error:
            self._said.setText(str(error))
            return
        self._fill()


def _words(version: Version) -> str:
    return f"{version.name} ({date_words(version.at[:10])}, {counted(version.codes, 'code')})"
