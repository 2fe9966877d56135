# SPDX-License-Identifier: MIT
"""What was being typed, as a query that still finds the same when it goes on otherwise, or is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.search.engine import Searcher


def finished(searcher: Searcher, query: str) -> str:
    """Return a query with a star after its last word, where it was the beginning of words or names that was found.

    It finds the same sources and annotations. A word of a letter or two is the exception: while it is typed it stands
    for the commonest words that begin so, with a star for all.

    Raises:
        SearchInterrupted: another thread interrupted the searcher.
    """
    last = (query.split() or [""])[-1].lstrip("(-")
    with searcher.reading():
        typed, whole = searcher.parse(query, typing=True), searcher.parse(query)
        if (typed.plan, typed.within) == (whole.plan, whole.within):
            return query
        wanted = _found(searcher, last, typing=True)
        ways = (last, f"{last}*")
        way = next((each for each in ways if _found(searcher, each) == wanted), f"({' OR '.join(ways)})")
        return query.removesuffix(last) + way


def _found(searcher: Searcher, query: str, *, typing: bool = False) -> tuple[int, list[int]]:
    return searcher.count(query, typing=typing), searcher.annotations(query, typing=typing)
