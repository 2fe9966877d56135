# SPDX-License-Identifier: MIT
"""The form of one annotation, inside its card: every field is saved as it is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QSizePolicy, QStyle, QVBoxLayout, QWidget

from app.attribution import organisations, speakers
from app.desktop.appearance import Appearance
from app.desktop.delegates.card import GAP, MARGIN_X, MARGIN_Y, PAD_X, PAD_Y, QUOTE_LINES, paint_card
from app.desktop.delegates.painting import Paragraph, mark_icon
from app.desktop.form.chip_field import ChipField
from app.desktop.form.code_field import CodeField
from app.desktop.form.note_field import NoteField
from app.desktop.widgets.fields import Choice, NameField
from database.records import KINDS, STATUSES, Annotation

Offer = Callable[[str], Sequence[str]]
"""Gives the names that exist: ``actors``, ``speakers``, ``works`` or ``codes``."""

LABEL_WIDTH = 88


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

    def show_annotation(self, annotation: Annotation) -> None:
        """Show an annotation; a field that already says the same keeps its cursor."""
        self._filling = True
        if self._annotation is None or self._annotation.id != annotation.id:
            self._note.show_source()
        self._annotation = annotation
        self._show_head(annotation)
        self._quote.show_words(annotation.quote)
        self._speakers.show_values(speakers(annotation.chain))
        self._organisations.show_values(organisations(annotation.chain))
        self._addressees.show_values(annotation.addressees)
        self._via.show_values(annotation.via)
        if self._work.text() != annotation.work:
            self._work.setText(annotation.work)
        self._codes.show_codes(annotation.codes)
        self._note.show_text(annotation.note)
        self._filling = False

    def commit(self) -> None:
        """Save what has been typed and not been left yet."""
        for field in (self._speakers, self._organisations, self._addressees, self._via, self._codes):
            field.commit()
        self._on_work_left()
        self._note.commit()

    def go_first(self) -> None:
        """Put the cursor into the first field."""
        self._speakers.setFocus(Qt.FocusReason.ShortcutFocusReason)

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
        self._kind = Choice("Kind", "What this passage is", self)
        for kind in KINDS:
            self._kind.addItem(kind.capitalize(), kind)
        self._status = Choice("Status", "Where this statement stands", self)
        self._kind.setObjectName("head")
        self._status.setObjectName("headright")
        self._kind.setFont(self._look.font("small", bold=True))
        self._status.setFont(self._look.font("small"))
        self._paint_marks()
        self._look.changed.connect(self._paint_marks)

    def _make_fields(self) -> None:
        look, offer = self._look, self._offer
        self._speakers = ChipField(
            "Speakers", "Who holds this view; “unattributed” is an answer too", look, _of(offer, "speakers"), key="S"
        )
        self._organisations = ChipField("For", "For whom the speakers speak", look, _of(offer, "actors"))
        self._addressees = ChipField("Addressed to", "Whom this is addressed to", look, _of(offer, "actors"), key="T")
        self._via = ChipField("Via", "Through whom it reached the page", look, _of(offer, "actors"))
        self._work = NameField("In", "The work it stands in", look, _of(offer, "works"))
        self._codes = CodeField(
            "Codes", "Codes of your codebook; + or − before one is its stance", look, _of(offer, "codes")
        )
        self._note = NoteField(look)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._kind)
        head.addStretch(1)
        head.addWidget(self._status)
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
            rows.addRow(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_X + PAD_X, PAD_Y, MARGIN_X + PAD_X, PAD_Y + MARGIN_Y + 3)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self._quote)
        column.addLayout(rows)

    def _rows(self) -> tuple[tuple[str, QWidget], ...]:
        return (
            ("Speakers", self._speakers),
            ("For", self._organisations),
            ("Addressed to", self._addressees),
            ("Via", self._via),
            ("In", self._work),
            ("Codes", self._codes),
            ("Note", self._note),
        )

    def _connect(self) -> None:
        self._kind.activated.connect(self._on_kind_chosen)
        self._status.activated.connect(self._on_status_chosen)
        self._speakers.edited.connect(self._on_speakers)
        self._organisations.edited.connect(self._on_organisations)
        self._addressees.edited.connect(self._on_addressees)
        self._via.edited.connect(self._on_via)
        self._codes.codes_edited.connect(self._on_codes)
        self._note.edited.connect(self._on_note)
        self._work.left.connect(self._on_work_left)
        self._work.returnPressed.connect(self._on_work_left)

    def _show_head(self, annotation: Annotation) -> None:
        self._kind.setCurrentIndex(KINDS.index(annotation.kind))
        choices = STATUSES[annotation.kind]
        if [self._status.itemText(number) for number in range(self._status.count())] != list(choices):
            self._status.clear()
            self._status.addItems(list(choices))
        self._status.setVisible(len(choices) > 1)
        self._status.setCurrentText(annotation.status)

    # Slots

    @Slot()
    def _paint_marks(self) -> None:
        for number, kind in enumerate(KINDS):
            self._kind.setItemIcon(number, mark_icon(kind, self._look.theme))
        self.update()

    def _say(self, field: str, value: object) -> None:
        if not self._filling:
            self.edited.emit(field, value)

    @Slot(int)
    def _on_kind_chosen(self, number: int) -> None:
        self._say("kind", KINDS[number])

    @Slot()
    def _on_status_chosen(self) -> None:
        self._say("status", self._status.currentText())

    @Slot(object)
    def _on_speakers(self, names: object) -> None:
        self._say("speakers", names)

    @Slot(object)
    def _on_organisations(self, names: object) -> None:
        self._say("organisations", names)

    @Slot(object)
    def _on_addressees(self, names: object) -> None:
        self._say("addressees", names)

    @Slot(object)
    def _on_via(self, names: object) -> None:
        self._say("via", names)

    @Slot(object)
    def _on_codes(self, codes: object) -> None:
        self._say("codes", codes)

    @Slot(str)
    def _on_note(self, text: str) -> None:
        self._say("note", text)

    @Slot()
    def _on_work_left(self) -> None:
        work = " ".join(self._work.text().split())
        if self._annotation is not None and work != self._annotation.work:
            self._say("work", work)


def _of(offer: Offer, what: str) -> Callable[[], Sequence[str]]:
    def names() -> Sequence[str]:
        return offer(what)

    return names
