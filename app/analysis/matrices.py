# SPDX-License-Identifier: MIT
"""Tables of counts: rows by columns, of a network or of sources and codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.analysis.networks import Network


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of numbers with the uids of its rows and columns; a cell that is not there is nought."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], float]

    def row(self, name: str) -> list[float]:
        """Return the numbers of one row."""
        return [self.cells.get((name, column), 0.0) for column in self.columns]

    @property
    def total(self) -> float:
        """The sum of all cells."""
        return sum(self.cells.values())

    def binary(self) -> Matrix:
        """Return the table with 1 for every number that is not nought."""
        return Matrix(self.rows, self.columns, {place: 1.0 for place, value in self.cells.items() if value})

    def ordered(self, rows: Callable[[str], str], columns: Callable[[str], str]) -> Matrix:
        """Return the table with its rows and columns sorted by the given keys."""
        return Matrix(tuple(sorted(self.rows, key=rows)), tuple(sorted(self.columns, key=columns)), self.cells)


def of_network(network: Network) -> Matrix:
    """Return the matrix of a network; lines between the same nodes are added up.

    A network of one mode that is not directed gives a symmetric matrix.
    """
    cells: defaultdict[tuple[str, str], float] = defaultdict(float)
    for edge in network.edges:
        cells[edge.source, edge.target] += edge.weight
        if not network.directed and not network.two_mode:
            cells[edge.target, edge.source] += edge.weight
    return Matrix(network.rows, network.columns, dict(cells))


def of_counts(counts: Iterable[tuple[str, str, int]], rows: Sequence[str], columns: Sequence[str]) -> Matrix:
    """Return the matrix of rows, columns and how often they meet."""
    return Matrix(tuple(rows), tuple(columns), {(row, column): float(count) for row, column, count in counts})
