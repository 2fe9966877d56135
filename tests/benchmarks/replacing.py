# SPDX-License-Identifier: MIT
"""How long 5,000 annotations of a text of 5 MB take to move to another version of it: planning and writing."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from app.collection import Collection
from app.editing import replace
from tests.benchmarks.formats import WORDS
from tests.builders import add_source, new_collection, new_text
from tests.traced import EDITS, Traced

CHARACTERS = 5_000_000
COUNT = 5_000
LIMIT = 5
MEASURED = ("typos in 5 % of the words", "10 % of the paragraphs moved", "all at once")


def rows() -> Iterator[tuple[str, str]]:
    """Yield what was measured, each with its name."""
    text = make_text()
    for name in MEASURED:
        edited = EDITS[name](Traced.of(text), Random(3)).text
        planned, written, kept = measured(text, edited)
        yield (
            f"5 MB, {COUNT:,} annotations, {name}: planned and written (under {LIMIT} s)",
            f"{planned + written:.1f} s ({planned:.1f} and {written:.1f}; {kept:,} keep their words)",
        )


def make_text() -> str:
    """Return paragraphs of invented words: no two sentences need be different, as in records of meetings."""
    dice = Random(1)
    paragraphs: list[str] = []
    length = 0
    while length < CHARACTERS:
        sentences = (
            f"{' '.join(dice.choices(WORDS, k=dice.randint(6, 24))).capitalize()}." for _ in range(dice.randint(2, 6))
        )
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)


def measured(text: str, edited: str) -> tuple[float, float, int]:
    """Return the seconds planning and writing take, and how many annotations keep their words.

    Seconds of processor time: one process does the work, and others may be busy.
    """
    with tempfile.TemporaryDirectory() as folder:
        collection = new_collection(Path(folder))
        try:
            source = annotated(collection, text)
            began = time.process_time()
            plan = replace.plan_replacement(collection, source, new_text(edited))
            planned = time.process_time()
            replace.apply_replacement(collection, plan)
            written = time.process_time()
            kept = plan.counts["exact"] + plan.counts["moved"]
            return planned - began, written - planned, kept
        finally:
            collection.close()


def annotated(collection: Collection, text: str) -> int:
    """Return a source with annotations all over it."""
    dice = Random(2)
    source = add_source(collection, "Minutes", text)
    with collection.action("Tag"):
        for _ in range(COUNT):
            start = dice.randrange(len(text) - 400)
            collection.write_annotation(source, "claim", [(start, start + dice.randint(20, 300))])
    return source
