# SPDX-License-Identifier: MIT
"""Carries the annotations of the sample archive, and random spans, through synthetic edits, and says how it went.

Run it with ``python -m tests.drills.reanchor [ROUNDS]``. It ends with 1 where fewer than 98 of 100 spans whose words
survive are placed exactly, or where any is on other words without a mark.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from app.collection import Collection
from app.sample import fill_with_sample
from database.records import Span
from tests.builders import new_collection
from tests.traced import EDITS, Score, Traced, repeated, score, spans_of

LEAST = 0.98
_RANDOM = 200


def annotated(collection: Collection) -> list[tuple[str, list[Span]]]:
    """Return the texts of a collection, with the spans of their annotations, links and slots."""
    found = []
    for source in collection.sources():
        spans: list[Span] = []
        for annotation in collection.annotations(source.id):
            spans += [(span.start, span.end) for span in annotation.spans]
            spans += [link.span for link in annotation.chain if link.span]
            spans += [slot.span for slot in annotation.slots if slot.span]
        found.append((collection.text(source.id)[0], spans))
    return found


def sample() -> list[tuple[str, list[Span]]]:
    """Return the texts of the sample archive with the spans of their annotations."""
    with tempfile.TemporaryDirectory() as folder:
        collection = new_collection(Path(folder))
        try:
            fill_with_sample(collection)
            return annotated(collection)
        finally:
            collection.close()


def measure(texts: list[tuple[str, list[Span]]], rounds: int, *, twice: bool = False) -> dict[str, Score]:
    """Return the score of each edit; ``twice`` says that a tenth of the sentences is there twice at first."""
    scores: dict[str, Score] = {}
    for name, edit in EDITS.items():
        total = Score()
        for seed in range(rounds):
            for number, (text, spans) in enumerate(texts):
                dice = random.Random(f"{name} {seed} {number}")
                old = repeated(Traced.of(text), dice) if twice else Traced.of(text)
                chosen = spans_of(old.text, dice, _RANDOM) + ([] if twice else spans)
                _sum(total, score(old, edit(old, dice), chosen))
        scores[name] = total
    return scores


def _sum(total: Score, one: Score) -> None:
    for name in Score.__slots__:
        setattr(total, name, getattr(total, name) + getattr(one, name))


def main() -> int:
    """Print a line an edit."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    texts = sample()
    bad = 0
    for twice in (False, True):
        print("Texts with sentences that stand twice" if twice else "The sample archive")
        for name, total in measure(texts, rounds, twice=twice).items():
            bad += total.silent > 0 or (total.rate < LEAST and not twice)
            print(
                f"  {name:30} {total.rate:7.2%} of {total.survived:6} placed exactly, {total.unsure:4} rightly but "
                f"unsure, {total.silent} silently wrong; of {total.altered:6} whose words changed "
                f"{total.near / max(1, total.altered):6.1%} near; {total.orphans} orphans"
            )
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
