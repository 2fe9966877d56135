# SPDX-License-Identifier: MIT
"""What is known about one source or several, where each value came from, and changing it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from app.collection import Collection
from app.dates import parse as parse_date
from app.desktop.appearance import Appearance
from app.desktop.dialogs.frame import Frame
from app.desktop.widgets.fields import Field, NameField
from app.desktop.widgets.parts import ElidedLabel
from app.desktop.wording import DETAILS, counted, date_words, joined
from app.editing.errors import Refused
from app.editing.metadata import FIELDS, Common, Value, common, edit_metadata
from app.importing.metadata import language_code

WIDTH, LABEL, ORIGIN = 720, 88, 152
TIPS = {
    "title": "What the source is called",
    "authors": "Who wrote it; semicolons between names",
    "publication": "Where it appeared",
    "date": "When it appeared, as precisely as is known: 2019, 2019-05, 14 May 2019, about 2020",
    "language": "The language of the text, by code or name: en, be, Ukrainian",
    "url": "Where it stands on the web",
    "licence": "Under what terms it may be used",
}
SEVERAL = "{count} different values; what you type goes to all"
UNKNOWN_DATE = "Kept as it is written; searches by date do not find it."
HINT = "What you leave as it is stays as it is. One undo takes all of it back."


class SourceDetailsDialog(Frame):
    """Shows and changes the metadata of sources, in one step."""

    def __init__(self, ids: Sequence[int], collection: Collection, appearance: Appearance, parent: QWidget):
        self._ids = list(ids)
        self._collection = collection
        head = "Details" if len(self._ids) == 1 else f"Details of {counted(len(self._ids), 'source')}"
        super().__init__(head, self._about(), parent, width=WIDTH)
        self._look = appearance
        self._before = common(collection, self._ids)
        self._fields: dict[str, Field] = {}
        self._origins: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, LABEL)
        grid.setColumnMinimumWidth(2, ORIGIN)
        grid.setColumnStretch(1, 1)
        self._meaning = QLabel(self)
        self._meaning.setObjectName("small")
        for row, name in enumerate(FIELDS):
            self._add(grid, 2 * row, name)
        self.column.addLayout(grid)
        self._warning = self.paragraph("", "oppose")
        self._warning.hide()
        self.column.addWidget(self._warning)
        self.column.addWidget(self.paragraph(HINT, "faint"))
        self._save, _ = self.add_buttons("Save", "Cancel")
        self._show_date()
        self._fields["title" if len(self._ids) == 1 else "authors"].setFocus()

    # Properties

    def field(self, name: str) -> Field:
        """Return the field of one kind of value."""
        return self._fields[name]

    def origin(self, name: str) -> str:
        """Return what is said of where a value came from."""
        return self._origins[name].text()

    @property
    def save_button(self) -> QPushButton:
        """The button that saves."""
        return self._save

    @property
    def warning(self) -> str:
        """What is wrong with what was typed; empty where nothing is."""
        return "" if self._warning.isHidden() else self._warning.text()

    @property
    def meaning(self) -> str:
        """What the date is taken to mean."""
        return self._meaning.text()

    # Methods

    def changes(self) -> dict[str, Value]:
        """Return what was changed, by field."""
        typed = {name: _value(name, self._fields[name].text()) for name in FIELDS}
        return {name: value for name, value in typed.items() if self._is_changed(name, value)}

    @Slot()
    def accept(self) -> None:
        """Save, and close; where something typed makes no sense, say so and stay."""
        changes = self.changes()
        if changes:
            try:
                edit_metadata(self._collection, self._ids, changes)
            except Refused as error:
                self._warning.setText(str(error))
                self._warning.show()
                return
        super().accept()

    # Building

    def _about(self) -> str:
        if len(self._ids) > 1:
            return "What you type is said of all of them, in one step."
        source = self._collection.source(self._ids[0])
        added = f"imported {date_words(source.added[:10])}"
        return joined((source.path, source.format.upper(), counted(source.characters, "character"), added))

    def _add(self, grid: QGridLayout, row: int, name: str) -> None:
        known = self._before[name]
        label = QLabel(DETAILS[name], self)
        label.setObjectName("label")
        field = self._make_field(name)
        if known.value is None:
            field.setPlaceholderText(SEVERAL.format(count=len(known.values)))
        else:
            field.setText(_words(known.value))
            field.setCursorPosition(0)
        label.setBuddy(field)
        origin = ElidedLabel(self)
        origin.setObjectName("faint")
        origin.setFont(self._look.font("small"))
        origin.say(origin_words(known))
        field.textEdited.connect(self._on_edited)
        self._fields[name], self._origins[name] = field, origin
        grid.addWidget(label, row, 0)
        grid.addWidget(field, row, 1)
        grid.addWidget(origin, row, 2)
        if name == "date":
            grid.addWidget(self._meaning, row + 1, 1, 1, 2)

    def _make_field(self, name: str) -> Field:
        if name == "publication":
            return NameField(DETAILS[name], TIPS[name], self._look, self._publications, parent=self)
        return Field(DETAILS[name], TIPS[name], self._look, parent=self)

    def _publications(self) -> Sequence[str]:
        found = {source.publication for source in self._collection.sources()}
        return sorted(found - {""}, key=str.casefold)

    # Parts

    def _is_changed(self, name: str, value: Value) -> bool:
        known = self._before[name].value
        if known is None:
            return bool(value) or self._fields[name].isModified()
        return value != known and self._fields[name].text() != _words(known)

    def _show_date(self) -> None:
        given = self._fields["date"].text().strip()
        date = parse_date(given)
        if not given or not date.first or not date.last:
            self._meaning.setText(UNKNOWN_DATE if given else "")
        elif date.first == date.last:
            self._meaning.setText(date_words(date.first))
        else:
            self._meaning.setText(f"{date_words(date.first)} to {date_words(date.last)}")
        self._meaning.setVisible(bool(given))

    @Slot()
    def _on_edited(self) -> None:
        self._warning.hide()
        self._show_date()
        for name in FIELDS:
            value = _value(name, self._fields[name].text())
            changed = self._is_changed(name, value)
            origin = self._origins[name]
            if isinstance(origin, ElidedLabel):
                origin.say("will be by hand" if changed else origin_words(self._before[name]))


def origin_words(known: Common) -> str:
    """Return where the values of a field came from, in words."""
    if not any(known.values):
        return "not known"
    return ", ".join(known.origins)


def _words(value: Value) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _value(name: str, text: str) -> Value:
    given = " ".join(text.split())
    if name == "authors":
        return tuple(dict.fromkeys(part for part in (each.strip() for each in given.split(";")) if part))
    if name == "language":
        return language_code(given) or given
    return given
