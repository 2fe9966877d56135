# SPDX-License-Identifier: MIT
"""The thread that answers queries, on a connection of its own, so that typing never waits.

It keeps only the latest query: a newer one interrupts the one that is running. What can wait (facets, places in
context) is put off for what cannot, and begun again afterwards.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from app.analysis.cooccurrence import together
from app.desktop.controllers.looking_up import LookingUp
from app.desktop.controllers.questions import (
    Answer,
    Context,
    Counted,
    Joint,
    Look,
    Places,
    Question,
    Survey,
    Tallied,
    Tally,
)
from app.desktop.models.results import Passage, ResultRow
from database import sources
from database.records import Source

if TYPE_CHECKING:
    from app.search.engine import Hit, Results, Searcher

LIMIT = 60
"""How many sources are shown at once; the total says how many there are, and the list asks for more."""

LINES = 2000
"""How many places in context are shown; an export has them all."""

STEP = 20
"""How many sources are read at once for them."""

VALUES = 50
"""How many values of a facet are kept."""

Task = Question | Look | Survey | Tally
_RANKS: dict[type[Task], int] = {Question: 0, Look: 1, Survey: 2, Tally: 3}


class SearchThread(QThread):
    """Does the latest thing of each kind that it was asked.

    ``answered`` carries an :class:`Answer`, ``placed`` the :class:`Places`, ``counted`` the facets as
    :class:`Counted`, ``found`` some places as :class:`Context`, ``joined`` what stands together as :class:`Joint`,
    and ``tallied`` counts as :class:`Tallied`.
    """

    answered = Signal(object)
    placed = Signal(object)
    counted = Signal(object)
    found = Signal(object)
    joined = Signal(object)
    tallied = Signal(object)

    def __init__(self, connect: Callable[[], sqlite3.Connection], parent: QObject):
        super().__init__(parent)
        self._work: LookingUp[Task] = LookingUp(connect, self._do, self._put_off, _rank)
        self._wishes = self._work.wishes

    def ask(self, task: Task) -> None:
        """Put a task in place of the one of its kind; a question drops what was asked about the one before."""
        if isinstance(task, Question) and not task.offset:
            self._wishes.put([task], lambda waiting: not isinstance(waiting, Tally))
        else:
            self._wishes.put([task], lambda waiting: type(waiting) is type(task))

    def end(self) -> None:
        """Stop, and wait until the connection is closed."""
        self._wishes.end()
        self.wait()

    def run(self) -> None:
        """Do what is asked until the end."""
        self._work.run()

    def _put_off(self, task: Task) -> None:
        """Keep a task that was interrupted for later, unless it is out of date."""
        with self._wishes.lock:
            newer = self._wishes.any(lambda waiting: isinstance(waiting, Question) and not waiting.offset)
            replaced = self._wishes.any(lambda waiting: type(waiting) is type(task))
            if not replaced and (isinstance(task, Tally) or (isinstance(task, Survey) and not newer)):
                self._wishes.put_off(task)

    def _do(self, task: Task, searcher: Searcher) -> None:
        match task:
            case Look():
                self._place(searcher, task)
            case Question():
                self._answer(searcher, task)
            case Survey():
                self._survey(searcher, task)
            case Tally():
                self._tally(searcher, task)

    def _place(self, searcher: Searcher, task: Look) -> None:
        from app.search.seeking import places_in  # noqa: PLC0415  loaded with the search

        found = places_in(searcher, task.source, task.text, task.query, typing=task.typing)
        self.placed.emit(Places(task, found))

    def _answer(self, searcher: Searcher, asked: Question) -> None:
        searcher.transliterate = asked.names
        results = searcher.search(asked.query, limit=LIMIT, typing=asked.typing, order=asked.order, offset=asked.offset)
        found = {
            source.id: source for source in sources.sources(searcher.connection, [hit.source for hit in results.hits])
        }
        rows = tuple(_row(hit, found[hit.source]) for hit in results.hits if hit.source in found)
        self.answered.emit(_answer(asked, results, rows))

    def _survey(self, searcher: Searcher, task: Survey) -> None:
        asked = task.question
        searcher.transliterate = asked.names
        self.counted.emit(Counted(asked, searcher.facets(asked.query, typing=asked.typing, limit=VALUES)))
        found = searcher.annotations(asked.query, typing=asked.typing)
        self.joined.emit(Joint(asked, together(searcher.connection, found)))
        total = searcher.search(asked.query, limit=0, typing=asked.typing, order=asked.order).total
        lines = holding = offset = 0
        last = False
        while not last:
            if self._wishes.any():
                self._put_off(task)
                return
            some = searcher.lines(asked.query, limit=STEP, typing=asked.typing, order=asked.order, offset=offset)
            holding += len({line.source for line in some})
            lines += len(some)
            last = offset + STEP >= total or lines >= LINES
            self.found.emit(Context(asked, some, holding, offset + STEP, offset == 0, last))
            offset += STEP

    def _tally(self, searcher: Searcher, task: Tally) -> None:
        searcher.transliterate = task.names
        for number, query in enumerate(task.queries):
            if self._wishes.any():
                self._put_off(task._replace(queries=task.queries[number:]))
                return
            self.tallied.emit(Tallied({query: searcher.count(query)}))


def _rank(task: Task) -> int:
    return _RANKS[type(task)]


def _row(hit: Hit, source: Source) -> ResultRow:
    passages = (Passage(snippet.text, snippet.start, snippet.marks, snippet.cut) for snippet in hit.snippets)
    return ResultRow(source, tuple(passages), hit.annotations)


def _answer(question: Question, results: Results, rows: tuple[ResultRow, ...]) -> Answer:
    mistake = next(iter(results.mistakes), None)
    query, better = question.query, ""
    if mistake is not None and mistake.suggestion:
        better = query[: mistake.start] + mistake.suggestion + query[mistake.end :]
    return Answer(
        question,
        rows,
        results.total,
        results.meaning,
        mistake.sentence if mistake is not None else "",
        results.did_you_mean,
        results.partial,
        results.seconds,
        results.notes,
        (mistake.start, mistake.end) if mistake is not None else None,
        better,
    )
