# SPDX-License-Identifier: MIT
"""How long a search takes with its passages, beside the same MATCH in bare SQL.

Twelve kinds of query run over the speeches. Bare SQL is the MATCH that the search itself makes of the query, ordered
by SQLite's own rank, its twenty best with SQLite's own snippet; and once more without the snippet.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from app.search.engine import Searcher
from database import store
from tests.benchmarks import corpora

LIMIT = 20
REPEATS = 7

QUERIES = {
    "rare": ("lukashenko", "tsunami", "kremlin's"),
    "common": ("peace", "sanctions", "government"),
    "and": ("climate change", "sanctions russia", "nuclear weapons treaty"),
    "or": ("hurricane OR cyclone", "nuclear OR chemical OR biological"),
    "not": ("sanctions -russia", "election NOT fraud"),
    "phrase": ('"climate change"', '"two-state solution"'),
    "near": ('"nuclear disarmament"~5', '"israel palestine"~8'),
    "prefix": ("sanct*", "democra*"),
    "typed": ("s", "sanct", "climate cha", "peace and sec"),
    "wildcard": ("wi?d*", "*quake"),
    "fuzzy": ("sanctoins~", "palestinain~2"),
    "filtered": ("belarus date:[2015-06 TO 2018]", "title:BLR sanctions"),
}


def rows() -> list[tuple[str, str]]:
    """Return what was measured as (name, figure); one row that says why where the archive is absent."""
    documents = corpora.speeches()
    if not documents:
        return [("search", "skipped: the archive of speeches is not here")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speeches.postil"
        corpora.write(path, documents)
        return measure(path)


def measure(path: Path) -> list[tuple[str, str]]:
    """Measure the queries on a collection of speeches."""
    with closing(store.open_store(path, write=False)) as opened:
        searcher = Searcher(opened.connection)
        searcher.search("the first query loads the parser")
        found = {
            kind: [_compare(searcher, opened.connection, kind, query) for query in queries]
            for kind, queries in QUERIES.items()
        }
    every = [timing for timings in found.values() for timing in timings]
    ours, shown, bare = (sorted(column) for column in zip(*every, strict=True))
    lines = [
        ("search with snippets / bare MATCH with snippets, 12 kinds, total", f"{sum(ours) / sum(shown):.2f}"),
        ("  95th percentile / 95th percentile", f"{_p95(ours) / _p95(shown):.2f}"),
        ("search with snippets / bare MATCH without, total", f"{sum(ours) / sum(bare):.2f}"),
        ("search, median and 95th percentile", f"{ours[len(ours) // 2] * 1e3:.1f} ms, {_p95(ours) * 1e3:.1f} ms"),
    ]
    for kind, timings in found.items():
        mine, theirs, plain = (sum(column) / len(timings) * 1e3 for column in zip(*timings, strict=True))
        lines.append((f"  {kind}", f"{mine:.1f} ms, bare {theirs:.1f} ms, without snippets {plain:.1f} ms"))
    return lines


def _compare(searcher: Searcher, connection: sqlite3.Connection, kind: str, query: str) -> tuple[float, float, float]:
    """Return the seconds of a search, of its MATCH with snippets, and of its MATCH alone."""
    typing = kind == "typed"
    condition = searcher.condition(query, typing=typing)
    where = f"source_fts MATCH ? AND rowid IN (SELECT s.id FROM source s WHERE {condition.sql})"
    match = _near(query) if kind == "near" else _match(condition.parameters)
    pure = kind == "near" or condition.sql.count("?") == 1
    where, parameters = ("source_fts MATCH ?", [match]) if pure else (where, [match, *condition.parameters])
    snippet = "snippet(source_fts, 1, '[', ']', '…', 32)"

    def bare(columns: str) -> Callable[[], object]:
        sql = f"SELECT {columns} FROM source_fts WHERE {where} ORDER BY rank LIMIT {LIMIT}"
        return lambda: connection.execute(sql, parameters).fetchall()

    return _best(
        lambda: searcher.search(query, limit=LIMIT, typing=typing), bare(f"rowid, rank, {snippet}"), bare("rowid")
    )


def _match(parameters: Sequence[str | int | float]) -> str:
    """Return the MATCH among the parameters of a condition."""
    return next(value for value in parameters if isinstance(value, str) and '"' in value)


def _near(query: str) -> str:
    """Return the MATCH for ``"one other"~5``; the search compares the places itself, so its condition has none."""
    words, _, slop = query.rpartition("~")
    quoted = " ".join(f'"{word}"' for word in words.strip('"').split())
    return f"NEAR({quoted}, {int(slop) - 1})"


def _best(*runs: Callable[[], object]) -> tuple[float, float, float]:
    """Return the shortest time of each of three runs, in seconds; they take turns, so that all meet the same load."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(REPEATS):
        for taken, run in zip(times, runs, strict=True):
            started = perf_counter()
            run()
            taken.append(perf_counter() - started)
    ours, shown, plain = map(min, times)
    return ours, shown, plain


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    for name, figure in rows():
        print(f"{name:70} {figure}")
