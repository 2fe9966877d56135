# SPDX-License-Identifier: MIT
"""Writing away from the window's thread: its progress, its end, and what the window does meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Slot

from app.desktop.controllers.session import Session
from app.desktop.long_work import Done, LongWork
from app.desktop.panels.job_line import JobLine
from app.desktop.panels.status_line import StatusLine
from app.errors import PostilError
from database.errors import CollectionError
from database.history import Change

if TYPE_CHECKING:
    from app.desktop.controllers.apply_thread import ApplyThread


class LongWriting(QObject):
    """Does one piece of long work at a time; the collection can be read meanwhile, and not be changed."""

    def __init__(self, session: Session, status: StatusLine, parent: QObject):
        super().__init__(parent)
        self._session = session
        self._status = status
        self._line = status.add_job("change")
        self._line.explain("Stop, and take back what has been changed so far")
        self._line.cancel_asked.connect(self.cancel)
        self._thread: ApplyThread | None = None
        self._done: Done = _forget
        self._then: Callable[[], None] = _nothing
        self._changes: list[Change] = []
        session.work_asked.connect(self.start)
        session.closing.connect(self._on_closing)

    @property
    def running(self) -> bool:
        """Whether something is being written."""
        return self._thread is not None

    @property
    def line(self) -> JobLine:
        """Where its progress is said, and can be cancelled."""
        return self._line

    @Slot(object, object)
    def start(self, work: LongWork, done: Done) -> None:
        """Do a piece of work."""
        from app.desktop.controllers.apply_thread import ApplyThread  # noqa: PLC0415  loaded when it is asked for

        self._changes = []
        self._then = _nothing
        self._line.show_job(f"{work.words}…", 0, 0)
        self._thread = ApplyThread(self._session.required, work.work, self)
        self._session.set_busy(busy=True)
        self._done = done
        self._thread.wrote.connect(self._on_wrote)
        self._thread.done.connect(self._on_done)
        self._thread.refused.connect(self._on_refused)
        self._thread.cancelled.connect(self._on_cancelled)
        self._thread.finished.connect(self._on_finished)
        self._thread.start()

    @Slot()
    def cancel(self) -> None:
        """Take the work back."""
        if self._thread is not None:
            self._thread.cancel()

    # Parts

    def _refuse(self, error: PostilError | CollectionError) -> None:
        raise error

    def _tell_cancelled(self) -> None:
        self._status.say("Cancelled; nothing was changed")

    # Slots

    @Slot(object)
    def _on_wrote(self, change: Change) -> None:
        self._changes.append(change)

    @Slot(object)
    def _on_done(self, result: object) -> None:
        self._then = partial(self._done, result)

    @Slot(object)
    def _on_refused(self, error: PostilError | CollectionError) -> None:
        self._then = partial(self._refuse, error)

    @Slot()
    def _on_cancelled(self) -> None:
        self._then = self._tell_cancelled

    @Slot()
    def _on_finished(self) -> None:
        """Let the collection be changed again, and tell how it went; a fault has been shown by now."""
        if self._thread is None:
            return
        self._thread.deleteLater()
        self._thread = None
        self._line.hide()
        self._session.set_busy(busy=False)
        for change in self._changes:
            self._session.announce(change)
        self._then()

    @Slot()
    def _on_closing(self) -> None:
        """Let what is being written come to its end; the window is painted meanwhile, and takes no keys."""
        loop = QEventLoop()
        while self._thread is not None:
            loop.processEvents(
                QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
            )


def _forget(_result: object) -> None:
    """Want nothing of a result."""


def _nothing() -> None:
    """Nothing is to be told."""
