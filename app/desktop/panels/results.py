# SPDX-License-Identifier: MIT
"""The answers to what stands in the search field, and what the query was understood to mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.result import ResultDelegate
from app.desktop.models.results import ResultModel, ResultRow
from app.desktop.virtual_list import VirtualList
from app.desktop.widgets.choice import WordChoice
from app.desktop.widgets.empty import EmptyState
from app.desktop.widgets.parts import Band
from app.search.answers import Order

HINT = (
    "Words, “exact phrases”, prefix*, date:2025, -without.\n"
    "kind:claim, by:name, to:name and code:name search what has been tagged."
)
ORDERS = {
    Order.RELEVANCE: "best first",
    Order.NEWEST: "newest first",
    Order.OLDEST: "oldest first",
    Order.TITLE: "by title",
    Order.POSITION: "as imported",
}
"""The orders of answers, in words."""

AHEAD = 3
"""How many heights of the list before its end more answers are asked for."""


class ResultList(VirtualList):
    """Knows where it was pressed last, so that a click can mean one passage of an answer."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self._point: QPoint | None = None
        self.was = -1
        """The row that was current before the mouse was pressed."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the place while the press is dealt with."""
        self._point, self.was = event.position().toPoint(), self.currentIndex().row()
        super().mousePressEvent(event)
        self._point = None

    def pressed_passage(self, index: QModelIndex, row: ResultRow) -> int:
        """Return which passage of a row the mouse is on, while it is being pressed; else the first."""
        delegate = self.itemDelegate()
        if self._point is None or not isinstance(delegate, ResultDelegate):
            return 0
        rect = self.visualRect(index)
        return delegate.passage_at(row, rect.width(), self._point.y() - rect.y())


