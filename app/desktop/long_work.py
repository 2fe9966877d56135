# SPDX-License-Identifier: MIT
"""Writing that may touch very many rows, and is then done away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.collection import Collection

MANY = 1000
"""Writing that touches at least so many rows is done away from the window's thread: so many take about .05 s."""

ROWS = 4
"""About so many rows go with an annotation, or with a source."""


@dataclass(frozen=True, slots=True)
class LongWork:
    """One action: ``words`` say what is being done, ``work`` does it.

    It touches ``size`` things, and with each of them about so many rows.
    """

    words: str
    work: Callable[[Collection], object]
    size: int
    each: int = 1

    @property
    def long(self) -> bool:
        """Whether the window would notice."""
        return self.size * self.each >= MANY


Done = Callable[[object], None]
"""Called in the window's thread with what the work returned, once everyone has heard of the change."""
