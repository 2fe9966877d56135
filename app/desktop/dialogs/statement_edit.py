# SPDX-License-Identifier: MIT
"""Making statements of annotations found by a query, saying them otherwise, merging and deleting them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.dialogs.merging import Choices
from app.desktop.dialogs.touching import TouchDialog
from app.desktop.models.statements import second_line
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.query_field import QueryField
from app.desktop.wording import counted
from app.editing import statements
from database.statements import Statement

SEARCH_MS = 250
WORDS_HEIGHT = 64
ROLES = {"repeats": "They repeat it", "contradicts": "They contradict it", "first": "It was said there first"}
NEW = "Tick the annotations that say the same. Who said it first is found by the dates of the sources."
ADD = "Tick the annotations that belong to it."


class StatementDialog(TouchDialog):
    """``edited`` carries the id of what was made or changed (0: it is gone)."""

    edited = Signal(int)

    def __init__(
        self, title: str, words: str, collection: Collection, look: Appearance, parent: QWidget, *, ticks: bool = False
    ):
        super().__init__(title, words, look, parent, ticks=ticks)
        self.collection = collection

    def words_field(self, text: str, placeholder: str) -> QPlainTextEdit:
        """Return a field for the words of a statement."""
        field = QPlainTextEdit(text, self)
        field.setAccessibleName("The statement in words")
        field.setToolTip("What the annotations say in common")
        field.setPlaceholderText(placeholder)
        field.setTabChangesFocus(True)
        field.setFont(self._look.font("quote", serif=True))
        field.setFixedHeight(WORDS_HEIGHT)
        return field


class MembersDialog(StatementDialog):
    """Finds annotations by a query and lets them be ticked; without a statement it makes a new one of them."""

    def __init__(
        self,
        statement: Statement | None,
        collection: Collection,
        look: Appearance,
        parent: QWidget,
        *,
        ticked: Sequence[int] = (),
    ):
        title, words = ("New statement", NEW) if statement is None else ("Add to the statement", ADD)
        super().__init__(title, words, collection, look, parent, ticks=True)
        self._statement = statement
        self._first = list(ticked)
        known = () if statement is None else statements.appearances(collection, statement.id).annotations
        self._known = set(known)
        self.words = self.words_field("", "In your own words, or leave it empty for those of the first who said it")
        self.role = ChoiceBox(self)
        self.role.addItems(list(ROLES.values()))
        self.role.setAccessibleName("Role")
        self.role.setToolTip("What these annotations do to the statement")
        self.query = QueryField("Find annotations", "Words, or a query such as by:Dantov kind:claim", look, parent=self)
        self.query.setPlaceholderText("Find annotations: words, by:name, code:name, kind:claim")
        self.query.setClearButtonEnabled(True)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SEARCH_MS)
        self._wait.timeout.connect(self.search)
        self.query.textChanged.connect(self._wait.start)
        self.list.rows.ticked.connect(self._on_ticked)
        if statement is None:
            self.add_field("The statement", self.words)
            self.role.hide()
        else:
            self.words.hide()
            self.add_field("Role", self.role)
        self.add_field("Annotations", self.query)
        self._yes = self.finish("Create" if statement is None else "Add")
        self.search()
        self.query.setFocus()

    def act(self) -> None:
        """Make the statement, or add to it."""
        chosen = self.list.rows.chosen
        if self._statement is None:
            self.edited.emit(statements.create_statement(self.collection, chosen, self.words.toPlainText()))
        else:
            role = list(ROLES)[self.role.currentIndex()]
            statements.add_members(self.collection, self._statement.id, chosen, role)
            self.edited.emit(self._statement.id)

    @Slot()
    def search(self) -> None:
        """Show the annotations that answer the query; those that are ticked stay."""
        self._wait.stop()
        kept = self.list.rows.chosen or self._first
        query = self.query.finished(self.collection.searcher)
        mistakes = self.collection.searcher.meaning(query)[1] if query.strip() else ()
        self.say(" ".join(mistakes))
        found = self.collection.matching_annotations(query)
        rest = [row for row in found if row not in self._known and row not in kept]
        self.list.show_annotations(self.collection, [*kept, *rest])
        self.list.rows.tick(kept)

    @Slot()
    def _on_ticked(self) -> None:
        chosen = len(self.list.rows.chosen)
        self._first = self.list.rows.chosen
        self._touched.setText(f"{chosen:,} of {counted(len(self.list.rows.ids), 'annotation')} chosen")
        self._yes.setEnabled(chosen > 0 or self._statement is None)


class RewordDialog(StatementDialog):
    """Asks for other words."""

    def __init__(self, statement: Statement, collection: Collection, look: Appearance, parent: QWidget):
        words = "The annotations stay as they are: only what they have in common is said otherwise."
        super().__init__("Say it in other words", words, collection, look, parent)
        self._statement = statement
        self.words = self.words_field(statement.text, "")
        self.add_field("The statement", self.words)
        self.finish("Save")
        self._touched.hide()
        self._box.hide()
        self.words.setFocus()
        self.words.selectAll()

    def act(self) -> None:
        """Change the words."""
        statements.rename_statement(self.collection, self._statement.id, self.words.toPlainText())
        self.edited.emit(self._statement.id)


class MergeStatementsDialog(StatementDialog):
    """Asks which of several statements stays, and shows the annotations of all."""

    def __init__(self, chosen: Sequence[Statement], collection: Collection, look: Appearance, parent: QWidget):
        words = "One of them keeps its words; the annotations of the others come to it. Undo takes this back."
        super().__init__(f"Merge {len(chosen)} statements", words, collection, look, parent)
        self._chosen = list(chosen)
        self.which = Choices("The words that stay", "Choose the words that stay", self)
        self.which.show_lines([f"{each.text}  –  {second_line(each)}" for each in self._chosen])
        self.add_field("Which words stay?", self.which)
        found = [statements.appearances(collection, each.id).annotations for each in self._chosen]
        self.show_touched(collection, dict.fromkeys(row for rows in found for row in rows))
        self.finish("Merge")
        self.which.setFocus()

    def act(self) -> None:
        """Merge the statements."""
        target = self._chosen[self.which.chosen_row]
        statements.merge_statements(self.collection, target.id, [each.id for each in self._chosen])
        self.edited.emit(target.id)


class DeleteStatementsDialog(StatementDialog):
    """Says that annotations stay when statements are deleted."""

    def __init__(self, chosen: Sequence[Statement], collection: Collection, look: Appearance, parent: QWidget):
        title = "Delete statement" if len(chosen) == 1 else f"Delete {len(chosen)} statements"
        words = "Its annotations stay; only what ties them together goes. Undo takes this back."
        super().__init__(title, words, collection, look, parent)
        self._chosen = list(chosen)
        found = [statements.appearances(collection, each.id).annotations for each in self._chosen]
        self.show_touched(collection, dict.fromkeys(row for rows in found for row in rows))
        self.finish("Delete").setFocus()

    def act(self) -> None:
        """Delete the statements."""
        statements.delete_statements(self.collection, [each.id for each in self._chosen])
        self.edited.emit(0)