class ResultsPanel(QWidget):
    """Emits ``chosen`` with the answer the user goes to and which passage of it, ``opened`` when it gets the keys.

    ``ordered`` carries the order that is wanted, ``more_wanted`` comes when the end of the list is near,
    ``meant`` when the suggestion is taken, ``whole_wanted`` when the whole answer is wanted, and ``seen`` when the
    panel comes into sight.
    """

    chosen = Signal(object, int)
    opened = Signal()
    meant = Signal()
    ordered = Signal(str)
    more_wanted = Signal()
    whole_wanted = Signal()
    seen = Signal()

    def __init__(
        self, model: ResultModel, appearance: Appearance, parent: QWidget | None = None, *, wide: bool = False
    ):
        super().__init__(parent)
        self._model = model
        self._quiet = False
        self._meaning = Band("meaning", self)
        self._mistake = Band("warning", self)
        self._mistake.acted.connect(self.meant)
        self._total = QLabel(self)
        self._total.setTextFormat(Qt.TextFormat.PlainText)
        self._total.setObjectName("small")
        self._total.setContentsMargins(16, 8, 16, 0)
        self._total.setWordWrap(True)
        self._list = ResultList(self)
        self._list.setAccessibleName("Results")
        self._list.setToolTip("Enter goes to the place in its source")
        if wide:
            self._list.setObjectName("rows")
        self._list.setModel(model)
        self._list.setItemDelegate(ResultDelegate(appearance, self._list, wide=wide))
        self._empty = EmptyState(appearance, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        self._head = self._make_head(appearance)
        if not wide:
            self.add_tools([self._whole_button()])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._meaning, self._mistake, self._total, self._head):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        self._connect()
        self.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Say so: what shows may be out of date."""
        super().showEvent(event)
        self.seen.emit()

    def _make_head(self, appearance: Appearance) -> QWidget:
        head = QWidget(self)
        self._order = WordChoice("Order", "Put the answers in another order", appearance, head)
        self._order.show_value(list(ORDERS.values()), ORDERS[Order.RELEVANCE])
        self._tools = QHBoxLayout(head)
        self._tools.setContentsMargins(16, 8, 12, 8)
        self._tools.setSpacing(12)
        self._tools.addWidget(self._order)
        self._tools.addStretch(1)
        return head

    def _whole_button(self) -> QPushButton:
        button = QPushButton("Whole answer", self)
        button.setObjectName("quiet")
        button.setAccessibleName("Whole answer")
        button.setToolTip("Facets, every place in context, and counts by year (Ctrl Shift K)")
        button.clicked.connect(self.whole_wanted)
        return button

    def _connect(self) -> None:
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._list.pressed.connect(self._on_pressed)
        self._list.activated.connect(self._on_activated)
        self._list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._order.chosen.connect(self._on_order_chosen)

    # Methods

    def show_rows(self, rows: Sequence[ResultRow], kept: int | None) -> None:
        """Show other answers; the one of the source ``kept`` stays the current one, where there is one."""
        self._model.show(rows)
        if kept is not None:
            self.keep(kept)

    def add_rows(self, rows: Sequence[ResultRow]) -> None:
        """Show more answers below the others."""
        self._model.add(rows)

    @property
    def count(self) -> int:
        """How many answers show."""
        return self._model.rowCount()

    def add_tools(self, buttons: Sequence[QWidget]) -> None:
        """Put buttons at the right, above the list."""
        for button in buttons:
            self._tools.addWidget(button)

    def clear(self) -> None:
        """Show what can be asked."""
        self._model.show(())
        self._meaning.say("")
        self._mistake.say("")
        self._total.hide()
        self._head.hide()
        self._empty.say("Search everything", HINT)
        self._stack.setCurrentIndex(1)

    def show_answer(self, meaning: str, mistake: str, suggestion: str, total: str, nothing: str) -> None:
        """Show what a query means, what is wrong with it, and how many answers there are.

        ``nothing`` is said in place of the list where there is no answer.
        """
        self.show_meaning(meaning)
        asked = f"{suggestion}?" if suggestion else ""
        self._mistake.say(
            mistake or ("Did you mean" if asked else ""), f"Did you mean {asked}" if mistake and asked else asked
        )
        self._total.setText(total)
        self._total.setVisible(bool(total) and not nothing)
        self._head.setVisible(not nothing)
        if nothing:
            self._empty.say(nothing, "Try fewer words, or part of one with a star: harb*.")
        self._stack.setCurrentIndex(1 if nothing else 0)

    def show_meaning(self, meaning: str) -> None:
        """Show what a query means, in words."""
        self._meaning.say(meaning)

    def show_order(self, order: Order) -> None:
        """Say which order the answers are in."""
        self._order.show_value(list(ORDERS.values()), ORDERS[order])

    def keep(self, source: int) -> None:
        """Show the answer of a source as the current one, without saying that it was chosen."""
        self._quiet = True
        self._list.go(self._model.row(source), scroll=False)
        self._quiet = False

    def has(self, source: int) -> bool:
        """Tell whether an answer of a source shows."""
        return self._model.row(source) >= 0

    def scroll_to_top(self) -> None:
        """Show the best answers."""
        self._list.scrollToTop()

    def step(self, step: int) -> bool:
        """Go some rows on, or back; tell whether there is such a row."""
        wanted = self._list.currentIndex().row() + step
        row = min(max(wanted, 0), self._model.rowCount() - 1)
        if row >= 0:
            self._list.setCurrentIndex(self._model.index(row))
        return 0 <= wanted < self._model.rowCount()

    def settle(self) -> None:
        """Go to the first answer where the user is at none."""
        if not self._list.currentIndex().isValid() and self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(0))

    @property
    def current_source(self) -> int | None:
        """The id of the source whose answer the user is at, or None."""
        found = self._model.record(self._list.currentIndex().row())
        return found.source.id if found is not None else None

    def current(self) -> ResultRow | None:
        """Return the answer the user is at, or the first where they are at none."""
        return self._model.record(max(0, self._list.currentIndex().row()))

    def selected(self) -> list[ResultRow]:
        """Return the answers that are selected, from the top."""
        rows = sorted(index.row() for index in self._list.selectionModel().selectedIndexes())
        return [found for row in rows if (found := self._model.record(row)) is not None]

    @property
    def empty_words(self) -> str:
        """What is said in place of the list; empty while the list shows."""
        return self._empty.words if self._stack.currentWidget() is self._empty else ""

    @property
    def list_view(self) -> VirtualList:
        """The list itself."""
        return self._list

    @property
    def order_choice(self) -> WordChoice:
        """The choice of the order."""
        return self._order

    @property
    def said(self) -> str:
        """What is said above the list."""
        parts = (self._meaning.words, self._mistake.words, self._total.text())
        return " · ".join(part for part in parts if part)

    # Slots

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        found = self._model.record(index.row()) if index.isValid() else None
        if found is not None and not self._quiet:
            self.chosen.emit(found, self._list.pressed_passage(index, found))
        if found is not None and index.row() >= self._model.rowCount() - AHEAD:
            self.more_wanted.emit()

    @Slot(QModelIndex)
    def _on_pressed(self, index: QModelIndex) -> None:
        """Go to another passage of the answer the user is at already."""
        found = self._model.record(index.row())
        if found is not None and index.row() == self._list.was:
            self.chosen.emit(found, self._list.pressed_passage(index, found))

    @Slot()
    def _on_activated(self) -> None:
        self.opened.emit()

    @Slot(int)
    def _on_scrolled(self, value: int) -> None:
        bar = self._list.verticalScrollBar()
        if bar.maximum() and value >= bar.maximum() - AHEAD * bar.pageStep():
            self.more_wanted.emit()

    @Slot(str)
    def _on_order_chosen(self, words: str) -> None:
        self.ordered.emit(next(order for order, said in ORDERS.items() if said == words))
