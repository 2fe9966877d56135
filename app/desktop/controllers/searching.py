# SPDX-License-Identifier: MIT
"""The search field, the thread that answers it, and the results."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.desktop.controllers.questions import Answer, Look, Places, Question, Survey, Tally
from app.desktop.controllers.reading import Reading
from app.desktop.controllers.session import Session
from app.desktop.models.results import ResultRow
from app.desktop.panels.left import LeftPanel
from app.desktop.panels.results import ResultsPanel
from app.desktop.panels.top_bar import SearchField
from app.desktop.reading.view import ReadingView
from app.desktop.wording import counted, joined, seconds_words
from app.search.answers import Order
from app.search.finished import finished
from database.history import Change

if TYPE_CHECKING:
    from app.desktop.controllers.search_thread import SearchThread


_UNASKED = {"collection", "codebook_version", "saved_search", "source_version", "statement", "statement_member"}
"""What no query asks for."""


class Searching(QObject):
    """Asks as the user types.

    ``answered`` comes when an answer is on show, ``cleared`` when there is none any more, ``counted``, ``joined`` and
    ``found`` when parts of its survey are there, ``looked`` when all its places in the open source are sought and
    ``placed`` when they are marked. ``annotation_asked`` carries an annotation to go to, ``used`` a query that led
    somewhere, and ``tallied`` how many sources some queries find.
    """

    answered = Signal(object)
    cleared = Signal()
    counted = Signal(object)
    found = Signal(object)
    placed = Signal(object)
    looked = Signal()
    annotation_asked = Signal(int)
    used = Signal(str)
    joined = Signal(object)
    tallied = Signal(object)

    def __init__(
        self,
        session: Session,
        reading: Reading,
        field: SearchField,
        left: LeftPanel,
        panel: ResultsPanel,
        view: ReadingView,
        parent: QObject,
    ):
        super().__init__(parent)
        self._session = session
        self._reading = reading
        self._field = field
        self._left = left
        self._panel = panel
        self._panels = [panel]
        self._view = view
        self._thread: SearchThread | None = None
        self._number = 0
        self._order = Order.RELEVANCE
        self._answer: Answer | None = None
        self._opening = False
        self._typed = self._stale = False
        self._looked_at = 0
        self._lost = False
        self._fetching = False
        session.closing.connect(self._on_closing)
        field.textEdited.connect(self._on_edited)
        field.moved.connect(self._on_moved)
        panel.chosen.connect(self._on_chosen)
        panel.opened.connect(self._on_opened)
        self._connect(panel)

    # Properties

    @property
    def answer(self) -> Answer | None:
        """The answer on show."""
        return self._answer

    @property
    def query(self) -> str:
        """What stands in the field."""
        return self._field.text()

    @property
    def finished(self) -> str:
        """What stands in the field, as it can go on or be kept: a word that was typed halfway has a star."""
        collection = self._session.collection
        return finished(collection.searcher, self.query) if self._typed and collection is not None else self.query

    @property
    def current(self) -> bool:
        """Whether the answer on show is the one to the latest question."""
        return self._answer is not None and self._answer.question.number == self._number

    @property
    def order(self) -> Order:
        """The order of the answers."""
        return self._order

    # Methods

    def add_panel(self, panel: ResultsPanel) -> None:
        """Show the answers in another panel too; what is done with one that is chosen there is for others to say."""
        self._panels.append(panel)
        self._connect(panel)
        if self._answer is not None:
            panel.show_rows(self._answer.rows, None)
            self._show_words(panel, self._answer)
            panel.show_order(self._order)

    def warm(self) -> None:
        """Start the thread, so that the first query need not wait for it."""
        if self._thread is not None and self._thread.isFinished():
            self._thread = None  # a fault ended it; it has been shown
        if self._thread is None and self._session.collection is not None:
            from app.desktop.controllers.search_thread import SearchThread  # noqa: PLC0415  not needed to begin with

            connect = partial(self._session.collection.store.connect, write=False)
            self._thread = SearchThread(connect, self)
            self._thread.answered.connect(self._on_answered)
            self._thread.placed.connect(self._on_placed)
            self._thread.counted.connect(self.counted)
            self._thread.found.connect(self.found)
            self._thread.joined.connect(self.joined)
            self._thread.tallied.connect(self.tallied)
            self._thread.start()

    def ask(self, query: str, *, typing: bool = False) -> None:
        """Search for what a query says, and bring the answers to the front."""
        if query.strip():
            self._left.show_results()
        self._ask(query, typing=typing)

    def put(self, query: str, *, typing: bool = False) -> None:
        """Write a query into the field and search for it."""
        self._field.setText(query)
        self.ask(query, typing=typing)

    def refresh(self, change: Change) -> None:
        """Ask again after a change: at once where answers are in sight or sources come and go, else once they are."""
        if may_be_asked(change):
            self._stale = True
            self._lost = self._lost or self._looked_at in change.rows.get("source", ())
            if change.touches("source") or any(panel.isVisible() for panel in self._panels):
                self.ask_again()

    def ask_again(self) -> None:
        """Ask what stands in the field once more."""
        if self._field.text().strip():
            self._ask(self._field.text(), typing=self._typed)

    def is_about(self, question: Question) -> bool:
        """Tell whether what has come is about the answer on show."""
        return self.current and question.number == self._number

    def survey(self) -> None:
        """Ask for the facets and the places of the answer on show."""
        if self._answer is not None:
            self._send(Survey(self._answer.question._replace(offset=0)))

    def tally(self, queries: Sequence[str]) -> None:
        """Have the sources counted that some queries find."""
        self._send(Tally(tuple(queries), self._session.settings.names))

    def open_row(self, row: ResultRow, passage: int = 0) -> None:
        """Open a source that was found, at one of its passages."""
        here = row.passages[passage] if passage < len(row.passages) else None
        self._open(row, (here.start + here.marks[0][0]) if here is not None and here.marks else None)

    def reopen(self) -> None:
        """Open the source of the answer the user is at once more."""
        row = self._panel.current()
        if row is not None:
            self.open_row(row)

    def open_place(self, source: int, start: int, end: int) -> None:
        """Open a source at one place that was found."""
        self._reading.open_source(source)
        self._reading.mark([(start, end)], 0)
        self._panel.keep(source)
        self._look(source)

    # Commands

    @Slot()
    def focus(self) -> None:
        """Put the cursor into the search field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    @Slot()
    def enter(self) -> None:
        """Go to the text of the answer the user is at; where there is no answer yet, as soon as there is one."""
        row = self._panel.current()
        if row is None or not self.current:
            self._opening = bool(self._field.text().strip())
            self.ask(self._field.text(), typing=self._typed and not self.current)
            return
        self.used.emit(self.query)
        self._panel.settle()
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Parts

    def _ask(self, query: str, *, typing: bool = False) -> None:
        self._number += 1
        self._typed = typing
        self._stale = False
        self._fetching = False
        if not query.strip():
            self._answer = None
            self._looked_at, self._lost = 0, False
            for panel in self._panels:
                panel.clear()
            self._reading.mark(())
            self.cleared.emit()
            return
        self._send(Question(self._number, query, typing, self._order, names=self._session.settings.names))

    def _connect(self, panel: ResultsPanel) -> None:
        panel.meant.connect(self._on_meant)
        panel.ordered.connect(self._on_ordered)
        panel.more_wanted.connect(self._on_more_wanted)
        panel.seen.connect(self._on_seen)

    def _send(self, task: Question | Look | Survey | Tally) -> None:
        self.warm()
        if self._thread is not None:
            self._thread.ask(task)

    def _look(self, source: int) -> None:
        """Have every place of the answer in the open source found."""
        if self._answer is not None:
            self._looked_at, self._lost = source, False
            self.looked.emit()
            asked = self._answer.question
            self._send(Look(source, self._view.text, asked.query, asked.typing))

    def _look_again(self) -> None:
        """Mark the places of the open source once more: its text has changed."""
        self._lost = False
        source = self._reading.source
        if source is not None and source.id == self._looked_at:
            self._look(source.id)

    def _show(self, answer: Answer) -> None:
        again = self._answer is not None and self._answer.question.query == answer.question.query
        self._answer = answer
        for panel in self._panels:
            panel.show_rows(answer.rows, panel.current_source if again else None)
            if not again:
                panel.scroll_to_top()
            self._show_words(panel, answer)

    def _show_words(self, panel: ResultsPanel, answer: Answer) -> None:
        nothing = "" if answer.rows else f"Nothing found for {answer.question.query.strip()}"
        better = answer.better or answer.did_you_mean
        panel.show_answer(meaning_words(answer), answer.mistake, better, _said(answer), nothing)

    def _open(self, row: ResultRow, start: int | None) -> None:
        self._reading.open_source(row.source.id)
        self._panel.keep(row.source.id)
        hits = sorted((one.start + start, one.start + end) for one in row.passages for start, end in one.marks)
        starts = [hit[0] for hit in hits]
        self._reading.mark(hits, starts.index(start) if start in starts else 0 if hits else -1)
        self._look(row.source.id)
        if not hits and row.annotations:
            self.annotation_asked.emit(row.annotations[0])

    # Slots

    @Slot(str)
    def _on_edited(self, query: str) -> None:
        self.ask(query, typing=True)

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        panel = next((each for each in reversed(self._panels) if each.isVisible()), self._panel)
        panel.step(step)

    @Slot(object)
    def _on_answered(self, answer: Answer) -> None:
        if answer.question.number != self._number:
            return
        if answer.question.offset:
            self._fetching = False
            for panel in self._panels:
                panel.add_rows(answer.rows)
            return
        self._show(answer)
        if self._field.text() == answer.question.query:
            self._field.show_mistake(answer.misread)
        self.answered.emit(answer)
        if self._lost:
            self._look_again()
        if self._opening:
            self._opening = False
            if answer.rows:
                self.enter()

    @Slot(object)
    def _on_placed(self, places: Places) -> None:
        """Mark every hit, now that all are known; the page stays where it is."""
        source = self._reading.source
        if source is not None and source.id == places.look.source and self._field.text().strip():
            self._reading.mark_all(places.spans)
            self.placed.emit(places)

    @Slot(object, int)
    def _on_chosen(self, row: ResultRow, passage: int) -> None:
        self.open_row(row, passage)

    @Slot()
    def _on_opened(self) -> None:
        self.used.emit(self.query)
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_meant(self) -> None:
        if self._answer is not None and (self._answer.better or self._answer.did_you_mean):
            self.put(self._answer.better or self._answer.did_you_mean)

    @Slot(str)
    def _on_ordered(self, order: str) -> None:
        self._order = Order(order)
        for panel in self._panels:
            panel.show_order(self._order)
            panel.scroll_to_top()
        self.ask(self._field.text(), typing=self._typed)

    @Slot()
    def _on_seen(self) -> None:
        if self._stale:
            self.ask_again()

    @Slot()
    def _on_more_wanted(self) -> None:
        """Ask for more answers where there are more than show."""
        answer, shown = self._answer, self._panel.count
        if answer is not None and self.current and not self._fetching and shown < answer.total:
            self._fetching = True
            self._send(answer.question._replace(offset=shown))

    @Slot()
    def _on_closing(self) -> None:
        if self._thread is not None:
            self._thread.end()
            self._thread.deleteLater()
            self._thread = None
        self._field.clear()
        self.ask("")


def may_be_asked(change: Change) -> bool:
    """Tell whether a change may be one of what some query finds."""
    return not _UNASKED.issuperset(change.rows)


def meaning_words(answer: Answer, places: str = "") -> str:
    """Return what a query means and how much it finds: “Sources containing grain” and “2 sources · 5 places · 4 ms”."""
    total = joined((counted(answer.total, "source"), places, seconds_words(answer.seconds)))
    return "\n".join(part for part in (answer.meaning[:1].upper() + answer.meaning[1:], total) if part)


def _said(answer: Answer) -> str:
    partial = ["No source has all the words; these have most of them."] if answer.partial else []
    return "\n".join([*partial, *answer.notes])
