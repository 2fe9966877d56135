# SPDX-License-Identifier: MIT
"""The middle of the window: the page, and what stands there while nothing is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.desktop.actions import Actions
from app.desktop.appearance import Appearance
from app.desktop.measures import LEAST_PAGE
from app.desktop.panels.page_pane import PagePane
from app.desktop.reading.header import PageHeader
from app.desktop.widgets.empty import EmptyState
from app.desktop.widgets.parts import Band
from app.desktop.wording import joined
from app.text.layout import Layout

if TYPE_CHECKING:
    from app.desktop.first_page import FirstPage

BEFORE = ("go.back", "go.forward")
AFTER = ("compare.choose", "read.filter", "read.outline", "read.letters")
"""The commands in the strip: at its left end and at the right."""


class ReadingPane(PagePane):
    """Shows a text, or says what to do."""

    def __init__(
        self,
        actions: Actions,
        appearance: Appearance,
        parent: QWidget | None = None,
        ready: FirstPage | None = None,
    ):
        super().__init__(actions, appearance, (BEFORE, AFTER), parent, ready.view if ready is not None else None)
        self.setMinimumWidth(LEAST_PAGE)
        self.banner = Band("warning", self)
        self.narrowed = Band("meaning", self)
        self._ready = ready
        self._empty: EmptyState | None = None
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(self.narrowed)
        column.addWidget(self._stack, 1)
        if ready is not None:
            QWidget.setTabOrder(self.head.last, self.view)  # it was there before all the others
        self._title = ""
        self._among_two = False
        self.view.view_moved.connect(self._say_where)

    def show_text(self, text: str, layout: Layout, header: PageHeader, *, anew: bool = False) -> None:
        """Show a text from its beginning; ``anew`` where it is that of the same source, and finding goes on."""
        if not anew:
            self.hide_find_bar()
        self._title = header.title
        self._stack.setCurrentIndex(0)  # first, so that the text is set at the width it will have
        self.view.load(text, layout, header)

    def take_ready(self, content: str, header: PageHeader) -> bool:
        """Tell whether the text of this hash is on the page since before the window was there; it is asked once."""
        ready, self._ready = self._ready, None
        if ready is None or (ready.content, ready.header) != (content, header):
            return False
        self._title = header.title
        self._stack.setCurrentIndex(0)
        return True

    def show_nothing(self) -> None:
        """Take the page away."""
        self.hide_find_bar()
        self._title = ""
        self.view.clear_page()

    def say(self, title: str, words: str, actions: Sequence[QAction] = ()) -> None:
        """Say what to do, in place of the page."""
        if self._empty is None:
            self._empty = EmptyState(self.look, self)
            self._stack.addWidget(self._empty)
        self._empty.say(title, words, actions)
        self._stack.setCurrentWidget(self._empty)

    @property
    def empty_words(self) -> str:
        """What is said in place of the page; empty while a page shows."""
        shown = self._empty is not None and self._stack.currentWidget() is self._empty
        return self._empty.words if self._empty is not None and shown else ""

    def show_meant(self, *, among_two: bool, meant: bool) -> None:
        """Say whether there is another page, and whether this one is meant; of two, each is called by its title."""
        super().show_meant(among_two=among_two, meant=meant)
        self._among_two = among_two
        self._say_where()

    @Slot()
    def _say_where(self) -> None:
        """Show the title in the strip above once the page's own is out of sight."""
        gone = self.view.masthead_gone()
        page = self.view.layout_of_text.page_at(self.view.seen()[0]) if gone else None
        # the page first: it is what a narrow strip must not cut off
        self.head.say(joined((f"p. {page}" if page else "", self._title)) if gone or self._among_two else "")
