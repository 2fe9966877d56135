# SPDX-License-Identifier: MIT
"""The thread an import runs in, on a connection of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from database.errors import CollectionError
from database.history import Change

if TYPE_CHECKING:
    from app.importing.job import ImportJob, ImportReport


class JobThread(QThread):
    """Runs one import; its signals reach the window in the window's own thread."""

    progressed = Signal(int, int)
    wrote = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self.job: ImportJob | None = None
        self.report: ImportReport | None = None

    def run(self) -> None:
        """Import."""
        if self.job is None:
            return
        try:
            self.report = self.job.run()
        except CollectionError as error:
            self.refused.emit(error)

    def progress(self, done: int, total: int, _path: str) -> None:
        """Hear from the job, in this thread."""
        self.progressed.emit(done, total)

    def changed(self, change: Change) -> None:
        """Hear from the job what it wrote, in this thread."""
        self.wrote.emit(change)
