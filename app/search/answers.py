# SPDX-License-Identifier: MIT
"""What an answer to a query is made of."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from app.search.mistakes import Mistake
from app.search.places import Snippet


class SearchInterrupted(sqlite3.OperationalError):
    """The search was interrupted from another thread; there is no answer."""

    sqlite_errorcode = sqlite3.SQLITE_INTERRUPT
    sqlite_errorname = "SQLITE_INTERRUPT"


class Order(StrEnum):
    """The orders of sources. Those by date put sources without a date last; ``position`` is the archive's own."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Hit:
    """One source that was found, by its id.

    ``annotations`` are the ids of its annotations that match the query themselves, in text order.
    """

    source: int
    title: str
    score: float
    snippets: tuple[Snippet, ...] = ()
    annotations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query.

    ``total`` counts all sources that were found, ``hits`` are those asked for, in order. ``partial`` says that no
    source has all the words, and that these have some of them. ``did_you_mean`` is a query to try instead, or empty.
    ``meaning`` is the query in words. ``notes`` are sentences about what was left out to answer in time.
    """

    query: str
    total: int
    hits: tuple[Hit, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    did_you_mean: str = ""
    partial: bool = False
    meaning: str = ""
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    order: Order = Order.RELEVANCE
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """The annotations that answer a query, by source and place, and what the query means, as :class:`Results` has it.

    ``ids`` is None where the query asks for nothing in particular, and all annotations answer it.
    """

    ids: list[int] | None
    meaning: str = ""
    mistakes: tuple[Mistake, ...] = ()
    did_you_mean: str = ""
