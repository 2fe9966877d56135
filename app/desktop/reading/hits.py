# SPDX-License-Identifier: MIT
"""Spans that are marked for a while: what a search has found, the parts of the current annotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from database.records import Span


class Hits:
    """Spans in text order, of which one may be active. Empty and negative spans are left out."""

    def __init__(self, spans: Iterable[Span] = (), active: int = -1) -> None:
        given = list(spans)
        self.active = given[active] if 0 <= active < len(given) else None
        self.spans = sorted({(start, end) for start, end in given if 0 <= start < end})
        self._starts = [start for start, _ in self.spans]
        self._longest = max((end - start for start, end in self.spans), default=0)

    def within(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Yield the spans that share a code point with ``start`` to ``end``, and whether each is the active one."""
        first = bisect_right(self._starts, start - self._longest)
        for number in range(first, bisect_left(self._starts, end)):
            span = self.spans[number]
            if span[1] > start:
                yield *span, span == self.active
