# SPDX-License-Identifier: MIT
"""Tagging many places at once, such as those a search has found: first a plan to look at, then one undo step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app import values
from app.archive import Archive
from app.collection import Collection
from app.editing.errors import Refused
from app.text.sentences import block, sentence
from database import bulk
from database.records import KINDS, CodeUse, Span


class Extent(StrEnum):
    """How much around a place is tagged."""

    WORDS = "words"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Passage:
    """What would be tagged: a span of a source, with its words."""

    source: int
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class TagPlan:
    """What tagging would do. ``already`` counts passages that have been tagged so before, and are left alone."""

    kind: str
    passages: tuple[Passage, ...]
    already: int = 0

    @property
    def sources(self) -> int:
        """In how many sources the passages lie."""
        return len({passage.source for passage in self.passages})


Place = tuple[int, int, int]
"""A source, and the half-open span of a place in its canonical text."""


def plan_tags(archive: Archive, places: Iterable[Place], kind: str, extent: Extent = Extent.SENTENCE) -> TagPlan:
    """Say which passages would be tagged; places in the same sentence or paragraph are one passage.

    Raises:
        PostilError: there is no such kind or source.
    """
    values.check("kind", kind, KINDS)
    by_source: dict[int, list[Span]] = {}
    for source, start, end in places:
        by_source.setdefault(source, []).append((start, end))
    passages: list[Passage] = []
    already = 0
    for source, spans in by_source.items():
        text = archive.words(source)
        wanted = dict.fromkeys(_widened(text, span, extent) for span in sorted(spans) if span[1] <= len(text))
        known = bulk.single_spans(archive.connection, source, kind)
        passages += [Passage(source, span, text[slice(*span)]) for span in wanted if span not in known]
        already += sum(span in known for span in wanted)
    return TagPlan(kind, tuple(passages), already)


def tag_places(collection: Collection, plan: TagPlan, codes: Sequence[CodeUse] = (), note: str = "") -> list[int]:
    """Tag what a plan says, as one undo step, and return the ids of the annotations.

    Raises:
        Refused: the plan is empty.
        PostilError: a source has changed so that a span does not lie in it, or a code has no name.
    """
    if not plan.passages:
        raise Refused("There is nothing to tag.")
    number = len(plan.passages)
    what = f"{plan.kind}{'' if number == 1 else 's'}"
    with collection.action(f"Tag {number} {what}"):
        return [
            collection.write_annotation(each.source, plan.kind, [each.span], codes=codes, note=note)
            for each in plan.passages
        ]


def _widened(text: str, span: Span, extent: Extent) -> Span:
    match extent:
        case Extent.SENTENCE:
            return sentence(text, *span)
        case Extent.PARAGRAPH:
            return block(text, *span)
    return span
