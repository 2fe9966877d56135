# SPDX-License-Identifier: MIT
"""A list in a popover: arrows move, Enter or a click takes, and what is typed narrows it where it has a field."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLabel, QListView, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.fields import Field
from app.desktop.widgets.popover import Popover

HIGHEST = 420
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListPopover(Popover):
    """Shows the rows of a model. ``taken`` carries the row that was taken, ``looked`` the one the arrows are at."""

    taken = Signal(int)
    looked = Signal(int)

    def __init__(
        self,
        name: str,
        model: QAbstractItemModel,
        delegate: QAbstractItemDelegate,
        appearance: Appearance,
        parent: QWidget,
        *,
        width: int,
        narrow: str = "",
    ):
        super().__init__(name, parent)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._proxy.setSourceModel(model)
        self._list = self._make_list(name)
        delegate.setParent(self._list)
        self._list.setItemDelegate(delegate)
        self._field = self._make_field(name, narrow, appearance) if narrow else None
        self._nothing = QLabel("Nothing fits.", self)
        self._nothing.setObjectName("faint")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        for part in (self._field, self._list, self._nothing):
            if part is not None:
                column.addWidget(part)
        self._nothing.hide()
        self.setFixedWidth(width)
        self.setFocusProxy(self._field or self._list)
        self._fit()
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def list_view(self) -> QListView:
        """The list itself."""
        return self._list

    @property
    def field(self) -> Field | None:
        """The field that narrows the list, where there is one."""
        return self._field

    def go(self, row: int) -> None:
        """Put the arrows at a row of the model."""
        index = self._proxy.mapFromSource(self._proxy.sourceModel().index(row, 0))
        self._list.setCurrentIndex(index)
        self._list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list, and Enter take, while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in MOVES and watched is self._field:
                self._list.keyPressEvent(event)
                return True
            if event.key() in TAKES:
                self._take(self._list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    # Building

    def _make_list(self, name: str) -> QListView:
        made = QListView(self)
        made.setObjectName("popup")
        made.setAccessibleName(name)
        made.setModel(self._proxy)
        made.setUniformItemSizes(False)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setMouseTracking(True)
        made.clicked.connect(self._take)
        made.installEventFilter(self)
        return made

    def _make_field(self, name: str, words: str, appearance: Appearance) -> Field:
        field = Field(words, f"{words}: {name.lower()}", appearance, parent=self)
        field.setPlaceholderText(words)
        field.textChanged.connect(self._on_narrowed)
        field.installEventFilter(self)
        return field

    def _fit(self) -> None:
        rows = self._proxy.rowCount()
        height = sum(self._list.sizeHintForRow(row) for row in range(min(rows, 40)))
        frame = self._list.contentsMargins()
        self._list.setFixedHeight(min(HIGHEST, height + frame.top() + frame.bottom() + 2 * self._list.frameWidth()))
        self._list.setVisible(rows > 0)
        self._nothing.setVisible(rows == 0)

    # Slots

    @Slot(str)
    def _on_narrowed(self, words: str) -> None:
        self._proxy.setFilterFixedString(words.strip())
        self._list.setCurrentIndex(self._proxy.index(0, 0))
        self._list.setVisible(self._proxy.rowCount() > 0)
        self._nothing.setVisible(self._proxy.rowCount() == 0)

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self._proxy.mapToSource(index).row()
            self.close()
            self.taken.emit(row)

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self.looked.emit(self._proxy.mapToSource(index).row())
