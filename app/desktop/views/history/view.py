# SPDX-License-Identifier: MIT
"""What changed, when and by whom, in the collection or in one annotation; and going back to any point of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.commands.past import PAST
from app.desktop.controllers.asking import Asking
from app.desktop.controllers.session import Session
from app.desktop.delegates.step import StepDelegate
from app.desktop.long_work import LongWork
from app.desktop.measures import HANDLE
from app.desktop.models.steps import StepModel, StepRow
from app.desktop.views.history.details import StepDetails
from app.desktop.views.history.task import Facets, HistoryTask, Listed
from app.desktop.views.own import buttons, own_actions
from app.desktop.views.view import View
from app.desktop.virtual_list import VirtualList
from app.desktop.widgets.empty import EmptyState
from app.desktop.widgets.facets import FacetList
from app.desktop.widgets.fields import Field
from app.desktop.widgets.headline import strip
from app.desktop.widgets.parts import Band, plain
from app.editing import history
from database import history_read
from database.history_list import Entries

FACETS_WIDTH, LIST_WIDTH, LEAST_LIST, LEAST_DETAILS = 208, 360, 280, 320
QUOTE = 60


class HistoryView(View):
    """Facets, the entries they narrow, and what the current one changed."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget):
        super().__init__(session, appearance, parent)
        self._asking = Asking(session, self)
        self._wanted = Entries()
        self._shown: Entries | None = None
        self.model = StepModel(self)
        delegate = StepDelegate(appearance, self)
        self.list = VirtualList(self, estimate=delegate.height)
        self.list.setAccessibleName("History")
        self.list.setModel(self.model)
        self.list.setItemDelegate(delegate)
        self.facets = FacetList("action", appearance, self)
        tip = "Show the actions with these words in what was done, in who did it, or in the name of what was touched"
        self.filter_field = Field("Filter", tip, appearance, parent=self)
        self.filter_field.setPlaceholderText("Filter by action, person, source, actor, code")
        self.band = Band("meaning", self)
        self.details = StepDetails(appearance, self)
        self.own = own_actions(self, [known for known in PAST if known.handler != "filter"], self.list)
        own_actions(self, [known for known in PAST if known.handler == "filter"], self)
        self._empty = EmptyState(appearance, self)
        self._right = QStackedWidget(self)
        self._right.addWidget(self.details)
        self._right.addWidget(self._empty)
        self._lay_out()
        self._connect()

    # Building

    def _lay_out(self) -> None:
        left = plain("panel", self)
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 4, 0, 8)
        inside.addWidget(self.facets)
        middle, right = plain("panel", self), plain("paper", self)
        for side, parts in (
            (middle, (strip((self.filter_field,), middle, stretch=0, left=16), self.band, self.list)),
            (right, (strip(buttons([self.own["past.back"], self.own["past.show"]], right), right), self._right)),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            for part in parts:
                column.addWidget(part)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(HANDLE)
        splitter.setChildrenCollapsible(False)
        for part, least in ((left, FACETS_WIDTH - 48), (middle, LEAST_LIST), (right, LEAST_DETAILS)):
            part.setMinimumWidth(least)
            splitter.addWidget(part)
        splitter.setStretchFactor(2, 1)
        splitter.setSizes([FACETS_WIDTH, LIST_WIDTH, 2 * LIST_WIDTH])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)

    def _connect(self) -> None:
        self._asking.answered.connect(self._on_answered)
        self.facets.toggled.connect(self._on_toggled)
        self.filter_field.textEdited.connect(self._on_typed)
        self.filter_field.returnPressed.connect(self.enter)
        self.band.acted.connect(self.whole)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.details.asked.connect(self.annotation_asked)

    # What every view does

    @property
    def settled(self) -> bool:
        """Whether what is shown answers what was asked last."""
        return self._shown == self._wanted

    @property
    def current(self) -> StepRow | None:
        """The entry that is shown."""
        return self.model.step(self.list.currentIndex().row())

    def reload(self) -> None:
        """Show the history of the open collection."""
        if self.session.collection is None:
            self._wanted, self._shown = Entries(), None
            self.filter_field.clear()
            self.model.show(None, ())
            self.facets.show_groups(())
            self.band.say("")
            self._say_nothing("Open a collection", "What is changed in it is listed here, with who did it and when.")
            return
        self._ask(self._wanted)

    def enter(self) -> None:
        """Take the keys: the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> Sequence[QWidget]:
        """Return the parts that F6 goes through."""
        return self.facets, self.filter_field, self.list, self.details.list

    def tell(self, annotation: int) -> None:
        """Show what was done to one annotation, also where it has been deleted."""
        self.filter_field.clear()
        quote = " ".join(history_read.quote_of(self.session.required.connection, annotation).split())
        short = quote if len(quote) <= QUOTE else f"{quote[: QUOTE - 1]}…"
        self.band.say(f"History of “{short}”", "Show everything")
        self.list.setCurrentIndex(self.model.index(-1))
        self._ask(Entries(annotation=annotation))

    # Commands

    @Slot()
    def whole(self) -> None:
        """Show everything that changed."""
        self.band.say("")
        self.filter_field.clear()
        self._ask(Entries())

    @Slot()
    def filter(self) -> None:
        """Put the cursor into the words."""
        self.filter_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_field.selectAll()

    @Slot()
    def open(self) -> None:
        """Show the annotation that the current entry changed, or the first of several."""
        if self.details.touched:
            self.annotation_asked.emit(self.details.touched[0])
        else:
            self.said.emit("No annotation that this changed is still there")

    @Slot()
    def back(self) -> None:
        """Go back to the current entry, after a look at what that takes back."""
        row = self.current
        if row is None or not self.session.writable:
            self.said.emit("Choose a point to go back to" if self.session.writable else "The collection is read-only")
            return
        since = history.since(self.session.required, row.entry.action)
        if not since.count:
            self.said.emit("This is how things stand now: nothing was done since")
            return
        from app.desktop.dialogs.go_back import GoBackDialog  # noqa: PLC0415  loaded when it is asked for

        dialog = GoBackDialog(row, since, self)
        dialog.accepted.connect(self._on_back_accepted)
        dialog.open()

    # Parts

    def _ask(self, wanted: Entries) -> None:
        self._wanted = wanted
        self._asking.ask(HistoryTask(wanted))

    def _show(self, listed: Listed) -> None:
        fresh = self._shown != listed.wanted
        self._shown = listed.wanted
        current = self.current
        self.model.show(self.session.collection, listed.ids)
        row = self.model.row(current.entry.action) if current is not None else -1
        self.list.go(max(row, 0), scroll=fresh)
        if fresh and row < 0:
            self.list.scrollToTop()
        if not listed.ids:
            if listed.wanted == Entries():
                self._say_nothing("Nothing has been changed yet", "Every action will be listed here.")
            else:
                self._say_nothing("Nothing matches", "Take a value away at the left, or change the words.")

    def _say_nothing(self, title: str, words: str) -> None:
        self._empty.say(title, words)
        self._right.setCurrentWidget(self._empty)
        self.allow()

    def allow(self) -> None:
        """Offer to go back, where that can be done."""
        there = self.current is not None
        self.own["past.back"].setEnabled(there and self.session.writable)
        self.own["past.show"].setEnabled(there)

    @property
    def empty_words(self) -> str:
        """What is said in place of the details; empty while they show."""
        return self._empty.words if self._right.currentWidget() is self._empty else ""

    # Slots

    @Slot(object)
    def _on_answered(self, answer: object) -> None:
        if isinstance(answer, Listed):
            self._show(answer)
        elif isinstance(answer, Facets):
            self.facets.show_groups(answer.groups)

    @Slot()
    def _on_current_changed(self) -> None:
        row = self.current
        self.allow()
        if row is not None:
            self.details.show_step(self.session.required, row, self._wanted.annotation)
            self._right.setCurrentWidget(self.details)

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        self._ask(replace(self._wanted, words=words.strip()))

    @Slot(str, str)
    def _on_toggled(self, facet: str, value: str) -> None:
        wanted = self._wanted
        before = {"annotator": wanted.annotators, "thing": wanted.things, "day": wanted.days}[facet]
        after = tuple(each for each in before if each != value) if value in before else (*before, value)
        match facet:
            case "annotator":
                self._ask(replace(wanted, annotators=after))
            case "thing":
                self._ask(replace(wanted, things=after))
            case _:
                self._ask(replace(wanted, days=after))

    @Slot()
    def _on_back_accepted(self) -> None:
        row = self.current
        if row is not None:
            action, size = row.entry.action, history.go_back_size(self.session.required, row.entry.action)
            work = LongWork(f"Going back to “{row.title}”", partial(history.go_back, action=action), size)
            self.session.write(work, partial(self._tell_gone_back, row.title))

    def _tell_gone_back(self, title: str, _change: object) -> None:
        self.said.emit(f"Gone back to “{title}”; undo takes that back")
