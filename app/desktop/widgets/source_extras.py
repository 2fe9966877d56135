# SPDX-License-Identifier: MIT
"""What a person says of sources beside what the files say: sets, columns of one's own, a note; and how far tagging is.

It shows one source or several at once. Every field is saved as it is left, as one undo step for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.form.chip_field import ChipField
from app.desktop.form.note_field import NoteField
from app.desktop.widgets.attribute_field import AttributeField
from app.desktop.wording import counted, joined
from app.editing import attributes, sources
from app.editing.notes import note, set_note
from app.errors import PostilError

LABEL_WIDTH = 112


class SourceExtras(QWidget):
    """The fields; :meth:`commit` saves what is being typed, :meth:`reload` shows what there is now."""

    def __init__(self, ids: Sequence[int], collection: Collection, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._ids = list(ids)
        self._collection = collection
        self._look = appearance
        self.sets = ChipField("Sets", "The sets these sources are in; Enter adds one", appearance, self._set_names)
        self.sets.edited.connect(self._on_sets)
        self._partly = self._label("faint")
        self.note = NoteField(appearance, self, tip="A note on this source, in Markdown")
        self.note.edited.connect(self._on_note)
        self.coverage = self._label("soft")
        self._wrong = self._label("wrong")
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(8)
        self._form.setVerticalSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._form)
        column.addWidget(self._wrong)
        self.fields: list[AttributeField] = []
        self._add_row("Sets", self.sets)
        self._add_row("", self._partly)
        self._own = self._form.rowCount()
        if len(self._ids) == 1:
            self._add_row("Note", self.note)
            self._add_row("Annotated", self.coverage)
        else:
            self.note.hide()
            self.coverage.hide()
        self.reload()

    # Methods

    @Slot()
    def reload(self) -> None:
        """Show the sets, columns, note and coverage as they are now."""
        self._show_sets()
        self._show_attributes()
        if len(self._ids) == 1:
            self.note.show_text(note(self._collection, "source", self._ids[0]))
            self.coverage.setText(coverage_words(self._collection, self._ids[0]))
        for widget in (self.sets, self.note, *self.fields):
            widget.setEnabled(self._collection.writable)

    def commit(self) -> None:
        """Save what has been typed and not been left yet."""
        if self._collection.writable:
            self.sets.commit()
            for field in self.fields:
                field.commit()
            if len(self._ids) == 1:
                self.note.commit()

    @property
    def mistake(self) -> str:
        """What is wrong with what was typed; empty where nothing is."""
        return self._wrong.text()

    # Building

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setContentsMargins(0, 5, 0, 0)
        return label

    def _add_row(self, words: str, field: QWidget, row: int = -1) -> None:
        label = self._label("label")
        label.setText(words)
        label.setFixedWidth(LABEL_WIDTH)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setBuddy(field)
        cell: QWidget = label
        if field is self.note:
            cell = QWidget(self)
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(label)
            column.addWidget(self.note.toggle, 0, Qt.AlignmentFlag.AlignLeft)
            cell.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._form.insertRow(self._form.rowCount() if row < 0 else row, cell, field)

    # Parts

    def _set_names(self, _typed: str) -> Sequence[str]:
        return [each.name for each in sources.sets(self._collection)]

    def _show_sets(self) -> None:
        """Show the sets that hold all of the sources, and say which hold some."""
        wanted, whole, partly = set(self._ids), [], []
        for each in sources.sets(self._collection):
            held = len(wanted.intersection(sources.sources_in(self._collection, each.id)))
            if held == len(wanted):
                whole.append(each.name)
            elif held:
                partly.append(f"{each.name} ({held:,} of {len(wanted):,})")
        self.sets.show_values(whole)
        self._partly.setText(f"Some are in {', '.join(partly)}" if partly else "")
        self._form.setRowVisible(self._partly, bool(partly))

    def _show_attributes(self) -> None:
        known = attributes.all_attributes(self._collection)
        if [field.attribute.id for field in self.fields] != [each.id for each in known]:
            for field in self.fields:
                self._form.removeRow(field)
            self.fields = [AttributeField(each, self._look, self) for each in known]
            for place, field in enumerate(self.fields):
                field.edited.connect(self._on_attribute)
                self._add_row(field.attribute.name, field, self._own + place)
        for field in self.fields:
            values = attributes.column(self._collection, field.attribute.id)
            field.show_values([values.get(source, "") for source in self._ids])

    # Slots

    @Slot(object)
    def _on_sets(self, names: tuple[str, ...]) -> None:
        known = {each.name.casefold(): each for each in sources.sets(self._collection)}
        wanted = {name.casefold() for name in names}
        for name in names:
            found = known.get(name.casefold())
            if found is None:
                sources.create_set(self._collection, name, self._ids)
            elif set(self._ids) - set(sources.sources_in(self._collection, found.id)):
                sources.put_in_set(self._collection, found.id, self._ids)
        for key, each in known.items():
            if key not in wanted and set(self._ids) <= set(sources.sources_in(self._collection, each.id)):
                sources.take_from_set(self._collection, each.id, self._ids)
        self._show_sets()

    @Slot(int, str)
    def _on_attribute(self, attribute: int, value: str) -> None:
        try:
            attributes.set_value(self._collection, self._ids, attribute, value)
        except PostilError as error:
            self._wrong.setText(str(error))
            return
        self._wrong.setText("")
        self._show_attributes()

    @Slot(str)
    def _on_note(self, text: str) -> None:
        set_note(self._collection, "source", self._ids[0], text)


def coverage_words(collection: Collection, source: int) -> str:
    """Return how much of a source is annotated, in words."""
    found = sources.source_coverage(collection, source)
    if not found.touched:
        return "nothing yet"
    share = f"{max(1, round(found.share * 100))} % of {counted(found.characters, 'character')}"
    return joined((share, f"{found.touched:,} of {counted(found.paragraphs, 'paragraph')}"))
