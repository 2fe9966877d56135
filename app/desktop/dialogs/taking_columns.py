# SPDX-License-Identifier: MIT
"""Says what each column of a table stands for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.parts import ElidedLabel, plain
from app.exchange.csv_read import FIELDS, PLACES, Peek

LEFT_OUT = "not taken in"
WORDS = {
    "quote": "the words of the passage",
    "start": "where it starts",
    "end": "where it ends",
    "spans": "its spans, such as 10-25",
    "kind": "kind: claim, recommendation, passage",
    "status": "status",
    "speakers": "who said it",
    "organisations": "for whom they speak",
    "via": "through whom",
    "work": "in which work",
    "addressees": "to whom",
    "slots": "slots, such as action: open it",
    "codes": "codes",
    "note": "note",
    "annotator": "annotator",
    "created": "when it was made",
    "modified": "when it was changed",
    "title": "title of the source",
    "source": "source: id, uid or title",
    "source_uid": "uid of the source",
    "sha256": "SHA-256 of the source",
    "url": "address of the source",
    "text": "text of the source itself",
    "uid": "uid of the annotation",
}
"""What a field is, for a person, the likeliest first. They are the fields of the reader, which has others' names."""

NAME_WIDTH, FIELD_WIDTH, HEIGHT = 170, 250, 190


class Columns(QWidget):
    """A line for each column: its name, what it stands for, and what is in it. ``changed`` comes with each choice."""

    changed = Signal()

    def __init__(self, peek: Peek, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._peek = peek
        self._look = appearance
        self._boxes: dict[str, ChoiceBox] = {}
        inner = plain("paper", self)
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        for row, column in enumerate(peek.columns):
            self._add(row, column)
        self._grid.setRowStretch(len(peek.columns), 1)
        area = QScrollArea(self)
        area.setObjectName("preview")
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumHeight(HEIGHT)
        area.setAccessibleName("Columns")
        area.setToolTip("What each column of the table stands for")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    @property
    def boxes(self) -> Mapping[str, ChoiceBox]:
        """The boxes, by the names of the columns."""
        return self._boxes

    @property
    def mapping(self) -> dict[str, str]:
        """The field each column stands for; empty for none."""
        return {column: str(box.currentData()) for column, box in self._boxes.items()}

    @property
    def refusal(self) -> str:
        """Why nothing can be taken in like this; empty where it can."""
        fields = [field for field in self.mapping.values() if field]
        if PLACES.isdisjoint(fields):
            return "Say which column holds the words of the passage, or where it starts and ends."
        twice = next((field for field in fields if fields.count(field) > 1), "")
        return f"Two columns stand for “{WORDS[twice]}”; only one can." if twice else ""

    def _add(self, row: int, column: str) -> None:
        name, sample = ElidedLabel(self), ElidedLabel(self)
        name.setFont(self._look.font(bold=True))
        name.setFixedWidth(NAME_WIDTH)
        name.say(column or "(no name)")
        sample.setObjectName("soft")
        sample.say(self._sample(row))
        box = ChoiceBox(self)
        box.setFixedWidth(FIELD_WIDTH)
        box.setAccessibleName(f"What the column {column} stands for")
        box.setToolTip(f"What the column “{column}” stands for")
        box.addItem(LEFT_OUT, "")
        for field in sorted(FIELDS, key=list(WORDS).index):
            box.addItem(WORDS[field], field)
        box.setCurrentIndex(max(0, box.findData(self._peek.fields.get(column, ""))))
        box.currentIndexChanged.connect(self._on_chosen)
        for place, part in enumerate((name, box, sample)):
            self._grid.addWidget(part, row, place)
        self._boxes[column] = box

    def _sample(self, place: int) -> str:
        cells = (" ".join(row[place].split()) for row in self._peek.rows if place < len(row))
        return " · ".join(list(dict.fromkeys(cell[:80] for cell in cells if cell))[:3])

    @Slot()
    def _on_chosen(self) -> None:
        self.changed.emit()
