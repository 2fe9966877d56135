# SPDX-License-Identifier: MIT
"""Collects Python's garbage in the thread of the window alone.

Python looks for garbage in whichever thread happens to make the next object. A widget or a timer that is taken apart
in a thread other than its own can take the program with it, so Python does not look by itself; a timer of the window
does, as often as Python would: by the counts it keeps of what was made since.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 1000


class GarbageCollector(QObject):
    """Looks for garbage now and then, as long as its parent lives; lives in the thread that makes it."""

    def __init__(self, parent: QObject):
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that is due, and with it those that are younger."""
        due = [
            generation
            for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if limit and count > limit
        ]
        if due:
            gc.collect(max(due))
