# SPDX-License-Identifier: MIT
"""Back to where one came from, and forward again: through places of the sources read since the collection was opened.

Whatever jumps leaves a place: another source, a hit, an annotation, a heading, a link, the overview. Places that one
only passes, as when one steps quickly from hit to hit, are not kept.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, Signal, Slot

from app.desktop.controllers.reading import Reading
from app.desktop.controllers.session import Session
from app.desktop.reading.trail import Stop, Trail
from app.desktop.reading.view import ReadingView
from app.errors import UnknownSource

PASSED_MS = 700
"""A place that is left sooner than this after one has come to it was only passed."""

Turn = Callable[[Stop | None, Callable[[Stop], bool]], Stop | None]


class GoingBack(QObject):
    """Keeps the trail. ``changed`` comes when there is more or less of it."""

    changed = Signal()

    def __init__(self, session: Session, reading: Reading, view: ReadingView, parent: QObject):
        super().__init__(parent)
        self._session = session
        self._reading = reading
        self._view = view
        self._trail = Trail()
        self._since = QElapsedTimer()
        self._going = False
        self.passed_ms = PASSED_MS
        reading.leaving.connect(self._on_leaving)
        view.leaving.connect(self._on_leaving)
        view.turned.connect(self._on_turned)
        session.closed.connect(self._on_closed)

    # Properties

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return self._trail.behind > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place to go forward to."""
        return self._trail.ahead > 0

    # Commands

    @Slot()
    def back(self) -> None:
        """Go back to the place one came from."""
        self._go(self._trail.back)

    @Slot()
    def forward(self) -> None:
        """Go forward to the place one went back from."""
        self._go(self._trail.forward)

    # Parts

    def _here(self) -> Stop | None:
        source = self._reading.source
        return Stop(source.id, self._view.place()) if source is not None else None

    def _go(self, turn: Turn) -> None:
        """Go to the next place in one direction whose source is still there."""
        stop = turn(self._here(), self._is_there)
        if stop is not None:
            self._going = True
            self._reading.open_source(stop.source)
            self._view.restore_place(stop.place)
            self._going = False
        self._since.invalidate()
        self.changed.emit()

    def _is_there(self, stop: Stop) -> bool:
        try:
            self._session.required.source(stop.source)
        except UnknownSource:
            return False
        return True

    # Slots

    @Slot()
    def _on_leaving(self) -> None:
        here = self._here()
        if self._going or here is None:
            return
        passed = self._since.isValid() and self._since.elapsed() < self.passed_ms
        self._since.start()
        if not passed:
            self._trail.leave(here)
            self.changed.emit()

    @Slot(int)
    def _on_turned(self, step: int) -> None:
        self._go(self._trail.back if step < 0 else self._trail.forward)

    @Slot()
    def _on_closed(self) -> None:
        self._trail.clear()
        self._since.invalidate()
        self.changed.emit()
