# SPDX-License-Identifier: MIT
"""The heights of the rows of a list, most of them guessed until they are seen. No Qt."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate


class RowHeights:
    """Heights in pixels, and where each row begins. A row counts with the estimate until it is measured."""

    def __init__(self, estimate: int):
        self._estimate = estimate
        self._heights: list[int] = []
        self._measured = bytearray()
        self._tops: list[int] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, row: int) -> int:
        return self._heights[row]

    @property
    def total(self) -> int:
        """The height of all rows."""
        return self.top(len(self._heights))

    def fill(self, count: int) -> None:
        """Start afresh with so many rows, none of them measured."""
        self._heights = [self._estimate] * count
        self._measured = bytearray(count)
        self._tops = None

    def insert(self, row: int, count: int) -> None:
        """Make room for new rows."""
        self._heights[row:row] = [self._estimate] * count
        self._measured[row:row] = bytes(count)
        self._tops = None

    def remove(self, row: int, count: int) -> None:
        """Close the gap rows leave."""
        del self._heights[row : row + count]
        del self._measured[row : row + count]
        self._tops = None

    def move(self, row: int, place: int) -> None:
        """Let a row change its place: ``place`` is where it stands afterwards."""
        self._heights.insert(place, self._heights.pop(row))
        self._measured.insert(place, self._measured.pop(row))
        self._tops = None

    def is_measured(self, row: int) -> bool:
        """Tell whether the height of a row is exact."""
        return bool(self._measured[row])

    def measure(self, row: int, height: int) -> None:
        """Take the exact height of a row."""
        self._measured[row] = 1
        if self._heights[row] != height:
            self._heights[row] = height
            self._tops = None

    def doubt(self, row: int | None = None) -> None:
        """Count the height of a row, or of every row, as a guess again."""
        if row is None:
            self._measured = bytearray(len(self._heights))
        else:
            self._measured[row] = 0

    def top(self, row: int) -> int:
        """Return where a row begins; for the row after the last, where the list ends."""
        return self._starts()[row]

    def row_at(self, y: int) -> int:
        """Return the row at a height of the list; the number of rows below its end."""
        if y >= self.total:
            return len(self._heights)
        return max(0, bisect_right(self._starts(), y) - 1)

    def _starts(self) -> list[int]:
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0))
        return self._tops


def after_move(at: int, row: int, place: int) -> int:
    """Return where the row ``at`` is once ``row`` has been moved to ``place``; -1 is no row and stays so."""
    if at == row:
        return place
    if min(row, place) <= at <= max(row, place):
        return at + (1 if place < row else -1)
    return at
