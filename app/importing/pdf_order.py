# SPDX-License-Identifier: MIT
"""The order in which the lines of a PDF page are read: columns one after the other, top to bottom.

A page has columns where a gutter, white from line to line, parts lines that fill the width on either side of it. What
reaches across the gutter (a title, a wide table) parts the page into bands, each of which is read column by column.
Short pieces side by side (a table, a row of names) fill no column and are read along the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median
from unicodedata import bidirectional

from app.importing.pdf_page import Piece

_LEAST_LINES = 4
_LEAST_WIDTH = 60.0
_LEAST_HEIGHT = 36.0
_FILLED = 0.6
_WIDEST_CROSSING = 0.7
_NARROWEST_GUTTER = 6.0


@dataclass(slots=True)
class Line:
    """A line of a column: its pieces from left to right, or from right to left in a script that runs so."""

    pieces: list[Piece]

    @property
    def left(self) -> float:
        """Where it begins, in points."""
        return min(piece.left for piece in self.pieces)

    @property
    def right(self) -> float:
        """Where it ends, in points."""
        return max(piece.right for piece in self.pieces)

    @property
    def top(self) -> float:
        """Its upper edge, in points from the top of the page."""
        return min(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        """Its lower edge, in points from the top of the page."""
        return max(piece.bottom for piece in self.pieces)


Column = list[Line]


def columns(pieces: Sequence[Piece], depth: int = 0) -> list[Column]:
    """Return the columns of a page in the order they are read, each with its lines from top to bottom."""
    whole = lines(pieces)
    gutter = _gutter(pieces, whole) if depth < 3 else None
    if gutter is None:
        return [whole] if pieces else []
    made: list[Column] = []
    for band in _bands(whole, gutter):
        left = [piece for piece in band if piece.right <= gutter]
        right = [piece for piece in band if piece.left >= gutter]
        if len(left) + len(right) == len(band) and _parts(left, right):
            made += columns(left, depth + 1) + columns(right, depth + 1)
        else:
            made.append(lines(band))
    return made


def lines(pieces: Sequence[Piece]) -> Column:
    """Put pieces that share a line together, and sort the lines from top to bottom."""
    made: list[Line] = []
    for piece in sorted(pieces, key=_middle):
        near = next((line for line in reversed(made[-6:]) if line.pieces[0].shares_line(piece)), None)
        if near is None:
            made.append(Line([piece]))
        else:
            near.pieces.append(piece)
    for line in made:
        line.pieces.sort(key=_left)
        if _runs_leftward(line):
            line.pieces.reverse()
    return sorted(made, key=_top)


def _gutter(pieces: Sequence[Piece], whole: Column) -> float | None:
    """Return the middle of the gutter between two columns, or None where the page has one column."""
    if len(pieces) < 2 * _LEAST_LINES:
        return None
    candidates = sorted(_white(pieces), key=_quality, reverse=True)
    for _, start, end in candidates[:4]:
        middle = (start + end) / 2
        if any(_are_columns(band, middle) for band in _bands(whole, middle)):
            return middle
    return None


def _white(pieces: Sequence[Piece]) -> Iterator[tuple[int, float, float]]:
    """Yield stretches of the page's width that few pieces cross: how many cross, from where, to where."""
    first, last = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    width = int(last - first) + 2
    if not 2 * _LEAST_WIDTH < width < 20_000:
        return
    steps = [0] * (width + 1)
    for piece in pieces:
        steps[max(0, min(width, int(piece.left - first)))] += 1
        steps[max(0, min(width, int(piece.right - first) + 1))] -= 1
    most = _WIDEST_CROSSING * len(pieces)
    start, level = 0, -1
    for place, crossing in enumerate([*accumulate(steps[:width]), -1]):
        if crossing == level:
            continue
        if 0 <= level <= most and place - start >= _NARROWEST_GUTTER and start > 0 and place < width:
            yield level, first + start, first + place
        start, level = place, crossing


def _quality(candidate: tuple[int, float, float]) -> tuple[int, float]:
    crossing, start, end = candidate
    return -crossing, end - start


def _bands(whole: Column, gutter: float) -> Iterator[list[Piece]]:
    """Part a page, from top to bottom, into what lies beside the gutter and what reaches across it."""
    band: list[Piece] = []
    wide: bool | None = None
    for line in whole:
        crosses = any(piece.left < gutter < piece.right for piece in line.pieces)
        if wide is not None and crosses is not wide:
            yield band
            band = []
        band += line.pieces
        wide = crosses
    if band:
        yield band


def _are_columns(band: Sequence[Piece], gutter: float) -> bool:
    left = [piece for piece in band if piece.right <= gutter]
    right = [piece for piece in band if piece.left >= gutter]
    return len(left) + len(right) == len(band) and _is_column(left) and _is_column(right)


def _is_column(pieces: Sequence[Piece]) -> bool:
    """Tell whether pieces make a column of text: several lines, wide and high enough, most of which fill it."""
    if len(pieces) < _LEAST_LINES:
        return False
    made = lines(pieces)
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    if len(made) < _LEAST_LINES or right - left < _LEAST_WIDTH or made[-1].bottom - made[0].top < _LEAST_HEIGHT:
        return False
    spaces = sum(piece.text.count(" ") for piece in pieces)
    return spaces >= len(made) and median(_ink(line) for line in made) >= _FILLED * (right - left)


def _ink(line: Line) -> float:
    return sum(piece.right - piece.left for piece in line.pieces)


def _parts(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Tell whether a band beside the gutter is read column by column: one side at least is more than a line or two."""
    return max(len(lines(left)), len(lines(right))) > 2


def _runs_leftward(line: Line) -> bool:
    text = "".join(piece.text for piece in line.pieces)
    if text.isascii() or len(line.pieces) < 2:
        return False
    leftward = sum(bidirectional(character) in {"R", "AL"} for character in text)
    return 2 * leftward > sum(character.isalpha() for character in text)


def _middle(piece: Piece) -> float:
    return (piece.top + piece.bottom) / 2


def _left(piece: Piece) -> float:
    return piece.left


def _top(line: Line) -> float:
    return line.top
