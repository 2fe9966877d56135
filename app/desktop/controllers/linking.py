# SPDX-License-Identifier: MIT
"""Links and notes of the open source: within it they jump; others show where they lead and ask before they open.

Nothing is ever fetched. What is asked for by the mouse can be had by key as well.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QToolTip

from app.desktop.appearance import Appearance
from app.desktop.controllers.helping import OPENED
from app.desktop.controllers.pages import Pages
from app.desktop.controllers.shown_page import ShownPage
from app.desktop.reading.view import ReadingView
from app.text.layout import Inline, Kind, Layout, Style
from app.text.targets import place_of
from database.records import Span

if TYPE_CHECKING:
    from app.desktop.panels.note import NotePopover

WITHIN = (Kind.NOTE, Kind.ITEM, Kind.CODE, Kind.HEADER_ROW, Kind.ROW)
"""What carries a note on; a layout does not say where one ends, and too much of it is better than too little."""
SPECIAL = Style.LINK | Style.NOTE | Style.IMAGE
LONGEST = 400
"""How many characters of a note a hover shows."""
NO_NOTE = "This source has no note of that name"
NO_PLACE = "This link leads to nothing that can be opened"
NO_MORE = "There is no other link, note or picture"


class Linking(QObject):
    """Follows the links of one page.

    ``leads_out`` carries an address outside the source, ``said`` a word to the user.
    """

    leads_out = Signal(str)
    said = Signal(str)

    def __init__(self, page: ShownPage, appearance: Appearance, parent: QObject):
        super().__init__(parent)
        self._page = page
        self._view = page.view
        self._look = appearance
        self._popover: NotePopover | None = None
        self._label = ""
        self._view.link_activated.connect(self._on_link_activated)
        self._view.note_asked.connect(self._on_note_asked)
        self._view.inline_hovered.connect(self._on_inline_hovered)

    @property
    def popover(self) -> NotePopover | None:
        """The note, where one is open."""
        return self._popover

    # Slots

    @Slot(str)
    def _on_link_activated(self, target: str) -> None:
        place = _place(self._page, target)
        if place is not None:
            self._view.reveal(place, margin=self._view.head_room)
            self._view.select(place, place)
        elif target.partition(":")[0].lower() in OPENED:
            self.leads_out.emit(target)
        else:
            self.said.emit(f"{NO_PLACE}: {target}")

    @Slot(str)
    def _on_note_asked(self, label: str) -> None:
        """Show a note beside its figure."""
        span = note_span(self._view, label)
        if span is None:
            self.said.emit(NO_NOTE)
            return
        from app.desktop.panels.note import NotePopover  # noqa: PLC0415  loaded when it is first wanted

        self._label = label
        self._popover = NotePopover(label, self._view.text[slice(*span)], self._look, self._view)
        self._popover.gone_to.connect(self._on_note_wanted)
        self._popover.closed.connect(self._on_popover_closed)
        self._popover.open_under(self._view.asked_at)
        self._popover.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _on_note_wanted(self) -> None:
        span = note_span(self._view, self._label)
        if span is not None:
            self._view.reveal(*span, select=True)

    @Slot()
    def _on_popover_closed(self) -> None:
        if self._popover is not None:
            self._popover.deleteLater()
            self._popover = None
            self._view.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(object, object)
    def _on_inline_hovered(self, inline: Inline, place: QPoint) -> None:
        QToolTip.showText(place, _rich(_told(self._page, inline)), self._view.viewport())


class LinkSteps(QObject):
    """Goes from link to link of the page that is meant; ``said`` carries what each is."""

    said = Signal(str)

    def __init__(self, pages: Pages, parent: QObject):
        super().__init__(parent)
        self._pages = pages

    # Commands

    @Slot()
    def next(self) -> None:
        """Put the caret on the next link, note or picture, and say what it is."""
        self._step(1)

    @Slot()
    def previous(self) -> None:
        """Put the caret on the one before."""
        self._step(-1)

    # Parts

    def _step(self, step: int) -> None:
        page, view = self._pages.meant, self._pages.meant.view
        found = neighbour(view, step)
        if found is None:
            self.said.emit(NO_MORE)
            return
        offset, inline = found
        view.select(offset, offset)
        view.reveal(offset, offset + inline.end - inline.start)
        words = _told(page, inline)
        self.said.emit(words)
        place = view.cursorRect().bottomLeft()
        QToolTip.showText(view.viewport().mapToGlobal(place), _rich(words), view.viewport())


def _told(page: ShownPage, inline: Inline) -> str:
    """Say where an inline span leads, or what its note says."""
    if inline.style & Style.NOTE:
        span = note_span(page.view, inline.target)
        return page.view.text[slice(*span)] if span is not None else NO_NOTE
    if inline.style & Style.LINK:
        return "Leads to a place in this source" if _place(page, inline.target) is not None else inline.target
    return "A picture"


def _place(page: ShownPage, target: str) -> int | None:
    return place_of(page.view.text, page.view.layout_of_text, target, page.address())


def note_span(view: ReadingView, label: str) -> Span | None:
    """Return the span of a note by its label: its paragraph, and the paragraphs, lists and tables that carry it on."""
    layout = view.layout_of_text
    numbers = (number for number, marker in layout.markers.items() if marker.strip("[]().") == label)
    first = next((number for number in numbers if layout.kinds[number] == Kind.NOTE), None)
    if first is None:
        return None
    last = first
    while last + 1 < len(layout) and _carries_on(layout, last + 1):
        last += 1
    return layout.starts[first], layout.starts[last] + layout.lengths[last]


def _carries_on(layout: Layout, number: int) -> bool:
    kind = layout.kinds[number]
    return kind in WITHIN and not (kind == Kind.NOTE and number in layout.markers)


def neighbour(view: ReadingView, step: int) -> tuple[int, Inline] | None:
    """Return the link, note or picture after the caret, or before it, and where it begins; after the last the first."""
    layout, caret = view.layout_of_text, view.caret()
    here = layout.block_at(caret)
    numbers = range(here, here + step * (len(layout) + 1), step)
    for turn, number in enumerate(n % len(layout) for n in numbers):
        start = layout.starts[number]
        found = [(start + one.start, one) for one in layout.inlines.get(number, ()) if one.style & SPECIAL]
        if turn == 0:
            found = [each for each in found if (each[0] - caret) * step > 0]
        if found:
            return found[0 if step > 0 else -1]
    return None


def _rich(words: str) -> str:
    """Return words for a hover: as rich text its lines are broken."""
    shown = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
    return f"<p>{escape(shown)}</p>"
