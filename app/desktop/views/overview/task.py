# SPDX-License-Identifier: MIT
"""What the overview asks for: a matrix, counts over time, or a network, of the annotations that a query finds.

The query of a task may have been ``typed``; that of the task in an answer is whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.analysis import networks
from app.analysis.layout import Point, placed
from app.analysis.networks import Edge, Network
from app.search.finished import finished
from app.search.mistakes import Mistake
from app.search.narrowing import within
from database import facets
from database.annotations import annotation_ids
from database.networks import CodeUse, Party, addresses, code_uses, parties

if TYPE_CHECKING:
    from app.search.engine import Searcher

DRAWN = 40
"""How many nodes of a network are drawn: those with the heaviest lines."""

Cells = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class MatrixAnswer:
    """A matrix: the values of its rows and of its columns, those with most first, with their counts; and its cells."""

    task: MatrixTask
    meaning: str
    mistake: str
    rows: list[tuple[str, int]]
    columns: list[tuple[str, int]]
    cells: Cells


@dataclass(frozen=True)
class TimeAnswer:
    """Counts by period and kind, periods in order."""

    task: TimeTask
    meaning: str
    mistake: str
    periods: list[str]
    cells: Cells


@dataclass(frozen=True)
class NetworkAnswer:
    """A network: its lines, the heaviest first, who its nodes are, and where those that are drawn lie.

    ``uses`` and ``codes``, their names, are there where actors are joined by the codes they share.
    """

    task: NetworkTask
    meaning: str
    mistake: str
    directed: bool = False
    edges: list[Edge] = field(default_factory=list)
    parties: dict[str, Party] = field(default_factory=dict)
    places: dict[str, Point] = field(default_factory=dict)
    uses: Sequence[CodeUse] = ()
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MatrixTask:
    """Asks how often two facets meet; ``kind`` narrows to one kind of annotation, or is empty."""

    query: str
    kind: str
    rows: str
    columns: str
    typed: bool = False

    def answers(self, searcher: Searcher) -> Iterator[object]:
        """Yield the matrix."""
        task = replace(self, query=_finished(searcher, self))
        found = searcher.listing(within(task.query, ("kind", self.kind)))
        cells = facets.crossed(searcher.connection, self.rows, self.columns, found.ids)
        rows, columns = Counter[str](), Counter[str]()
        for (row, column), count in cells.items():
            rows[row] += count
            columns[column] += count
        heads = _ordered(self.rows, rows), _ordered(self.columns, columns)
        yield MatrixAnswer(task, found.meaning, _mistakes(found.mistakes), *heads, cells)


@dataclass(frozen=True)
class TimeTask:
    """Asks how many annotations of each kind there are by ``year`` or ``month``."""

    query: str
    step: str
    typed: bool = False

    def answers(self, searcher: Searcher) -> Iterator[object]:
        """Yield the counts, periods without any included."""
        task = replace(self, query=_finished(searcher, self))
        found = searcher.listing(task.query)
        cells = facets.crossed(searcher.connection, self.step, "kind", found.ids)
        known = sorted({period for period, _ in cells})
        yield TimeAnswer(task, found.meaning, _mistakes(found.mistakes), _filled(known), cells)


@dataclass(frozen=True)
class NetworkTask:
    """Asks for a network; ``what`` is ``codes``, ``congruence``, ``conflict`` or ``addressees``, ``who`` who acts."""

    query: str
    kind: str
    what: str
    who: str
    typed: bool = False

    def answers(self, searcher: Searcher) -> Iterator[object]:
        """Yield the network, with places for its nodes."""
        task = replace(self, query=_finished(searcher, self))
        found = searcher.listing(within(task.query, ("kind", self.kind)))
        connection = searcher.connection
        ids = annotation_ids(connection) if found.ids is None else found.ids
        uses: Sequence[CodeUse] = ()
        if self.what == "addressees":
            network = networks.addressed(addresses(connection, ids, self.who))
        elif self.what == "codes":
            network = networks.affiliation(code_uses(connection, ids, self.who))
        else:
            uses = code_uses(connection, ids, self.who)
            network = networks.shared(uses, qualifier=self.what)
        searcher.check()
        known = parties(connection)
        answer = _drawn(task, found.meaning, _mistakes(found.mistakes), network, known)
        yield replace(answer, uses=uses, codes={use.code: known[use.code].name for use in uses})


def _finished(searcher: Searcher, task: MatrixTask | TimeTask | NetworkTask) -> str:
    """Return the query of a task; it goes on in what is asked, so a word that was typed halfway has a star."""
    return finished(searcher, task.query) if task.typed else task.query


def _drawn(task: NetworkTask, meaning: str, mistake: str, network: Network, known: dict[str, Party]) -> NetworkAnswer:
    edges = sorted(network.edges, key=lambda edge: (-edge.weight, known[edge.source].name, known[edge.target].name))
    weights = Counter[str]()
    for edge in edges:
        weights[edge.source] += round(1000 * edge.weight)
        weights[edge.target] += round(1000 * edge.weight)
    shown = sorted(weights, key=lambda uid: (-weights[uid], known[uid].name))[:DRAWN]
    places = placed(shown, [(edge.source, edge.target, edge.weight) for edge in edges])
    named = {uid: known[uid] for edge in edges for uid in (edge.source, edge.target)}
    return NetworkAnswer(task, meaning, mistake, network.directed, edges, named, places)


def _ordered(name: str, counts: Counter[str]) -> list[tuple[str, int]]:
    if name in {"year", "month"}:
        return sorted(counts.items())
    return sorted(counts.items(), key=lambda value: (-value[1], value[0]))


def _filled(periods: list[str]) -> list[str]:
    """Return periods in order without gaps, where that makes not too many of them."""
    if len(periods) < 2:
        return periods
    if "-" not in periods[0]:
        return [f"{year:04}" for year in range(int(periods[0]), int(periods[-1]) + 1)]
    first, last = (int(each[:4]) * 12 + int(each[5:]) - 1 for each in (periods[0], periods[-1]))
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)]


def _mistakes(mistakes: tuple[Mistake, ...]) -> str:
    return " ".join(dict.fromkeys(each.sentence for each in mistakes))
