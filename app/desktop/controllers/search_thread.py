# SPDX-License-Identifier: MIT
"""The thread that answers queries, on a connection of its own, so that typing never waits.

It keeps only the latest query: a newer one interrupts the one that is running.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QThread, Signal

from app.desktop.models.results import ResultRow
from database import sources

if TYPE_CHECKING:
    from app.search.engine import Searcher

LIMIT = 60
"""How many sources are shown; the total says how many there are."""


class Question(NamedTuple):
    """What was asked, and whether the last word may still go on."""

    number: int
    query: str
    typing: bool


class Answer(NamedTuple):
    """What is shown of the answer to a question."""

    question: Question
    rows: tuple[ResultRow, ...]
    total: int
    meaning: str
    mistake: str
    did_you_mean: str
    partial: bool
    seconds: float


class SearchThread(QThread):
    """Answers the latest question put to it; ``answered`` carries an :class:`Answer`."""

    answered = Signal(object)

    def __init__(self, connect: Callable[[], sqlite3.Connection], parent: QObject):
        super().__init__(parent)
        self._connect = connect
        self._connection: sqlite3.Connection | None = None
        self._question: Question | None = None
        self._ready = threading.Condition()
        self._ended = False

    def ask(self, question: Question) -> None:
        """Put a question in place of the one that is being answered."""
        with self._ready:
            self._question = question
            if self._connection is not None:
                self._connection.interrupt()
            self._ready.notify()

    def end(self) -> None:
        """Stop, and wait until the connection is closed."""
        with self._ready:
            self._ended = True
            if self._connection is not None:
                self._connection.interrupt()
            self._ready.notify()
        self.wait()

    def run(self) -> None:
        """Answer questions until the end."""
        from app.search.engine import Searcher  # noqa: PLC0415  Whoosh is slow to load; here nobody waits for it

        with contextlib.closing(self._connect()) as connection:
            with self._ready:
                self._connection = connection
            searcher = Searcher(connection)
            while (question := self._next()) is not None:
                answer = self._answer(searcher, connection, question)
                if answer is not None:
                    self.answered.emit(answer)
            with self._ready:
                self._connection = None

    def _next(self) -> Question | None:
        with self._ready:
            while self._question is None and not self._ended:
                self._ready.wait()
            question, self._question = self._question, None
            return None if self._ended else question

    def _answer(self, searcher: Searcher, connection: sqlite3.Connection, question: Question) -> Answer | None:
        """Return the answer, or None where a newer question came meanwhile."""
        try:
            results = searcher.search(question.query, limit=LIMIT, typing=question.typing)
            found = {source.id: source for source in sources.sources(connection, [hit.source for hit in results.hits])}
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                return None
            raise
        rows = tuple(_row(hit, found[hit.source]) for hit in results.hits if hit.source in found)
        return _answer(question, results, rows)


def _row(hit: Hit, source: Source) -> ResultRow:
    return ResultRow(source, tuple(_passage(snippet) for snippet in hit.snippets), tuple(hit.annotations))


def _passage(snippet: Snippet) -> Passage:
    return Passage(snippet.text, snippet.start, tuple(snippet.marks))


def _answer(question: Question, results: Results, rows: tuple[ResultRow, ...]) -> Answer:
    mistake = next((mistake.sentence for mistake in results.mistakes), "")
    return Answer(
        question, rows, results.total, results.meaning, mistake, results.did_you_mean, results.partial, results.seconds
    )
