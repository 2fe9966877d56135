# SPDX-License-Identifier: MIT
"""Tagging passages of the open source, and changing what was tagged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Signal, Slot

from app.desktop.controllers.reading import Reading
from app.desktop.controllers.session import Session
from app.desktop.form.edits import Edit, field_edit
from app.desktop.models.annotations import AnnotationModel, Order
from app.desktop.panels.annotations import AnnotationsPanel
from app.desktop.reading.highlights import ORPHAN, Highlight, from_rows
from app.desktop.reading.view import ReadingView
from app.editing.actors import with_new_organisations
from app.editing.surroundings import Surroundings, surroundings_in
from app.errors import UnknownAnnotation
from database.history import Change
from database.records import Annotation, Span

MANY = 200
"""From this many changed annotations on, the list is read afresh."""


class Annotating(QObject):
    """Knows the current annotation.

    ``said`` carries a word to the user, ``current_changed`` says that another is the current one, and ``widened`` that
    one was gone to that the filter hides, so that all are shown again.
    """

    said = Signal(str)
    current_changed = Signal()
    widened = Signal()

    def __init__(
        self,
        session: Session,
        reading: Reading,
        model: AnnotationModel,
        panel: AnnotationsPanel,
        view: ReadingView,
        parent: QObject,
    ):
        super().__init__(parent)
        self._session = session
        self._reading = reading
        self._model = model
        self._panel = panel
        self._view = view
        self._current: int | None = None
        self._narrowed: Callable[[Annotation], bool] | None = None
        self._place = 0
        session.busy_changed.connect(self._on_busy_changed)
        reading.opened.connect(self._on_opened)
        reading.reloaded.connect(self._on_reloaded)
        panel.chosen.connect(self._on_chosen)
        panel.edited.connect(self._on_edited)

    # Properties

    @property
    def current(self) -> Annotation | None:
        """The current annotation, or None."""
        return self._model.annotation(self._model.row(self._current)) if self._current is not None else None

    # Methods

    def named(self, uids: Iterable[str]) -> list[Annotation]:
        """Return the annotations with these uids, as far as they are on show."""
        found = (self._session.required.find_annotation(uid) for uid in uids)
        return [annotation for annotation in found if annotation is not None and self._model.row(annotation.id) >= 0]

    def go(self, annotation: int | None, *, reveal: bool = True) -> None:
        """Make an annotation the current one, in the text and among the cards."""
        self._current = annotation
        if annotation is not None and self._narrowed is not None and self._model.row(annotation) < 0:
            self.narrow(None)
            self.widened.emit()
        self._panel.go(annotation)
        found = self.current
        self._view.set_current(found.uid if found else None, _parts(found))
        placed = highlights(found) if found is not None else []
        if placed:
            self._place = placed[0].start
            if reveal:
                self._view.reveal(placed[0].start, placed[0].end)
        self.current_changed.emit()

    def narrow(self, shown: Callable[[Annotation], bool] | None) -> None:
        """Show only some annotations, and the current one; None for all."""
        self._narrowed = shown
        self._panel.show_narrowed(shown is not None)
        self._load()

    def refresh(self, change: Change) -> None:
        """Follow a change of the collection."""
        source = self._reading.source
        if source is None:
            return
        if len(change.annotations) > MANY:
            self._load()
            return
        for wanted in sorted(change.annotations):
            self._refresh_one(wanted, source.id)
        if change.touches("relation", "statement", "statement_member"):
            self._model.surround(surroundings_in(self._session.required, source.id))
        if self._current in change.annotations:
            self._follow_current()

    @Slot(object)
    def show_change(self, change: Change) -> None:
        """Go to what undo or redo has brought back or changed, where it is in the open source."""
        touched = [number for number in self._model.ids() if number in change.annotations]
        if len(touched) == 1:
            self.go(touched[0])

    def save(self, annotation: Annotation, edit: Edit) -> None:
        """Save a change of the form; actors it names for the first time get the organisation of their time."""
        collection = self._session.required
        if "chain" in edit:
            chain = with_new_organisations(collection, annotation.source, annotation.chain, edit["chain"])
            edit = {**edit, "chain": chain}
        collection.edit(annotation.id, **edit)

    # Commands

    @Slot()
    def tag_claim(self) -> None:
        """Tag the selected words as a claim."""
        self._tag("claim")

    @Slot()
    def tag_recommendation(self) -> None:
        """Tag the selected words as a recommendation."""
        self._tag("recommendation")

    @Slot()
    def tag_passage(self) -> None:
        """Tag the selected words as a passage."""
        self._tag("passage")

    @Slot()
    def edit(self) -> None:
        """Go to the form of the current annotation."""
        self._panel.edit()

    @Slot()
    def chain(self) -> None:
        """Open the attribution chain of the current annotation, or close it again."""
        if self.current is None:
            self.said.emit("Choose an annotation first")
        self._panel.open_chain()

    @Slot()
    def delete(self) -> None:
        """Delete the current annotation."""
        found = self.current
        if found is not None:
            self._session.required.delete_annotations([found.id])
            self.said.emit(f"{found.kind.capitalize()} deleted")

    @Slot()
    def next(self) -> None:
        """Go to the next annotation."""
        self._step(1)

    @Slot()
    def previous(self) -> None:
        """Go to the annotation before."""
        self._step(-1)

    # Parts

    def _tag(self, kind: str) -> None:
        span, source = self._view.selection(), self._reading.source
        if span is None or source is None:
            self.said.emit(f"Select the words of the {kind} first")
            return
        self._panel.commit()
        made = self._session.required.tag(source.id, kind, [span])
        self._view.select(span[1], span[1])
        self.go(made.id, reveal=False)

    def _step(self, step: int) -> None:
        rows = self._model.rowCount()
        if not rows:
            hidden = self._narrowed is not None
            self.said.emit("No annotation fits the filter" if hidden else "Nothing is tagged in this source yet")
            return
        row = self._model.row(self._current) if self._current is not None else -1
        if row >= 0:
            row += step
        else:
            after = self._model.first_from(self._here())
            row = after if step > 0 else after - 1
        found = self._model.annotation(row % rows)
        self.go(found.id if found else None)

    def _here(self) -> int:
        return self._place or self._view.place().offset

    def _load(self) -> None:
        source = self._reading.source
        around = surroundings_in(self._session.required, source.id) if source is not None else {}
        if source is not None and self._narrowed is None:
            self._load_places(source.id, around)
        else:
            there = self._session.required.annotations(source.id) if source is not None else []
            found = [annotation for annotation in there if self._shows(annotation)]
            self._model.show(found, around)
            self._view.set_highlights(part for annotation in found for part in highlights(annotation))
        if self._current is not None:
            self._follow_current()

    def _load_places(self, source: int, around: Mapping[int, Surroundings]) -> None:
        """Show where the annotations lie; the cards fetch those that come into sight."""
        collection = self._session.required
        rows = collection.span_rows(source)
        places: dict[int, Order] = {}
        for annotation, _, _, start, end, _ in rows:  # thousands of them: taken apart, this takes half the time
            before = places.get(annotation)
            places[annotation] = start if before is None else min(before[0], start), end, annotation
        self._model.show_later(list(places.values()), collection.iter_annotations, around)
        self._view.set_highlights(from_rows(rows))

    def _refresh_one(self, wanted: int, source: int) -> None:
        try:
            found = self._session.required.annotation(wanted)
        except UnknownAnnotation:
            self._drop(wanted)
            return
        if found.source == source and self._shows(found):
            self._model.put(found)
            self._view.put_highlight(*highlights(found))
        else:
            self._hide(found)

    def _shows(self, annotation: Annotation) -> bool:
        return self._narrowed is None or annotation.id == self._current or self._narrowed(annotation)

    def _hide(self, annotation: Annotation) -> None:
        """Take an annotation off that does not fit the filter any more: it would go on to say what it said before."""
        self._model.drop(annotation.id)
        self._view.drop_highlight(annotation.uid)

    def _drop(self, annotation: int) -> None:
        """Take an annotation off. Unless one goes by the cards, no other takes its place: that would move the page."""
        self._panel.gone(annotation)
        if annotation == self._current and not self._panel.list_view.hasFocus():
            if self._panel.in_form:
                self._view.setFocus()
            self.go(None)
        gone = self._model.annotation(self._model.row(annotation))
        if gone is not None:
            self._model.drop(annotation)
            self._view.drop_highlight(gone.uid)

    def _follow_current(self) -> None:
        found = self.current
        if found is None:
            self.go(None)
        else:
            self._panel.go(found.id)
            self._view.set_current(found.uid, _parts(found))

    # Slots

    @Slot()
    def _on_opened(self) -> None:
        self._panel.commit()
        self._current, self._place = None, 0
        self._on_busy_changed()
        self._load()
        self._panel.go(None)
        self.current_changed.emit()

    @Slot()
    def _on_busy_changed(self) -> None:
        """Let cards be changed where the collection can be."""
        there = self._reading.source is not None
        self._panel.show_source(there=there, editable=self._session.writable)

    @Slot()
    def _on_reloaded(self) -> None:
        self._load()

    @Slot(int)
    def _on_chosen(self, annotation: int) -> None:
        self.go(annotation)

    @Slot(int, str, object)
    def _on_edited(self, annotation: int, field: str, value: object) -> None:
        """Save a field of the form. Where that fails the form is not told, and keeps what it has."""
        collection = self._session.required
        try:
            found = collection.annotation(annotation)
        except UnknownAnnotation:
            self._panel.gone(annotation)
            return
        self.save(found, field_edit(found, field, value))
        self._panel.saved(annotation, field)


def highlights(annotation: Annotation) -> list[Highlight]:
    """Return what an annotation marks in the text: nothing where its words are not there any more."""
    spans = (span for span in annotation.spans if span.state != ORPHAN)
    return [Highlight(annotation.uid, annotation.kind, span.start, span.end) for span in spans]


def _parts(annotation: Annotation | None) -> list[Span]:
    """Return where the text shows the parts of an annotation: its speakers, its addressees."""
    if annotation is None:
        return []
    given = [*(link.span for link in annotation.chain), *(slot.span for slot in annotation.slots)]
    return [span for span in given if span is not None]
