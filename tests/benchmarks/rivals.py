# SPDX-License-Identifier: MIT
"""The same queries over the same speeches in stock Whoosh, and in Xapian where the system's Python has it.

Each gives its twenty best with passages. Whoosh runs with its stemming analyser and highlighter; Xapian with English
stems. Only kinds of query that all three know are asked. ``python -m tests.benchmarks search --rivals``.
"""

from __future__ import annotations

import gc
import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from time import thread_time
from typing import Any

from app.search.engine import Searcher
from database import store
from tests.benchmarks import corpora
from tests.benchmarks.corpora import Document

SIZE, LIMIT, REPEATS = 2000, 20, 10
KINDS = ("rare", "common", "and", "or", "not", "phrase", "near", "prefix")
XAPIAN_PYTHON = "/usr/bin/python3"
Times = dict[str, float]
Run = Callable[[str], object]


def rows() -> list[tuple[str, str]]:
    """Return the ratios as (name, figure)."""
    documents = list(corpora.repeated(corpora.speeches(), SIZE))
    with tempfile.TemporaryDirectory() as folder:
        with _ours(Path(folder), documents) as ours, _whoosh(Path(folder) / "whoosh", documents) as whoosh:
            mine, theirs = fastest([ours, whoosh])
        found = _against("Whoosh", mine, theirs)
        xapian = _xapian(Path(folder) / "xapian", documents)
        return found + (_against("Xapian", mine, xapian) if xapian else [("Xapian", "skipped: it is not installed")])


def queries() -> list[tuple[str, str]]:
    """Return (kind, query) of what all can be asked."""
    from tests.benchmarks.search import QUERIES  # noqa: PLC0415  it imports this module

    return [(kind, query) for kind in KINDS for query in QUERIES[kind]]


def fastest(runs: Sequence[Run]) -> list[Times]:
    """Return the shortest processor time of each query for each run, in seconds; they take turns with all queries.

    As in Python's ``timeit``, the collector of garbage rests meanwhile: what one left would be charged to the other.
    """
    found: list[Times] = [{} for _ in runs]
    gc.collect()
    gc.disable()
    try:
        for _ in range(REPEATS):
            for times, run in zip(found, runs, strict=True):
                _take_turn(run, times)
    finally:
        gc.enable()
    return found


def _take_turn(run: Run, times: Times) -> None:
    for _, query in queries():
        started = thread_time()
        run(query)
        times[query] = min(times.get(query, 1e9), thread_time() - started)


def _against(name: str, ours: Times, theirs: Times) -> list[tuple[str, str]]:
    total = sum(theirs.values()) / sum(ours[query] for query in theirs)
    worst, least = min((theirs[query] / ours[query], query) for query in theirs)
    millis = f"{sum(theirs.values()) / len(theirs) * 1e3:.1f} ms against {sum(ours.values()) / len(ours) * 1e3:.1f} ms"
    return [
        (f"{name}: so many times slower over {len(theirs)} queries of {SIZE:,} sources", f"{total:.1f} ({millis})"),
        ("  least", f"{worst:.1f} ({least})"),
    ]


@contextmanager
def _ours(folder: Path, documents: Sequence[Document]) -> Iterator[Run]:
    path = folder / "ours.postil"
    corpora.write(path, documents)
    with closing(store.open_store(path, write=False)) as opened:
        searcher = Searcher(opened.connection)
        searcher.search("the first query loads the parser")
        yield partial(searcher.search, limit=LIMIT)


@contextmanager
def _whoosh(folder: Path, documents: Sequence[Document]) -> Iterator[Run]:
    fields, index, parsing = (importlib.import_module(f"whoosh.{name}") for name in ("fields", "index", "qparser"))
    analyser = importlib.import_module("whoosh.analysis").StemmingAnalyzer()
    folder.mkdir()
    made: Any = index.create_in(
        folder, fields.Schema(title=fields.TEXT(analyser, stored=True), text=fields.TEXT(analyser, stored=True))
    )
    writer = made.writer(limitmb=512)
    for document in documents:
        writer.add_document(title=document.title, text=document.text)
    writer.commit()
    with made.searcher() as searcher:
        parser = parsing.MultifieldParser(["title", "text"], made.schema)

        def run(query: str) -> object:
            hits = searcher.search(parser.parse(query), limit=LIMIT)
            return [hit.highlights("text", top=3) for hit in hits]

        yield run


def _xapian(folder: Path, documents: Sequence[Document]) -> Times:
    known = subprocess.run([XAPIAN_PYTHON, "-c", "import xapian"], capture_output=True, check=False)
    if known.returncode:
        return {}
    given = json.dumps({"folder": str(folder), "documents": documents, "queries": queries()})
    script = Path(__file__).with_name("rival_xapian.py")
    told = subprocess.run([XAPIAN_PYTHON, script], input=given, capture_output=True, text=True, check=False)
    if told.returncode:
        print(told.stderr, file=sys.stderr)
        return {}
    found: Times = json.loads(told.stdout)
    return found
