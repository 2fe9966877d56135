# SPDX-License-Identifier: MIT
"""How long a search takes with its passages and facets, beside the same MATCH in bare SQL.

Thirteen kinds of query run over the speeches. Bare SQL is the MATCH that the search itself makes of the query, ordered
by SQLite's own rank, its twenty best with SQLite's own snippet; and once more without the snippet.

``python -m tests.benchmarks search --size 2000 --size 20000 --size 100000 [--folder DIR]`` runs them over archives of
these sizes (the speeches again and again, under other names and with their paragraphs shuffled), which are made in the
folder where they are not there yet, and says how the time grows. The largest takes some 4 GB and a quarter of an hour.
It also asks hostile queries
(:mod:`tests.benchmarks.hostile`). ``--rivals`` compares with stock Whoosh, and with Xapian where the system's Python
has it.
"""

from __future__ import annotations

import argparse
import math
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter

from app.collection import Collection
from app.importing.job import run_import
from app.search.engine import Searcher
from database import store
from tests.benchmarks import corpora, hostile

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
    "annotated": ("peace kind:recommendation", 'development kind:claim code:"code 4"'),
}

Run = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Timing:
    """The seconds of one query: the search with passages, its facets, and bare SQL with and without snippets."""

    kind: str
    query: str
    search: float
    facets: float
    shown: float
    bare: float

    @property
    def whole(self) -> float:
        """The seconds until passages and facets are there."""
        return self.search + self.facets


