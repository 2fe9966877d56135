# SPDX-License-Identifier: MIT
"""The list of sources, with a filter and an order."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.desktop.actions import Actions
from app.desktop.appearance import Appearance
from app.desktop.delegates.source import SourceDelegate
from app.desktop.models.sources import SORTS, SourceModel
from app.desktop.virtual_list import VirtualList
from app.desktop.widgets.empty import EmptyState
from app.desktop.widgets.fields import Field

FILTER_MS = 80


class SourcesPanel(QWidget):
    """Emits ``chosen`` with the id of a source the user goes to, and ``entered`` when the text should get the keys."""

    chosen = Signal(int)
    entered = Signal()

    def __init__(self, model: SourceModel, actions: Actions, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self._model = model
        self._actions = actions
        self._look = appearance
        self._quiet = False
        self._has_collection = False
        self._make_filter()
        self._make_list()
        self._empty = EmptyState(appearance, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 8, 12)
        head.setSpacing(8)
        head.addWidget(self._filter, 1)
        head.addWidget(self._sort)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        model.modelReset.connect(self._on_model_reset)

    # Methods

    def show_collection(self, there: bool) -> None:
        """Say whether a collection is open: an empty list means something else without one."""
        self._has_collection = there
        self._filter.clear()
        self._on_model_reset()

    def arrange(self, sort: str) -> None:
        """Put the sources into an order, if there is one of that name."""
        if sort in SORTS:
            self._sort.setText(SORTS[sort])
            self._model.arrange(sort, self._model.words)

    def mark(self, source: int, *, scroll: bool = True) -> None:
        """Show a source as the open one, without saying that it was chosen."""
        self._quiet = True
        self._list.go(self._model.row(source), scroll=scroll)
        self._quiet = False

    @property
    def empty_words(self) -> str:
        """What is said in place of the list; empty while the list shows."""
        return self._empty.words if self._stack.currentWidget() is self._empty else ""

    @property
    def list_view(self) -> VirtualList:
        """The list itself."""
        return self._list

    @property
    def filter_field(self) -> Field:
        """The field that filters the list."""
        return self._filter

    # Building

    def _make_filter(self) -> None:
        self._filter = Field(
            "Filter sources", "Show the sources that hold these words in title, author or date", self._look
        )
        self._filter.setPlaceholderText("Filter by title, author, year")
        self._filter.setClearButtonEnabled(True)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(FILTER_MS)
        self._wait.timeout.connect(self._on_filter_settled)
        self._filter.textChanged.connect(self._wait.start)
        self._filter.returnPressed.connect(self._on_filter_entered)
        self._sort = QToolButton(self)
        self._sort.setText(SORTS[self._model.sort_name])
        self._sort.setAccessibleName("Order of the sources")
        self._sort.setToolTip("Choose the order of the sources")
        self._sort.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._sort)
        menu.aboutToShow.connect(self._on_sort_menu)
        menu.triggered.connect(self._on_sort_chosen)
        self._sort.setMenu(menu)

    def _make_list(self) -> None:
        delegate = SourceDelegate(self._look, self)
        view = self._list = VirtualList(self, estimate=delegate.height)
        view.setAccessibleName("Sources")
        view.setModel(self._model)
        view.setItemDelegate(delegate)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.addActions(self._pick("source.unread", "source.delete"))
        view.selectionModel().currentChanged.connect(self._on_current_changed)
        view.activated.connect(self._on_activated)

    # Slots

    @Slot()
    def _on_model_reset(self) -> None:
        if self._model.rowCount():
            self._stack.setCurrentIndex(0)
            return
        if not self._has_collection:
            self._empty.say("No collection is open", "")
        elif self._model.words.strip():
            self._empty.say("No source matches", "Try fewer words, or search everything with Ctrl K.")
        else:
            self._empty.say(
                "Nothing here yet",
                "Drop texts on this window, or import them: plain text, Markdown and web pages.",
            )
        self._stack.setCurrentIndex(1)

    def _pick(self, *names: str) -> list[QAction]:
        return [self._actions.action(name) for name in names]

    @Slot()
    def _on_filter_settled(self) -> None:
        if self._filter.text() != self._model.words:
            self._model.arrange(self._model.sort_name, self._filter.text())
            self._list.scrollToTop()

    @Slot()
    def _on_filter_entered(self) -> None:
        self._on_filter_settled()
        if self._model.rowCount():
            self._list.setFocus()
            self._list.setCurrentIndex(self._model.index(0))

    @Slot()
    def _on_sort_menu(self) -> None:
        menu = self._sort.menu()
        if menu.isEmpty():
            for name, words in SORTS.items():
                action = menu.addAction(words)
                action.setData(name)
                action.setCheckable(True)
        for action in menu.actions():
            action.setChecked(action.data() == self._model.sort_name)

    @Slot(QAction)
    def _on_sort_chosen(self, action: QAction) -> None:
        self.arrange(str(action.data()))
        self._list.scrollToTop()

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        source = self._model.source(index.row()) if index.isValid() else None
        if source is not None and not self._quiet:
            self.chosen.emit(source.id)

    @Slot()
    def _on_activated(self) -> None:
        self.entered.emit()
