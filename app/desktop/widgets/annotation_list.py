# SPDX-License-Identifier: MIT
"""A list of annotations across sources, to look through, to tick, and to go from to their places."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.archive import Archive
from app.desktop.appearance import Appearance
from app.desktop.delegates.annotation_row import AnnotationRowDelegate
from app.desktop.models.annotation_rows import AnnotationRows
from app.desktop.virtual_list import VirtualList

ESTIMATE = 64


class AnnotationList(VirtualList):
    """``asked`` carries an annotation whose place is wanted: by Enter or a double click."""

    asked = Signal(int)

    def __init__(self, name: str, appearance: Appearance, parent: QWidget, *, ticks: bool = False):
        super().__init__(parent, estimate=ESTIMATE)
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.setToolTip(f"{name}: Space ticks one" if ticks else f"{name}: Enter goes to the place")
        self._rows = AnnotationRows(self, ticks=ticks)
        self._delegate = AnnotationRowDelegate(appearance, self)
        self.setItemDelegate(self._delegate)
        self.setModel(self._rows)
        self.activated.connect(self._on_activated)

    @property
    def rows(self) -> AnnotationRows:
        """The model behind the list."""
        return self._rows

    def show_annotations(self, archive: Archive | None, ids: Iterable[int], names: Collection[str] = ()) -> None:
        """Show other annotations; these names are set off in them. The current one stays so where it is among them."""
        row = self.currentIndex().row()
        current = self._rows.ids[row] if row >= 0 else 0
        self._delegate.names = names
        self._rows.show(archive, ids)
        if current in self._rows.ids:
            self.go(self._rows.ids.index(current), scroll=False)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.asked.emit(self._rows.ids[index.row()])
