# SPDX-License-Identifier: MIT
"""What the names of files mean: a pattern, and what each name says by it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLabel, QPushButton, QTableView, QWidget

from app.desktop.appearance import Appearance
from app.desktop.dialogs.frame import Frame
from app.desktop.models.names import NamesModel
from app.desktop.widgets.fields import Field
from app.desktop.widgets.parts import push_button
from app.importing.name_pattern import FIELDS, BadPattern, NamePattern

WIDTH, HEIGHT, LEAST = 720, 520, 200
WORDS = "These names seem to follow a pattern. What each part means goes into the sources; you can change it later."
HELP = "Fields: {fields}. Any other name in braces becomes an attribute, and {{}} is passed over."


class NamesDialog(Frame):
    """``confirmed`` carries the pattern to read names by, or None where they are to say nothing."""

    confirmed = Signal(object)

    def __init__(self, names: Sequence[str], count: int, template: str, appearance: Appearance, parent: QWidget):
        super().__init__("Names of files", WORDS, parent, width=560)
        self.resize(min(WIDTH, parent.window().width() - 80), min(HEIGHT, parent.window().height() - 80))
        self._count = count
        self._sample = len(names)
        self._pattern: NamePattern | None = None
        self.model = NamesModel(names, self)
        self._field = Field("Pattern", "What the parts of a name mean, without its ending", appearance, parent=self)
        self._state = QLabel(self)
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        self._state.setObjectName("soft")
        self._state.setWordWrap(True)
        self.column.addWidget(self._field)
        self.column.addWidget(self._state)
        self.column.addWidget(self._make_table(), 1)
        self.column.addWidget(self.paragraph(HELP.format(fields=", ".join(FIELDS)), "faint"))
        self.column.addLayout(self._make_foot())
        self._field.textChanged.connect(self._on_changed)
        self._field.setText(template)
        self._field.setFocus()

    # Properties

    @property
    def field(self) -> Field:
        """The field for the pattern."""
        return self._field

    @property
    def state(self) -> str:
        """What is said of the pattern."""
        return self._state.text()

    @property
    def yes_button(self) -> QPushButton:
        """The button that imports by the pattern."""
        return self._yes

    # Building

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setObjectName("preview")
        table.setModel(self.model)
        table.setAccessibleName("Names, and what each says")
        table.setToolTip("Names, and what each says")
        table.setMinimumHeight(LEAST)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(28)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _make_foot(self) -> QHBoxLayout:
        self._yes = push_button("Import with these", "Import, and take from each name what it says", self, self._on_yes)
        self._yes.setDefault(True)
        without = push_button("Import without", "Import; the names say nothing", self, self._on_without)
        no = push_button("Cancel", "Import nothing", self, self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (self._yes, without, no):
            foot.addWidget(button)
        return foot

    # Slots

    @Slot(str)
    def _on_changed(self, template: str) -> None:
        try:
            self._pattern = NamePattern(template.strip())
        except BadPattern as error:
            self._pattern = None
            self._state.setText(str(error))
        self.model.read(self._pattern)
        if self._pattern is not None:
            followed = self.model.followed
            of = (
                f"{self._sample:,}"
                if self._sample == self._count
                else f"{self._sample:,} looked at, of {self._count:,},"
            )
            self._state.setText(f"{followed:,} of {of} follow it; the others are imported without.")
        self._yes.setEnabled(self._pattern is not None and self.model.followed > 0)

    @Slot()
    def _on_yes(self) -> None:
        self.accept()
        self.confirmed.emit(self._pattern)

    @Slot()
    def _on_without(self) -> None:
        self.accept()
        self.confirmed.emit(None)
