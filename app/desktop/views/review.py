# SPDX-License-Identifier: MIT
"""The view of places in doubt: what a replaced text left moved, changed or orphaned, each beside its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.commands.within import REVIEW
from app.desktop.controllers.session import Session
from app.desktop.models.places import PlaceRow
from app.desktop.reading.header import PageHeader
from app.desktop.reading.highlights import Highlight
from app.desktop.reading.view import ReadingView
from app.desktop.views.own import buttons, own_actions
from app.desktop.views.view import View
from app.desktop.widgets.empty import EmptyState
from app.desktop.widgets.list_pane import side_by_side
from app.desktop.widgets.parts import Band, plain
from app.desktop.widgets.places_list import PlacesList
from app.desktop.wording import counted, date_words
from app.editing import replace
from app.editing.replacement import Placement
from database.history import Change

FEW = 50
"""Up to so many changed annotations are shown one by one; for more the list is made anew."""

LEFT = 392
LOST = "Its words are not in this text. Select the words it belongs to, and press R."
DOUBT = "Accept the place with A, or select other words in the text and press R."


class ReviewView(View):
    """The places nobody has looked at yet; the text at the right shows where the current one lies."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget):
        super().__init__(session, appearance, parent)
        self._text = ""
        self.actions_by_id = own_actions(self, REVIEW, self)
        self.places = PlacesList(appearance, self, doubtful=True)
        self.page = ReadingView(appearance.page_style(), self)
        self.page.setAccessibleName("Text of the source")
        self._band = Band("meaning", self)
        self._empty = EmptyState(appearance, self)
        self._stack = QStackedWidget(self)
        for part in (self._make_text(), self._empty):
            self._stack.addWidget(part)
        side_by_side(self._make_left(), buttons(list(self.actions_by_id.values()), self), self._stack, self)
        self.places.went.connect(self._on_went)
        self.page.selection_changed.connect(self._allow)
        appearance.changed.connect(self._on_appearance_changed)

    # What every view does

    def reload(self) -> None:
        """Show the places in doubt of the open collection."""
        collection = self.session.collection
        kept = self.places.current
        found = replace.review(collection) if collection is not None else []
        self._text = ""
        self.places.show_rows(self._rows(found), self.places.model.state)
        row = self.places.model.row(kept.placement.annotation) if kept is not None else -1
        if row >= 0:
            self.places.list_view.go(row)
        self._on_went()

    def refresh(self, change: Change) -> None:
        """Follow a change, row by row where few annotations changed."""
        if not change.touches("source", "annotation", "annotation_span"):
            return
        if change.touches("source") or len(change.annotations) > FEW:
            self.reload()
            return
        found = replace.review(self.session.required, annotations=sorted(change.annotations))
        for annotation in change.annotations - {placement.annotation for placement in found}:
            self.places.model.drop(annotation)
        known = [self.places.model.put(row) for row in self._rows(found)]
        if all(known):
            self.places.count()
            self._on_went()
        else:
            self.reload()

    def panes(self) -> Sequence[QWidget]:
        """Return the list, and the text."""
        return (self.places.list_view, self.page)

    def enter(self) -> None:
        """Take the keys, and show where the current annotation lies: the page has its size only now."""
        super().enter()
        if self._current is not None:
            self._show_text(self._current)

    # Commands

    @Slot()
    def accept(self) -> None:
        """Take the current place as right."""
        found = self._current
        if found is not None and found.placed:
            replace.accept(self.session.required, [found.annotation])
            self.said.emit("Place accepted")

    @Slot()
    def accept_all(self) -> None:
        """Take every place on show as right."""
        ids = [placement.annotation for placement in self.places.model.shown if placement.placed]
        if ids:
            replace.accept(self.session.required, ids)
            self.said.emit(f"{counted(len(ids), 'place')} accepted")

    @Slot()
    def detach(self) -> None:
        """Take its place from the current annotation."""
        found = self._current
        if found is not None and found.placed:
            replace.detach(self.session.required, found.annotation)
            self.said.emit("The annotation has no place now; is:orphan finds it")

    @Slot()
    def attach(self) -> None:
        """Give the current annotation the words selected in the text."""
        found, span = self._current, self.page.selection()
        if found is None:
            return
        if span is None:
            self.said.emit("Select the words it belongs to in the text first")
            return
        replace.re_attach(self.session.required, found.annotation, [span])
        self.said.emit("Annotation re-attached")
        self.places.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def read(self) -> None:
        """Show the current annotation in its source."""
        found = self._current
        if found is not None:
            self.annotation_asked.emit(found.annotation)

    # Properties

    @property
    def empty_words(self) -> str:
        """What is said where there is nothing to look at; empty otherwise."""
        return self._empty.words if self._stack.currentWidget() is self._empty else ""

    @property
    def hint(self) -> str:
        """What is said above the text."""
        return self._band.words

    @property
    def _current(self) -> Placement | None:
        row = self.places.current
        return row.placement if row is not None else None

    # Building

    def _make_left(self) -> QWidget:
        left = plain("panel", self)
        left.setMinimumWidth(LEFT)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 12, 0, 0)
        self.places.filters.setContentsMargins(8, 0, 8, 0)
        column.addWidget(self.places)
        return left

    def _make_text(self) -> QWidget:
        text = plain("paper", self)
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addWidget(self.page, 1)
        return text

    # Parts

    def _rows(self, placements: Iterable[Placement]) -> list[PlaceRow]:
        collection, found = self.session.collection, list(placements)
        ids = list(dict.fromkeys(placement.source for placement in found))
        titles = {s.id: s.title for s in collection.sources(ids)} if collection is not None else {}
        return [PlaceRow(placement, titles[placement.source]) for placement in found]

    def _show_text(self, placement: Placement) -> None:
        """Show the text of a source, unless it is on show already, and in it where an annotation lies."""
        source = self.session.required.source(placement.source)
        if self._text != source.content:
            self._text = source.content
            text, layout = self.session.required.text(source.id)
            header = PageHeader(source.title, source.publication, date_words(source.date), source.authors)
            self.page.load(text, layout, header)
        spans = [span for span in placement.new if span.state != "orphan"]
        marks = [Highlight(placement.uid, placement.kind, span.start, span.end) for span in spans]
        self.page.set_highlights(marks)
        self.page.set_current(placement.uid)
        place = spans[0] if spans else placement.new[0]
        self.page.reveal(min(place.start, max(0, len(self.page.text) - 1)), place.end if spans else None)

    @Slot()
    def _allow(self) -> None:
        found, writable = self._current, self.session.writable
        placed = found is not None and found.placed
        allowed = {
            "place.accept": placed and writable,
            "place.accept_all": writable and any(each.placed for each in self.places.model.shown),
            "place.detach": placed and writable,
            "place.attach": found is not None and writable and self.page.selection() is not None,
            "place.read": found is not None,
        }
        for name, action in self.actions_by_id.items():
            action.setEnabled(allowed[name])

    def _say_why_empty(self) -> None:
        if self.session.collection is None:
            self._empty.say("No collection is open", "")
        elif self.places.model.rows:
            self._empty.say("None of this sort", "Choose “All” to see the others.")
        else:
            self._empty.say(
                "Nothing to look at",
                "When the text of a source is replaced, the annotations whose place is not certain stand here.",
            )

    # Slots

    @Slot()
    def _on_went(self) -> None:
        found = self._current
        if found is None:
            self._say_why_empty()
            self._stack.setCurrentWidget(self._empty)
        else:
            self._band.say(DOUBT if found.placed else LOST)
            self._show_text(found)
            self._stack.setCurrentIndex(0)
        self._allow()

    @Slot()
    def _on_appearance_changed(self) -> None:
        self.page.set_style(self.look.page_style())
        self.page.viewport().setPalette(self.page.palette())  # a style sheet stops Qt from handing it down
