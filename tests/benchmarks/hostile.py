# SPDX-License-Identifier: MIT
"""Queries that ask for more than anybody can read: how long the first results take, or the sentence that refuses them.

All run once typed to the end, as a person does who presses Enter, and the longest of them are named. They are part of
``python -m tests.benchmarks search --size 20000``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter

from app.search.engine import Results, Searcher
from database import store

LIMIT, REPEATS, NAMED = 20, 7, 5
MOST = 60
"""Milliseconds that the first results may take at 20,000 sources."""

COMMON = ("the", "of", "and", "to", "in", "a")

QUERIES = (
    # Refused or empty
    *("((((", "a" * 10_000, "the " * 2500, " OR ".join(f"w{number}" for number in range(3000)), "??", "~" * 499),
    # Everything, and patterns of almost everything
    *("*", "*a*", "*e*", "a*b*c*d*", "t*h*e*", "p*n", "*ing", "*tion* *ment*", "the~", "the~2"),
    # Beginnings of very common words, alone and together
    *("a*", "s*", "in*", "the*", "con*", "int*", "per*", "-the*", "th* -the*", "the* OR of*", "title:* the*"),
    *("co* re* in*", "con* pro* int* per* com*", "unit* nation* secur* peac* world*"),
    *(" ".join(f"{letter}*" for letter in "abcdefgh"), " ".join(f"{letter}*" for letter in "abcdefghij")),
    *("source:(the*) kind:claim", "the* kind:claim", "title:a*", "title:*a*", "title:the*"),
    # Words that stand everywhere
    *("the", '"the"', "NOT the", "the of -and", "of and the to in", "the^2 of^3 and", "the-the-the-the"),
    " OR ".join(COMMON * 10),
    # Phrases of such words, with gaps and without
    *('"of the"', '"the the the"', '"we * the"', '"we are the people of the world"'),
    *(
        '"the of"~50',
        '"the of and"~50',
        '"the the the the"~50',
        '"of the and to in that"~50',
        '"the united nations"~50',
    ),
    *('"united nations peace security the world"~50', '"international community security council"~20'),
)


def rows(path: Path) -> Iterator[tuple[str, str]]:
    """Yield how long they take on a collection of speeches, as (name, figure)."""
    with closing(store.open_store(path, write=False)) as opened:
        searcher = Searcher(opened.connection)
        searcher.search("the first query loads the parser")
        found = sorted(((*_timed(searcher, query), query) for query in QUERIES), key=_seconds, reverse=True)
    beyond = sum(seconds * 1e3 > MOST for seconds, _, _ in found)
    said = sum(bool(results.notes or results.mistakes) for _, results, _ in found)
    yield "  hostile queries", f"{len(found)}, {said} of them with a sentence, {beyond} over {MOST} ms"
    for seconds, results, query in found[:NAMED]:
        cut = "; cut" if results.notes else ""
        yield f"    {query[:50]}", f"{seconds * 1e3:.0f} ms, {results.total:,} sources{cut}"


def _timed(searcher: Searcher, query: str) -> tuple[float, Results]:
    """Return the shortest time of a query, in seconds, and its answer."""
    shortest = 1e9
    for _ in range(REPEATS):
        searcher.search("qqqq", limit=1)  # the same query is not searched for again
        started = perf_counter()
        results = searcher.search(query, limit=LIMIT)
        shortest = min(shortest, perf_counter() - started)
    return shortest, results


def _seconds(timed: tuple[float, Results, str]) -> float:
    return timed[0]
