# SPDX-License-Identifier: MIT
"""The list of sources as a widget: several can be chosen, and groups are folded away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from app.desktop.models.sources import SourceModel
from app.desktop.virtual_list import VirtualList

ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class SourceList(VirtualList):
    """Left and Right, Enter and a click fold a group away and show it again."""

    def __init__(self, model: SourceModel, parent: QWidget, *, estimate: int):
        super().__init__(parent, estimate=estimate)
        self._model = model
        self._adding = False
        self.setSelectionMode(self.SelectionMode.ExtendedSelection)
        self.setModel(model)
        self.clicked.connect(self._on_clicked)

    @property
    def chosen(self) -> list[int]:
        """The ids of the sources that are chosen, in the order of the list."""
        return self._model.sources(sorted(index.row() for index in self.selectionModel().selectedRows()))

    @property
    def adding(self) -> bool:
        """Whether the user is choosing several just now, and so does not go to one."""
        return self._adding or len(self.chosen) > 1

    def choose(self, ids: Sequence[int]) -> None:
        """Choose sources without going to any."""
        model = self.selectionModel()
        for source in ids:
            row = self._model.row(source)
            if row >= 0:
                model.select(self._model.index(row), QItemSelectionModel.SelectionFlag.Select)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember whether a click adds to what is chosen."""
        self._adding = bool(event.modifiers() & ADDING)
        super().mousePressEvent(event)
        self._adding = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold and unfold groups; the rest is as in every list."""
        row = self.currentIndex().row()
        head = self._model.group(row)
        left, right = event.key() == Qt.Key.Key_Left, event.key() == Qt.Key.Key_Right
        if (head is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}) or (
            head is not None and ((left and not head.folded) or (right and head.folded))
        ):
            self._fold(row)
        elif left and head is None and self._model.grouped and row >= 0:
            self.go(self._model.head(row))
        else:
            super().keyPressEvent(event)

    def _fold(self, row: int) -> None:
        self._model.fold(row)
        self.selectionModel().setCurrentIndex(self._model.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if self._model.group(index.row()) is not None:
            self._fold(index.row())
