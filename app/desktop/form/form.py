# SPDX-License-Identifier: MIT
"""The form of one annotation, inside its card: every field is saved as it is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QSizePolicy, QStyle, QVBoxLayout, QWidget

from app.attribution import organisations, speakers
from app.desktop.appearance import Appearance
from app.desktop.delegates.card import GAP, MARGIN_X, MARGIN_Y, PAD_X, PAD_Y, QUOTE_LINES, paint_card
from app.desktop.delegates.painting import Paragraph
from app.desktop.form.chip_field import ChipField
from app.desktop.form.code_field import CodeField
from app.desktop.form.note_field import NoteField
from app.desktop.panels.annotations import Offer
from app.desktop.widgets.choice import WordChoice
from app.desktop.widgets.fields import NameField
from database.records import KINDS, STATUSES, Annotation

LABEL_WIDTH = 88


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
    NameRow("via", "Via", "Through whom it reached the page", "actors"),
)


class Quote(QWidget):
    """The quotation, in serif, as the card shows it."""

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._look = appearance
        self._words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: str) -> None:
        """Show another quotation."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        """Return True: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the words are at a width."""
        return self._paragraph(width).height

    def sizeHint(self) -> QSize:
        """Return its height at the width it has."""
        return QSize(120, self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words."""
        painter = QPainter(self)
        self._paragraph(self.width()).paint(painter, 0, 0, self._look.theme.colour("ink"))
        painter.end()

    def _paragraph(self, width: int) -> Paragraph:
        font = self._look.font("quote", serif=True)
        return Paragraph(self._words, font, width, lines=QUOTE_LINES, leading=1.16)


class AnnotationForm(QWidget):
    """Shows an annotation in fields; ``edited`` carries the name of a field and its new value."""

    edited = Signal(str, object)

    def __init__(self, appearance: Appearance, offer: Offer, parent: QWidget | None = None):
        super().__init__(parent)
        self._look = appearance
        self._offer = offer
        self._filling = False
        self._annotation: Annotation | None = None
        self._make_head()
        self._quote = Quote(appearance, self)
        self._make_fields()
        self._lay_out()
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

    def show_annotation(self, annotation: Annotation) -> None:
        """Show an annotation; a field that already says the same keeps its cursor."""
        self._filling = True
        if self._annotation is None or self._annotation.id != annotation.id:
            self.note.show_source()
        self._annotation = annotation
        self._show_head(annotation)
        self._quote.show_words(annotation.quote)
        self._names["speakers"].show_values(speakers(annotation.chain))
        self._names["organisations"].show_values(organisations(annotation.chain))
        self._names["addressees"].show_values(annotation.addressees)
        self._names["via"].show_values(annotation.via)
        if self.work.text() != annotation.work:
            self.work.setText(annotation.work)
            self.work.setCursorPosition(0)
        self.codes.show_codes(annotation.codes)
        self.note.show_text(annotation.note)
        self._filling = False

    def commit(self) -> None:
        """Save what has been typed and not been left yet."""
        for field in (*self._names.values(), self.codes):
            field.commit()
        self._on_work_left()
        self.note.commit()

    def go_first(self) -> None:
        """Put the cursor into the first field."""
        self._names["speakers"].setFocus(Qt.FocusReason.ShortcutFocusReason)

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
        look.changed.connect(self.update)

    def _make_fields(self) -> None:
        look, offer = self._look, self._offer
        self._names = {
            row.field: ChipField(row.label, row.tip, look, _of(offer, row.offer), key=row.key) for row in NAME_ROWS
        }
        self.work = NameField("In", "The work it stands in", look, _of(offer, "works"))
        self.codes = CodeField(
            "Codes", "Codes of your codebook; + or − before one is its stance", look, _of(offer, "codes")
        )
        self.note = NoteField(look)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.kind)
        head.addStretch(1)
        head.addWidget(self.status)
        rows = QFormLayout()
        rows.setContentsMargins(0, 3, 0, 0)
        rows.setHorizontalSpacing(8)
        rows.setVerticalSpacing(6)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for words, field in self._rows():
            label = QLabel(words)
            label.setObjectName("label")
            label.setFixedWidth(LABEL_WIDTH)
            label.setContentsMargins(0, 5, 0, 0)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setBuddy(field)
            rows.addRow(self._with_toggle(label) if field is self.note else label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_X + PAD_X, PAD_Y, MARGIN_X + PAD_X, PAD_Y + MARGIN_Y + 3)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self._quote)
        column.addLayout(rows)

    def _with_toggle(self, label: QLabel) -> QWidget:
        """Put the switch between writing and preview under the note's label."""
        cell = QWidget(self)
        cell.setFixedWidth(LABEL_WIDTH)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label)
        column.addWidget(self.note.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return cell

    def _rows(self) -> tuple[tuple[str, QWidget], ...]:
        return (
            *((row.label, self._names[row.field]) for row in NAME_ROWS),
            ("In", self.work),
            ("Codes", self.codes),
            ("Note", self.note),
        )

    def _connect(self) -> None:
        self.kind.chosen.connect(self._on_kind_chosen)
        self.status.chosen.connect(self._on_status_chosen)
        for field in self._names.values():
            field.edited.connect(self._on_names)
        self.codes.codes_edited.connect(self._on_codes)
        self.note.edited.connect(self._on_note)
        self.work.left.connect(self._on_work_left)
        self.work.returnPressed.connect(self._on_work_left)

    def _show_head(self, annotation: Annotation) -> None:
        self.kind.show_value(KINDS, annotation.kind)
        self.status.show_value(STATUSES[annotation.kind], annotation.status)

    # Slots

    def _say(self, field: str, value: object) -> None:
        if not self._filling:
            self.edited.emit(field, value)

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


def _of(offer: Offer, what: str) -> Callable[[], Sequence[str]]:
    def names() -> Sequence[str]:
        return offer(what)

    return names
