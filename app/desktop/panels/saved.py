# SPDX-License-Identifier: MIT
"""The list of saved searches and of what was asked lately."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListView, QStackedWidget, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.saved import SavedDelegate
from app.desktop.models.roles import RECORD
from app.desktop.models.saved import Folder, Recent, SavedModel
from app.desktop.widgets.empty import EmptyState
from app.editing.searches import SavedSearch

HINT = "A search you keep with Ctrl D stays here as a folder: it holds whatever the search finds now."


class SavedList(QListView):
    """Keeps the keys of its actions for itself: Delete would otherwise be the one of the open annotation."""

    def event(self, event: QEvent) -> bool:
        """Take the keys of the actions before the window does."""
        if event.type() == QEvent.Type.ShortcutOverride and self._meant(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for."""
        action = self._meant(event)
        if action is None:
            super().keyPressEvent(event)
        else:
            action.trigger()

    def _meant(self, event: QEvent) -> QAction | None:
        if not isinstance(event, QKeyEvent):
            return None
        keys = QKeySequence(event.keyCombination()).toString()
        return next((action for action in self.actions() if keys and action.data() == keys), None)


class SavedPanel(QWidget):
    """``asked`` carries a query to search for; the others a saved search and what is to be done with it."""

    asked = Signal(str)
    edit_asked = Signal(object)
    export_asked = Signal(object)
    delete_asked = Signal(object)
    moved = Signal(object, int)
    forgotten = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self.model = SavedModel(self)
        self._list = SavedList(self)
        self._list.setObjectName("list")
        self._list.setAccessibleName("Saved searches")
        self._list.setToolTip("Enter searches; Delete forgets; Alt and an arrow moves")
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setMouseTracking(True)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setModel(self.model)
        self._list.setItemDelegate(SavedDelegate(appearance, self._list))
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for words, keys, slot in (
            ("Search", "", self._on_search),
            ("Change…", "F2", self._on_edit),
            ("Export…", "", self._on_export),
            ("Move up", "Alt+Up", self._on_up),
            ("Move down", "Alt+Down", self._on_down),
            ("Delete", "Del", self._on_delete),
        ):
            self._list.addAction(self._action(words, keys, slot))
        self._list.activated.connect(self._on_search)
        self._list.clicked.connect(self._on_search)
        self._empty = EmptyState(appearance, self)
        self._empty.say("No saved searches", HINT)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.model.modelReset.connect(self._on_reset)
        self._on_reset()

    @property
    def list_view(self) -> QListView:
        """The list itself."""
        return self._list

    def go(self, search: int) -> None:
        """Make a saved search the current row."""
        self._list.setCurrentIndex(self.model.index(self.model.row_of(search)))

    # Parts

    def _action(self, words: str, keys: str, slot: Callable[[], None]) -> QAction:
        action = QAction(f"{words}\t{keys}" if keys else words, self._list)
        action.setData(keys)
        action.triggered.connect(slot)
        return action

    def _folder(self) -> SavedSearch | None:
        found = self._list.currentIndex().data(RECORD)
        return found.search if isinstance(found, Folder) else None

    def _move(self, step: int) -> None:
        found = self._folder()
        if found is not None:
            first = self.model.row_of(found.id) - 1  # the heading is the first row
            self.moved.emit(found, first + step)

    # Slots

    @Slot()
    @Slot(QModelIndex)
    def _on_search(self, _index: QModelIndex | None = None) -> None:
        match self._list.currentIndex().data(RECORD):
            case Folder(search):
                self.asked.emit(search.query)
            case Recent(query):
                self.asked.emit(query)

    @Slot()
    def _on_edit(self) -> None:
        found = self._folder()
        if found is not None:
            self.edit_asked.emit(found)

    @Slot()
    def _on_export(self) -> None:
        found = self._folder()
        if found is not None:
            self.export_asked.emit(found)

    @Slot()
    def _on_delete(self) -> None:
        match self._list.currentIndex().data(RECORD):
            case Folder(search):
                self.delete_asked.emit(search)
            case Recent(query):
                self.forgotten.emit(query)

    @Slot()
    def _on_up(self) -> None:
        self._move(-1)

    @Slot()
    def _on_down(self) -> None:
        self._move(1)

    @Slot()
    def _on_reset(self) -> None:
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
