# SPDX-License-Identifier: MIT
"""The answers to what stands in the search field, and what the query was understood to mean."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.result import ResultDelegate
from app.desktop.models.results import ResultModel, ResultRow
from app.desktop.virtual_list import VirtualList
from app.desktop.widgets.empty import EmptyState
from app.desktop.widgets.parts import Band

HINT = (
    "Words, “exact phrases”, prefix*, date:2025, -without.\n"
    "kind:claim, by:name, to:name and code:name search what has been tagged."
)


class ResultsPanel(QWidget):
    """Emits ``chosen`` with the row the user goes to, ``opened`` when it should get the keys."""

    chosen = Signal(object)
    opened = Signal()
    meant = Signal()

    def __init__(self, model: ResultModel, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self._model = model
        self._quiet = False
        self._meaning = Band("meaning", self)
        self._mistake = Band("warning", self)
        self._mistake.acted.connect(self.meant)
        self._total = QLabel(self)
        self._total.setObjectName("small")
        self._total.setContentsMargins(16, 8, 16, 8)
        self._total.setWordWrap(True)
        self._list = VirtualList(self)
        self._list.setAccessibleName("Results")
        self._list.setModel(model)
        self._list.setItemDelegate(ResultDelegate(appearance, self._list))
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._list.activated.connect(self._on_activated)
        self._empty = EmptyState(appearance, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._meaning, self._mistake, self._total):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        self.clear()

    # Methods

    def clear(self) -> None:
        """Show what can be asked."""
        self._meaning.say("")
        self._mistake.say("")
        self._total.hide()
        self._empty.say("Search everything", HINT)
        self._stack.setCurrentIndex(1)

    def show_answer(self, meaning: str, mistake: str, suggestion: str, total: str, nothing: str) -> None:
        """Show what a query means, what is wrong with it, and how many answers there are.

        ``nothing`` is said in place of the list where there is no answer.
        """
        self._meaning.say(meaning)
        self._mistake.say(mistake or ("Did you mean" if suggestion else ""), suggestion)
        self._total.setText(total)
        self._total.setVisible(bool(total) and not nothing)
        if nothing:
            self._empty.say(nothing, "Try fewer words, or part of one with a star: harb*.")
        self._stack.setCurrentIndex(1 if nothing else 0)

    def keep(self, source: int) -> None:
        """Show the answer of a source as the current one, without saying that it was chosen."""
        rows = (number for number in range(self._model.rowCount()) if self._is(number, source))
        self._quiet = True
        self._list.go(next(rows, -1), scroll=False)
        self._quiet = False

    def _is(self, row: int, source: int) -> bool:
        found = self._model.result(row)
        return found is not None and found.source.id == source

    def scroll_to_top(self) -> None:
        """Show the best answers."""
        self._list.scrollToTop()

    def step(self, step: int) -> None:
        """Go some rows on, or back."""
        row = min(max(self._list.currentIndex().row() + step, 0), self._model.rowCount() - 1)
        if row >= 0:
            self._list.setCurrentIndex(self._model.index(row))

    def settle(self) -> None:
        """Go to the first answer where the user is at none."""
        if not self._list.currentIndex().isValid() and self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(0))

    @property
    def current_source(self) -> int | None:
        """The id of the source whose answer the user is at, or None."""
        found = self._model.result(self._list.currentIndex().row())
        return found.source.id if found is not None else None

    def current(self) -> ResultRow | None:
        """Return the answer the user is at, or the first where they are at none."""
        return self._model.result(max(0, self._list.currentIndex().row()))

    @property
    def empty_words(self) -> str:
        """What is said in place of the list; empty while the list shows."""
        return self._empty.words if self._stack.currentWidget() is self._empty else ""

    @property
    def list_view(self) -> VirtualList:
        """The list itself."""
        return self._list

    @property
    def said(self) -> str:
        """What is said above the list."""
        parts = (self._meaning.words, self._mistake.words, self._total.text())
        return " · ".join(part for part in parts if part)

    # Slots

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        found = self._model.result(index.row()) if index.isValid() else None
        if found is not None and not self._quiet:
            self.chosen.emit(found)

    @Slot()
    def _on_activated(self) -> None:
        self.opened.emit()
