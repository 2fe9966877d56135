# SPDX-License-Identifier: MIT
"""The left side of a view: a filter, a few controls, and the list they narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QStyledItemDelegate, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.fields import Field
from app.desktop.widgets.headline import strip
from app.desktop.widgets.parts import plain

FILTER_MS = 80
WIDTH, LEAST_WIDTH, LEAST_REST = 336, 260, 420


class ListPane(QWidget):
    """``filtered`` carries what was typed, after a moment; ``moved`` comes when another row is the current one."""

    filtered = Signal(str)
    moved = Signal()

    def __init__(self, view: QAbstractItemView, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(LEAST_WIDTH)
        self.list = view
        self.filter = Field("Filter", "Show the rows that hold these words", appearance, parent=self)
        self.filter.setClearButtonEnabled(True)
        self._filtered = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(FILTER_MS)
        self._wait.timeout.connect(self._on_settled)
        self.filter.textChanged.connect(self._wait.start)
        self.filter.returnPressed.connect(self._on_entered)
        view.setParent(self)
        view.setObjectName("list")
        view.setSelectionMode(view.SelectionMode.ExtendedSelection)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def name(self, things: str, filter_tip: str, placeholder: str) -> None:
        """Say what the list holds."""
        self.list.setAccessibleName(things)
        self.list.setToolTip(things)
        self.filter.setAccessibleName(f"Filter: {things.lower()}")
        self.filter.setToolTip(filter_tip)
        self.filter.setPlaceholderText(placeholder)

    def fill(self, model: QAbstractItemModel, delegate: QStyledItemDelegate, controls: Sequence[QWidget]) -> None:
        """Show the rows of a model, and controls beside the filter."""
        self.list.setModel(model)
        self.list.setItemDelegate(delegate)
        self.list.selectionModel().currentChanged.connect(self.moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip((self.filter, *controls), self, stretch=0, left=16))
        column.addWidget(self.list, 1)

    def clear(self) -> None:
        """Take the filter away, without saying so."""
        self.filter.clear()
        self._wait.stop()
        self._filtered = ""

    @Slot()
    def _on_settled(self) -> None:
        if self.filter.text() != self._filtered:
            self._filtered = self.filter.text()
            self.filtered.emit(self._filtered)

    @Slot()
    def _on_entered(self) -> None:
        self._wait.stop()
        self._on_settled()
        if self.list.model().rowCount():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)


def side_by_side(left: QWidget, tools: Sequence[QWidget], right: QWidget, parent: QWidget) -> None:
    """Lay a view out: its list at the left; at the right a strip of buttons over the rest."""
    side = plain("paper", parent)
    side.setMinimumWidth(LEAST_REST)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(strip(tools, side))
    column.addWidget(right, 1)
    split = QSplitter(Qt.Orientation.Horizontal, parent)
    split.setChildrenCollapsible(False)
    split.setHandleWidth(1)
    for part in (left, side):
        split.addWidget(part)
    split.setStretchFactor(1, 1)
    split.setSizes([WIDTH, 2 * WIDTH])
    whole = QVBoxLayout(parent)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(split)
