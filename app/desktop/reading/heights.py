# SPDX-License-Identifier: MIT
"""The heights of a page's blocks, and where each one begins.

A long source has tens of thousands of blocks whose heights are guessed first and corrected while it is read, so
both changing one height and finding a place must be quick: a Fenwick tree does each in O(log n)
(P. Fenwick, "A new data structure for cumulative frequency tables", 1994).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate


class Heights:
    """Heights of blocks, whole pixels, in order; ``top`` and ``find`` turn numbers into places and back."""

    def __init__(self, heights: Iterable[int]) -> None:
        self._heights = list(heights)
        sums = list(accumulate(self._heights, initial=0))
        self.total = sums[-1]
        self._tree = [sums[i] - sums[i - (i & -i)] for i in range(len(sums))]
        self._highest_bit = 1 << len(self._heights).bit_length() >> 1

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, number: int) -> int:
        return self._heights[number]

    def change(self, number: int, height: int) -> int:
        """Give block ``number`` a height; return by how much it grew."""
        grown = height - self._heights[number]
        if grown:
            self._heights[number] = height
            self.total += grown
            tree, i, size = self._tree, number + 1, len(self._tree)
            while i < size:
                tree[i] += grown
                i += i & -i
        return grown

    def top(self, number: int) -> int:
        """Return the sum of the heights before block ``number``; ``top(len)`` is the end of the page."""
        tree, total = self._tree, 0
        while number > 0:
            total += tree[number]
            number -= number & -number
        return total

    def find(self, y: float) -> tuple[int, int]:
        """Return the block that covers ``y`` and its top; the first or last block for a ``y`` outside the page.

        Raises:
            IndexError: there are no blocks.
        """
        if not self._heights:
            raise IndexError("a page without blocks has no places")
        tree, position, top, step = self._tree, 0, 0, self._highest_bit
        while step:
            following = position + step
            if following < len(tree) and top + tree[following] <= y:
                position = following
                top += tree[following]
            step >>= 1
        if position >= len(self._heights):
            position = len(self._heights) - 1
            top = self.top(position)
        return position, top
