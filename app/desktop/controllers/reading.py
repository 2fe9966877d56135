# SPDX-License-Identifier: MIT
"""The open source: showing it, and keeping the place."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.desktop.controllers.session import Session
from app.desktop.controllers.shown_page import ShownPage
from app.desktop.panels.reading import ReadingPane
from app.desktop.reading.header import header
from app.errors import UnknownSource
from app.text.anchors import followed
from database.history import Change
from database.records import Source

DWELL_MS = 1500
"""How long a source is open before it counts as read: going through the list by key reads nothing."""


class Reading(ShownPage):
    """Shows one source, the one that is worked on. ``leaving`` comes before another is opened."""

    leaving = Signal()

    def __init__(self, session: Session, pane: ReadingPane, parent: QObject):
        super().__init__(pane, parent)
        self._session = session
        self._pane = pane
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.setInterval(DWELL_MS)
        self._dwell.timeout.connect(self.dwell)
        session.closing.connect(self._on_closing)

    # Methods

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
        self.take(found)
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
            self.take(None)
            self._pane.show_nothing()
            self.opened.emit()

    def keep_place(self) -> None:
        """Remember where the user is in the open source."""
        if self._source is not None:
            self._session.state.keep_place(self._source.uid, *self._pane.view.place())

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

    def _reload(self, source: Source) -> None:
        """Show the open source with its new text, or under its new title, where the reader is."""
        place, before = self._pane.view.place(), self._pane.view.text
        text, layout = self._session.required.text(source.id)
        self.take(source)
        self._pane.show_text(text, layout, header(source), anew=True)
        self._pane.view.restore_place(place._replace(offset=followed(before, text, place.offset)))
        self.reloaded.emit()

    # Slots

    @Slot()
    def _on_closing(self) -> None:
        self.keep_place()
        self.close_source()
