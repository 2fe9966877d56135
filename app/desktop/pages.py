# SPDX-License-Identifier: MIT
"""Where to begin a new page, so that what belongs together stays together: Qt does not know how to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

LONGEST = 0.5
"""What is higher than this part of a page may be cut by its end."""


class Stretch(NamedTuple):
    """What had best stay on one page: the number of the block it begins with, its height, and whether it is a heading.

    A heading stays with what follows it. The first stretch may be what stands before any block with a number (-1).
    The height reaches to the next stretch. ``margin`` is what stands above it on a page it begins; ``lines`` are the
    top and bottom of each line, from the top of the stretch.
    """

    block: int
    height: float
    heading: bool
    margin: float = 0.0
    lines: Sequence[tuple[float, float]] = ()

    @property
    def depth(self) -> float:
        """How far down its last line reaches."""
        return self.lines[-1][1] if self.lines else self.height


def breaks(stretches: Sequence[Stretch], page: float) -> Iterator[int]:
    """Yield the blocks before which a page begins, where it would not begin there by itself.

    Args:
        stretches: what there is, in order.
        page: how high a page is.
    """
    used, waiting = 0.0, -1
    for place, stretch in enumerate(stretches):
        need = stretch.depth
        if stretch.heading and place + 1 < len(stretches):
            need = stretch.height + stretches[place + 1].depth
        movable = used > stretch.margin and waiting < 0 and stretch.block >= 0
        if used + need > page and need <= page * LONGEST and movable:
            yield stretch.block
            used = stretch.margin
        waiting = stretch.block if stretch.heading else -1
        used += stretch.height if used + stretch.depth <= page else _cut(stretch, page, used)


def _cut(stretch: Stretch, page: float, used: float) -> float:
    """Return by how much more is used after a stretch that is cut: a line that does not fit goes to the next page."""
    moved, end = 0.0, page
    for top, bottom in stretch.lines:
        if used + bottom + moved > end:
            moved = end - used - top
            end += page
    return stretch.height + moved - (end - page)
