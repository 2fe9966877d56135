# SPDX-License-Identifier: MIT
"""How the page looks: the popover that changes it, the keys for larger and smaller letters, and what is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.desktop.appearance import Appearance
from app.desktop.panels.reading import ReadingPane
from app.desktop.reading.preferences import KEPT, SIZE, Preferences
from app.desktop.widgets.popover import on_screen
from app.settings import Settings

if TYPE_CHECKING:
    from app.desktop.panels.letters import LettersPopover


class Letters(QObject):
    """Dresses the page as the reader wants it."""

    def __init__(self, settings: Settings, appearance: Appearance, pane: ReadingPane, parent: QObject):
        super().__init__(parent)
        self._settings = settings
        self._look = appearance
        self._pane = pane
        self._popover: LettersPopover | None = None
        appearance.set_page(Preferences.read(settings.table(KEPT)))
        pane.view.zoom_asked.connect(self._on_zoom_asked)

    @property
    def popover(self) -> LettersPopover | None:
        """The popover, where it is open."""
        return self._popover

    # Commands

    @Slot()
    def open(self) -> None:
        """Open the popover under its button."""
        from app.desktop.panels.letters import LettersPopover  # noqa: PLC0415  loaded when it is asked for

        self._popover = LettersPopover(self._look, self._pane)
        self._popover.theme_chosen.connect(self._look.choose)
        self._popover.page_chosen.connect(self._choose)
        self._popover.closed.connect(self._on_closed)
        self._popover.open_under(on_screen(self._pane.anchor("read.letters")), right=True)
        self._popover.swatch(self._look.choice).setFocus()

    @Slot()
    def larger(self) -> None:
        """Make the letters larger."""
        self._on_zoom_asked(1)

    @Slot()
    def smaller(self) -> None:
        """Make the letters smaller."""
        self._on_zoom_asked(-1)

    @Slot()
    def usual(self) -> None:
        """Make the letters as large as they usually are."""
        self._choose(self._look.page.changed("size", SIZE.usual))

    # Slots

    @Slot(int)
    def _on_zoom_asked(self, step: int) -> None:
        page = self._look.page
        self._choose(page.changed("size", page.size + step * SIZE.step))

    @Slot(object)
    def _choose(self, page: Preferences) -> None:
        self._look.set_page(page)
        self._settings.put(KEPT, page.table())

    @Slot()
    def _on_closed(self) -> None:
        if self._popover is not None:
            self._settings.keep()
            self._popover.deleteLater()
            self._popover = None
            self._pane.view.setFocus()
