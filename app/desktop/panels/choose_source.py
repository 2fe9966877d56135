# SPDX-License-Identifier: MIT
"""A source chosen by typing: a field over the list of all sources that hold the words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.collection import Collection
from app.desktop.appearance import Appearance
from app.desktop.delegates.source import SourceDelegate
from app.desktop.models.sources import SourceModel
from app.desktop.virtual_list import VirtualList
from app.desktop.widgets.fields import Field
from app.desktop.widgets.popover import Popover

WIDTH, ROWS = 420, 5
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChooseSource(Popover):
    """Takes the keys while it is open. ``taken`` carries the id of the source that was taken."""

    taken = Signal(int)

    def __init__(self, name: str, collection: Collection, appearance: Appearance, parent: QWidget):
        super().__init__(name, parent)
        self._model = SourceModel(self)
        self._model.show(collection)
        self._field = Field(name, "Show the sources that hold these words in title, author or date", appearance)
        self._field.setPlaceholderText("Title, author, year")
        self._field.textChanged.connect(self._on_typed)
        self._field.installEventFilter(self)
        self._list = self._make_list(appearance)
        self._nothing = QLabel("No source matches.", self)
        self._nothing.setObjectName("faint")
        self._nothing.hide()
        title = QLabel(name, self)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setFont(appearance.font(bold=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(8)
        for part in (title, self._field, self._list, self._nothing):
            column.addWidget(part)
        title.setContentsMargins(8, 0, 8, 0)
        self.setFixedWidth(WIDTH)
        self.setFocusProxy(self._field)
        self._list.go(0)

    @property
    def field(self) -> Field:
        """The field that narrows the list."""
        return self._field

    @property
    def list_view(self) -> VirtualList:
        """The list of sources."""
        return self._list

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list, and Enter take, while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in MOVES:
                self._list.keyPressEvent(event)
                return True
            if event.key() in TAKES:
                self._take(self._list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _make_list(self, appearance: Appearance) -> VirtualList:
        delegate = SourceDelegate(appearance, self)
        made = VirtualList(self, estimate=delegate.height)
        made.setAccessibleName("Sources")
        made.setModel(self._model)
        made.setItemDelegate(delegate)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setFixedHeight(ROWS * delegate.height)
        made.clicked.connect(self._take)
        return made

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        self._model.arrange(self._model.arrangement.but(words=words))
        found = self._model.rowCount() > 0
        self._nothing.setVisible(not found)
        self._list.setVisible(found)
        self._list.go(0)

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        source = self._model.source(index.row()) if index.isValid() else None
        if source is not None:
            self.close()
            self.taken.emit(source.id)
