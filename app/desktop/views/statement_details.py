# SPDX-License-Identifier: MIT
"""What a statement is made of: who said it first, who repeats and who contradicts it, along a line of time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.commands.within import MEMBERS
from app.desktop.controllers.session import Session
from app.desktop.delegates.statement import MemberDelegate
from app.desktop.form.note_field import NoteField
from app.desktop.models.statements import MemberModel, second_line
from app.desktop.views.own import own_actions
from app.desktop.virtual_list import VirtualList
from app.desktop.widgets.headline import Headline
from app.desktop.widgets.parts import hairline
from app.editing import statements
from app.editing.notes import set_note
from database.statements import Statement

MOST_WIDTH = 760


class StatementDetails(QWidget):
    """``annotation_asked`` carries an annotation to go to."""

    annotation_asked = Signal(int)

    def __init__(self, session: Session, look: Appearance, parent: QWidget):
        super().__init__(parent)
        self._session = session
        self._statement: Statement | None = None
        self._filling = False
        self.headline = Headline(look, self, serif=True)
        self.note = NoteField(look, self, tip="A note on this statement, in Markdown")
        self.note.edited.connect(self._on_note)
        self.model = MemberModel(self)
        self.list = VirtualList(self)
        self.list.setObjectName("rows")
        self.list.setAccessibleName("Annotations that say it")
        self.list.setToolTip("In the order of time; Enter goes to the place")
        self.list.setSelectionMode(self.list.SelectionMode.ExtendedSelection)
        self.list.setItemDelegate(MemberDelegate(look, self.list))
        self.list.setModel(self.model)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.list.activated.connect(self._on_activated)
        self.actions_by_id = own_actions(self, MEMBERS, self.list)
        self._lay_out()

    # Methods

    @property
    def statement(self) -> Statement | None:
        """The statement on show."""
        return self._statement

    def show_statement(self, statement: Statement) -> None:
        """Show a statement as it is now; what is chosen in it stays chosen."""
        self._filling = True
        before, self._statement = self._statement, statement
        same = before is not None and before.id == statement.id
        kept = self.chosen if same else []
        self.headline.say(statement.text, second_line(statement))
        if not same:
            self.note.show_source()
        if before is None or not same or before.note != statement.note:
            self.note.show_text(statement.note)
        self.note.setEnabled(self._session.writable)
        self.model.show(self._session.collection, statement.id)
        self._choose(kept)
        for action in self.actions_by_id.values():
            action.setEnabled(self._session.writable)
        self._filling = False

    def commit(self) -> None:
        """Save what has been typed and not been left yet."""
        if self._statement is not None and self._session.writable:
            self.note.commit()

    @property
    def chosen(self) -> list[int]:
        """The ids of the annotations that are chosen."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        found = [self.model.appearance(row) for row in rows]
        return [each.annotation.id for each in found if each is not None]

    # Commands

    @Slot()
    def make_first(self) -> None:
        """Say that the chosen annotation said it first, against what the dates say."""
        self._give_role("first")

    @Slot()
    def make_repeating(self) -> None:
        """Say that the chosen annotations repeat it."""
        self._give_role("repeats")

    @Slot()
    def make_contradicting(self) -> None:
        """Say that the chosen annotations contradict it."""
        self._give_role("contradicts")

    @Slot()
    def remove(self) -> None:
        """Take the chosen annotations out."""
        if self._statement is not None and self.chosen:
            statements.remove_members(self._session.required, self._statement.id, self.chosen)

    # Parts

    def _give_role(self, role: str) -> None:
        if self._statement is not None and self.chosen:
            statements.add_members(self._session.required, self._statement.id, self.chosen, role)

    def _choose(self, ids: Sequence[int]) -> None:
        rows = [self.model.appearance(row) for row in range(self.model.rowCount())]
        places = [row for row, each in enumerate(rows) if each is not None and each.annotation.id in ids]
        if places:
            self.list.go(places[0])
        for row in places[1:]:
            model = self.list.selectionModel()
            model.select(self.model.index(row), model.SelectionFlag.Select)

    def _lay_out(self) -> None:
        label = QLabel("Note", self)
        label.setObjectName("label")
        label.setBuddy(self.note)
        label.setContentsMargins(0, 5, 0, 0)
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.note, 1)
        row.addWidget(self.note.toggle, 0, Qt.AlignmentFlag.AlignTop)
        head = QWidget(self)
        head.setMaximumWidth(MOST_WIDTH)
        inner = QVBoxLayout(head)
        inner.setContentsMargins(24, 16, 24, 16)
        inner.setSpacing(12)
        inner.addWidget(self.headline)
        inner.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(hairline(self))
        column.addWidget(self.list, 1)

    # Slots

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        found = self.model.appearance(index.row())
        if found is not None:
            self.annotation_asked.emit(found.annotation.id)

    @Slot(str)
    def _on_note(self, text: str) -> None:
        if self._statement is not None and not self._filling:
            set_note(self._session.required, "statement", self._statement.id, text)
