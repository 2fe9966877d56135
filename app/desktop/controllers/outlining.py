# SPDX-License-Identifier: MIT
"""The outline of the source that is read: its headings in a popover, to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.desktop.appearance import Appearance
from app.desktop.controllers.pages import Pages
from app.desktop.widgets.popover import on_screen

if TYPE_CHECKING:
    from app.desktop.models.outline import OutlineModel
    from app.desktop.widgets.list_popover import ListPopover

WIDTH = 400
NOTHING = "This source has no headings"


class Outlining(QObject):
    """Opens the outline and goes where it is asked to."""

    def __init__(self, appearance: Appearance, pages: Pages, parent: QObject):
        super().__init__(parent)
        self._look = appearance
        self._pages = pages
        self._page = pages.meant
        self._popover: ListPopover | None = None
        self._model: OutlineModel | None = None

    @property
    def popover(self) -> ListPopover | None:
        """The outline, where it is open."""
        return self._popover

    @Slot()
    def open(self) -> None:
        """Open the outline at the heading that is being read."""
        from app.desktop.delegates.outline import OutlineDelegate  # noqa: PLC0415  loaded when it is asked for
        from app.desktop.models.outline import OutlineModel  # noqa: PLC0415
        from app.desktop.widgets.list_popover import ListPopover  # noqa: PLC0415

        page = self._page = self._pages.meant
        view, pane = page.view, page.pane
        model = OutlineModel(view.text, view.layout_of_text, self)
        if not model.headings:
            pane.hint(NOTHING)
            return
        self._model = model
        self._popover = ListPopover(
            "Outline", model, OutlineDelegate(self._look), self._look, pane, width=WIDTH, narrow="Find a heading"
        )
        self._popover.taken.connect(self._on_taken)
        self._popover.closed.connect(self._on_closed)
        self._popover.open_under(on_screen(pane.anchor("read.outline")), right=True)
        self._popover.go(model.row_at(view.place().offset))
        self._popover.setFocus()

    @Slot(int)
    def _on_taken(self, row: int) -> None:
        if self._model is not None:
            view, offset = self._page.view, self._model.headings[row].offset
            view.reveal(offset, margin=view.head_room)
            view.select(offset, offset)

    @Slot()
    def _on_closed(self) -> None:
        if self._popover is not None:
            self._popover.deleteLater()
            self._popover = None
            self._page.view.setFocus()
