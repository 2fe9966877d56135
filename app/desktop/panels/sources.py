# SPDX-License-Identifier: MIT
"""The list of sources, with a filter, an order and groups; several can be chosen and changed at once."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from app.desktop.actions import Actions
from app.desktop.appearance import Appearance
from app.desktop.delegates.source import SourceDelegate
from app.desktop.models.sources import SORTS, SourceModel
from app.desktop.virtual_list import VirtualList
from app.desktop.widgets.arrange_button import ArrangeButton
from app.desktop.widgets.empty import EmptyState
from app.desktop.widgets.fields import Field
from app.desktop.widgets.parts import hairline
from app.desktop.widgets.source_list import SourceList
from app.desktop.wording import counted
from app.editing.source_groups import Arrangement, Progress

FILTER_MS = 80
ON_SOURCES = ("source.read", "source.unread", "source.details", "source.about", "source.delete", "source.erase")
"""Commands about the chosen sources."""
ON_ALL = ("collection.sets", "collection.attributes", "collection.note")
"""Commands about how sources are told apart."""


class SourcesPanel(QWidget):
    """Emits ``chosen`` with the id of a source the user goes to, and ``entered`` when the text should get the keys.

    ``arranging`` comes before the menu of orders and groups shows.
    """

    chosen = Signal(int)
    entered = Signal()
    arranging = Signal()

    def __init__(self, model: SourceModel, actions: Actions, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self._model = model
        self._actions = actions
        self._look = appearance
        self._quiet = False
        self._has_collection = False
        self._kept: list[int] = []
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
        head.addWidget(self._arrange)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self._make_foot())
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_model_reset)

    # Methods

    def show_collection(self, there: bool) -> None:
        """Say whether a collection is open: an empty list means something else without one."""
        self._has_collection = there
        self._filter.clear()
        self._arrange.show_value(self._model.arrangement)
        self._foot.setVisible(there)
        self._on_model_reset()

    def show_progress(self, progress: Progress) -> None:
        """Say how many sources have been read and tagged."""
        self._progress = f"{progress.read:,} of {progress.sources:,} read · {progress.tagged:,} tagged"
        self._say_foot()

    def arrange(self, sort: str, group: str = "") -> None:
        """Put the sources into an order and into groups, if there is an order of that name."""
        if sort in SORTS:
            self._arrange_as(self._model.arrangement.but(sort=sort, group=group))

    def mark(self, source: int, *, scroll: bool = True) -> None:
        """Show a source as the open one, without saying that it was chosen; several chosen ones stay so."""
        self._quiet = True
        self._list.go(self._model.row(source), scroll=scroll)
        if source in self._kept:
            self._list.choose(self._kept)
        self._kept = []
        self._quiet = False

    @property
    def empty_words(self) -> str:
        """What is said in place of the list; empty while the list shows."""
        return self._empty.words if self._stack.currentWidget() is self._empty else ""

    @property
    def foot_words(self) -> str:
        """What is said under the list."""
        return self._said.text()

    @property
    def list_view(self) -> VirtualList:
        """The list itself."""
        return self._list

    @property
    def ids(self) -> list[int]:
        """The ids of the sources that are chosen."""
        return self._list.chosen

    @property
    def filter_field(self) -> Field:
        """The field that filters the list."""
        return self._filter

    @property
    def arrange_button(self) -> ArrangeButton:
        """The button that says how the list is arranged."""
        return self._arrange

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
        self._arrange = ArrangeButton(self._pick(*ON_ALL), self)
        self._arrange.chosen.connect(self._arrange_as)
        self._arrange.opening.connect(self.arranging)

    def _make_list(self) -> None:
        delegate = SourceDelegate(self._look, self)
        view = self._list = SourceList(self._model, self, estimate=delegate.height)
        view.setAccessibleName("Sources")
        view.setItemDelegate(delegate)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.addActions(self._pick(*ON_SOURCES))
        view.selectionModel().currentChanged.connect(self._on_current_changed)
        view.selectionModel().selectionChanged.connect(self._say_foot)
        view.activated.connect(self._on_activated)

    def _make_foot(self) -> QWidget:
        self._progress = ""
        self._foot = QWidget(self)
        self._said = QLabel(self._foot)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setObjectName("faint")
        self._said.setFont(self._look.font("small"))
        self._change = QToolButton(self._foot)
        self._change.setObjectName("link")
        self._change.setText("Change…")
        self._change.setFont(self._look.font("small"))
        self._change.setAccessibleName("Change the chosen sources")
        self._change.setToolTip("What can be done with the chosen sources")
        self._change.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._change.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._change)
        menu.addActions(self._pick(*ON_SOURCES))
        self._change.setMenu(menu)
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self._said, 1)
        row.addWidget(self._change)
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline(self._foot))
        column.addLayout(row)
        self._foot.hide()
        self._say_foot()
        return self._foot

    def _pick(self, *names: str) -> list[QAction]:
        return [self._actions.action(name) for name in names]

    # Slots

    @Slot()
    def _say_foot(self) -> None:
        count = len(self._list.selectionModel().selectedIndexes())
        several = count > 1
        self._said.setText(f"{counted(count, 'source')} chosen" if several else self._progress)
        self._change.setVisible(several)

    @Slot()
    def _on_about_to_reset(self) -> None:
        chosen = self._list.chosen
        self._kept = chosen if len(chosen) > 1 else []

    @Slot()
    def _on_model_reset(self) -> None:
        if self._model.rowCount():
            self._stack.setCurrentIndex(0)
            return
        if not self._has_collection:
            self._empty.say("No collection is open", "")
        elif self._model.words.strip():
            self._empty.say("No source matches", "Try fewer words, or search everything with Ctrl K.")
        elif self._model.arrangement.only:
            self._empty.say("No source is left", "Show all sources again by the button above.")
        else:
            self._empty.say(
                "Nothing here yet",
                "Drop texts on this window, or import them: plain text, web pages, PDF, Word, books, e-mail, tables.",
            )
        self._stack.setCurrentIndex(1)

    @Slot(object)
    def _arrange_as(self, wanted: Arrangement) -> None:
        self._model.arrange(wanted.but(words=self._model.words))
        self._arrange.show_value(self._model.arrangement)
        self._list.scrollToTop()

    @Slot()
    def _on_filter_settled(self) -> None:
        if self._filter.text() != self._model.words:
            self._model.arrange(self._model.arrangement.but(words=self._filter.text()))
            self._list.scrollToTop()

    @Slot()
    def _on_filter_entered(self) -> None:
        self._on_filter_settled()
        if self._model.rowCount():
            self._list.setFocus()
            self._list.setCurrentIndex(self._model.index(0))

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        source = self._model.source(index.row()) if index.isValid() else None
        if source is not None and not self._quiet and not self._list.adding:
            self.chosen.emit(source.id)

    @Slot()
    def _on_activated(self) -> None:
        self.entered.emit()
