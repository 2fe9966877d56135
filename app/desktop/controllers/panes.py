# SPDX-License-Identifier: MIT
"""Moving between the panes by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.controllers.full_page import FullPage
from app.desktop.controllers.pages import Pages
from app.desktop.controllers.views import Views


class Panes(QObject):
    """Knows the panes in the order F6 goes through them."""

    def __init__(self, panes: Sequence[QWidget], pages: Pages, views: Views, full: FullPage, parent: QObject):
        super().__init__(parent)
        self._views = views
        self._panes = list(panes)
        self._pages = pages
        self._view = pages.first.view
        self._full = full

    def add(self, panes: Sequence[QWidget]) -> None:
        """Go through these too, while they are in sight."""
        self._panes += panes

    @Slot(object)
    def add_beside(self, pane: QWidget) -> None:
        """Go through a pane right after the page, while it is in sight."""
        self._panes.insert(self._panes.index(self._view) + 1, pane)

    @Slot()
    def next(self) -> None:
        """Move to the next pane."""
        self._move(1)

    @Slot()
    def previous(self) -> None:
        """Move to the pane before."""
        self._move(-1)

    @Slot()
    def text(self) -> None:
        """Close what is open, or go back to the text, or drop the selection there.

        In the text of the second page it goes to the first.
        """
        view = self._pages.meant.view
        if not self._views.reading:
            self._views.read()
        elif self._pages.meant.pane.finding:
            self._pages.meant.pane.find_bar.end()
        elif self._view.drop_grip():
            return
        elif self._full.on:
            self._full.leave()
        elif view is not self._view and view.hasFocus():
            view = self._view
        elif view.hasFocus():
            caret = view.caret()
            view.select(caret, caret)
        view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _move(self, step: int) -> None:
        shown = [pane for pane in self._panes if pane.isVisible() and pane.isEnabled()]
        focus = QApplication.focusWidget()
        here = [number for number, pane in enumerate(shown) if pane is focus or _holds(pane, focus)]
        place = (here[0] + step) if here else 0
        if shown:
            shown[place % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)


def _holds(pane: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and pane.isAncestorOf(widget)
