# SPDX-License-Identifier: MIT
"""A list of where annotations go, with buttons above it that narrow it to one state."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.place import PlaceDelegate
from app.desktop.models.places import WORDS, PlaceRow, PlacesModel
from app.desktop.virtual_list import VirtualList
from app.desktop.widgets.filter_bar import FilterBar

ALL = ("", "All")


class PlacesList(QWidget):
    """Emits ``went`` when another row is the current one."""

    went = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None, *, doubtful: bool = False):
        """Make a list that is empty; ``doubtful`` says that nothing exact is ever in it."""
        super().__init__(parent)
        self._states = [(state, words) for state, words in WORDS.items() if not doubtful or state != "exact"]
        self.model = PlacesModel(self)
        self.filters = FilterBar("Annotations shown", self)
        self.filters.chosen.connect(self._on_filter_chosen)
        self.list_view = VirtualList(self)
        self.list_view.setAccessibleName("Places of annotations")
        self.list_view.setToolTip("Each annotation with its words before and after")
        self.list_view.setItemDelegate(PlaceDelegate(appearance, self))
        self.list_view.setModel(self.model)
        self.list_view.selectionModel().currentChanged.connect(self._on_current_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filters)
        column.addWidget(self.list_view, 1)

    @property
    def current(self) -> PlaceRow | None:
        """The current row, or None."""
        return self.model.place(self.list_view.currentIndex().row())

    def show_rows(self, rows: list[PlaceRow], state: str = "") -> None:
        """Show other annotations, those of one state first of all."""
        self.model.show(rows)
        self.count()
        self.choose(state)

    def choose(self, state: str) -> None:
        """Narrow the list to one state, or to none."""
        self.filters.choose(state)
        self._on_filter_chosen(state)

    def step(self) -> None:
        """Go to the next row, if there is one."""
        row = self.list_view.currentIndex().row()
        if row + 1 < self.model.rowCount():
            self.list_view.go(row + 1)

    def count(self) -> None:
        """Say on the buttons how many there are of each state."""
        counts = self.model.counts
        sorts = [(state, words, counts[state]) for state, words in self._states]
        self.filters.show_sorts([(*ALL, len(self.model.rows)), *sorts])

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keys to the list."""
        self.list_view.setFocus(reason)

    @Slot(str)
    def _on_filter_chosen(self, state: str) -> None:
        self.model.narrow(state)
        self.list_view.scrollToTop()
        if self.model.rowCount():
            self.list_view.setCurrentIndex(self.model.index(0))
        self.went.emit()

    @Slot(QModelIndex)
    def _on_current_changed(self) -> None:
        self.went.emit()
