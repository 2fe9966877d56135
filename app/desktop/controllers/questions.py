# SPDX-License-Identifier: MIT
"""What passes between the search field and the thread that answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.desktop.models.results import ResultRow
from app.search.answers import Order
from database.records import Span

if TYPE_CHECKING:
    from app.analysis.cooccurrence import Together
    from app.search.concordance import Line
    from app.search.facets import Facet


class Question(NamedTuple):
    """What was asked, and whether the last word may still go on.

    ``offset`` is above nothing where more answers to the same question are wanted. ``names`` also finds names in the
    other script.
    """

    number: int
    query: str
    typing: bool
    order: Order = Order.RELEVANCE
    offset: int = 0
    names: bool = False


class Look(NamedTuple):
    """A wish to know every place in one source's text that a query means; its last word may still go on."""

    source: int
    text: str
    query: str
    typing: bool = False


class Survey(NamedTuple):
    """A wish to see a whole answer: its facets, and its places in context."""

    question: Question


class Tally(NamedTuple):
    """A wish to know how many sources some queries find."""

    queries: tuple[str, ...]
    names: bool = False


class Answer(NamedTuple):
    """What is shown of the answer to a question.

    ``mistake`` is a sentence and ``misread`` the span of the query it is about; ``better`` is a query without the
    mistake, or empty.
    """

    question: Question
    rows: tuple[ResultRow, ...]
    total: int
    meaning: str
    mistake: str
    did_you_mean: str
    partial: bool
    seconds: float
    notes: tuple[str, ...] = ()
    misread: Span | None = None
    better: str = ""


class Places(NamedTuple):
    """Every place of one source that a query means, in order."""

    look: Look
    spans: list[Span]


class Counted(NamedTuple):
    """The facets of an answer."""

    question: Question
    facets: tuple[Facet, ...]


class Context(NamedTuple):
    """Some places in context: the first of an answer where ``first`` says so, and the last where ``last`` does.

    ``sources`` is how many sources all those that have come lie in, ``sources_read`` how many have been read for them.
    """

    question: Question
    lines: list[Line]
    sources: int
    sources_read: int
    first: bool
    last: bool


class Joint(NamedTuple):
    """What stands together in the annotations of an answer."""

    question: Question
    together: Together


class Tallied(NamedTuple):
    """How many sources some queries find."""

    counts: dict[str, int]
