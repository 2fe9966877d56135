# SPDX-License-Identifier: MIT
"""What queries return: frozen records, one a row or a thing made of rows.

Spans are half-open and count code points of the canonical text. Times are UTC, ISO 8601.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

Span = tuple[int, int]

KINDS = ("claim", "recommendation", "passage")
STANCES = ("supports", "opposes", "neutral")
ROLES = ("holder", "on behalf of", "quoted by", "reporter", "author")
VOICES = ("actor", "unattributed", "anonymous", "author")
MODES = ("", "direct", "indirect", "paraphrase")
STATUSES = {
    "claim": ("unchecked", "supported", "contested", "refuted"),
    "recommendation": ("open", "taken up", "rejected", "overtaken"),
    "passage": ("",),
}
"""The states an annotation of each kind can be in; the first is the one it begins with."""

ADDRESSEE = "addressee"

ACTOR_KINDS = ("", "person", "organisation")
ANCHOR_STATES = ("exact", "moved", "changed", "orphan")
MEMBER_ROLES = ("first", "repeats", "contradicts")
RELATIONS = {
    "supports": "supported by",
    "rebuts": "rebutted by",
    "undercuts": "undercut by",
    "restates": "restated by",
    "quotes": "quoted by",
    "justifies": "justified by",
    "responds to": "responded to by",
}
"""The types of relations, each with how it reads from the other end.

*Rebuts* and *undercuts* are Pollock's two defeaters (J. L. Pollock, "Defeasible reasoning", Cognitive Science 11,
1987): one denies what is said, the other that what is offered in its support does support it, so that it may point at
a relation.
"""


@dataclass(frozen=True, slots=True)
class Source:
    """One text of the archive, without the text.

    ``date`` is as it was written (``2020-08``, ``about 2020``); ``characters`` counts code points;
    ``claims`` and the rest count annotations by kind. ``content`` is the hash of the present text.
    """

    id: int
    uid: str
    title: str
    authors: tuple[str, ...]
    publication: str
    date: str
    language: str
    url: str
    format: str
    path: str
    content: str
    characters: int
    added: str
    claims: int = 0
    recommendations: int = 0
    passages: int = 0
    read: bool = False

    @property
    def annotations(self) -> int:
        """How many annotations the source has."""
        return self.claims + self.recommendations + self.passages


@dataclass(frozen=True, slots=True)
class SourceText:
    """The canonical text of a source and its stored layout (see ``app.text.layout.decode``)."""

    source: int
    content: str
    text: str
    layout: bytes


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a span lies and how to find it again: its exact quote and up to 32 characters either side."""

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    state: str = "exact"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """One link of an attribution chain, innermost (the holder of the view) first.

    ``actor`` and ``organisation`` are names. Where nobody is named, ``voice`` says what the text says instead:
    unattributed, anonymous, or the author of the source, and ``actor`` may hold the words that describe them
    (“analyst”); they are not an actor of the collection. ``span`` is where the text shows the link.
    """

    role: str = "holder"
    voice: str = "actor"
    actor: str = ""
    organisation: str = ""
    work: str = ""
    mode: str = ""
    cue: str = ""
    span: Span | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a statement: the addressee, the action, a condition; ``actor`` is a name where it is one."""

    name: str
    value: str
    actor: str = ""
    span: Span | None = None
    quote: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class CodeUse:
    """A code given to an annotation, with the stance the passage takes.

    ``under`` are the names of the codes above it, from the top, since two codes may have one name. Where it is None
    the name alone says which code is meant: the first of that name. Uses are compared without it.
    """

    code: str
    stance: str = "neutral"
    under: tuple[str, ...] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RelationEnd:
    """A relation of an annotation: its type, the uid of the annotation or relation it points at, and its note."""

    type: str
    target: str
    uid: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """That an annotation belongs to a statement, in which role (one of :data:`MEMBER_ROLES`), and what it says."""

    text: str
    role: str = "repeats"
    kind: str = ""
    note: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A tagged passage, whole: where it is, what it is, who said it, and who tagged it."""

    id: int
    uid: str
    kind: str
    source: int
    source_uid: str
    source_title: str
    spans: tuple[Anchor, ...]
    chain: tuple[Link, ...] = ()
    slots: tuple[Slot, ...] = ()
    codes: tuple[CodeUse, ...] = ()
    relations: tuple[RelationEnd, ...] = ()
    statements: tuple[Membership, ...] = ()
    status: str = ""
    note: str = ""
    annotator: str = ""
    created: str = ""
    modified: str = ""

    @property
    def quote(self) -> str:
        """The words of the passage; the parts of one with several spans are joined by an ellipsis."""
        return " … ".join(span.quote for span in self.spans)

    @property
    def start(self) -> int:
        """The offset of the first character."""
        return min(span.start for span in self.spans)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who holds the view."""
        holders = (link for link in self.chain if link.role in {"holder", "author"})
        return _distinct(link.actor for link in holders if link.voice == "actor")

    @property
    def organisations(self) -> tuple[str, ...]:
        """For whom the speakers speak: their organisations, and those they speak on behalf of."""
        own = [link.organisation for link in self.chain if link.role in {"holder", "author"}]
        return _distinct([*own, *(link.actor for link in self.chain if link.role == "on behalf of")])

    @property
    def via(self) -> tuple[str, ...]:
        """Through whom the statement reached the page."""
        return _distinct(link.actor for link in self.chain if link.role in {"quoted by", "reporter"})

    @property
    def work(self) -> str:
        """The work in which the statement is made: that of the outermost link that names one."""
        return next((link.work for link in reversed(self.chain) if link.work), "")

    @property
    def addressees(self) -> tuple[str, ...]:
        """Whom the statement is addressed to."""
        return _distinct(slot.actor or slot.value for slot in self.slots if slot.name == ADDRESSEE)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
