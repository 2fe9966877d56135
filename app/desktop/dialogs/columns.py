# SPDX-License-Identifier: MIT
"""What the columns of a table hold: one source is made of each row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.dialogs.column_rows import ATTRIBUTE, ONCE, TEXT, ColumnRows, uses
from app.desktop.dialogs.frame import Frame
from app.desktop.widgets.parts import ElidedLabel, plain, push_button
from app.desktop.widgets.tick import Tick
from app.desktop.wording import joined
from app.importing.document import Document
from app.importing.table import Mapping, Sheet, document, propose, with_heading

WIDTH, HEIGHT, PREVIEW = 800, 620, 148
WORDS = (
    "Each row becomes a source. Say what its columns hold; a column that holds nothing of these is kept with the row."
)
HEADING = "The first row is a heading"
HEADING_TIP = "Whether the first row names the columns; else it becomes a source as the other rows do"
NO_TEXT = "Choose a column that holds the text."
EMPTY_ROW = "This row has no text; it is passed over."
SHOWN = 320


class ColumnsDialog(Frame):
    """``confirmed`` carries the mapping as the user left it."""

    confirmed = Signal(object)

    def __init__(
        self,
        path: Path,
        sheet: Sheet,
        columns: Mapping,
        appearance: Appearance,
        parent: QWidget,
        proposed: Callable[[Sheet], Mapping] = propose,
    ):
        """Ask about a table, beginning with ``columns``; ``proposed`` says what they hold if it is read otherwise."""
        super().__init__(f"Columns of {path.name}", WORDS, parent, width=640)
        self.resize(min(WIDTH, parent.window().width() - 80), min(HEIGHT, parent.window().height() - 40))
        self._sheet = sheet if columns.headed is None else with_heading(sheet, columns.headed)
        self._look = appearance
        self._proposed = proposed
        self._first = uses(self._sheet, columns)
        self._row = 0
        self._heading = Tick(HEADING, HEADING_TIP, appearance, self, letter="H")
        self._heading.setChecked(self._sheet.headed)
        self._heading.toggled.connect(self._on_heading_toggled)
        self._list = ColumnRows(appearance, self)
        self._list.changed.connect(self._on_chosen)
        self._list.show_sheet(self._sheet, self._first)
        self.column.addWidget(self._heading, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._list, 1)
        self.column.addWidget(self._make_preview())
        self.column.addLayout(self._make_foot())
        self._show_row()
        self._list.row(0).box.setFocus()

    # Properties

    @property
    def columns(self) -> Sequence[str]:
        """What the columns are called."""
        return self._sheet.columns

    @property
    def uses(self) -> Sequence[str]:
        """What each column holds, as it is chosen now."""
        return self._list.uses

    @property
    def heading(self) -> Tick:
        """The switch that says whether the first row is a heading."""
        return self._heading

    def box(self, number: int) -> QComboBox:
        """Return the choice of what a column holds."""
        return self._list.row(number).box

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
        chosen = list(self._list.uses)
        held = {name: chosen.index(name) if name in chosen else -1 for name in ONCE}
        return replace(
            Mapping(
                tuple(number for number, use in enumerate(chosen) if use == TEXT),
                attributes=tuple((n, self._sheet.columns[n]) for n, use in enumerate(chosen) if use == ATTRIBUTE),
                headed=self._sheet.headed,
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
        self._yes = push_button("Import", "Make a source of each row", self, self._on_yes)
        self._yes.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(push_button("Row before", "Show the source that the row before becomes", self, self._on_back))
        foot.addWidget(push_button("Next row", "Show the source that the next row becomes", self, self._on_next))
        foot.addWidget(self._which, 1)
        foot.addWidget(self._yes)
        foot.addWidget(push_button("Cancel", "Import nothing", self, self.reject))
        return foot

    # Parts

    def _show_row(self) -> None:
        """Show the source that the current row becomes."""
        mapping = self.mapping
        rows = self._sheet.rows
        self._yes.setEnabled(bool(mapping.text and rows))
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
        self._show_row()

    @Slot(bool)
    def _on_heading_toggled(self, headed: bool) -> None:
        """Take the first row as a heading or as a row; what somebody has chosen for a column stays."""
        self._sheet = with_heading(self._sheet, headed)
        chosen = list(self._list.uses)
        if chosen == self._first:
            chosen = self._first = uses(self._sheet, self._proposed(self._sheet))
        self._list.show_sheet(self._sheet, chosen)
        self._row = 0
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


def meta(made: Document) -> str:
    """Return what a document says of itself, on a line."""
    attributes = (f"{name}: {value}" for name, value in made.attributes.items() if value)
    said = ("; ".join(made.authors), made.publication, made.date, made.language, made.url, made.licence)
    return joined((*said, *attributes))
