# SPDX-License-Identifier: MIT
"""The thread that waits for a piece of heavy work, which a process of its own does."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QThread, Signal

from app.importing.task import Work, WorkCancelled, WorkRefused, run_task


class TaskThread(QThread):
    """Waits for one piece of work. ``done`` carries its result, ``refused`` the sentence why there is none."""

    progressed = Signal(int, int)
    done = Signal(object)
    refused = Signal(str)

    def __init__(self, work: Work[object], parent: QObject):
        super().__init__(parent)
        self._work = work
        self._cancel = threading.Event()

    def cancel(self) -> None:
        """End the work; nothing more is heard of it."""
        self._cancel.set()

    def run(self) -> None:
        """Wait for the work."""
        try:
            result = run_task(self._work, progress=self.progressed.emit, cancelled=self._cancel.is_set)
        except WorkCancelled:
            return
        except WorkRefused as error:
            self.refused.emit(str(error))
            return
        if not self._cancel.is_set():
            self.done.emit(result)
