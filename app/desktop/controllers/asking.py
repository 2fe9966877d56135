# SPDX-License-Identifier: MIT
"""A thread that asks the collection for a view, on a connection of its own, so that the window never waits.

It keeps only the latest task: a newer one interrupts the one that is running.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QThread, Signal, Slot

from app.desktop.controllers.looking_up import LookingUp
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
        self._work: LookingUp[Task] = LookingUp(connect, self._do)

    def ask(self, task: Task) -> None:
        """Put a task in place of the one that is being done."""
        self._work.wishes.put([task])

    def end(self) -> None:
        """Stop, and wait until the connection is closed."""
        self._work.wishes.end()
        self.wait()

    def run(self) -> None:
        """Do what is asked until the end."""
        self._work.run()

    def _do(self, task: Task, searcher: Searcher) -> None:
        """Do a task; all parts of its answer are of one state of the collection."""
        with searcher.reading():
            for answer in task.answers(searcher):
                self.answered.emit(task, answer)
                if self._work.wishes.any():
                    return
