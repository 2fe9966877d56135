# SPDX-License-Identifier: MIT
"""The search view: facets that narrow, every place in context, and going from there to the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.desktop.controllers.questions import Answer, Context, Counted, Joint
from app.desktop.controllers.searching import Searching, meaning_words
from app.desktop.controllers.session import Session
from app.desktop.controllers.views import Views
from app.desktop.models.results import ResultRow
from app.desktop.panels.top_bar import SearchField
from app.desktop.reading.view import ReadingView
from app.desktop.views import READ, SEARCH
from app.desktop.views.view import View
from app.desktop.wording import counted

if TYPE_CHECKING:
    from app.desktop.views.search import SearchView
    from app.search.concordance import Line


class Surveying(QObject):
    """Fills the search view once there is one.

    ``tag_asked``, ``save_asked`` and ``export_asked`` come when that is to be done with the answer, and ``surveyed``
    when all its places show.
    """

    tag_asked = Signal()
    save_asked = Signal()
    export_asked = Signal()
    surveyed = Signal()

    def __init__(
        self,
        session: Session,
        searching: Searching,
        views: Views,
        field: SearchField,
        page: ReadingView,
        parent: QObject,
    ):
        super().__init__(parent)
        self._session = session
        self._searching = searching
        self._views = views
        self._field = field
        self._page = page
        self._view: SearchView | None = None
        self._lines = 0
        self._number = 0
        views.made.connect(self._on_made)
        field.whole_asked.connect(self.show)
        field.entered.connect(self._on_entered)
        searching.answered.connect(self._on_answered)
        searching.cleared.connect(self._on_cleared)
        searching.counted.connect(self._on_counted)
        searching.joined.connect(self._on_joined)
        searching.found.connect(self._on_found)

    # Commands

    @Slot()
    def show(self) -> None:
        """Bring the whole answer to the front."""
        self._views.show(SEARCH)
        if not self._searching.query.strip():
            self._searching.focus()

    @property
    def view(self) -> SearchView | None:
        """The view, once there is one."""
        return self._view

    @property
    def current(self) -> bool:
        """Whether the places in the view are those of what is asked now, all that show."""
        answer = self._searching.answer
        return answer is not None and self._searching.current and answer.question.number == self._number

    # Parts

    @property
    def _shown(self) -> bool:
        return self._views.front == SEARCH and self._view is not None

    def _narrow(self, piece: str) -> None:
        """Add a piece to the query, or take it out where it has it."""
        if self._view is not None:
            self._searching.put(self._view.toggled(self._searching.finished, piece))

    def _open_row(self, row: ResultRow) -> None:
        self._searching.used.emit(self._searching.query)
        self._views.show(READ)
        self._searching.open_row(row)
        self._page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Slots

    @Slot(object)
    def _on_made(self, made: View) -> None:
        if self._views.front != SEARCH:
            return
        from app.desktop.views.search import SearchView  # noqa: PLC0415  it has just been made, not before

        if isinstance(made, SearchView):
            self._view = made
            made.show_names(self._session.settings.names)
            made.narrowed.connect(self._on_narrowed)
            made.pieces_chosen.connect(self._on_pieces_chosen)
            made.names_wanted.connect(self._on_names_wanted)
            made.survey_wanted.connect(self._on_survey_wanted)
            made.tag_asked.connect(self.tag_asked)
            made.save_asked.connect(self.save_asked)
            made.context.export_asked.connect(self.export_asked)
            made.results.opened.connect(self._on_opened)
            made.context.opened.connect(self._on_line_opened)
            self._searching.add_panel(made.results)

    @Slot()
    def _on_entered(self) -> None:
        """Open what the user is at, or show the whole answer where neither it nor the text is in front."""
        if self._views.reading:
            self._searching.enter()
        elif self._shown:
            self._on_opened()
        else:
            self.show()

    @Slot(object)
    def _on_answered(self, answer: Answer) -> None:
        if self._shown and self._view is not None:
            if not answer.rows:
                self._view.clear()
            self._searching.survey()

    @Slot()
    def _on_cleared(self) -> None:
        if self._view is not None:
            self._view.clear()

    @Slot(object)
    def _on_counted(self, counts: Counted) -> None:
        if self._view is not None and self._searching.is_about(counts.question):
            self._view.show_facets(counts.facets, counts.question.query)

    @Slot(object)
    def _on_joined(self, joint: Joint) -> None:
        if self._view is not None and self._searching.is_about(joint.question):
            self._view.show_together(joint.together)

    @Slot(object)
    def _on_found(self, context: Context) -> None:
        view, answer = self._view, self._searching.answer
        if view is None or answer is None or not self._searching.is_about(context.question):
            return
        self._lines = len(context.lines) + (0 if context.first else self._lines)
        view.context.show_lines(context.lines, first=context.first)
        places = counted(self._lines, "place")
        if not context.last:
            view.context.say(f"{places}…")
            return
        self._number = context.question.number
        whole = context.sources_read >= answer.total
        view.context.say(places if whole else f"the first {places}, of {counted(context.sources, 'source')}")
        if whole:
            view.results.show_meaning(meaning_words(answer, places))
        self.surveyed.emit()

    @Slot(object)
    def _on_pieces_chosen(self, pieces: tuple[str, ...]) -> None:
        """Narrow by all of some pieces; those the query has already stay."""
        if self._view is not None:
            self._searching.put(self._view.narrowed_by(self._searching.finished, pieces))

    @Slot(str)
    def _on_narrowed(self, piece: str) -> None:
        self._searching.used.emit(self._searching.query)
        self._narrow(piece)

    @Slot(bool)
    def _on_names_wanted(self, wanted: bool) -> None:
        self._session.settings.names = wanted
        self._session.settings.keep()
        self._searching.ask_again()

    @Slot()
    def _on_survey_wanted(self) -> None:
        self._searching.ask_again()

    @Slot()
    def _on_opened(self) -> None:
        row = self._view.results.current() if self._view is not None else None
        if row is not None:
            self._open_row(row)

    @Slot(object)
    def _on_line_opened(self, line: Line) -> None:
        self._searching.used.emit(self._searching.query)
        self._views.show(READ)
        self._searching.open_place(line.source, line.start, line.end)
        self._page.setFocus(Qt.FocusReason.ShortcutFocusReason)
