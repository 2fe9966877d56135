# SPDX-License-Identifier: MIT
"""The middle of the window: the page, the bar that finds in it, and what stands there while nothing is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.desktop.actions import Actions
from app.desktop.appearance import Appearance
from app.desktop.measures import LEAST_PAGE
from app.desktop.panels.page_head import PageHead
from app.desktop.reading.header import PageHeader
from app.desktop.reading.view import ReadingView
from app.desktop.widgets.empty import EmptyState
from app.desktop.widgets.parts import Band
from app.desktop.wording import joined
from app.text.layout import Layout

if TYPE_CHECKING:
    from app.desktop.first_page import FirstPage
    from app.desktop.panels.find_bar import FindBar

FIND_WIDTH, FIND_GAP, FIND_CLEAR = 400, 12, 24
"""The bar that finds: its width, the gap around it, and what it leaves clear for the ruler."""

HINT_MS, HINT_GAP = 2500, 32
"""How long a hint is seen, and how far above the lower edge."""


class ReadingPane(QWidget):
    """Shows a text, or says what to do. The signals are those of the bar that finds in the page."""

    find_asked = Signal(object)
    find_stepped = Signal(int)
    find_closed = Signal()

    def __init__(
        self,
        actions: Actions,
        appearance: Appearance,
        parent: QWidget | None = None,
        ready: FirstPage | None = None,
    ):
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(LEAST_PAGE)
        self._look = appearance
        self.head = PageHead(actions, appearance, self)
        self.banner = Band("warning", self)
        self.narrowed = Band("meaning", self)
        self._find_bar: FindBar | None = None
        self._ready = ready
        self.view = ready.view if ready is not None else ReadingView(appearance.page_style(), self)
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
        self._low = False
        self._hint: QLabel | None = None
        self._hint_time = QTimer(self)
        self._hint_time.setSingleShot(True)
        self._hint_time.setInterval(HINT_MS)
        self._hint_time.timeout.connect(self._on_hint_seen)
        appearance.changed.connect(self._on_appearance_changed)
        appearance.page_changed.connect(self._on_appearance_changed)
        self.view.view_moved.connect(self._on_view_moved)

    def show_text(self, text: str, layout: Layout, header: PageHeader, *, anew: bool = False) -> None:
        """Show a text from its beginning; ``anew`` where it is that of the same source, and finding goes on."""
        if not anew:
            self._hide_find_bar()
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
        self._hide_find_bar()
        self._title = ""
        self.view.clear_page()

    def say(self, title: str, words: str, actions: Sequence[QAction] = ()) -> None:
        """Say what to do, in place of the page."""
        if self._empty is None:
            self._empty = EmptyState(self._look, self)
            self._stack.addWidget(self._empty)
        self._empty.say(title, words, actions)
        self._stack.setCurrentWidget(self._empty)

    @property
    def find_bar(self) -> FindBar:
        """The bar that finds in the page; it is made when it is first asked for."""
        if self._find_bar is None:
            from app.desktop.panels.find_bar import FindBar  # noqa: PLC0415  not needed to begin with

            self._find_bar = FindBar(self._look, self)
            self._find_bar.asked.connect(self.find_asked)
            self._find_bar.stepped.connect(self.find_stepped)
            self._find_bar.closed.connect(self._on_find_closed)
            self._find_bar.grown.connect(self._place_find_bar)
            self._place_find_bar()
        return self._find_bar

    @property
    def finding(self) -> bool:
        """Whether the bar that finds in the page is open."""
        return self._find_bar is not None and self._find_bar.isVisible()

    def keep_clear(self, start: int, end: int) -> None:
        """Let the bar that finds stand in the other corner if it covers a span where it stands."""
        if self._find_bar is not None:
            self._place_find_bar()
            place = self.view.span_rect(start, end).translated(self.view.viewport().mapTo(self, QPoint(0, 0)))
            self._low ^= self._find_bar.geometry().intersects(place)
            self._place_find_bar()

    def _hide_find_bar(self) -> None:
        self._low = False
        if self._find_bar is not None:
            self._find_bar.hide()

    @property
    def empty_words(self) -> str:
        """What is said in place of the page; empty while a page shows."""
        shown = self._empty is not None and self._stack.currentWidget() is self._empty
        return self._empty.words if self._empty is not None and shown else ""

    def anchor(self, wanted: str) -> QWidget:
        """Return what a popover of a command opens under: its button, or the strip where that would be."""
        if self.head.isVisible():
            return self.head.button(wanted)
        self.head.setGeometry(0, 0, self.width(), self.head.height())
        return self.head

    def hint(self, words: str) -> None:
        """Say something at the lower edge of the page for a moment; nothing takes away what is said."""
        if self._hint is None:
            self._hint = QLabel(self)
            self._hint.setTextFormat(Qt.TextFormat.PlainText)
            self._hint.setObjectName("hint")
        self._hint.setText(words)
        self._hint.setAccessibleName(words)
        self._hint.adjustSize()
        self._place_hint()
        self._hint.setVisible(bool(words))
        self._hint.raise_()
        self._hint_time.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bar that finds in the upper corner: opening it must not move the text."""
        super().resizeEvent(event)
        self._place_find_bar()
        self._place_hint()

    @Slot()
    def _place_find_bar(self) -> None:
        if self._find_bar is not None:
            width = min(FIND_WIDTH, self.width() - 2 * FIND_GAP)
            top = self.view.mapTo(self, QPoint(0, 0)).y() + FIND_GAP
            left = self.width() - width - FIND_GAP - FIND_CLEAR
            height = self._find_bar.heightForWidth(width)
            if height < 0:  # none of its parts needs more height on less width
                height = self._find_bar.sizeHint().height()
            if self._low:
                top = self.height() - height - FIND_GAP
            self._find_bar.setGeometry(max(FIND_GAP, left), top, width, height)

    def _place_hint(self) -> None:
        if self._hint is not None:
            low = self.height() - self._hint.height() - HINT_GAP
            self._hint.move((self.width() - self._hint.width()) // 2, low)

    @Slot()
    def _on_find_closed(self) -> None:
        self._low = False
        self.find_closed.emit()

    @Slot()
    def _on_hint_seen(self) -> None:
        if self._hint is not None:
            self._hint.hide()

    @Slot()
    def _on_view_moved(self) -> None:
        """Show the title in the strip above once the page's own is out of sight; keep the find bar on the page."""
        self._place_find_bar()
        gone = self.view.masthead_gone()
        page = self.view.layout_of_text.page_at(self.view.seen()[0]) if gone else None
        # the page first: it is what a narrow strip must not cut off
        self.head.say(joined((f"p. {page}" if page else "", self._title)) if gone else "")

    @Slot()
    def _on_appearance_changed(self) -> None:
        self.view.set_style(self._look.page_style())
        self.view.viewport().setPalette(self.view.palette())  # a style sheet stops Qt from handing it down
