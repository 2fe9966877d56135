# SPDX-License-Identifier: MIT
"""Finds tables in the lines of a PDF page: several lines in a row whose pieces stand below each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.importing.pdf_order import Line
from app.importing.pdf_page import Piece

_LEAST_ROWS = 2
_SURE_ROWS = 3
_MOST_COLUMNS = 20
_APART = 1.4
_WIDE_APART = 2.2
_LOOSE = 1.35
_FEWEST = 0.4
_LONGEST_LINE = 90

Cells = list[list[Piece]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; each cell holds the pieces of its lines in order."""

    rows: list[list[list[Piece]]]


def part(column: Sequence[Line]) -> Iterator[Line | Table]:
    """Yield the lines of a column, and in place of those that make a table, the table."""
    place = 0
    while place < len(column):
        end = place
        while end < len(column) and len(_cells(column[end])) > 1:
            end += 1
        table = _table(column[place:end]) if end - place >= _LEAST_ROWS else None
        if table:
            yield table
        else:
            yield from column[place : max(end, place + 1)]
        place = max(end, place + 1)


def _cells(line: Line) -> Cells:
    """Part the pieces of a line where the gap is as wide as a line is high, and half as much again."""
    cells: Cells = []
    for piece in sorted(line.pieces, key=_left):
        if cells and piece.left - cells[-1][-1].right < _APART * max(piece.height, 1.0):
            cells[-1].append(piece)
        else:
            cells.append([piece])
    return cells


def _table(run: Sequence[Line]) -> Table | None:
    """Return the table that lines make, or None where their pieces do not stand below each other."""
    rows = [_cells(line) for line in run]
    if len(rows) < _SURE_ROWS and not all(map(_is_wide_apart, rows)):
        return None
    bounds = _columns([cell for row in rows for cell in row])
    if not 2 <= len(bounds) <= _MOST_COLUMNS:
        return None
    placed = [_placed(row, bounds) for row in rows]
    counts = [sum(bool(row[number]) for row in placed) for number in range(len(bounds))]
    if min(counts) < _FEWEST * len(rows) or any(_is_long(cell) for row in rows for cell in row):
        return None
    return Table(_joined(placed, run))


def _columns(cells: Cells) -> list[tuple[float, float]]:
    """Return the stretches of the width that the cells of any row cover."""
    bounds: list[tuple[float, float]] = []
    for left, right in sorted((cell[0].left, cell[-1].right) for cell in cells):
        if bounds and left <= bounds[-1][1] + 1:
            bounds[-1] = bounds[-1][0], max(bounds[-1][1], right)
        else:
            bounds.append((left, right))
    return bounds


def _placed(row: Cells, bounds: Sequence[tuple[float, float]]) -> list[list[Piece]]:
    placed: list[list[Piece]] = [[] for _ in bounds]
    for cell in row:
        number = next(n for n, (left, right) in enumerate(bounds) if left <= cell[0].left <= right)
        placed[number] += cell
    return placed


def _joined(rows: list[list[list[Piece]]], run: Sequence[Line]) -> list[list[list[Piece]]]:
    """Put lines that stand closer than rows do together to one row."""
    gaps = [after.top - before.top for before, after in pairwise(run)]
    least = min(gaps)
    if max(gaps) < _LOOSE * least:
        return rows
    made = [rows[0]]
    for gap, row in zip(gaps, rows[1:], strict=True):
        if gap > (1 + _LOOSE) / 2 * least:
            made.append(row)
        else:
            made[-1] = [above + below for above, below in zip(made[-1], row, strict=True)]
    return made


def _is_wide_apart(row: Cells) -> bool:
    return all(after[0].left - before[-1].right > _WIDE_APART * after[0].height for before, after in pairwise(row))


def _is_long(cell: Sequence[Piece]) -> bool:
    return sum(len(piece.text) for piece in cell) > _LONGEST_LINE


def _left(piece: Piece) -> float:
    return piece.left
