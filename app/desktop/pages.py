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
    """

    block: int
    height: float
    heading: bool


def breaks(stretches: Sequence[Stretch], page: float) -> Iterator[int]:
    """Yield the blocks before which a page begins, where it would not begin there by itself.

    Args:
        stretches: what there is, in order.
        page: how high a page is.
    """
    used, waiting = 0.0, -1
    for place, stretch in enumerate(stretches):
        following = stretches[place + 1].height if stretch.heading and place + 1 < len(stretches) else 0.0
        need = stretch.height + following
        if used + need > page and need <= page * LONGEST and used and waiting < 0 and stretch.block >= 0:
            yield stretch.block
            used = 0.0
        waiting = stretch.block if stretch.heading else -1
        used = (used + stretch.height) % page
