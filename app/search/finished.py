# SPDX-License-Identifier: MIT
"""What was being typed, as a query that still finds the same when it goes on otherwise, or is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from database.plan import Completion, terms

if TYPE_CHECKING:
    from app.search.engine import Searcher


def finished(searcher: Searcher, query: str) -> str:
    """Return a query with a star after its last word, where it was the beginning of words that was found."""
    typed = (query.split() or [""])[-1]
    last = typed.lstrip("(-")
    with searcher.reading():
        plan = searcher.parse(query.removesuffix(typed) + last, typing=True).plan
        if not any(isinstance(term, Completion) for term in terms(plan)):
            return query
        wanted = searcher.count(last, typing=True)
        ways = (last, f"{last}*")
        way = next((each for each in ways if searcher.count(each) == wanted), f"({' OR '.join(ways)})")
        return query.removesuffix(last) + way
