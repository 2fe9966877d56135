# SPDX-License-Identifier: MIT
"""What replacing the text of a source would do, before it is done: a plan to be looked at, changed and applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from collections.abc import Collection as Container
from dataclasses import dataclass, field, replace
from functools import cached_property

from app.text.anchors import excerpt
from database.staging import StagedContent, StemRow, VocabularyRow
from database.versions import PartRow, SpanRow

Words = tuple[list[VocabularyRow], list[StemRow]]
"""Rows of words and of stems."""

STATES = ("exact", "moved", "changed", "orphan")
"""From the best to the worst."""

WIDTH = 160
"""How many characters of text a review shows of a place."""


@dataclass(frozen=True, slots=True)
class NewText:
    """A text to put in the place of a source's: with its layout, original bytes, and what its file says of it.

    ``columns`` are columns of a source (``authors`` and ``origins`` as JSON); they only fill what is empty.
    ``warnings`` are sentences about what of its file was not read.
    """

    content: StagedContent
    format: str
    path: str
    columns: Mapping[str, str | None] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Placement:
    """Where one annotation would go.

    ``state`` is the worst of its spans, ``confidence`` (0 to 1) the least. ``before`` and ``after`` are one line of
    text around the passage in either version; ``after`` is empty for an orphan. ``lost`` counts the links and slots
    that keep their words but not their place.
    """

    annotation: int
    uid: str
    kind: str
    old: tuple[SpanRow, ...]
    new: tuple[SpanRow, ...]
    parts: tuple[tuple[PartRow, PartRow], ...]
    texts: tuple[str, str]
    source: int

    @property
    def state(self) -> str:
        """The worst state of its spans."""
        return max((span.state for span in self.new), key=STATES.index)

    @property
    def confidence(self) -> float:
        """The least confidence of its spans."""
        return min(span.confidence for span in self.new)

    @property
    def placed(self) -> bool:
        """Whether any of it has a place in the new text."""
        return any(span.state != "orphan" for span in self.new)

    @property
    def lost(self) -> int:
        """How many links and slots had a place and have none now."""
        return sum(old.span is not None and new.span is None for old, new in self.parts)

    @property
    def before(self) -> str:
        """The passage in the old text; words of an orphan that had no place in it either are only the words."""
        return _shown(self.old, self.texts[0])

    @property
    def after(self) -> str:
        """The passage in the new text."""
        return _shown(tuple(span for span in self.new if span.state != "orphan"), self.texts[1])


@dataclass(frozen=True)
class Replacement:
    """What replacing the text of a source would do to its annotations, in text order.

    ``words`` are those that come with the text, for the vocabulary; where they are not given they are found when it is
    done.
    """

    source: int
    old: str
    new: NewText
    label: str
    placements: tuple[Placement, ...]
    words: Words | None = None

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many annotations would be in each state, from the best to the worst."""
        found = Counter(placement.state for placement in self.placements)
        return {state: found[state] for state in STATES}

    @property
    def lost(self) -> int:
        """How many links and slots would keep their words but not their place."""
        return sum(placement.lost for placement in self.placements)

    @property
    def doubtful(self) -> tuple[Placement, ...]:
        """What a person should look at."""
        return tuple(placement for placement in self.placements if placement.state != "exact" or placement.lost)

    def accepting(self, annotations: Container[int]) -> Replacement:
        """Return the plan with some placements taken as right; orphans have nothing to accept."""
        return self._with(annotations, _accepted)

    def rejecting(self, annotations: Container[int]) -> Replacement:
        """Return the plan with some annotations left without a place."""
        return self._with(annotations, _rejected)

    def _with(self, annotations: Container[int], change: Callable[[Placement], Placement]) -> Replacement:
        changed = tuple(change(each) if each.annotation in annotations else each for each in self.placements)
        return replace(self, placements=changed)


def _accepted(placement: Placement) -> Placement:
    right = (s if s.state == "orphan" else replace(s, state="exact", confidence=1.0) for s in placement.new)
    return replace(placement, new=tuple(right))


def _rejected(placement: Placement) -> Placement:
    spans = tuple(orphaned(span) for span in placement.old)
    return replace(placement, new=spans, parts=tuple((old, unplaced(old)) for old, _ in placement.parts))


def orphaned(span: SpanRow) -> SpanRow:
    """Return a span without a place: its words and numbers are those of the text it last lay in."""
    return replace(span, state="orphan", confidence=0.0)


def unplaced(part: PartRow) -> PartRow:
    """Return a link or a slot without a place; its words stay."""
    return replace(part, span=None)


def _shown(spans: tuple[SpanRow, ...], text: str) -> str:
    return " … ".join(
        excerpt(text, span.start, span.end, WIDTH) if text[span.start : span.end] == span.quote else span.quote
        for span in spans
    )
