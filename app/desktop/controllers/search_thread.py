# SPDX-License-Identifier: MIT
"""The thread that answers queries, on a connection of its own, so that typing never waits.

It keeps only the latest query: a newer one interrupts the one that is running.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from app.desktop.controllers.questions import Answer, Look, Places, Question
from app.desktop.models.results import Passage, ResultRow
from database import sources
from database.records import Source

if TYPE_CHECKING:
    from app.search.engine import Hit, Results, Searcher

LIMIT = 60
"""How many sources are shown; the total says how many there are."""


class SearchThread(QThread):
    """Does the latest thing it was asked. ``answered`` carries an :class:`Answer`, ``placed`` the :class:`Places`."""

    answered = Signal(object)
    placed = Signal(object)

    def __init__(self, connect: Callable[[], sqlite3.Connection], parent: QObject):
        super().__init__(parent)
        self._connect = connect
        self._searcher: Searcher | None = None
        self._task: Question | Look | None = None
        self._ready = threading.Condition()
        self._ended = False

    def ask(self, task: Question | Look) -> None:
        """Put a task in place of the one that is being done."""
        with self._ready:
            self._task = task
            if self._searcher is not None:
                self._searcher.interrupt()
            self._ready.notify()

    def end(self) -> None:
        """Stop, and wait until the connection is closed."""
        with self._ready:
            self._ended = True
            if self._searcher is not None:
                self._searcher.interrupt()
            self._ready.notify()
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
                    self._do(searcher, connection, task)
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                        raise
            with self._ready:
                self._searcher = None

    def _next(self) -> Question | Look | None:
        with self._ready:
            while self._task is None and not self._ended:
                self._ready.wait()
            task, self._task = self._task, None
            return None if self._ended else task

    def _do(self, searcher: Searcher, connection: sqlite3.Connection, task: Question | Look) -> None:
        if isinstance(task, Look):
            self.placed.emit(Places(task, searcher.places(task.text, task.query)))
            return
        results = searcher.search(task.query, limit=LIMIT, typing=task.typing)
        found = {source.id: source for source in sources.sources(connection, [hit.source for hit in results.hits])}
        rows = tuple(_row(hit, found[hit.source]) for hit in results.hits if hit.source in found)
        self.answered.emit(_answer(task, results, rows))


def _row(hit: Hit, source: Source) -> ResultRow:
    passages = (Passage(snippet.text, snippet.start, snippet.marks) for snippet in hit.snippets)
    return ResultRow(source, tuple(passages), hit.annotations)


def _answer(question: Question, results: Results, rows: tuple[ResultRow, ...]) -> Answer:
    mistake = next((mistake.sentence for mistake in results.mistakes), "")
    return Answer(
        question,
        rows,
        results.total,
        results.meaning,
        mistake,
        results.did_you_mean or "",
        results.partial,
        results.seconds,
    )
