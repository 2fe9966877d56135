# SPDX-License-Identifier: MIT
"""Facets beside a list: groups of values with counts, which a click or a key narrows by.

Whoever owns the list gives the groups, says which values are chosen, and hears ``toggled`` with group and value.
Space and Enter choose a value, Left and Right fold and unfold a group, as does a click on its title.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeView, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.facet import FacetDelegate
from app.desktop.models.facets import FacetGroup, FacetModel, FacetMore, FacetValue
from app.desktop.models.roles import RECORD, Index

_CHOOSE = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select})


class FacetList(QTreeView):
    """Groups of values with counts.

    ``toggled`` carries the name of a group and a value of it, ``folded`` the names of the folded groups.
    """

    toggled = Signal(str, str)
    folded = Signal(object)

    def __init__(self, what: str, appearance: Appearance, parent: QWidget | None = None):
        """Make an empty list; ``what`` is what the counts count, in the singular (“annotation”)."""
        super().__init__(parent)
        self._facets = FacetModel(what, self)
        self._folded: set[str] = set()
        self._at: tuple[str, str | None] | None = None
        self._scrolled = 0
        self.setObjectName("list")
        self.setAccessibleName("Narrow by")
        self.setToolTip("Space narrows by a value, or stops doing so; Left and Right fold and unfold")
        self.setFrameShape(self.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(True)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(self.SelectionMode.NoSelection)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setModel(self._facets)
        self.setItemDelegate(FacetDelegate(appearance, self))
        self.clicked.connect(self._on_clicked)
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)
        self._facets.toggled.connect(self.toggled)
        self._facets.modelAboutToBeReset.connect(self._on_about_to_reset)
        self._facets.modelReset.connect(self._on_reset)
        appearance.changed.connect(self.viewport().update)

    # Properties

    @property
    def facets(self) -> FacetModel:
        """The groups and their values."""
        return self._facets

    # Methods

    def show_groups(self, groups: Sequence[FacetGroup]) -> None:
        """Show these groups; what is folded, the current row and the place in the list stay."""
        self._facets.show(groups)

    def fold(self, names: Collection[str]) -> None:
        """Fold these groups, and unfold the others."""
        self._folded = set(names)
        self._settle()

    def toggle(self, index: Index) -> None:
        """Do what a click on a row does: choose a value, fold a group, or show more of it."""
        match index.data(RECORD):
            case FacetValue():
                self._facets.setData(index, None, int(Qt.ItemDataRole.CheckStateRole))
            case FacetMore():
                self._facets.unfold(self._facets.group_of(index).name)
            case FacetGroup():
                self.setExpanded(index, not self.isExpanded(index))

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the current value; leave letters to the commands of the window."""
        if event.key() in _CHOOSE and self.currentIndex().isValid():
            self.toggle(self.currentIndex())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    # Parts

    def _settle(self) -> None:
        """Fold what is folded, and unfold the rest."""
        self.blockSignals(True)
        for row, group in enumerate(self._facets.groups):
            self.setExpanded(self._facets.index(row, 0), group.name not in self._folded)
        self.blockSignals(False)

    def _place(self, name: str, value: str | None) -> QModelIndex:
        found = self._facets.place(name, value)
        return found if found.isValid() else self._facets.place(name)

    # Slots

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.toggle(index)

    @Slot(QModelIndex)
    def _on_expanded(self, index: QModelIndex) -> None:
        self._folded.discard(self._facets.group_of(index).name)
        self.folded.emit(sorted(self._folded))

    @Slot(QModelIndex)
    def _on_collapsed(self, index: QModelIndex) -> None:
        self._folded.add(self._facets.group_of(index).name)
        self.folded.emit(sorted(self._folded))

    @Slot()
    def _on_about_to_reset(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            record = index.data(RECORD)
            self._at = self._facets.group_of(index).name, record.value if isinstance(record, FacetValue) else None
        self._scrolled = self.verticalScrollBar().value()

    @Slot()
    def _on_reset(self) -> None:
        self._settle()
        self.executeDelayedItemsLayout()
        if self._at is not None:
            self.setAutoScroll(False)
            self.setCurrentIndex(self._place(*self._at))
            self.setAutoScroll(True)
        self.verticalScrollBar().setValue(self._scrolled)
