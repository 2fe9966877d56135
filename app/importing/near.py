# SPDX-License-Identifier: MIT
"""Finds sources whose texts are nearly the same: pieces of work for :func:`app.importing.task.run_task`.

Nothing is ever left out or thrown away for being alike. A person is shown what is, and decides.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.archive import Archive
from app.importing.task import Report
from app.text import shingles
from app.text.alignment import align
from app.text.anchors import trim
from database import store
from database.records import Span

LEAST = 0.4
"""From which resemblance on two texts are shown: every tenth word may be another."""

MOST = 500
"""How many pairs are shown at most, those most alike first."""

_EVERY = 20


@dataclass(frozen=True, slots=True)
class Near:
    """Two sources with nearly the same text; ``likeness`` is the part of their runs of words they share, 0 to 1.

    ``same`` says that their texts are the same to the letter, though their files are not.
    """

    source: int
    title: str
    other: int
    other_title: str
    likeness: float
    same: bool = False

    @property
    def percent(self) -> int:
        """How alike they are; 100 only where they are the same."""
        return 100 if self.same else min(99, round(100 * self.likeness))


@dataclass(frozen=True, slots=True)
class Differences:
    """Where two texts differ: the stretches of each that the other has not, half-open, in code points."""

    here: tuple[Span, ...]
    there: tuple[Span, ...]


def near_duplicates(collection: Path, wanted: Sequence[int] | None, report: Report) -> list[Near]:
    """Return the pairs of sources that are alike, the most alike first: of some sources with all, or of all.

    Raises:
        CollectionError: the collection cannot be read.
    """
    with _reading(collection) as archive:
        sketches: dict[int, shingles.Sketch] = {}
        ids = archive.source_ids()
        for number, source in enumerate(ids, 1):
            sketches[source] = shingles.sketch(archive.text(source)[0])
            if number % _EVERY == 0 or number == len(ids):
                report(number, len(ids))
        asked = ids if wanted is None else [source for source in wanted if source in sketches]
        found = sorted(shingles.pairs(sketches, asked, LEAST), key=lambda pair: -pair[2])[:MOST]
        titles = {s.id: s.title for s in archive.sources(list({each for pair in found for each in pair[:2]}))}
        same = {pair[:2] for pair in found if archive.text(pair[0])[0] == archive.text(pair[1])[0]}
    return [Near(one, titles[one], other, titles[other], alike, (one, other) in same) for one, other, alike in found]


def differences(collection: Path, one: int, other: int, report: Report) -> Differences:
    """Say where the texts of two sources differ.

    Raises:
        PostilError: one of them is gone.
        CollectionError: the collection cannot be read.
    """
    with _reading(collection) as archive:
        here, there = archive.text(one)[0], archive.text(other)[0]
    report(0, 0)
    compared = align(here, there)
    return Differences(
        tuple(trim(here, *stretch) for stretch in compared.lost),
        tuple(trim(there, *stretch) for stretch in compared.free),
    )


@contextlib.contextmanager
def _reading(collection: Path) -> Iterator[Archive]:
    opened = store.open_store(collection, write=False)
    try:
        yield Archive(opened)
    finally:
        opened.close()