def rows(options: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return what was measured as (name, figure); one row that says why where the archive is absent."""
    asked = _options(options)
    if not corpora.speeches():
        return [("search", "skipped: the archive of speeches is not here")]
    if asked.rivals:
        from tests.benchmarks import rivals  # noqa: PLC0415  builds other indexes

        return rivals.rows()
    if asked.size:
        return list(_sized(asked.size, Path(asked.folder or tempfile.mkdtemp())))
    with tempfile.TemporaryDirectory() as folder:
        found = figures(timings(archive(Path(folder), 2000)))
        for name, least, most, limit in (("small", 1000, 4000, 2.4), ("large", 4000, 16_000, 2.2)):
            ratio = _file_ratio(Path(folder) / name, Random(3), least, most)
            sizes = f"{least // 1000} to {most // 1000} KB"
            found.append((f"file of an import against its texts of {sizes} ({limit} at most)", f"{ratio:.2f}"))
        return found


def archive(folder: Path, size: int) -> Path:
    """Return an archive of so many speeches in a folder; make it where it is not there."""
    path = folder / f"{size}.postil"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        corpora.write(draft, corpora.repeated(corpora.speeches(), size), tagged=True)
        draft.rename(path)
    return path


def timings(path: Path) -> list[Timing]:
    """Time every query on a collection of speeches."""
    with closing(store.open_store(path, write=False)) as opened:
        searcher = Searcher(opened.connection)
        searcher.search("the first query loads the parser")
        searcher.facets("and the first facets count the whole archive")
        return [
            _timed(searcher, opened.connection, kind, query) for kind, queries in QUERIES.items() for query in queries
        ]


def figures(found: Sequence[Timing]) -> list[tuple[str, str]]:
    """Return the rows of one archive."""
    whole, shown, bare = ([getattr(each, name) for each in found] for name in ("whole", "shown", "bare"))
    lines = [
        (
            "search with passages and facets, median and 95th percentile",
            f"{_median(whole)}, {_p95(whole) * 1e3:.1f} ms",
        ),
        ("  95th percentile / that of bare MATCH with snippets (3 at most)", f"{_p95(whole) / _p95(shown):.2f}"),
        ("  total / that of bare MATCH with snippets", f"{sum(whole) / sum(shown):.2f}"),
        ("  total / that of bare MATCH without snippets", f"{sum(whole) / sum(bare):.2f}"),
    ]
    for kind in QUERIES:
        some = [each for each in found if each.kind == kind]
        ours, facets, theirs, plain = (
            sum(getattr(each, name) for each in some) / len(some) * 1e3
            for name in ("search", "facets", "shown", "bare")
        )
        lines.append(
            (f"  {kind}", f"{ours:.1f} + {facets:.1f} ms, bare {theirs:.1f} ms, without snippets {plain:.1f} ms")
        )
    return lines


def _sized(sizes: Sequence[int], folder: Path) -> Iterator[tuple[str, str]]:
    measured: dict[int, list[Timing]] = {}
    for size in sorted(sizes):
        path = archive(folder, size)
        measured[size] = timings(path)
        yield f"{size:,} sources", f"{path.stat().st_size / 1e6:,.0f} MB"
        yield from figures(measured[size])
        slowest = max(measured[size], key=_whole)
        yield "  slowest", f"{slowest.query}: {slowest.search * 1e3:.0f} + {slowest.facets * 1e3:.0f} ms"
        yield from hostile.rows(path)
        yield "  opening a collection adds", f"{_opening(path) * 1e3:.0f} ms"
    for smaller, larger in zip(sorted(sizes), sorted(sizes)[1:], strict=False):
        growth = math.log(larger / smaller)
        for name in ("median", "95th percentile"):
            ours, theirs = (
                [_statistic(name, [getattr(each, column) for each in measured[size]]) for size in (smaller, larger)]
                for column in ("whole", "bare")
            )
            exponents = [math.log(after / before) / growth for before, after in (ours, theirs)]
            yield f"exponent {smaller:,} to {larger:,}, {name}", f"{exponents[0]:.2f}, bare MATCH {exponents[1]:.2f}"


def _timed(searcher: Searcher, connection: sqlite3.Connection, kind: str, query: str) -> Timing:
    typing = kind == "typed"

    def forget() -> object:
        return searcher.search("qqqq", limit=1)  # the next page of the same query is not searched for again

    def search() -> object:
        return searcher.search(query, limit=LIMIT, typing=typing)

    def facets() -> object:
        return searcher.facets(query, typing=typing)

    table = "annotation_fts" if kind == "annotated" else "source_fts"
    sql, parameters = _bare(searcher, kind, query, table)
    columns = f"rowid, rank, snippet({table}, -1, '[', ']', '…', 32)", "rowid"
    runs = [search, facets, *(_query(connection, sql.format(each), parameters) for each in columns)]
    return Timing(kind, query, *_best(forget, runs))


def _query(connection: sqlite3.Connection, sql: str, parameters: Sequence[str | int | float]) -> Run:
    return lambda: connection.execute(sql, parameters).fetchall()


def _bare(searcher: Searcher, kind: str, query: str, table: str) -> tuple[str, list[str | int | float]]:
    """Return the same MATCH as bare SQL, with a place for its columns; for annotations that of their words alone."""
    condition = searcher.condition(query, typing=kind == "typed")
    match = _near(query) if kind == "near" else _match(condition.parameters)
    pure = kind in {"near", "annotated"} or condition.sql.count("?") == 1
    where = f"{table} MATCH ?"
    parameters: list[str | int | float] = [match]
    if not pure:
        where = f"{where} AND rowid IN (SELECT s.id FROM source s WHERE {condition.sql})"
        parameters = [match, *condition.parameters]
    return f"SELECT {{}} FROM {table} WHERE {where} ORDER BY rank LIMIT {LIMIT}", parameters


def _match(parameters: Sequence[str | int | float]) -> str:
    """Return the MATCH among the parameters of a condition."""
    return next(value for value in parameters if isinstance(value, str) and '"' in value)


def _near(query: str) -> str:
    """Return the MATCH for ``"one other"~5``; the search compares the places itself, so its condition has none."""
    words, _, slop = query.rpartition("~")
    quoted = " ".join(f'"{word}"' for word in words.strip('"').split())
    return f"NEAR({quoted}, {int(slop) - 1})"


def _best(before: Run, runs: Sequence[Run]) -> list[float]:
    """Return the shortest time of each run, in seconds; they take turns, so that all meet the same load."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(REPEATS):
        before()
        for taken, run in zip(times, runs, strict=True):
            started = perf_counter()
            run()
            taken.append(perf_counter() - started)
    return list(map(min, times))


def _opening(path: Path) -> float:
    """Return the seconds that opening a collection and listing its sources takes, the shortest of a few."""
    taken = []
    for _ in range(3):
        started = perf_counter()
        collection = Collection.open(path, write=False)
        collection.source_ids("newest")
        collection.counts()
        taken.append(perf_counter() - started)
        collection.close()
    return min(taken)


def _file_ratio(folder: Path, dice: Random, least: int, most: int) -> float:
    """Import pieces of speeches, of so many characters, and return how many times their size the collection takes."""
    texts = folder / "texts"
    texts.mkdir(parents=True)
    whole = "\n".join(document.text for document in corpora.speeches()[:1000])
    written = number = start = 0
    while start < len(whole) - most:
        size = dice.randrange(least, most)
        written += (texts / f"piece {number}.txt").write_bytes(whole[start : start + size].encode())
        number, start = number + 1, start + size
    with closing(Collection.open(folder / "pieces.postil", create=True, annotator="Benchmark")) as collection:
        run_import(collection, [texts])
    return (folder / "pieces.postil").stat().st_size / written


def _whole(timing: Timing) -> float:
    return timing.whole


def _statistic(name: str, times: Sequence[float]) -> float:
    return _p95(times) if name.startswith("95") else sorted(times)[len(times) // 2]


def _median(times: Sequence[float]) -> str:
    return f"{_statistic('median', times) * 1e3:.1f} ms"


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


def _options(options: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks search")
    parser.add_argument("--size", type=int, action="append", metavar="N", help="how many sources; may be repeated")
    parser.add_argument("--folder", metavar="DIR", help="where the archives are kept")
    parser.add_argument("--rivals", action="store_true", help="compare with Whoosh and Xapian")
    return parser.parse_args(list(options))


if __name__ == "__main__":
    for name, figure in rows():
        print(f"{name:70} {figure}")
