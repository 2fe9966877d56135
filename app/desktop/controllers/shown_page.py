# SPDX-License-Identifier: MIT
"""A page on the screen: the source on it, and the places in it that are marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from app.desktop.panels.page_pane import PagePane
from app.desktop.reading.view import ReadingView
from database.records import Source, Span


class ShownPage(QObject):
    """Knows what one page shows.

    ``opened`` comes after another source was put on it, or none, ``reloaded`` when the page of the same source was made
    anew, and ``stepped`` when another hit is looked at.
    """

    opened = Signal()
    reloaded = Signal()
    stepped = Signal()

    def __init__(self, pane: PagePane, parent: QObject):
        super().__init__(parent)
        self._paper = pane
        self._source: Source | None = None
        self._hits: Sequence[Span] = ()
        self._active = -1

    # Properties

    @property
    def pane(self) -> PagePane:
        """Where it is shown."""
        return self._paper

    @property
    def view(self) -> ReadingView:
        """The text."""
        return self._paper.view

    @property
    def source(self) -> Source | None:
        """The source that is open, or None."""
        return self._source

    @property
    def hits(self) -> Sequence[Span]:
        """The places marked as hits."""
        return self._hits

    @property
    def hit_number(self) -> int:
        """The number of the hit that is looked at, from 1; nought where it is none."""
        return self._active + 1

    # Methods

    def take(self, source: Source | None) -> None:
        """Take a source as the one on show, with no places marked."""
        self._source = source
        self._hits, self._active = (), -1

    def present(self) -> Source | None:
        """Return the source that is open, or None: the same as :attr:`source`, to be asked later."""
        return self._source

    def address(self) -> str:
        """Return where the open source was published on the web; nothing where that is not known."""
        return self._source.url if self._source is not None else ""

    def mark(self, hits: Sequence[Span], active: int = -1) -> None:
        """Mark places, and go to one of them."""
        self._hits, self._active = hits, active
        self.view.set_hits(list(hits), active)
        if 0 <= active < len(hits):
            self.view.reveal(*hits[active])

    def mark_all(self, hits: Sequence[Span]) -> None:
        """Mark more places, and keep the one that is looked at."""
        here = self._hits[self._active] if 0 <= self._active < len(self._hits) else None
        self._hits = hits
        self._active = list(hits).index(here) if here is not None and here in hits else -1
        self.view.set_hits(list(hits), self._active)

    def has_hit(self, step: int) -> bool:
        """Tell whether there is a hit after the one that is looked at, or before it."""
        return 0 <= self._after(step) < len(self._hits)

    @Slot(int)
    def step_hit(self, step: int) -> None:
        """Go to the next hit or the one before; after the last comes the first."""
        if self._hits:
            self.go_to_hit(self._after(step) % len(self._hits))

    def go_to_hit(self, number: int) -> None:
        """Go to a hit by its number; -1 is the last."""
        if self._hits:
            self.mark(self._hits, number % len(self._hits))
            self.stepped.emit()

    # Parts

    def _after(self, step: int) -> int:
        """Return the number of the hit a step leads to; it may be beyond either end."""
        if self._active >= 0:
            return self._active + step
        here = self.view.place().offset
        after = [number for number, (start, _) in enumerate(self._hits) if start >= here]
        if not after:
            return len(self._hits) - (step < 0)
        return after[0] if step > 0 else after[0] - 1
