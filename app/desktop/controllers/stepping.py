# SPDX-License-Identifier: MIT
"""From place to place by key: through the open source, and on into the next one that was found."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.desktop.controllers.pages import Pages
from app.desktop.controllers.searching import Searching
from app.desktop.controllers.views import Views
from app.desktop.panels.results import ResultsPanel
from app.desktop.views import READ
from app.desktop.wording import counted


class Stepping(QObject):
    """Goes to the next place and the one before. ``said`` carries a word for the status line."""

    said = Signal(str)

    def __init__(
        self,
        searching: Searching,
        pages: Pages,
        views: Views,
        panel: ResultsPanel,
        parent: QObject,
    ):
        super().__init__(parent)
        self._searching = searching
        self._pages = pages
        self._reading = pages.first
        self._views = views
        self._panel = panel
        self._entering = 0
        self._waiting = 0
        searching.placed.connect(self._on_placed)
        searching.looked.connect(self._on_looked)

    # Commands

    @Slot()
    def next(self) -> None:
        """Go to the next place."""
        self._step(1)

    @Slot()
    def previous(self) -> None:
        """Go to the place before."""
        self._step(-1)

    # Parts

    def _step(self, step: int) -> None:
        if not self._views.reading:
            self._views.show(READ)
        page = self._pages.meant
        if page.pane.finding or not self._panel.count:
            page.step_hit(step)
        elif not self._is_here():
            self._follow()
            self._enter(step, 0)
        elif self._waiting:
            self._entering = step  # its places are being looked for
        elif self._reading.has_hit(step):
            self._reading.step_hit(step)
            self._say()
        else:
            self._enter(step, step)

    def _is_here(self) -> bool:
        source = self._reading.source
        return source is not None and source.id == self._panel.current_source

    def _follow(self) -> None:
        """Make the answer of the open source the current one, where it has one: it was opened by other ways."""
        source = self._reading.source
        if source is not None and self._panel.has(source.id):
            self._panel.keep(source.id)

    def _enter(self, step: int, rows: int) -> None:
        """Open the source of an answer some rows on, and go to its first place, or its last on the way back."""
        self._entering = step
        if rows == 0 and self._panel.current_source is not None:
            self._searching.reopen()
        elif not self._panel.step(rows or 1):
            self._entering = 0
            self.said.emit("That was the last place" if step > 0 else "That was the first place")

    def _say(self) -> None:
        at, of = self._reading.hit_number, len(self._reading.hits)
        if at:
            self.said.emit(f"{at:,} of {counted(of, 'place')} in this source")

    # Slots

    @Slot()
    def _on_looked(self) -> None:
        self._waiting += 1

    @Slot(object)
    def _on_placed(self, _places: object) -> None:
        self._waiting = 0
        if self._entering:
            self._reading.go_to_hit(0 if self._entering > 0 else -1)
            self._entering = 0
            self._say()
