# SPDX-License-Identifier: MIT
"""Telling how much the collection holds, and what undo would take back."""

from __future__ import annotations

from time import thread_time

from PySide6.QtCore import QObject, QTimer, Slot

from app.desktop.actions import Actions
from app.desktop.controllers.session import Session
from app.desktop.panels.status_line import StatusLine
from app.desktop.panels.top_bar import TopBar
from app.desktop.wording import uncapitalised
from database.history import Change

PAUSE_MS = 150
QUICK = 0.002
"""Seconds in which a collection is counted that is counted at once. To count 100,000 annotations takes longer than to
tag one, so that there the counts are told so many milliseconds after a change."""


class Counting(QObject):
    """Keeps the counts and the words for undo, in the status line, in the bar above and in the menu."""

    def __init__(self, session: Session, top_bar: TopBar, status: StatusLine, actions: Actions, parent: QObject):
        super().__init__(parent)
        self._session = session
        self._top_bar = top_bar
        self._status = status
        self._actions = actions
        self._took = 0.0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._count)
        session.busy_changed.connect(self._show_undo)

    def show(self) -> None:
        """Tell everything now: another collection is open, or none."""
        self._count()
        self._show_undo()

    def refresh(self, change: Change) -> None:
        """Follow a change: undo at once, the counts a moment later where they take long."""
        self._show_undo()
        if change.touches("source", "annotation"):
            if self._took < QUICK:
                self._count()
            elif not self._pause.isActive():
                self._pause.start()

    @Slot()
    def _count(self) -> None:
        self._pause.stop()
        collection = self._session.collection
        if collection is None:
            self._status.hide_counts()
            return
        started = thread_time()
        counts = collection.counts()
        self._took = thread_time() - started
        self._top_bar.show_collection(collection.title, counts["source"])
        self._status.show_counts(counts["claim"], counts["recommendation"])

    @Slot()
    def _show_undo(self) -> None:
        collection = self._session.collection
        if collection is None:
            self._status.show_undo(None)
            return
        undo, redo = (collection.next_undo, collection.next_redo) if self._session.writable else (None, None)
        self._status.show_undo(undo)
        self._actions.rename("edit.undo", f"Undo {uncapitalised(undo)}" if undo else "Undo")
        self._actions.rename("edit.redo", f"Redo {uncapitalised(redo)}" if redo else "Redo")
