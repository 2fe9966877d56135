# SPDX-License-Identifier: MIT
"""Adding, renaming, merging, splitting and deleting codes, each with every annotation it touches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.renaming import NamingDialog
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.fields import NameField
from app.desktop.widgets.tick import Tick
from app.desktop.wording import counted
from app.editing import codebook
from app.editing.errors import NameTaken
from database.codebook import Entry

ROW = 27
"""The height of a line of a list of choices."""

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


class MergeCodesDialog(NamingDialog):
    """Asks which of several codes stays, and shows what has the others. More can be looked for and added."""

    def __init__(self, chosen: Sequence[Entry], collection: Collection, look: Appearance, parent: QWidget):
        super().__init__("Merge codes", MERGE, collection, look, parent)
        self._chosen = list(chosen)
        self._usage = codebook.usage(collection)
        self.more = NameField("Another code", "A code to merge with these; Enter adds it", look, self._names)
        self.more.setPlaceholderText("Add another by name")
        self.more.returnPressed.connect(self._on_added)
        self.which = QListWidget(self)
        self.which.setObjectName("choices")
        self.which.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.which.setAccessibleName("The code that stays")
        self.which.setToolTip("Choose the code that stays")
        self.which.currentRowChanged.connect(self._on_chosen)
        self.add_field("Which one stays?", self.which)
        self.column.addWidget(self.more)
        self._yes = self.finish("Merge")
        self._list_chosen()
        (self.which if len(chosen) > 1 else self.more).setFocus()

    @property
    def target(self) -> Entry:
        """The code that stays."""
        return self._chosen[max(0, self.which.currentRow())]

    def act(self) -> None:
        """Merge the codes."""
        rest = [entry.id for entry in self._rest()]
        self.write(f"Merging {len(rest) + 1} codes", partial(_merge, target=self.target.id, others=rest))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter in the field of another name add it, and not merge unseen."""
        if not (self.more.hasFocus() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}):
            super().keyPressEvent(event)

    def _others(self) -> dict[str, Entry]:
        known = {entry.id for entry in self._chosen}
        return {BETWEEN.join(each.path): each for each in codebook.tree(self.collection) if each.id not in known}

    def _names(self) -> Sequence[str]:
        return tuple(self._others())

    def _rest(self) -> list[Entry]:
        return [entry for entry in self._chosen if entry is not self.target]

    def _list_chosen(self) -> None:
        row = max(0, self.which.currentRow())
        self.which.clear()
        for entry in self._chosen:
            used = counted(self._usage[entry.id].own, "annotation")
            self.which.addItem(f"{BETWEEN.join(entry.path)}  –  {used}")
        self.which.setFixedHeight(min(5, max(2, len(self._chosen))) * ROW + 12)
        self.which.setCurrentRow(row)

    @Slot()
    def _on_chosen(self) -> None:
        rest = self._rest()
        found = codebook.touched(self.collection, [entry.id for entry in rest])
        clashes = codebook.touched(self.collection, [entry.id for entry in self._chosen]).clashes
        also = [counted(len(found.below), "code") + " below"] if found.below else []
        also += [f"{len(clashes):,} that take both sides and become neutral"] if clashes else []
        self.show_touched(self.collection, found.annotations, also=also)
        self._yes.setEnabled(bool(rest))
        self._yes.setText(f"Merge {len(self._chosen)} codes" if rest else "Merge")

    @Slot()
    def _on_added(self) -> None:
        name = self.more.text().strip()
        others = self._others()
        found = others.get(name) or next((each for each in others.values() if each.name == name), None)
        if found is None:
            self.say(f"There is no other code “{name}”." if name else "")
            return
        self.say("")
        self.more.clear()
        self._chosen.append(found)
        self._list_chosen()


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


def _merge(collection: Collection, target: int, others: Sequence[int]) -> int:
    codebook.merge_codes(collection, target, others)
    return target


def _delete(collection: Collection, row: int, *, below_too: bool) -> int:
    codebook.delete_code(collection, row, below_too=below_too)
    return 0
