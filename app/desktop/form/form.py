# SPDX-License-Identifier: MIT
"""The form of one annotation, inside its card: every field is saved as it is left."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStyle, QVBoxLayout, QWidget

from app.attribution import organisations, speakers, via
from app.desktop.appearance import Appearance
from app.desktop.delegates.card import GAP, MARGIN_X, MARGIN_Y, PAD_X, PAD_Y, doubt_words, paint_card
from app.desktop.form.chain_editor import ChainEditor
from app.desktop.form.chain_row import ChainRow
from app.desktop.form.chip_field import ChipField
from app.desktop.form.code_field import CodeField
from app.desktop.form.edits import SLOT
from app.desktop.form.library import Library
from app.desktop.form.note_field import NoteField
from app.desktop.form.offer_line import OfferLine, offer_of
from app.desktop.form.quote import Quote
from app.desktop.form.rows import Row, link_button, order_tabs, row
from app.desktop.form.slot_rows import SlotRows
from app.desktop.form.slot_words import EVIDENCE_ELSEWHERE, LINK
from app.desktop.form.tie_rows import TieRows
from app.desktop.form.unsaved import Unsaved
from app.desktop.widgets.choice import WordChoice
from app.desktop.widgets.parts import ElidedLabel
from app.editing.surroundings import ALONE, Surroundings
from app.slots import find
from database.records import KINDS, STATUSES, Annotation


class NameRow(NamedTuple):
    """A field of names: which it is, what stands before it, and what it offers."""

    field: str
    label: str
    tip: str
    offer: str
    key: str = ""


NAME_ROWS = (
    NameRow("speakers", "Speakers", "Who holds this view; “unattributed” is an answer too", "speakers", "S"),
    NameRow("organisations", "For", "For whom the speakers speak", "actors"),
    NameRow("addressees", "Addressed to", "Whom this is addressed to", "actors", "T"),
    NameRow("via", "Via", "Through whom it reached the page", "speakers"),
)


class AnnotationForm(QWidget):
    """Shows an annotation in fields.

    ``edited`` carries the annotation, the name of a field and its new value; who saves it says so with :meth:`saved`.
    What is not saved stays in the form and is tried again. ``own_asked`` wants the name for a part of the user's own,
    ``place_asked`` the selected words for the place of the current link of the chain, ``relate_asked`` and
    ``join_asked`` another annotation or a statement to hang together with, and ``evidence_asked`` an annotation as
    evidence. ``drag_asked`` comes when the quotation is dragged.
    """

    edited = Signal(int, str, object)
    own_asked = Signal()
    place_asked = Signal()
    relate_asked = Signal()
    join_asked = Signal()
    evidence_asked = Signal()
    drag_asked = Signal()

    def __init__(self, appearance: Appearance, library: Library, parent: QWidget | None = None):
        super().__init__(parent)
        self._look = appearance
        self._library = library
        self._filling = False
        self._annotation: Annotation | None = None
        self._given: tuple[Annotation, Surroundings] | None = None
        self._unsaved = Unsaved()
        self._make_head()
        self._quote = Quote(appearance, self)
        self._make_fields()
        self._lay_out()
        self._order_tabs()
        self._connect()
        self.setAccessibleName("Form of the current annotation")

    # Methods

    @property
    def annotation(self) -> Annotation | None:
        """The annotation on show."""
        return self._annotation

    def field(self, name: str) -> ChipField:
        """Return the field of names: ``speakers``, ``organisations``, ``addressees`` or ``via``."""
        return self._names[name]

    def show_annotation(self, given: Annotation, around: Surroundings = ALONE) -> None:
        """Show an annotation and what it stands beside; a field that already says the same keeps its cursor."""
        self._filling = True
        fresh = self._annotation is None or self._annotation.id != given.id
        if fresh:
            self.note.show_source()
        self._given = given, around
        annotation = self._annotation = self._unsaved.over(given)
        self.kind.show_value(KINDS, annotation.kind)
        self._show_annotator(annotation)
        self.doubt.say(doubt_words(annotation))
        self.doubt.setVisible(bool(doubt_words(annotation)))
        self.status.show_value(STATUSES[annotation.kind], annotation.status)
        self._quote.show_words(annotation.quote)
        self._show_names(annotation, fresh=fresh)
        self.chain_row.show_chain(annotation.chain)
        self.chain.show_chain(annotation.chain, fresh=fresh)
        self.parts.show_slots(annotation.kind, annotation.slots, fresh=fresh)
        self.codes.show_codes(annotation.codes)
        self.ties.show_surroundings(around)
        self.note.show_text(annotation.note)
        self._filling = False

    def saved(self, annotation: int, field: str) -> None:
        """Hear that a field was saved, and show what became of it: a chain can have got an organisation."""
        self._unsaved.drop(annotation, field)
        given = self._given
        if given and given[0].id == annotation and self._unsaved.over(given[0]) != self._annotation:
            self.show_annotation(*given)

    def gone(self, annotation: int) -> None:
        """Hear that an annotation is not there any more."""
        self._unsaved.forget(annotation)
        if self._annotation is not None and self._annotation.id == annotation:
            self._annotation = self._given = None

    def commit(self) -> None:
        """Save what has been typed and not been left yet, and what could not be saved before."""
        for annotation, field, value in self._unsaved.pending():
            self.edited.emit(annotation, field, value)
        for field_of_names in (*self._names.values(), self.codes):
            field_of_names.commit()
        self._on_work_left()
        self.chain.commit()
        self.parts.commit()
        self.ties.commit()
        self.note.commit()

    def go_first(self) -> None:
        """Put the cursor into the first field."""
        self._names["speakers"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def chain_open(self) -> bool:
        """Whether the chain is shown link by link."""
        return self.chain_row.isChecked()

    def open_chain(self) -> None:
        """Show the chain link by link and take the keys; where it is open already, go back to the simple fields."""
        self.chain_row.setChecked(not self.chain_open)
        if self.chain_open:
            self.chain.enter()
        else:
            self.go_first()

    def go_to(self, part: str) -> None:
        """Put the cursor into the field of a part, as :mod:`slot_words` names it; open it where it is not shown."""
        fields = {"speaker": "speakers", "organisation": "organisations", "addressee": "addressees", "via": "via"}
        if part.startswith(LINK):
            self.chain.go(part.removeprefix(LINK))
        elif part in fields:
            self._show_simple()
            self._names[fields[part]].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif part == "work":
            self._show_simple()
            self.work.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif part == EVIDENCE_ELSEWHERE:
            self.evidence_asked.emit()
        elif part:
            known = find(part)
            self.parts.open(known.name if known else part)
        else:
            self.own_asked.emit()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the card at a width."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 0

    def hasHeightForWidth(self) -> bool:
        """Return True: names and notes wrap."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card behind the fields."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.theme.colour("panel"))
        card = QRectF(self.rect()).adjusted(MARGIN_X, 0, -MARGIN_X, -MARGIN_Y)
        card.adjust(0, 3, 0, -3)
        paint_card(painter, card, self._look, QStyle.StateFlag.State_Selected)
        painter.end()

    # Building

    def _make_head(self) -> None:
        look = self._look
        self.kind = WordChoice("Kind", "What this passage is", look, self, marked=True)
        self.status = WordChoice("Status", "Where this statement stands", look, self, right=True)
        self._annotator = QLabel(self)
        self._annotator.setTextFormat(Qt.TextFormat.PlainText)
        self._annotator.setObjectName("faint")
        self._annotator.setFont(look.font("small"))
        self.doubt = ElidedLabel(self)
        self.doubt.setObjectName("doubt")
        look.changed.connect(self.update)

    def _make_fields(self) -> None:
        look, library = self._look, self._library
        self._names = {
            known.field: ChipField(known.label, known.tip, look, offer_of(library, known.offer), key=known.key)
            for known in NAME_ROWS
        }
        self.work = OfferLine("In", "The work it stands in", look, offer_of(library, "works"))
        self.chain_row = ChainRow(look, self)
        self.chain = ChainEditor(look, library, self)
        self.chain.hide()
        self.parts = SlotRows(look, library, self)
        tip = "Codes of your codebook; + or − before one is its stance, and 1 to 9 gives the one with that key"
        self.codes = CodeField("Codes", tip, look, offer_of(library, "codes"))
        self.ties = TieRows(look, self)
        self.relate_button = link_button("Relate…", "Relate it to another annotation, or to a relation (L)", look, self)
        self.join_button = link_button("Same as…", "Group it with annotations that say the same (J)", look, self)
        self.note = NoteField(look)
        self._shown_work = ""

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.kind)
        head.addWidget(self.doubt)
        head.addStretch(1)
        standing = QHBoxLayout()
        standing.setSpacing(0)
        standing.addWidget(self._annotator)
        standing.addWidget(self.status)
        head.addLayout(standing)
        rows = QVBoxLayout()
        rows.setSpacing(6)
        self._simple = self._simple_rows()
        for made in self._simple:
            rows.addWidget(made)
        rows.addWidget(self.chain)
        rows.addWidget(row("Addressed to", self._names["addressees"], self))
        rows.addWidget(self.parts)
        links = QHBoxLayout()
        links.setSpacing(16)
        for button in (self.parts.add_button, self.relate_button, self.join_button):
            links.addWidget(button)
        links.addStretch(1)
        rows.addLayout(links)
        rows.addWidget(self.ties)
        rows.addWidget(row("Codes", self.codes, self))
        rows.addWidget(row("Note", self.note, self, self.note.toggle))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_X + PAD_X, PAD_Y, MARGIN_X + PAD_X, PAD_Y + MARGIN_Y + 3)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self._quote)
        column.addWidget(self.chain_row)
        column.addLayout(rows)

    def _simple_rows(self) -> list[Row]:
        """Return the rows that stand for the whole chain while it is closed."""
        named = [row(known.label, self._names[known.field], self) for known in NAME_ROWS if known.field != "addressees"]
        return [*named, row("In", self.work, self)]

    def _show_simple(self) -> None:
        self.chain_row.setChecked(False)

    @Slot()
    def _order_tabs(self) -> None:
        simple = [self._names[known.field].line for known in NAME_ROWS if known.field != "addressees"]
        order_tabs(
            (
                self.kind,
                self.status,
                self.chain_row,
                *simple,
                self.work,
                *self.chain.stops,
                self._names["addressees"].line,
                *self.parts.stops,
                self.relate_button,
                self.join_button,
                *self.ties.stops,
                self.codes.line,
                *self.note.stops,
            )
        )

    def _connect(self) -> None:
        self.kind.chosen.connect(self._on_kind_chosen)
        self.status.chosen.connect(self._on_status_chosen)
        for field in self._names.values():
            field.edited.connect(self._on_names)
        self.chain_row.toggled.connect(self._on_chain_toggled)
        self.chain_row.clicked.connect(self._on_chain_clicked)
        self.chain.edited.connect(self._on_chain)
        self.chain.place_asked.connect(self.place_asked)
        self.parts.edited.connect(self._on_part)
        self.parts.own_asked.connect(self.own_asked)
        self._quote.dragged.connect(self.drag_asked)
        self.parts.evidence_asked.connect(self.evidence_asked)
        self.relate_button.clicked.connect(self.relate_asked)
        self.join_button.clicked.connect(self.join_asked)
        self.parts.arranged.connect(self._order_tabs)
        self.codes.edited.connect(self._on_codes)
        self.note.edited.connect(self._on_note)
        self.work.left.connect(self._on_work_left)
        self.work.returnPressed.connect(self._on_work_left)

    def _show_annotator(self, annotation: Annotation) -> None:
        self._annotator.setText(annotation.annotator)
        changed = f", changed {annotation.modified[:10]}" if annotation.modified[:10] != annotation.created[:10] else ""
        self._annotator.setToolTip(f"Tagged by {annotation.annotator} on {annotation.created[:10]}{changed}")

    def _show_names(self, annotation: Annotation, *, fresh: bool) -> None:
        self._names["speakers"].show_values(speakers(annotation.chain))
        self._names["organisations"].show_values(organisations(annotation.chain))
        self._names["addressees"].show_values(annotation.addressees)
        self._names["via"].show_values(via(annotation.chain))
        if fresh or annotation.work != self._shown_work:
            self._shown_work = annotation.work
            self.work.setText(annotation.work)
            self.work.setCursorPosition(0)

    # Slots

    def _say(self, field: str, value: object) -> None:
        if not self._filling and self._annotation is not None:
            self._unsaved.put(self._annotation.id, field, value)
            self.edited.emit(self._annotation.id, field, value)

    @Slot(str)
    def _on_kind_chosen(self, kind: str) -> None:
        self._say("kind", kind)

    @Slot(str)
    def _on_status_chosen(self, status: str) -> None:
        self._say("status", status)

    @Slot(object)
    def _on_names(self, names: object) -> None:
        sender = self.sender()
        for name, field in self._names.items():
            if field is sender:
                self._say(name, names)

    @Slot(object)
    def _on_chain(self, chain: object) -> None:
        self._say("chain", chain)

    @Slot(bool)
    def _on_chain_toggled(self, opened: bool) -> None:
        if not opened:
            self.chain.commit()
        self.chain.setVisible(opened)
        for made in self._simple:
            made.setVisible(not opened)

    @Slot(bool)
    def _on_chain_clicked(self, opened: bool) -> None:
        if opened:
            self.chain.enter()

    @Slot(str, object)
    def _on_part(self, name: str, parts: object) -> None:
        self._say(f"{SLOT}{name}", parts)

    @Slot(object)
    def _on_codes(self, codes: object) -> None:
        self._say("codes", codes)

    @Slot(str)
    def _on_note(self, text: str) -> None:
        self._say("note", text)

    @Slot()
    def _on_work_left(self) -> None:
        work = " ".join(self.work.text().split())
        if self._annotation is not None and work != self._annotation.work:
            self._say("work", work)
