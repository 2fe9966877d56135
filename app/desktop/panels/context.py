# SPDX-License-Identifier: MIT
"""The places of an answer in context, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.context import ContextDelegate
from app.desktop.models.context import ContextModel, Name
from app.desktop.models.roles import RECORD
from app.desktop.widgets.choice import WordChoice
from app.desktop.widgets.parts import ElidedLabel, IconButton, hairline
from app.search.concordance import Line, Side

SIDES = {Side.PLACE: "in order", Side.LEFT: "by words before", Side.RIGHT: "by words after"}
"""What lines are sorted by, in words."""


class ContextPanel(QWidget):
    """``opened`` carries the line the user wants to see in its source, ``export_asked`` comes when all are wanted."""

    opened = Signal(object)
    export_asked = Signal()

    def __init__(self, name: Name, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self._model = ContextModel(name, self)
        self._list = QListView(self)
        self._list.setObjectName("list")
        self._list.setAccessibleName("In context")
        self._list.setToolTip("Enter goes to the place; several can be chosen to tag them")
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setModel(self._model)
        self._list.setItemDelegate(ContextDelegate(appearance, self._list))
        self._list.activated.connect(self._on_activated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_head(appearance))
        column.addWidget(hairline(self))
        column.addWidget(self._list, 1)
        appearance.changed.connect(self._list.viewport().update)

    def _make_head(self, appearance: Appearance) -> QHBoxLayout:
        title = QLabel("In context", self)
        title.setFont(appearance.font(bold=True))
        self._side = WordChoice("Sorted", "Sort the places by the words before or after them", appearance, self)
        self._side.show_value(list(SIDES.values()), SIDES[Side.PLACE])
        self._side.chosen.connect(self._on_side_chosen)
        self._said = ElidedLabel(self)
        self._said.setObjectName("faint")
        self._export = IconButton(appearance, "export", "Export these places", "Write all places to a CSV file", self)
        self._export.clicked.connect(self.export_asked)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(title)
        row.addWidget(self._side)
        row.addWidget(self._said, 1)
        row.addWidget(self._export)
        return row

    # Methods

    def show_lines(self, lines: Sequence[Line], *, first: bool) -> None:
        """Show some places: the first, or more of them."""
        if first:
            self._model.show(lines)
            self._list.scrollToTop()
        else:
            self._model.add(lines)
        self._export.setEnabled(self._model.rowCount() > 0)

    def say(self, words: str) -> None:
        """Say how many places there are, or why there are none."""
        self._said.say(words)

    def selected(self) -> list[Line]:
        """Return the lines that are selected, from the top."""
        return self._model.lines(sorted(index.row() for index in self._list.selectionModel().selectedIndexes()))

    def step(self, step: int) -> None:
        """Go some lines on, or back."""
        row = min(max(self._list.currentIndex().row() + step, 0), self._model.rowCount() - 1)
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self._list.selectionModel().setCurrentIndex(self._model.index(row), flags)

    def current(self) -> Line | None:
        """Return the line the user is at."""
        found = self._list.currentIndex().data(RECORD)
        return found if isinstance(found, Line) else None

    @property
    def model(self) -> ContextModel:
        """The lines."""
        return self._model

    @property
    def list_view(self) -> QListView:
        """The list itself."""
        return self._list

    @property
    def side_choice(self) -> WordChoice:
        """The choice of the order."""
        return self._side

    # Slots

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        found = index.data(RECORD)
        if isinstance(found, Line):
            self.opened.emit(found)

    @Slot(str)
    def _on_side_chosen(self, words: str) -> None:
        side = next(each for each, said in SIDES.items() if said == words)
        self._side.show_value(list(SIDES.values()), words)
        self._model.sort_by(side)
        self._list.scrollToTop()
