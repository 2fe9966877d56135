# SPDX-License-Identifier: MIT
"""The columns of a table, a line each: its name, what is in it, and the choice of what it holds.

A table may have a thousand columns, and a line is three widgets; so lines are made when they come into view.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.choice_box import ChoiceBox
from app.desktop.widgets.parts import ElidedLabel
from app.desktop.wording import DETAILS, joined
from app.importing.table import Mapping, Sheet

SAMPLES, LONGEST = 3, 60
NAME_WIDTH, USE_WIDTH, GAP, RIGHT = 160, 200, 8, 12
SPARE = 4
"""How many lines above and below those in view are made too: the Tab key goes from one to the next."""

NOTHING, TEXT, ATTRIBUTE = "", "text", "attribute"
USES = {
    NOTHING: "Nothing of these",
    TEXT: "Text",
    **DETAILS,
    ATTRIBUTE: "Attribute of this name",
}
ONCE = tuple(DETAILS)
"""What only one column can hold."""


class ColumnRow(QWidget):
    """The line of one column; ``chosen`` carries its number."""

    chosen = Signal(int)

    def __init__(self, number: int, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._number = number
        self._name, self._sample = ElidedLabel(self), ElidedLabel(self)
        self._name.setFont(appearance.font(bold=True))
        self._name.setFixedWidth(NAME_WIDTH)
        self._sample.setObjectName("faint")
        self._sample.setFont(appearance.font("small"))
        self.box = ChoiceBox(self)
        self.box.setFixedWidth(USE_WIDTH)
        for use, words in USES.items():
            self.box.addItem(words, use)
        self.box.currentIndexChanged.connect(self._on_index_changed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self._name)
        line.addWidget(self._sample, 1)
        line.addWidget(self.box)

    def tell(self, name: str, sample: str) -> None:
        """Show what the column is called, and what is in it."""
        self._name.say(name)
        self._sample.say(sample)
        self.box.setAccessibleName(f"What “{name}” holds")
        self.box.setToolTip(f"What the column “{name}” holds")

    def put(self, use: str) -> None:
        """Show what the column holds, and tell nobody."""
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(list(USES).index(use))

    @Slot()
    def _on_index_changed(self) -> None:
        self.chosen.emit(self._number)


class ColumnRows(QScrollArea):
    """The lines of all columns; ``changed`` comes when somebody has chosen."""

    changed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._look = appearance
        self._sheet = Sheet((), (), headed=False)
        self._uses: list[str] = []
        self._before: Sequence[str] = ()
        self._turning = -1
        self._rows: dict[int, ColumnRow] = {}
        self._step = 0
        self._inner = QWidget(self)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self._inner)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # Properties

    @property
    def uses(self) -> Sequence[str]:
        """What the columns hold as it is chosen now, as names of :data:`USES`."""
        return tuple(self._uses)

    # Methods

    def show_sheet(self, sheet: Sheet, chosen: Sequence[str]) -> None:
        """Show the columns of a table, as many as before if there are some, and what they hold."""
        self._sheet, self._uses, self._turning = sheet, list(chosen), -1
        for number, row in self._rows.items():
            self._fill(number, row)
        self._step = self.row(0).sizeHint().height() + GAP
        self._inner.setMinimumHeight(len(sheet.columns) * self._step)
        self._make_seen()

    def row(self, number: int) -> ColumnRow:
        """Return the line of a column, which is made if nobody has seen it yet."""
        if number not in self._rows:
            row = ColumnRow(number, self._look, self._inner)
            row.chosen.connect(self._on_chosen)
            before = max((other for other in self._rows if other < number), default=None)
            if before is not None:
                QWidget.setTabOrder(self._rows[before].box, row.box)
            self._rows[number] = row
            self._fill(number, row)
            self._place(number, row)
            row.show()
        return self._rows[number]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the lines their width, and make those that have come into view."""
        super().resizeEvent(event)
        for number, row in self._rows.items():
            self._place(number, row)
        self._make_seen()

    # Parts

    def _fill(self, number: int, row: ColumnRow) -> None:
        row.tell(self._sheet.columns[number], joined(_samples(self._sheet, number)) or "empty in the first rows")
        row.put(self._uses[number])

    def _place(self, number: int, row: ColumnRow) -> None:
        row.setGeometry(0, number * self._step, self.viewport().width() - RIGHT, row.sizeHint().height())

    def _make_seen(self) -> None:
        if not self._step:
            return
        top = self.verticalScrollBar().value() // self._step
        bottom = top + self.viewport().height() // self._step + 1
        for number in range(max(0, top - SPARE), min(len(self._uses), bottom + SPARE + 1)):
            self.row(number)

    def _put(self, number: int, use: str) -> None:
        self._uses[number] = use
        if number in self._rows:
            self._rows[number].put(use)

    # Slots

    @Slot()
    def _on_scrolled(self) -> None:
        self._make_seen()

    @Slot(int)
    def _on_chosen(self, number: int) -> None:
        """Let a use that can only be one column's go from the one that had it.

        Keys go through the uses one by one, so what one has passed is given back to the column that had it.
        """
        use = str(self._rows[number].box.currentData())
        if number != self._turning:
            self._turning, self._before = number, tuple(self._uses)
        for other, its in enumerate(self._before):
            if other != number and its in ONCE:
                self._put(other, NOTHING if its == use else its)
        self._put(number, use)
        self.changed.emit()


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


def _samples(sheet: Sheet, number: int) -> list[str]:
    cells = (" ".join(row[number].split()) for row in sheet.rows if number < len(row))
    found = [cell for cell in dict.fromkeys(cells) if cell][:SAMPLES]
    return [cell if len(cell) <= LONGEST else f"{cell[: LONGEST - 1].rstrip()}…" for cell in found]
