# SPDX-License-Identifier: MIT
"""The middle of the window: the page, the bar that finds in it, and what stands there while nothing is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.panels.find_bar import FindBar
from app.desktop.reading.header import PageHeader
from app.desktop.reading.view import ReadingView
from app.desktop.widgets.empty import EmptyState
from app.desktop.widgets.parts import Band
from app.text.layout import Layout

LEAST_WIDTH = 400


class ReadingPane(QWidget):
    """Shows a text, or says what to do."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(LEAST_WIDTH)
        self._look = appearance
        self.banner = Band("warning", self)
        self.find_bar = FindBar(appearance, self)
        self.view = ReadingView(appearance.page_style(), self)
        self._empty: EmptyState | None = None
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.find_bar)
        column.addWidget(self._stack, 1)
        appearance.changed.connect(self._on_appearance_changed)

    def show_text(self, text: str, layout: Layout, header: PageHeader) -> None:
        """Show a text from its beginning."""
        if self.find_bar.isVisible():
            self.find_bar.hide()
        self.view.load(text, layout, header)
        self._stack.setCurrentIndex(0)

    def show_nothing(self) -> None:
        """Take the page away."""
        self.find_bar.hide()
        self.view.clear_page()

    def say(self, title: str, words: str, actions: Sequence[QAction] = ()) -> None:
        """Say what to do, in place of the page."""
        if self._empty is None:
            self._empty = EmptyState(self._look, self)
            self._stack.addWidget(self._empty)
        self._empty.say(title, words, actions)
        self._stack.setCurrentWidget(self._empty)

    @Slot()
    def _on_appearance_changed(self) -> None:
        self.view.set_style(self._look.page_style())
