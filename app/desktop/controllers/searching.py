# SPDX-License-Identifier: MIT
"""The search field, the thread that answers it, and the results."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.desktop.controllers.questions import Answer, Look, Places, Question
from app.desktop.controllers.reading import Reading
from app.desktop.controllers.session import Session
from app.desktop.models.results import ResultModel, ResultRow
from app.desktop.panels.left import LeftPanel
from app.desktop.panels.results import ResultsPanel
from app.desktop.panels.top_bar import SearchField
from app.desktop.reading.view import ReadingView
from app.desktop.wording import counted, joined, seconds_words

if TYPE_CHECKING:
    from app.desktop.controllers.search_thread import SearchThread


class Searching(QObject):
    """Asks as the user types. ``answered`` comes when an answer is on show."""

    answered = Signal(object)
    annotation_asked = Signal(int)

    def __init__(
        self,
        session: Session,
        reading: Reading,
        field: SearchField,
        left: LeftPanel,
        panel: ResultsPanel,
        model: ResultModel,
        view: ReadingView,
        parent: QObject,
    ):
        super().__init__(parent)
        self._session = session
        self._reading = reading
        self._field = field
        self._left = left
        self._panel = panel
        self._model = model
        self._view = view
        self._thread: SearchThread | None = None
        self._number = 0
        self._answer: Answer | None = None
        self._opening = False
        session.closing.connect(self._on_closing)
        field.textEdited.connect(self._on_edited)
        field.moved.connect(panel.step)
        field.entered.connect(self._on_entered)
        panel.chosen.connect(self._on_chosen)
        panel.opened.connect(self._on_opened)
        panel.meant.connect(self._on_meant)

    # Methods

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
            self._thread.start()

    def ask(self, query: str, *, typing: bool = False) -> None:
        """Search for what a query says."""
        if not query.strip():
            self._number += 1
            self._answer = None
            self._model.show(())
            self._panel.clear()
            self._reading.mark(())
            return
        self.warm()
        self._number += 1
        if self._thread is not None:
            self._left.show_results()
            self._thread.ask(Question(self._number, query, typing))

    def refresh(self) -> None:
        """Ask again: the collection has changed."""
        if self._left.results_shown and self._field.text().strip():
            self.ask(self._field.text())

    @property
    def answer(self) -> Answer | None:
        """The answer on show."""
        return self._answer

    # Commands

    @Slot()
    def focus(self) -> None:
        """Put the cursor into the search field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    # Parts

    def _show(self, answer: Answer) -> None:
        again = self._answer is not None and self._answer.question.query == answer.question.query
        kept = self._panel.current_source if again else None
        self._answer = answer
        self._model.show(answer.rows)
        if kept is not None:
            self._panel.keep(kept)
        elif not again:
            self._panel.scroll_to_top()
        suggestion = answer.did_you_mean
        total = _total(answer)
        nothing = "" if answer.rows else f"Nothing found for {answer.question.query.strip()}"
        meaning = "\n".join(part for part in (answer.meaning[:1].upper() + answer.meaning[1:], total) if part)
        said = "No source has all the words; these have most of them." if answer.partial else ""
        self._panel.show_answer(meaning, answer.mistake, suggestion, said, nothing)

    def _open(self, row: ResultRow) -> None:
        self._reading.open_source(row.source.id)
        hits = [(one.start + start, one.start + end) for one in row.passages for start, end in one.marks]
        self._reading.mark(hits, 0 if hits else -1)
        if self._thread is not None and self._answer is not None:
            self._thread.ask(Look(row.source.id, self._view.text, self._answer.question.query))
        if not hits and row.annotations:
            self.annotation_asked.emit(row.annotations[0])

    # Slots

    @Slot(str)
    def _on_edited(self, query: str) -> None:
        self.ask(query, typing=True)

    @Slot()
    def _on_entered(self) -> None:
        row = self._panel.current()
        current = self._answer is not None and self._answer.question.number == self._number
        if row is None or not current:
            self._opening = bool(self._field.text().strip())
            self.ask(self._field.text())
            return
        self._panel.settle()
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object)
    def _on_answered(self, answer: Answer) -> None:
        if answer.question.number != self._number:
            return
        self._show(answer)
        self.answered.emit(answer)
        if self._opening:
            self._opening = False
            if answer.rows:
                self._on_entered()

    @Slot(object)
    def _on_placed(self, places: Places) -> None:
        """Mark every hit, now that all are known; the page stays where it is."""
        source = self._reading.source
        if source is not None and source.id == places.look.source and self._field.text().strip():
            self._reading.mark_all(places.spans)

    @Slot(object)
    def _on_chosen(self, row: ResultRow) -> None:
        self._open(row)

    @Slot()
    def _on_opened(self) -> None:
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_meant(self) -> None:
        if self._answer is not None and self._answer.did_you_mean:
            self._field.setText(self._answer.did_you_mean)
            self.ask(self._answer.did_you_mean)

    @Slot()
    def _on_closing(self) -> None:
        if self._thread is not None:
            self._thread.end()
            self._thread.deleteLater()
            self._thread = None
        self._field.clear()
        self.ask("")


def _total(answer: Answer) -> str:
    return joined((counted(answer.total, "source"), seconds_words(answer.seconds)))
