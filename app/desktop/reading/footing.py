# SPDX-License-Identifier: MIT
"""Keeping the reader's place while the heights of blocks above it change.

The scroll bar counts pixels of a page whose heights are mostly guesses. So the place is held by what is seen: the
first block that begins in view, and how far below the upper edge it begins. When a guess above it is corrected, the
bar moves and the page does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtWidgets import QScrollBar

from app.desktop.reading.lazy_layout import LazyLayout

FAR = 2
"""Windows' heights further up than which a scroll is a jump: nothing seen before can be seen after it."""


class Place(NamedTuple):
    """Where a reader is: the offset (code points) at which the top line in view begins, and how much of it is gone.

    ``fraction`` counts in lines; below 0 it is the space above the line that is still in view, and at the top of the
    text the part of the head of the page that is.
    """

    offset: int
    fraction: float


TOP = Place(0, -1.0)


class Footing:
    """Holds one scroll bar to what is in view. Heights and values are whole pixels of the document."""

    def __init__(self, bar: QScrollBar, layout: LazyLayout) -> None:
        self._bar = bar
        self._layout = layout
        self._block = 0
        self._distance = 0
        self._kept: Place | None = None
        self.busy = False
        """True while the bar is moved to make up for heights, and not by the reader."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Take no movement of the bar for the reader's own meanwhile."""
        before, self.busy = self.busy, True
        try:
            yield
        finally:
            self.busy = before

    def settle(self) -> None:
        """Make up for heights that have changed since the last time."""
        if self._layout.unsettled:
            self._move(self._layout.top(self._block) - self._distance)

    def go(self, value: int) -> None:
        """Scroll to a height of the page and stand there."""
        self._move(value)
        self._note(self._bar.value())
        self._kept = None

    def follow(self, moved: int, window: int) -> None:
        """The reader has scrolled, ``moved`` pixels up (or down, below 0), in a window of this height."""
        value = self._bar.value()
        if 0 < moved <= FAR * window:
            above = self._distance + moved
            self.cover_above(self._block, above)
            value = self._layout.top(self._block) - above
        self._note(value)
        self._kept = None
        self.prepare(window)

    def prepare(self, window: int) -> None:
        """Set the blocks in view."""
        layout = self._layout
        top = max(0, self._bar.value())
        number, y = layout.find(top)
        while number < len(layout.page) and y < top + window:
            layout.ensure(number)
            y += layout.heights[number]
            number += 1
        self.settle()

    def cover_above(self, number: int, pixels: int) -> None:
        """Set blocks upward from ``number`` (itself not counted) until they fill this many pixels."""
        layout = self._layout
        while number > 0 and pixels > 0:
            number -= 1
            layout.ensure(number)
            pixels -= layout.heights[number]

    def place(self) -> Place:
        """Return where the reader is."""
        if self._kept is None:
            self._kept = self.seen()
        return self._kept

    def put(self, place: Place) -> None:
        """Scroll to a place; nearest to it where the text is shorter."""
        layout = self._layout
        text = layout.page.text
        offset = min(max(0, place.offset), len(text))
        at = layout.line_at(layout.page.utf16.to_utf16(offset))
        unit = at.y if offset == 0 and place.fraction < 0 else at.line.height()
        self.go(max(0, round(at.y + place.fraction * unit)))
        self._kept = place

    def seen(self) -> Place:
        """Return the place the bar stands at now. Many small steps add up to a drift; ``place`` does not."""
        layout, value = self._layout, self._bar.value()
        at = layout.line_below(value)
        position = layout.position(at.number) + at.line.textStart()
        offset = layout.page.utf16.to_code_point(position)
        unit = at.y if offset == 0 and value < at.y else at.line.height()
        return Place(offset, (value - at.y) / unit)

    def _move(self, value: int) -> None:
        with self.held():
            self._layout.unsettled = False
            self._layout.documentSizeChanged.emit(self._layout.documentSize())
            self._bar.setValue(value)

    def _note(self, value: int) -> None:
        number, top = self._top_block(value)
        self._block = number if top >= value else number + 1
        self._distance = self._layout.top(self._block) - value

    def _top_block(self, value: int) -> tuple[int, int]:
        """Return the block at the upper edge, set: a jump lands on guesses, and only the first must hold still."""
        layout = self._layout
        while True:
            number, top = layout.find(value)
            guessed = layout.heights[number]
            layout.ensure(number)
            if layout.heights[number] == guessed:
                return number, top
