# SPDX-License-Identifier: MIT
"""The view of the codebook: a tree of codes, and what the one chosen means and where it is used."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.desktop.appearance import Appearance
from app.desktop.commands.within import CODES
from app.desktop.controllers.session import Session
from app.desktop.delegates.code import CodeDelegate
from app.desktop.dialogs import code_edit, codebook_versions, files
from app.desktop.dialogs.renaming import NamingDialog
from app.desktop.models.codes import CodeModel
from app.desktop.views import codebook_files
from app.desktop.views.code_details import CodeDetails
from app.desktop.views.detailed import DetailedView, same
from app.desktop.views.own import buttons, own_actions
from app.desktop.widgets.code_tree import CodeTree
from app.desktop.widgets.list_pane import ListPane, side_by_side
from app.desktop.wording import quoted
from app.editing import codebook
from database.codebook import Entry

ANYWAY = ("code.add", "code.import", "code.compare")
"""Commands that need no code."""
READING = ("code.list", "code.export", "code.compare")
"""Commands that change nothing."""


class CodebookView(DetailedView):
    """The codebook, edited in place."""

    touching = ("code", "code_assignment", "annotation", "source", "attribution", "slot")

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget):
        super().__init__(session, appearance, parent)
        self.model = CodeModel(self)
        self.tree = CodeTree(appearance, self)
        self.pane = ListPane(self.tree, appearance, self)
        self.pane.name("Codes", "Show the codes with these words in name or definition", "Filter codes")
        self.pane.fill(self.model, CodeDelegate(appearance, self), ())
        self.actions_by_id = own_actions(self, CODES, self.tree)
        self.details = CodeDetails(session, appearance, self)
        shown = [self.actions_by_id[f"code.{name}"] for name in ("add", "rename", "merge", "split", "delete")]
        side_by_side(self.pane, [*buttons(shown, self), self._more()], self._stack(self.details), self)
        self._connect()

    # What every view does

    def reload(self) -> None:
        """Show the codebook of the open collection; what is folded stays folded."""
        kept, current = [entry.id for entry in self.chosen], self.current
        near = self._near(current)
        folded = {entry.id for entry in self.model.entries if not self.tree.isExpanded(self.model.find(entry.id))}
        place = self.tree.verticalScrollBar().value()
        self.model.show(self.session.collection, movable=self.session.writable)
        self._unfold(folded)
        self.tree.verticalScrollBar().setValue(place)
        there = [code for code in near if self.model.find(code).isValid()]
        self._choose(there[0] if there else 0, kept)

    def commit(self) -> None:
        """Save what is being typed."""
        self.details.commit()

    def panes(self) -> Sequence[QWidget]:
        """Return the tree, and the annotations of the code."""
        return (self.tree, self.details.list)

    # Methods

    @property
    def chosen(self) -> list[Entry]:
        """The codes that are chosen, in tree order."""
        chosen = {index.internalId() for index in self.tree.selectionModel().selectedRows()}
        return [entry for entry in self.model.entries if entry.id in chosen]

    @property
    def current(self) -> Entry | None:
        """The code whose details are shown."""
        return self.model.entry(self.tree.currentIndex())

    def show_code(self, code: int) -> None:
        """Go to a code, taking away a filter that hides it."""
        if not self.model.find(code).isValid():
            self.pane.clear()
            self.model.filter("")
            self._unfold(set())
        self._choose(code, [])

    def edited(self, row: int) -> None:
        """Go to what a dialog has changed."""
        if row:
            self.show_code(row)
        self.tree.setFocus()

    # Commands

    @Slot()
    def add(self) -> None:
        """Add a code where the current one lies."""
        current = self.current
        above = codebook.code(self.session.required, current.parent) if current and current.parent else None
        self._open(code_edit.NewCodeDialog(above, self.session.required, self.look, self))

    @Slot()
    def add_below(self) -> None:
        """Add a code under the current one."""
        self._open(code_edit.NewCodeDialog(self.current, self.session.required, self.look, self))

    @Slot()
    def edit(self) -> None:
        """Go to the fields of the current code."""
        self.details.definition.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def rename(self) -> None:
        """Rename the current code."""
        if self.current is not None:
            self._open(code_edit.RenameCodeDialog(self.current, self.session.required, self.look, self))

    @Slot()
    def merge(self) -> None:
        """Merge the chosen codes; with one chosen, the dialog asks for another."""
        self._merge(self.chosen)

    @Slot()
    def split(self) -> None:
        """Give some annotations of the current code a new one."""
        if self.current is not None:
            self._open(code_edit.SplitCodeDialog(self.current, self.session.required, self.look, self))

    @Slot()
    def delete(self) -> None:
        """Delete the current code."""
        if self.current is not None:
            self._open(code_edit.DeleteCodeDialog(self.current, self.session.required, self.look, self))

    @Slot()
    def move_up(self) -> None:
        """Move the current code before the one above it."""
        self._move_by(-1)

    @Slot()
    def move_down(self) -> None:
        """Move the current code behind the one below it."""
        self._move_by(1)

    @Slot()
    def indent(self) -> None:
        """Put the current code under the one above it."""
        entry = self.current
        if entry is not None:
            siblings = self.model.siblings(entry.id)
            place = siblings.index(entry.id)
            if place > 0:
                self._move(entry.id, siblings[place - 1], None)

    @Slot()
    def outdent(self) -> None:
        """Put the current code behind the one it lies under."""
        entry = self.current
        if entry is not None and entry.parent is not None:
            above = codebook.code(self.session.required, entry.parent)
            self._move(entry.id, above.parent, list(self.model.siblings(above.id)).index(above.id) + 1)

    @Slot()
    def list_annotations(self) -> None:
        """Show what has the current code, or one below it, in the table of annotations."""
        if self.current is not None:
            self.query_asked.emit(f"code:{quoted(self.current.name)}")

    @Slot()
    def import_codes(self) -> None:
        """Offer to take in the codes of a file, after a look at what that adds and changes."""
        path = files.choose_codebook(self)
        if path is not None:
            self.file_asked.emit(path)

    @Slot()
    def export_codes(self) -> None:
        """Write the codebook to a file."""
        said = codebook_files.write(self.session.required, self)
        if said:
            self.said.emit(said)

    @Slot()
    def keep_version(self) -> None:
        """Keep the codebook as it is now under a name."""
        self.commit()
        codebook_versions.KeepVersionDialog(self.session.required, self.look, self).open()

    @Slot()
    def compare_versions(self) -> None:
        """See what differs between two versions."""
        self.commit()
        codebook_versions.CompareVersionsDialog(self.session.required, self.look, self).open()

    # Building

    def _more(self) -> QPushButton:
        """Return the button behind which the rest is: places in the tree, files, versions."""
        button = QPushButton("More", self)
        button.setAccessibleName("More")
        button.setToolTip("Places in the tree, files and versions")
        menu = QMenu(button)
        for name in ("add_below", "", "up", "down", "indent", "outdent", "", "import", "export", "", "keep", "compare"):
            if name:
                menu.addAction(self.actions_by_id[f"code.{name}"])
            else:
                menu.addSeparator()
        button.setMenu(menu)
        return button

    def _connect(self) -> None:
        self.pane.filtered.connect(self._on_filtered)
        self.pane.moved.connect(self._on_moved)
        self.model.move_asked.connect(self._on_move_asked)
        self.details.annotation_asked.connect(self.annotation_asked)
        self.details.list_asked.connect(self.list_annotations)

    # Parts

    def _open(self, dialog: NamingDialog) -> None:
        self.commit()
        dialog.edited.connect(self._on_edited)
        dialog.work_asked.connect(self._on_work_asked)
        dialog.merge_asked.connect(self._on_merge_asked)
        dialog.merge_instead.connect(self.merge)
        dialog.open()

    def _merge(self, chosen: Sequence[Entry]) -> None:
        if chosen:
            self._open(code_edit.MergeCodesDialog(chosen, self.session.required, self.look, self))

    def _move_by(self, step: int) -> None:
        entry = self.current
        if entry is not None:
            siblings = self.model.siblings(entry.id)
            place = siblings.index(entry.id) + step
            if 0 <= place < len(siblings):
                self._move(entry.id, entry.parent, place)

    def _move(self, code: int, parent: int | None, place: int | None) -> None:
        self.commit()
        codebook.move_code(self.session.required, code, parent, place)
        self.show_code(code)

    def _near(self, current: Entry | None) -> Sequence[int]:
        """Return the ids of a code and of those that may be the current one where it is gone, the nearest first."""
        if current is None:
            return ()
        siblings = list(self.model.siblings(current.id))
        place = siblings.index(current.id)
        return (*siblings[place:], *reversed(siblings[:place]), current.parent or 0)

    def _unfold(self, folded: set[int]) -> None:
        """Show every code but those below these."""
        self.tree.expandAll()
        for code in folded:
            index = self.model.find(code)
            if index.isValid() and self.model.hasChildren(index):
                self.tree.collapse(index)

    def _choose(self, current: int, ids: Sequence[int]) -> None:
        """Make a code the current one and choose some more, as far as they are on show."""
        index = self.model.find(current)
        index = index if index.isValid() else self.model.index(0, 0, QModelIndex())
        model = self.tree.selectionModel()
        model.setCurrentIndex(index, model.SelectionFlag.ClearAndSelect)
        for known in (self.model.find(code) for code in ids):
            if known.isValid():
                model.select(known, model.SelectionFlag.Select)
        self._show_current()

    def _show_current(self) -> None:
        entry, writable = self.current, self.session.writable
        there = self.session.collection is not None
        for name, action in self.actions_by_id.items():
            action.setEnabled(there and (entry is not None or name in ANYWAY) and (writable or name in READING))
        if entry is not None:
            self._right.setCurrentWidget(self.details)
            self.details.show_entry(entry)
        else:
            self._right.setCurrentWidget(self._empty)
            self._say_why_empty()

    def _say_why_empty(self) -> None:
        if self.session.collection is None:
            self._empty.say("No collection is open", "")
        elif self.model.words.strip():
            self._empty.say("No code matches", "Names and definitions are looked through; accents do not matter.")
        else:
            words = "Codes say what passages are about. They can also be given in the form of an annotation."
            offered = [self.actions_by_id["code.add"], self.actions_by_id["code.import"]]
            self._empty.say("No codes yet", words, offered if self.session.writable else ())

    # Slots

    @Slot()
    def _on_moved(self) -> None:
        if not same(self.details.entry, self.current):
            self.details.commit()
        self._show_current()

    @Slot(str)
    def _on_filtered(self, words: str) -> None:
        self.commit()
        current = self.current
        self.model.filter(words)
        self._unfold(set())
        self._choose(current.id if current is not None else 0, [])

    @Slot(object, int, int)
    def _on_move_asked(self, codes: Sequence[int], parent: int, place: int) -> None:
        self.commit()
        codebook.move_codes(self.session.required, codes, parent or None, place if place >= 0 else None)
        self._choose(codes[0], codes)

    @Slot(int)
    def _on_merge_asked(self, other: int) -> None:
        """Offer to make the current code one with that whose name it was to get, which stays."""
        if self.current is not None:
            self._merge([codebook.code(self.session.required, other), self.current])
