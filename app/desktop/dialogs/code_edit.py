# SPDX-License-Identifier: MIT
"""Adding, renaming, merging, splitting and deleting codes, each with every annotation it touches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.merging import MergingDialog
from app.desktop.dialogs.renaming import NamingDialog
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.tick import Tick
from app.desktop.wording import counted
from app.editing import codebook
from app.editing.errors import NameTaken
from database.codebook import Entry

BETWEEN = " › "
MERGE = (
    "One of them stays. Every annotation that has one of the others has it instead, definitions and examples are "
    "joined, and the codes below come under it. Undo takes this back."
)
IN_USE = "The annotations lose it. If another code says the same, merge the two instead. Undo takes this back."


class NewCodeDialog(NamingDialog):
    """Asks for a name, and where the code goes."""

    def __init__(self, under: Entry | None, collection: Collection, look: Appearance, parent: QWidget):
        super().__init__("New code", "An entry of the codebook that passages can be given.", collection, look, parent)
        self.name = self.name_field("")
        self.place = ChoiceBox(self)
        self.place.setAccessibleName("Under")
        self.place.setToolTip("The code it lies under")
        self._places: list[int | None] = [None]
        self.place.addItem("At the top")
        for entry in codebook.tree(collection):
            self._places.append(entry.id)
            self.place.addItem(BETWEEN.join(entry.path))
        self.place.setCurrentIndex(self._places.index(under.id) if under is not None else 0)
        self.add_field("Name", self.name)
        self.add_field("Under", self.place)
        self.column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish("Add")
        self._touched.hide()
        self._box.hide()
        self.name.setFocus()

    def act(self) -> None:
        """Add the code."""
        parent = self._places[self.place.currentIndex()]
        self.edited.emit(codebook.add_code(self.collection, self.name.text(), parent=parent))


class RenameCodeDialog(NamingDialog):
    """Asks for another name."""

    def __init__(self, entry: Entry, collection: Collection, look: Appearance, parent: QWidget):
        words = "Annotations have the code, not its name: they follow."
        super().__init__("Rename code", words, collection, look, parent)
        self._entry = entry
        self.name = self.name_field(entry.name)
        self.add_field("Name", self.name)
        self.column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_touched(collection, codebook.touched(collection, [entry.id]).annotations)
        self.finish("Rename")
        self.name.setFocus()

    def act(self) -> None:
        """Rename the code."""
        try:
            codebook.rename_code(self.collection, self._entry.id, self.name.text())
        except NameTaken as error:
            raise self.taken(error) from error
        self.edited.emit(self._entry.id)


class MergeCodesDialog(MergingDialog[Entry]):
    """Asks which of several codes stays, and shows what has the others."""

    noun = "code"

    def __init__(self, chosen: Sequence[Entry], collection: Collection, look: Appearance, parent: QWidget):
        super().__init__(MERGE, chosen, codebook.merge_codes, collection, look, parent)

    def lines(self, chosen: Sequence[Entry]) -> list[str]:
        """Return each with how often it is used."""
        usage = codebook.usage(self.collection)
        return [f"{BETWEEN.join(entry.path)}  –  {counted(usage[entry.id].own, 'annotation')}" for entry in chosen]

    def show_rest(self, rest: Sequence[Entry]) -> None:
        """Show the annotations that have them, and say what lies below and which take both sides."""
        found = codebook.touched(self.collection, [entry.id for entry in rest])
        clashes = codebook.touched(self.collection, list(self.known)).clashes
        also = [counted(len(found.below), "code") + " below"] if found.below else []
        also += [f"{len(clashes):,} that take both sides and become neutral"] if clashes else []
        self.show_touched(self.collection, found.annotations, also=also)

    def names(self) -> Sequence[str]:
        """Return the paths of all other codes."""
        return tuple(self._others())

    def named(self, name: str) -> Entry | None:
        """Return another code of this path, or else the first of this name, or None."""
        others = self._others()
        return others.get(name) or next((each for each in others.values() if each.name == name), None)

    def _others(self) -> dict[str, Entry]:
        known = self.known
        return {BETWEEN.join(each.path): each for each in codebook.tree(self.collection) if each.id not in known}


class SplitCodeDialog(NamingDialog):
    """Asks for the name of a new code, and which annotations get it instead."""

    def __init__(self, entry: Entry, collection: Collection, look: Appearance, parent: QWidget):
        words = "The annotations you tick get a new code beside this one instead. Undo takes this back."
        super().__init__(f"Split “{entry.name}”", words, collection, look, parent, ticks=True)
        self._entry = entry
        self.name = self.name_field("")
        self.add_field("Name of the new code", self.name)
        self._found = codebook.touched(collection, [entry.id]).annotations
        self.show_touched(collection, self._found)
        self.list.rows.ticked.connect(self._on_ticked)
        self._yes = self.finish("Split")
        self._on_ticked()
        self.name.setFocus()

    def act(self) -> None:
        """Split the code."""
        chosen, name = list(self.list.rows.chosen), self.name.text()
        work = partial(codebook.split_code, row=self._entry.id, name=name, ids=chosen)
        self.write(f"Splitting “{self._entry.name}”", work)

    @Slot()
    def _on_ticked(self) -> None:
        chosen = len(self.list.rows.chosen)
        self._yes.setEnabled(chosen > 0)
        self._touched.setText(f"{chosen:,} of {counted(len(self._found), 'annotation')} get the new code")


class DeleteCodeDialog(NamingDialog):
    """Says what deleting a code touches, and offers a merge instead."""

    def __init__(self, entry: Entry, collection: Collection, look: Appearance, parent: QWidget):
        found = codebook.touched(collection, [entry.id])
        words = IN_USE if found.annotations else "No annotation has it. Undo takes this back."
        super().__init__(f"Delete “{entry.name}”", words, collection, look, parent)
        self._entry = entry
        below = f"Delete the {counted(len(found.below), 'code')} below it too"
        self.below = Tick(below, "Else they move up into its place", look, self)
        self.below.setVisible(bool(found.below))
        self.below.toggled.connect(self._on_toggled)
        self.column.addWidget(self.below)
        if found.annotations:
            self.add_instead("Give the annotations another code")
        self._on_toggled()
        self.finish("Delete").setFocus()

    def act(self) -> None:
        """Delete the code."""
        work = partial(_delete, row=self._entry.id, below_too=self.below.isChecked())
        self.write(f"Deleting “{self._entry.name}”", work)

    @Slot()
    def _on_toggled(self) -> None:
        below = self.below.isChecked()
        found = codebook.touched(self.collection, [self._entry.id], below_too=below)
        also = [counted(len(found.below), "code") + " below"] if below else []
        self.show_touched(self.collection, found.annotations, also=also)


def _delete(collection: Collection, row: int, *, below_too: bool) -> int:
    codebook.delete_code(collection, row, below_too=below_too)
    return 0
