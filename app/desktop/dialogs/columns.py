# SPDX-License-Identifier: MIT
"""What the columns of a table hold: one source is made of each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.desktop.appearance import Appearance
from app.desktop.dialogs.frame import Frame
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.parts import ElidedLabel, plain
from app.desktop.wording import joined
from app.importing.document import Document
from app.importing.table import Mapping, Sheet, document

WIDTH, HEIGHT, PREVIEW = 800, 620, 148
WORDS = (
    "Each row becomes a source. Say what its columns hold; a column that holds nothing of these is kept with the row."
)
NO_TEXT = "Choose a column that holds the text."
EMPTY_ROW = "This row has no text; it is passed over."
SAMPLES, LONGEST, SHOWN = 3, 60, 320
NOTHING, TEXT, ATTRIBUTE = "", "text", "attribute"
USES = {
    NOTHING: "Nothing of these",
    TEXT: "Text",
    "title": "Title",
    "authors": "Authors",
    "publication": "Publication",
    "date": "Date",
    "language": "Language",
    "url": "Address",
    "licence": "Licence",
    ATTRIBUTE: "Attribute of this name",
}
ONCE = tuple(name for name in USES if name not in {NOTHING, TEXT, ATTRIBUTE})


class ColumnsDialog(Frame):
    """``confirmed`` carries the mapping as the user left it."""

    confirmed = Signal(object)

    def __init__(self, path: Path, sheet: Sheet, columns: Mapping, appearance: Appearance, parent: QWidget):
        super().__init__(f"Columns of {path.name}", WORDS, parent, width=640)
        self.resize(min(WIDTH, parent.window().width() - 80), min(HEIGHT, parent.window().height() - 40))
        self._sheet = sheet
        self._look = appearance
        self._row = 0
        self._boxes = [self._box(number, use) for number, use in enumerate(uses(sheet, columns))]
        self.column.addWidget(self._make_list(), 1)
        self.column.addWidget(self._make_preview())
        self.column.addLayout(self._make_foot())
        self._show_row()
        self._boxes[0].setFocus()

    # Properties

    @property
    def boxes(self) -> Sequence[QComboBox]:
        """The choices, a column each."""
        return self._boxes

    @property
    def preview(self) -> str:
        """What is shown of the source that a row becomes."""
        return f"{self._title.text()}\n{self._meta.text()}\n{self._text.text()}"

    @property
    def yes_button(self) -> QPushButton:
        """The button that imports."""
        return self._yes

    @property
    def mapping(self) -> Mapping:
        """The mapping as it is chosen now."""
        chosen = [str(box.currentData()) for box in self._boxes]
        held = {name: chosen.index(name) if name in chosen else -1 for name in ONCE}
        return replace(
            Mapping(
                tuple(number for number, use in enumerate(chosen) if use == TEXT),
                attributes=tuple((n, self._sheet.columns[n]) for n, use in enumerate(chosen) if use == ATTRIBUTE),
            ),
            title=held["title"],
            authors=held["authors"],
            publication=held["publication"],
            date=held["date"],
            language=held["language"],
            url=held["url"],
            licence=held["licence"],
        )

    # Building

    def _box(self, number: int, use: str) -> QComboBox:
        box = ChoiceBox(self)
        for name, words in USES.items():
            box.addItem(words, name)
        box.setCurrentIndex(list(USES).index(use))
        box.setAccessibleName(f"What “{self._sheet.columns[number]}” holds")
        box.setToolTip(f"What the column “{self._sheet.columns[number]}” holds")
        box.currentIndexChanged.connect(self._on_chosen)
        return box

    def _make_list(self) -> QScrollArea:
        inner = QWidget(self)
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for number, box in enumerate(self._boxes):
            name = ElidedLabel(inner)
            name.setFont(self._look.font(bold=True))
            name.say(self._sheet.columns[number])
            name.setFixedWidth(160)
            sample = ElidedLabel(inner)
            sample.setObjectName("faint")
            sample.setFont(self._look.font("small"))
            sample.say(joined(_samples(self._sheet, number)) or "empty in the first rows")
            box.setFixedWidth(200)
            for place, widget in enumerate((name, sample, box)):
                grid.addWidget(widget, number, place)
        grid.setRowStretch(len(self._boxes), 1)
        area = QScrollArea(self)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _make_preview(self) -> QWidget:
        card = plain("paper", self)
        card.setFixedHeight(PREVIEW)
        self._title, self._meta, self._text = ElidedLabel(card), ElidedLabel(card), QLabel(card)
        self._title.setFont(self._look.font(bold=True))
        self._meta.setObjectName("soft")
        self._meta.setFont(self._look.font("small"))
        self._text.setFont(self._look.font("quote", serif=True))
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        for part in (self._title, self._meta):
            column.addWidget(part)
        column.addWidget(self._text, 1)
        return card

    def _make_foot(self) -> QHBoxLayout:
        self._which = QLabel(self)
        self._which.setTextFormat(Qt.TextFormat.PlainText)
        self._which.setObjectName("soft")
        self._yes = self._button("Import", "Make a source of each row", self._on_yes)
        self._yes.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._button("Row before", "Show the source that the row before becomes", self._on_back))
        foot.addWidget(self._button("Next row", "Show the source that the next row becomes", self._on_next))
        foot.addWidget(self._which, 1)
        foot.addWidget(self._yes)
        foot.addWidget(self._button("Cancel", "Import nothing", self.reject))
        return foot

    def _button(self, words: str, tip: str, does: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(tip)
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        if callable(does):
            button.clicked.connect(does)
        return button

    # Parts

    def _show_row(self) -> None:
        """Show the source that the current row becomes."""
        mapping = self.mapping
        self._yes.setEnabled(bool(mapping.text))
        rows = self._sheet.rows
        self._which.setText(f"Row {self._row + 1:,} of the first {len(rows):,}" if rows else "There are no rows.")
        if not mapping.text or not rows:
            self._say(NO_TEXT if rows else "", "", "")
            return
        made = document(self._sheet, rows[self._row], mapping)
        if not made.body.strip():
            self._say(EMPTY_ROW, "", "")
            return
        self._say(made.title or "Named after its row", meta(made), " ".join(made.body.split())[:SHOWN])

    def _say(self, title: str, line: str, text: str) -> None:
        self._title.say(title)
        self._meta.say(line)
        self._text.setText(text)

    # Slots

    @Slot()
    def _on_chosen(self) -> None:
        """Let a use that can only be one column's go from the one that had it."""
        changed = self.sender()
        if isinstance(changed, QComboBox) and changed.currentData() in ONCE:
            for box in self._boxes:
                if box is not changed and box.currentData() == changed.currentData():
                    box.setCurrentIndex(0)
        self._show_row()

    @Slot()
    def _on_back(self) -> None:
        self._row = (self._row - 1) % max(1, len(self._sheet.rows))
        self._show_row()

    @Slot()
    def _on_next(self) -> None:
        self._row = (self._row + 1) % max(1, len(self._sheet.rows))
        self._show_row()

    @Slot()
    def _on_yes(self) -> None:
        self.accept()
        self.confirmed.emit(self.mapping)


def uses(sheet: Sheet, columns: Mapping) -> list[str]:
    """Return what each column holds by a mapping, as names of :data:`USES`."""
    found = [NOTHING] * len(sheet.columns)
    for name in ONCE:
        if 0 <= getattr(columns, name) < len(found):
            found[getattr(columns, name)] = name
    for number, _ in columns.attributes:
        if number < len(found):
            found[number] = ATTRIBUTE
    for number in columns.text:
        if number < len(found):
            found[number] = TEXT
    return found


def meta(made: Document) -> str:
    """Return what a document says of itself, on a line."""
    attributes = (f"{name}: {value}" for name, value in made.attributes.items() if value)
    said = ("; ".join(made.authors), made.publication, made.date, made.language, made.url, made.licence)
    return joined((*said, *attributes))


def _samples(sheet: Sheet, number: int) -> list[str]:
    cells = (" ".join(row[number].split()) for row in sheet.rows if number < len(row))
    found = [cell for cell in dict.fromkeys(cells) if cell][:SAMPLES]
    return [cell if len(cell) <= LONGEST else f"{cell[: LONGEST - 1].rstrip()}…" for cell in found]
