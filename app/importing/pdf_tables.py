# SPDX-License-Identifier: MIT
"""Finds tables on a PDF page: what rules frame, and several lines in a row whose pieces stand below each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.importing.markup import LONGEST_CELL
from app.importing.pdf_order import Line, lines
from app.importing.pdf_page import Piece
from app.importing.pdf_rules import Rule, grids

_LEAST_ROWS = 2
_SURE_ROWS = 3
_MOST_COLUMNS = 20
_APART = 1.4
_WIDE_APART = 2.2
_LOOSE = 1.35
_FEWEST = 0.4
_LONGEST_LINE = 90
_FILLED = 0.3
_FILLED_IN_ALL = 0.1
_FLUSH = 2.0
_LONGEST_ALONE = 300

Cells = list[list[Piece]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; each cell holds the pieces of its lines in order."""

    rows: list[list[list[Piece]]]


def part(column: Sequence[Line]) -> Iterator[Line | Table]:
    """Yield the lines of a column, and in place of those that make a table, the table."""
    place = 0
    while place < len(column):
        if any(piece.cells for piece in column[place].pieces):
            yield from _framed(column[place])
            place += 1
            continue
        end = place
        while end < len(column) and len(_cells(column[end])) > 1 and not column[end].pieces[0].cells:
            end += 1
        table = _table(column[place:end]) if end - place >= _LEAST_ROWS else None
        if table:
            yield table
        else:
            yield from column[place : max(end, place + 1)]
        place = max(end, place + 1)


def framed(pieces: Sequence[Piece], rules: Sequence[Rule]) -> list[Piece]:
    """Return the pieces of a page with each table that rules frame as one piece, in place of the pieces in it."""
    kept = list(pieces)
    for grid in grids(rules):
        inside: dict[tuple[int, int], list[Piece]] = {}
        for piece in kept:
            place = grid.place(piece.left, piece.right, (piece.top + piece.bottom) / 2)
            if place is not None:
                inside.setdefault(place, []).append(piece)
        if not _is_table(inside, (len(grid.rows) - 1) * (len(grid.columns) - 1)):
            continue
        rows, columns = (sorted({place[axis] for place in inside}) for axis in (0, 1))
        cells = [[inside.get((row, column), []) for column in columns] for row in rows]
        taken = {id(piece) for cell in inside.values() for piece in cell}
        kept = [piece for piece in kept if id(piece) not in taken]
        left, right, top, bottom = grid.columns[0], grid.columns[-1], grid.rows[0], grid.rows[-1]
        kept.append(Piece("", left, right, top, bottom, cells=cells))
    return kept


def _is_table(inside: Mapping[tuple[int, int], Sequence[Piece]], size: int) -> bool:
    """Tell whether what stands in a grid is a table, not a chart (mostly empty) or a page set in boxes (long texts)."""
    rows, columns = ({place[axis] for place in inside} for axis in (0, 1))
    if len(columns) < 2 or len(inside) < max(_FILLED * len(rows) * len(columns), _FILLED_IN_ALL * size):
        return False
    longest = max(sum(len(piece.text) + 1 for piece in cell) for cell in inside.values())
    return longest < (LONGEST_CELL if len(rows) > 1 else _LONGEST_ALONE)


def _framed(line: Line) -> Iterator[Line | Table]:
    """Yield the tables of a line, and what stands beside them."""
    for piece in line.pieces:
        if piece.cells:
            yield Table(piece.cells)
    yield from lines([piece for piece in line.pieces if not piece.cells])


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
    if _is_justified(rows):
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


def _is_justified(rows: Sequence[Cells]) -> bool:
    """Tell whether lines are a justified text with wide gaps: all reach both edges, and end with words, not figures."""
    edges = [[row[0][0].left for row in rows], [row[-1][-1].right for row in rows]]
    if any(max(edge) - min(edge) > _FLUSH for edge in edges):
        return False
    ends = "".join(piece.text for row in rows for piece in row[-1])
    return 2 * sum(map(str.isalpha, ends)) > len(ends)


def _is_wide_apart(row: Cells) -> bool:
    return all(after[0].left - before[-1].right > _WIDE_APART * after[0].height for before, after in pairwise(row))


def _is_long(cell: Sequence[Piece]) -> bool:
    return sum(len(piece.text) for piece in cell) > _LONGEST_LINE


def _left(piece: Piece) -> float:
    return piece.left
