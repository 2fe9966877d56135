# SPDX-License-Identifier: MIT
"""The open source: showing it, keeping the place, and the places in it that are marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.desktop.controllers.session import Session
from app.desktop.panels.reading import ReadingPane
from app.desktop.reading.header import header
from app.errors import UnknownSource
from app.text.anchors import followed
from database.history import Change
from database.records import Source, Span

DWELL_MS = 1500
"""How long a source is open before it counts as read: going through the list by key reads nothing."""


class Reading(QObject):
    """Shows one source.

    ``leaving`` comes before another is opened, ``opened`` after another was, or none, ``reloaded`` when the page of the
    open one was made anew, and ``stepped`` when another hit is looked at.
    """

    leaving = Signal()
    opened = Signal()
    reloaded = Signal()
    stepped = Signal()

    def __init__(self, session: Session, pane: ReadingPane, parent: QObject):
        super().__init__(parent)
        self._session = session
        self._pane = pane
        self._source: Source | None = None
        self._hits: Sequence[Span] = ()
        self._active = -1
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.setInterval(DWELL_MS)
        self._dwell.timeout.connect(self.dwell)
        session.closing.connect(self._on_closing)

    # Properties

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

    def present(self) -> Source | None:
        """Return the source that is open, or None: the same as :attr:`source`, to be asked later."""
        return self._source

    def address(self) -> str:
        """Return where the open source was published on the web; nothing where that is not known."""
        return self._source.url if self._source is not None else ""

    def open_source(self, source: int) -> None:
        """Show a source where it was left; one that is open already stays as it is."""
        if self._source is not None and self._source.id == source:
            return
        collection = self._session.required
        try:
            found = collection.source(source)
            made = None if self._pane.take_ready(found.content, header(found)) else collection.text(source)
        except UnknownSource:
            return
        self.leaving.emit()
        self.keep_place()
        self._source = found
        self._hits, self._active = (), -1
        if made is not None:
            self._pane.show_text(*made, header(found))
        place = self._session.state.place(found.uid)
        if place is not None:
            self._pane.view.restore_place(place)
        self._session.state.keep_source(collection.path, found.uid)
        self._dwell.start()
        self.opened.emit()

    def close_source(self) -> None:
        """Show nothing."""
        self._dwell.stop()
        if self._source is not None:
            self._source = None
            self._hits = ()
            self._pane.show_nothing()
            self.opened.emit()

    def keep_place(self) -> None:
        """Remember where the user is in the open source."""
        if self._source is not None:
            self._session.state.keep_place(self._source.uid, *self._pane.view.place())

    def mark(self, hits: Sequence[Span], active: int = -1) -> None:
        """Mark places, and go to one of them."""
        self._hits, self._active = hits, active
        self._pane.view.set_hits(list(hits), active)
        if 0 <= active < len(hits):
            self._pane.view.reveal(*hits[active])

    def mark_all(self, hits: Sequence[Span]) -> None:
        """Mark more places, and keep the one that is looked at."""
        here = self._hits[self._active] if 0 <= self._active < len(self._hits) else None
        self._hits = hits
        self._active = list(hits).index(here) if here is not None and here in hits else -1
        self._pane.view.set_hits(list(hits), self._active)

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

    def refresh(self, change: Change) -> None:
        """Follow a change of the collection: the open source may be gone, or called otherwise."""
        if self._source is None or not change.touches("source", "reading"):
            return
        if self._source.id not in change.sources:
            return
        before = self._source
        try:
            self._source = self._session.required.source(before.id)
        except UnknownSource:
            self.close_source()
            return
        if self._source.content != before.content or header(self._source) != header(before):
            self._reload(self._source)

    @Slot()
    def dwell(self) -> None:
        """Count the open source as read: it has been looked at for a while."""
        self._dwell.stop()
        if self._source is None or self._source.read or not self._session.writable:
            return
        if self._session.required.running:
            self._dwell.start()  # an import is writing, and this can wait
        else:
            self._session.required.mark_read(self._source.id)

    def hold(self) -> None:
        """Do not count the open source as read because it stays open."""
        self._dwell.stop()

    # Parts

    def _after(self, step: int) -> int:
        """Return the number of the hit a step leads to; it may be beyond either end."""
        if self._active >= 0:
            return self._active + step
        here = self._pane.view.place().offset
        after = [number for number, (start, _) in enumerate(self._hits) if start >= here]
        if not after:
            return len(self._hits) - (step < 0)
        return after[0] if step > 0 else after[0] - 1

    def _reload(self, source: Source) -> None:
        """Show the open source with its new text, or under its new title, where the reader is."""
        place, before = self._pane.view.place(), self._pane.view.text
        text, layout = self._session.required.text(source.id)
        self._hits, self._active = (), -1
        self._pane.show_text(text, layout, header(source), anew=True)
        self._pane.view.restore_place(place._replace(offset=followed(before, text, place.offset)))
        self.reloaded.emit()

    # Slots

    @Slot()
    def _on_closing(self) -> None:
        self.keep_place()
        self.close_source()
