# SPDX-License-Identifier: MIT
"""How good the ranking is, on the Cranfield collection of 1,400 abstracts and 225 judged queries.

The words of each query are joined by OR; queries are numbered by their order; grades 1 to 4 are relevant and -1 is
not. nDCG is cut at ten with a gain of one for what is relevant; MAP is over the whole ranking.
"""

from __future__ import annotations

import math
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from app.search.engine import Searcher
from app.search.reader import word
from app.text.words import tokens
from database import store
from database.plan import Field, either
from tests.benchmarks import corpora
from tests.benchmarks.corpora import Document

FOLDER = corpora.SHARED / "retrieval"
DEPTH = 1400


def rows() -> list[tuple[str, str]]:
    """Return nDCG@10 and MAP as (name, figure); one row that says why where the collection is absent."""
    if not FOLDER.exists():
        return [("ranking", "skipped: the Cranfield collection is not here")]
    with tempfile.TemporaryDirectory() as folder:
        gain, precision = measure(Path(folder) / "cranfield.postil")
    return [("Cranfield nDCG@10 (.390 or more)", f"{gain:.4f}"), ("Cranfield MAP (.315 or more)", f"{precision:.4f}")]


def measure(path: Path, every: int = 1) -> tuple[float, float]:
    """Write the collection at a path where nothing is, and return nDCG@10 and MAP over every so many queries."""
    corpora.write(path, [Document(_line(part["T"]), part["W"].strip()) for part in _parts("cran.all.1400")])
    relevant = _judgements()
    with closing(store.open_store(path, write=False)) as opened:
        searcher = Searcher(opened.connection)
        scores = [
            (_gain(ranking, relevant[number]), _precision(ranking, relevant[number]))
            for number, ranking in _rankings(searcher, every)
        ]
    return sum(gain for gain, _ in scores) / len(scores), sum(each for _, each in scores) / len(scores)


def _rankings(searcher: Searcher, every: int) -> Iterator[tuple[int, list[int]]]:
    for number, part in list(enumerate(_parts("cran.qry"), start=1))[::every]:
        text = part["W"]
        words = [word(Field.TEXT, text[start:end], ["en"]) for start, end in tokens(text)]
        plan = either([each for each in words if each is not None])
        yield number, [source for source, _ in searcher.rank(plan, DEPTH)]


def _parts(name: str) -> Iterator[dict[str, str]]:
    """Yield the records of a file as text by the letter of the field."""
    for record in re.split(r"^\.I ", (FOLDER / name).read_text("utf-8"), flags=re.MULTILINE)[1:]:
        fields = re.split(r"^\.([A-Z])\s*$", record, flags=re.MULTILINE)
        yield {"T": "", "W": ""} | dict(zip(fields[1::2], fields[2::2], strict=True))


def _judgements() -> dict[int, set[int]]:
    """Return the relevant documents of each query, by their numbers."""
    relevant: dict[int, set[int]] = {}
    for line in (FOLDER / "cranqrel").read_text("utf-8").splitlines():
        query, document, grade = map(int, line.split()[:3])
        relevant.setdefault(query, set())
        if grade > 0:
            relevant[query].add(document)
    return relevant


def _gain(ranking: Sequence[int], relevant: set[int]) -> float:
    found = sum(1 / math.log2(place + 2) for place, source in enumerate(ranking[:10]) if source in relevant)
    ideal = sum(1 / math.log2(place + 2) for place in range(min(10, len(relevant))))
    return found / ideal if ideal else 0.0


def _precision(ranking: Sequence[int], relevant: set[int]) -> float:
    places = [place for place, source in enumerate(ranking, start=1) if source in relevant]
    return sum(number / place for number, place in enumerate(places, start=1)) / len(relevant) if relevant else 0.0


def _line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    for name, figure in rows():
        print(f"{name:40} {figure}")
