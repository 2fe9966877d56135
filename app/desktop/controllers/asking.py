# SPDX-License-Identifier: MIT
"""A thread that asks the collection for a view, on a connection of its own, so that the window never waits.

It keeps only the latest task: a newer one interrupts the one that is running.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.desktop.controllers.session import Session

if TYPE_CHECKING:
    from app.search.engine import Searcher


class Task(Protocol):
    """What a view wants to know."""

    def answers(self, searcher: Searcher) -> Iterator[object]:
        """Yield the parts of the answer, each as soon as it is there. Runs in the thread."""


class Asking(QObject):
    """Asks for one view. ``answered`` carries each part of the answer to the latest task; older ones are dropped."""

    answered = Signal(object)

    def __init__(self, session: Session, parent: QObject):
        super().__init__(parent)
        self._session = session
        self._thread: AskThread | None = None
        self._task: Task | None = None
        session.closing.connect(self._on_closing)

    def ask(self, task: Task) -> None:
        """Put a task in place of the one that is being done."""
        if self._thread is not None and self._thread.isFinished():
            self._thread = None  # a fault ended it; it has been shown
        if self._thread is None:
            connect = partial(self._session.required.store.connect, write=False)
            self._thread = AskThread(connect, self)
            self._thread.answered.connect(self._on_answered)
            self._thread.start()
        self._task = task
        self._thread.ask(task)

    @Slot(object, object)
    def _on_answered(self, task: Task, answer: object) -> None:
        if task is self._task:
            self.answered.emit(answer)

    @Slot()
    def _on_closing(self) -> None:
        self._task = None
        if self._thread is not None:
            self._thread.end()
            self._thread.deleteLater()
            self._thread = None


class AskThread(QThread):
    """Does the latest task it was given. ``answered`` carries the task, and a part of the answer."""

    answered = Signal(object, object)

    def __init__(self, connect: Callable[[], sqlite3.Connection], parent: QObject):
        super().__init__(parent)
        self._connect = connect
        self._searcher: Searcher | None = None
        self._task: Task | None = None
        self._ready = threading.Condition()
        self._ended = False

    def ask(self, task: Task) -> None:
        """Put a task in place of the one that is being done."""
        with self._ready:
            self._task = task
            self._interrupt()

    def end(self) -> None:
        """Stop, and wait until the connection is closed."""
        with self._ready:
            self._ended = True
            self._interrupt()
        self.wait()

    def run(self) -> None:
        """Do what is asked until the end."""
        from app.search.engine import Searcher  # noqa: PLC0415  Whoosh is slow to load; here nobody waits for it

        with contextlib.closing(self._connect()) as connection:
            searcher = Searcher(connection)
            with self._ready:
                self._searcher = searcher
            while (task := self._next()) is not None:
                try:
                    self._do(task, searcher)
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                        raise
            with self._ready:
                self._searcher = None

    def _do(self, task: Task, searcher: Searcher) -> None:
        """Do a task; all parts of its answer are of one state of the collection."""
        with searcher.reading():
            for answer in task.answers(searcher):
                self.answered.emit(task, answer)
                with self._ready:
                    if self._task is not None or self._ended:
                        return

    def _interrupt(self) -> None:
        if self._searcher is not None:
            self._searcher.interrupt()
        self._ready.notify()

    def _next(self) -> Task | None:
        with self._ready:
            while self._task is None and not self._ended:
                self._ready.wait()
            task, self._task = self._task, None
            return None if self._ended else task
