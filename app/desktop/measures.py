# SPDX-License-Identifier: MIT
"""How wide the three panes are: the frame draws them before they are there, and the window then takes the same widths.

This knows no widget and loads nothing, since it is wanted before the first picture.
"""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 1440, 900
"""The size of the window at its first start."""

LEAST_WIDTH, LEAST_HEIGHT = 970, 560
LEAST_LEFT, LEAST_PAGE, LEAST_RIGHT = 220, 360, 300
"""How narrow the panes can be: the sources, the page, the annotations."""

LEAST_BESIDE = 280
"""How narrow each of two pages side by side can be."""

HEAD = 43
"""The height of the strip above the page: as high as the tabs of the column beside it, with the line below."""

HANDLE = 1
"""The width of the line between two panes."""


def pane_widths(room: int, wanted: Sequence[int]) -> tuple[int, int, int]:
    """Return the widths of the panes, in pixels: those wanted at both sides, and the rest for the page.

    Where the page would be too narrow, the sides give way, the right one first.

    Args:
        room: how wide the panes and the lines between them are together.
        wanted: the widths of the panes when they were last seen; only those of the sides count.
    """
    free = room - 2 * HANDLE
    left, right = max(LEAST_LEFT, wanted[0]), max(LEAST_RIGHT, wanted[-1])
    right = max(LEAST_RIGHT, min(right, free - LEAST_PAGE - left))
    left = max(LEAST_LEFT, min(left, free - LEAST_PAGE - right))
    return left, max(LEAST_PAGE, free - left - right), right
