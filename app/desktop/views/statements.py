# SPDX-License-Identifier: MIT
"""The view of statements: what several annotations across sources say in common, and who said it when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.commands.within import STATEMENTS
from app.desktop.controllers.session import Session
from app.desktop.delegates.statement import StatementDelegate
from app.desktop.dialogs import statement_edit
from app.desktop.models.statements import SORTS, StatementModel
from app.desktop.views.detailed import DetailedView, same
from app.desktop.views.own import buttons, own_actions
from app.desktop.views.statement_details import StatementDetails
from app.desktop.virtual_list import VirtualList
from app.desktop.widgets.list_pane import ListPane, side_by_side
from app.desktop.widgets.sort_button import SortButton
from database.statements import Statement


class StatementsView(DetailedView):
    """Statements, each with its annotations along a line of time."""

    touching = ("statement", "statement_member", "relation", "annotation", "attribution", "slot", "source", "actor")

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget):
        super().__init__(session, appearance, parent)
        self.model = StatementModel(self)
        self.list = VirtualList(self)
        self.pane = ListPane(self.list, appearance, self)
        self.sort = SortButton("Order of the statements", "Choose the order of the statements", SORTS, self)
        self.pane.name("Statements", "Show the statements that hold these words", "Filter statements")
        self.pane.fill(self.model, StatementDelegate(appearance, self), (self.sort,))
        self.actions_by_id = own_actions(self, STATEMENTS, self.list)
        self.details = StatementDetails(session, appearance, self)
        tools = [action for name, action in self.actions_by_id.items() if name != "statement.edit"]
        side_by_side(self.pane, buttons(tools, self), self._stack(self.details), self)
        self.pane.filtered.connect(self._on_filtered)
        self.pane.moved.connect(self._on_moved)
        self.sort.chosen.connect(self._on_sort_chosen)
        self.details.annotation_asked.connect(self.annotation_asked)

    # What every view does

    def reload(self) -> None:
        """Show the statements of the open collection."""
        kept, current, row = [each.id for each in self.chosen], self.current, self.list.currentIndex().row()
        self.model.show(self.session.collection)
        self._choose(current.id if current is not None else 0, kept, row)

    def commit(self) -> None:
        """Save what is being typed."""
        self.details.commit()

    def panes(self) -> Sequence[QWidget]:
        """Return the list, and the annotations of the statement."""
        return (self.list, self.details.list)

    # Methods

    @property
    def chosen(self) -> list[Statement]:
        """The statements that are chosen, in the order of the list."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        found = [self.model.statement(row) for row in rows]
        return [each for each in found if each is not None]

    @property
    def current(self) -> Statement | None:
        """The statement whose annotations are shown."""
        return self.model.statement(self.list.currentIndex().row())

    def show_statement(self, statement: int) -> None:
        """Go to a statement, taking away a filter that hides it."""
        if self.model.row(statement) < 0:
            self.pane.clear()
            self.model.arrange(words="")
        self._choose(statement, [])

    def edited(self, row: int) -> None:
        """Go to what a dialog has changed."""
        if row:
            self.show_statement(row)
        self.list.setFocus()

    # Commands

    @Slot()
    def add(self) -> None:
        """Make a statement of annotations found by a query."""
        self._open(statement_edit.MembersDialog(None, self.session.required, self.look, self))

    @Slot()
    def add_members(self) -> None:
        """Add annotations to the current statement."""
        if self.current is not None:
            self._open(statement_edit.MembersDialog(self.current, self.session.required, self.look, self))

    @Slot()
    def edit(self) -> None:
        """Go to the note on the current statement."""
        self.details.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def reword(self) -> None:
        """Say the current statement in other words."""
        if self.current is not None:
            self._open(statement_edit.RewordDialog(self.current, self.session.required, self.look, self))

    @Slot()
    def merge(self) -> None:
        """Merge the chosen statements."""
        if len(self.chosen) > 1:
            self._open(statement_edit.MergeStatementsDialog(self.chosen, self.session.required, self.look, self))
        else:
            self.said.emit("Choose two or more statements to merge: hold Ctrl or Shift.")

    @Slot()
    def delete(self) -> None:
        """Delete the chosen statements."""
        if self.chosen:
            self._open(statement_edit.DeleteStatementsDialog(self.chosen, self.session.required, self.look, self))

    # Parts

    def _open(self, dialog: statement_edit.StatementDialog) -> None:
        self.commit()
        dialog.edited.connect(self._on_edited)
        dialog.open()

    def _choose(self, current: int, ids: Sequence[int], instead: int = 0) -> None:
        """Make a statement the current one and choose some more, as far as they are on show.

        Where it is gone, that in the row ``instead`` is: the next one, or the last.
        """
        row = self.model.row(current)
        self.list.go(row if row >= 0 else min(max(instead, 0), self.model.rowCount() - 1), scroll=row >= 0)
        model = self.list.selectionModel()
        for shown in (self.model.row(each) for each in ids):
            if shown >= 0:
                model.select(self.model.index(shown), model.SelectionFlag.Select)
        self._show_current()

    def _show_current(self) -> None:
        found = self.current
        for name, action in self.actions_by_id.items():
            action.setEnabled(self.session.writable and (found is not None or name == "statement.add"))
        if found is not None:
            self._right.setCurrentWidget(self.details)
            self.details.show_statement(found)
        else:
            self._right.setCurrentWidget(self._empty)
            self._say_why_empty()

    def _say_why_empty(self) -> None:
        if self.session.collection is None:
            self._empty.say("No collection is open", "")
        elif self.model.words.strip():
            self._empty.say("No statement matches", "Words and notes of statements are looked through.")
        else:
            words = (
                "A statement is what several annotations, in one source or in many, say in common: who said it first, "
                "who repeats it, who contradicts it."
            )
            add = [self.actions_by_id["statement.add"]] if self.session.writable else []
            self._empty.say("No statements yet", words, add)

    def _arrange(self, *, sort: str | None = None, words: str | None = None) -> None:
        self.commit()
        current = self.current
        self.model.arrange(sort=sort, words=words)
        self._choose(current.id if current is not None else 0, [])

    # Slots

    @Slot()
    def _on_moved(self) -> None:
        if not same(self.details.statement, self.current):
            self.details.commit()
        self._show_current()

    @Slot(str)
    def _on_filtered(self, words: str) -> None:
        self._arrange(words=words)

    @Slot(str)
    def _on_sort_chosen(self, sort: str) -> None:
        self._arrange(sort=sort)
