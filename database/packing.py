# SPDX-License-Identifier: MIT
"""The order in which the texts of a batch fill the pages of the file.

SQLite appends rows to a table page by page, and what is left of a page when the next row does not fit stays empty:
with texts of 2.5 KB in the order they come, a quarter of the table. No reader needs that order, so a batch is written
in the order of a packing instead: best fit, the largest rows first (Johnson et al., "Worst-case performance bounds
for simple one-dimensional packing algorithms", 1974).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

_PAGE_HEADER = 8
_CELL_HEADER = 12
"""At most: the length of the row, its number, its place on the page, and the page where the rest of a long row is."""


def order(sizes: Sequence[int], page: int) -> list[int]:
    """Return the numbers of the rows, from 0, in an order that leaves little of the pages empty.

    Args:
        sizes: how many bytes each row takes.
        page: the size of a page, in bytes.
    """
    room = page - _PAGE_HEADER
    left: list[tuple[int, int]] = []  # the room in each page begun, the least first, with the page's number
    pages: list[list[int]] = []
    for size, row in sorted(
        ((on_leaf(size, page) + _CELL_HEADER, row) for row, size in enumerate(sizes)), reverse=True
    ):
        place = bisect_left(left, (size, 0))
        if place == len(left):
            left.append((room, len(pages)))
            pages.append([])
        space, number = left.pop(place)
        insort(left, (space - size, number))
        pages[number].append(row)
    return [row for rows in pages for row in rows]


def on_leaf(size: int, page: int) -> int:
    """Return how many bytes of a row lie in the table's own pages; the rest fills pages of its own.

    The rule is that of SQLite's file format, section "Cell Payload Overflow Pages".
    """
    if size <= page - 35:
        return size
    least = (page - 12) * 32 // 255 - 23
    kept = least + (size - least) % (page - 4)
    return kept if kept <= page - 35 else least
