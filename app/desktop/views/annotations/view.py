# SPDX-License-Identifier: MIT
"""All annotations of the collection as one table, beside facets that narrow it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.commands.listed import LISTED
from app.desktop.controllers.asking import Asking
from app.desktop.controllers.session import Session
from app.desktop.long_work import ROWS, LongWork
from app.desktop.measures import HANDLE
from app.desktop.models.table import TableModel
from app.desktop.models.table_columns import GROUPS
from app.desktop.views.annotations.arrangement import Arrangement
from app.desktop.views.annotations.bar import TableBar
from app.desktop.views.annotations.grid import Grid
from app.desktop.views.annotations.menus import fill_columns, fill_groups
from app.desktop.views.annotations.task import Facets, TableTask
from app.desktop.views.own import own_actions
from app.desktop.views.view import View
from app.desktop.widgets.empty import EmptyState
from app.desktop.widgets.facets import FacetList
from app.desktop.widgets.parts import Band, hairline, plain
from app.desktop.wording import counted, joined
from app.editing import bulk
from app.editing.table import Table, Wanted
from app.search.narrowing import narrowed
from database.history import Change

FACETS_WIDTH = 208
BAND = 40


class AnnotationsView(View):
    """The table, the query above it, and the facets at its left."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget):
        super().__init__(session, appearance, parent)
        self._asking = Asking(session, self)
        self._table: Table | None = None
        self._arranged = Arrangement.read(session.state)
        self._keep_place = False
        self.model = TableModel(self)
        self.grid = Grid(self.model, appearance, self)
        self.facets = FacetList("annotation", appearance, self)
        self.facets.fold(self._arranged.folded)
        self.bar = TableBar(appearance, self)
        self.bar.set_menus(self._fill_columns, self._fill_groups)
        self.bar.show_group(GROUPS.get(self._arranged.group, ""))
        self.meaning = Band("meaning", self)
        self.meaning.setMinimumHeight(BAND)
        self.mistake = Band("warning", self)
        self._empty = EmptyState(appearance, self)
        self._stack = QStackedWidget(self)
        own_actions(self, [known for known in LISTED if known.handler != "filter"], self.grid)
        own_actions(self, [known for known in LISTED if known.handler == "filter"], self)
        self._lay_out()
        self._connect()
        self.grid.show_columns(self._arranged.columns, self._arranged.widths)
        self._show_chosen()

    # Building

    def _lay_out(self) -> None:
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty)
        right = plain("paper", self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, hairline(self), self.meaning, self.mistake):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        left = plain("panel", self)
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 4, 0, 8)
        inner.addWidget(self.facets)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(HANDLE)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        left.setMinimumWidth(FACETS_WIDTH - 48)
        splitter.setSizes([FACETS_WIDTH, 1000])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)

    def _connect(self) -> None:
        self._asking.answered.connect(self._on_answered)
        self.model.sort_asked.connect(self.sort_by)
        self.grid.opened.connect(self.annotation_asked)
        self.grid.chosen.connect(self._show_chosen)
        self.grid.arranged.connect(self._on_arranged)
        self.facets.toggled.connect(self._on_facet_toggled)
        self.facets.folded.connect(self._on_facets_folded)
        self.bar.asked.connect(self._on_typed)
        self.bar.field.entered.connect(self._on_entered)
        self.bar.edit_asked.connect(self.edit)
        self.bar.export_asked.connect(self.export)
        self.meaning.acted.connect(self.clear)
        self.mistake.acted.connect(self._on_meant)

    # The view

    @property
    def query(self) -> str:
        """The query whose annotations are listed."""
        return self.bar.field.text().strip()

    @property
    def settled(self) -> bool:
        """Whether what is shown answers what was asked last."""
        return self._table is not None and self._table.wanted == self._wanted()

    @property
    def empty_words(self) -> str:
        """What is said in place of the table; empty while it shows."""
        return self._empty.words if self._stack.currentWidget() is self._empty else ""

    def allow(self) -> None:
        """Offer to edit what is selected, where that can be done."""
        self._show_chosen()

    def reload(self) -> None:
        """List the annotations of the open collection."""
        if self.session.collection is None:
            self._table = None
            self.model.show(None, None)
            self.facets.show_groups(())
            self.meaning.say("")
            self.mistake.say("")
            self._say_nothing("Open a collection", "Everything tagged in it is listed here.")
            return
        self._keep_place = True
        self._list()

    def refresh(self, change: Change) -> None:  # noqa: ARG002  whatever it was, rows and counts may be others
        """List the annotations again; the rows in sight are read again at once."""
        self.model.forget()
        self.reload()

    def ask(self, query: str) -> None:
        """List the annotations that answer a query."""
        self.bar.field.setText(query)
        self._keep_place = False
        self._list()

    def enter(self) -> None:
        """Take the keys: the table, at its first row where the user is at none."""
        self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts that F6 goes through."""
        return self.facets, self.bar.field, self.grid

    # What a user does

    @Slot()
    def clear(self) -> None:
        """List all annotations."""
        self.ask("")

    @Slot(str)
    def sort_by(self, column: str) -> None:
        """Sort by a column; once more turns the order round, and a third time goes back to that of the texts."""
        self._arrange(self._arranged.sorted_by(column))

    @Slot(str)
    def group_by(self, column: str) -> None:
        """Put the annotations into groups by a column, or into none."""
        self.bar.show_group(GROUPS.get(column, ""))
        self._arrange(replace(self._arranged, group=column))

    @Slot(str)
    def toggle_column(self, name: str) -> None:
        """Show a column, or hide it."""
        self._arranged = self._arranged.with_column(name)
        self._arranged.keep(self.session.state)
        self.grid.show_columns(self._arranged.columns, self._arranged.widths)

    @Slot()
    def filter(self) -> None:
        """Put the cursor into the query."""
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.field.selectAll()

    @Slot()
    def open(self) -> None:
        """Show the current annotation in its source, or fold the current group."""
        self.grid.open_current()

    @Slot()
    def edit(self) -> None:
        """Change all selected annotations at once, after a look at what that touches."""
        ids = self._chosen()
        if ids:
            from app.desktop.dialogs.bulk_edit import BulkDialog  # noqa: PLC0415  loaded when it is asked for

            dialog = BulkDialog(ids, self.session.required, self.look, self)
            dialog.work_asked.connect(self._on_work_asked)
            dialog.open()

    @Slot()
    def delete(self) -> None:
        """Delete the selected annotations; undo brings them back."""
        ids = self._chosen()
        if ids:
            words = counted(len(ids), "annotation")
            work = LongWork(f"Deleting {words}", partial(bulk.delete, ids=ids), len(ids), ROWS)
            self.session.write(work, partial(self._tell_done, f"{words} deleted"))

    @Slot()
    def export(self) -> None:
        """Export what is listed."""
        self.export_asked.emit(self._finished())

    @Slot()
    def tell_history(self) -> None:
        """Show what was done to the current annotation."""
        if self.grid.current_id is not None:
            self.history_asked.emit(self.grid.current_id)

    # Parts

    def _chosen(self) -> list[int]:
        """Return the selected annotations where they can be changed, or say why not."""
        ids = self.grid.selected_ids if self.session.writable else []
        if not ids:
            writable = "Select annotations in the table first"
            self.said.emit(writable if self.session.writable else "This collection is open for reading only")
        return ids

    def _wanted(self) -> Wanted:
        return self._arranged.wanted(self.query, typing=self.bar.field.typed)

    def _finished(self) -> str:
        """Return the query as it goes on: it finds what is listed, whatever is put behind it."""
        return self.bar.field.finished(self.session.required.searcher).strip()

    def _list(self) -> None:
        if self.session.collection is not None:
            self._asking.ask(TableTask(self._wanted()))

    def _arrange(self, arranged: Arrangement) -> None:
        self._arranged = arranged
        arranged.keep(self.session.state)
        self._keep_place = False
        self._list()

    def _show(self, table: Table) -> None:
        same_order = self._table is not None and replace(self._table.wanted, typing=False) == replace(
            table.wanted, typing=False
        )
        self._table = table
        current, chosen, row = self.grid.current_id, self.grid.selected_ids, self.grid.currentIndex().row()
        scrolled = self.grid.verticalScrollBar().value()
        if self.model.show(self.session.collection, table):
            self.grid.restore(current, chosen, row if self._keep_place else -1)
            self.grid.verticalScrollBar().setValue(scrolled if same_order or self._keep_place else 0)
        self._say(table)
        self._show_chosen()

    def _say(self, table: Table) -> None:
        found = table.listing
        narrowed_down = found.ids is not None
        meaning = found.meaning[:1].upper() + found.meaning[1:]
        count = f"{len(table.ids):,} of {counted(table.total, 'annotation')}" if narrowed_down else ""
        self.meaning.say(joined((meaning, count or counted(table.total, "annotation"))), "Clear" if self.query else "")
        mistakes = " ".join(dict.fromkeys(mistake.sentence for mistake in found.mistakes))
        meant = "" if table.ids else found.did_you_mean
        self.mistake.say(mistakes or ("Did you mean" if meant else ""), meant)
        if table.ids:
            self._stack.setCurrentWidget(self.grid)
        elif table.total:
            self._say_nothing("No annotation matches", "Take a value away at the left, or change the query.")
        else:
            self._say_nothing(
                "Nothing is tagged yet",
                "Select words of a source while reading, then press C or R. They are listed here.",
            )

    def _say_nothing(self, title: str, words: str) -> None:
        self._empty.say(title, words)
        self._stack.setCurrentWidget(self._empty)

    def _fill_columns(self, menu: QMenu) -> None:
        fill_columns(menu, self._arranged)
        menu.triggered.connect(self._on_columns_triggered)

    def _fill_groups(self, menu: QMenu) -> None:
        fill_groups(menu, self._arranged.group)
        menu.triggered.connect(self._on_groups_triggered)

    # Slots

    @Slot()
    def _show_chosen(self) -> None:
        self.bar.show_selected(self.grid.selected_count, writable=self.session.writable)

    @Slot(object)
    def _on_work_asked(self, work: LongWork) -> None:
        self.session.write(work, partial(self._tell_done, f"{counted(work.size, 'annotation')} changed"))

    def _tell_done(self, words: str, _result: object) -> None:
        self.said.emit(words)

    @Slot(object)
    def _on_answered(self, answer: object) -> None:
        if isinstance(answer, Table):
            self._show(answer)
        elif isinstance(answer, Facets):
            self.facets.show_groups(answer.groups)

    @Slot(str)
    def _on_typed(self, _query: str) -> None:
        self._keep_place = False
        self._list()

    @Slot()
    def _on_entered(self) -> None:
        self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.grid.currentIndex().isValid() and self.model.rowCount():
            self.grid.setCurrentIndex(self.model.index(0, 0))

    @Slot()
    def _on_meant(self) -> None:
        if self._table is not None:
            self.ask(self._table.listing.did_you_mean)

    @Slot(str, str)
    def _on_facet_toggled(self, facet: str, value: str) -> None:
        self.ask(narrowed(self._finished()).toggled(facet, value).query())

    @Slot(object)
    def _on_facets_folded(self, names: list[str]) -> None:
        self._arranged = replace(self._arranged, folded=tuple(names))
        self._arranged.keep(self.session.state)

    @Slot()
    def _on_arranged(self) -> None:
        self._arranged = replace(self._arranged, columns=tuple(self.grid.column_names), widths=self.grid.widths)
        self._arranged.keep(self.session.state)

    @Slot(QAction)
    def _on_columns_triggered(self, action: QAction) -> None:
        what, _, name = str(action.data()).partition(":")
        if what == "show":
            self.toggle_column(name)
        else:
            self.sort_by(name)

    @Slot(QAction)
    def _on_groups_triggered(self, action: QAction) -> None:
        what, _, name = str(action.data()).partition(":")
        if what == "group":
            self.group_by(name)
        else:
            self.model.fold_all(folded=what == "fold")
