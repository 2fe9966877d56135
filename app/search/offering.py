# SPDX-License-Identifier: MIT
"""A few annotations for a query that is being typed: to choose one, nobody reads a hundred thousand."""

from __future__ import annotations

from app.search.engine import Searcher
from database import search_read
from database.plan import terms
from database.search_sql import Compiler


def some_annotations(searcher: Searcher, query: str, source: int, limit: int) -> list[int]:
    """Return the annotations of a source that a query matches, by place, and then those made last elsewhere.

    Raises:
        SearchInterrupted: the searcher was interrupted meanwhile.
    """
    with searcher.reading():
        parsed = searcher.parse(query, typing=True)
        compiler = Compiler(searcher.connection, searcher.lexicon(terms(parsed.plan)))
        condition = compiler.annotations(parsed.within)
        here = [row for row, _ in search_read.matching_annotations(searcher.connection, condition, [source])]
        latest = search_read.latest_annotations(searcher.connection, condition, limit)
    return list(dict.fromkeys([*here, *latest]))[:limit]
