# SPDX-License-Identifier: MIT
"""What a search asks for, as a tree of predicates: the meeting point of the query language and SQL.

A plan is about sources. :class:`Annotated` steps down to annotations (the source has one annotation of which all
this is true), :class:`InSource` steps up again (the annotation lies in such a source). The plan of a search for
annotations starts below. ``str()`` gives a short normal form, which tests and logs read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """Where words are looked for. The first four belong to sources, the others to annotations."""

    TEXT = "text"
    TITLE = "title"
    AUTHOR = "author"
    PUBLICATION = "publication"
    PASSAGE = "passage"
    NOTE = "note"
    WORK = "work"
    BY = "by"
    VIA = "via"
    ORG = "org"
    TO = "to"
    CODE = "code"
    STATUS = "status"
    ANNOTATOR = "annotator"


SOURCE_FIELDS = frozenset({Field.TEXT, Field.TITLE, Field.AUTHOR, Field.PUBLICATION})


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its sisters: whatever folds alike or shares a stem.

    ``text`` is as typed; ``parts`` are the words the index makes of it (``kremlin's`` is two); ``folded`` is the
    folded form and ``stems`` are (language, stem), of the last part where there are several. ``boost`` weighs
    the word in the ranking.
    """

    field: Field
    text: str
    parts: tuple[str, ...]
    folded: str
    stems: tuple[tuple[str, str], ...] = ()
    boost: float = 1.0

    def __str__(self) -> str:
        return f"{self.field}:{'+'.join(self.parts)}{_boost(self.boost)}"


@dataclass(frozen=True, slots=True)
class Completion:
    """A word that is still being typed: the word itself, its sisters, and the commonest words it may become."""

    word: Word

    @property
    def field(self) -> Field:
        """Where it is looked for."""
        return self.word.field

    @property
    def boost(self) -> float:
        """Its weight in the ranking."""
        return self.word.boost

    def __str__(self) -> str:
        return f"{self.word}…"


@dataclass(frozen=True, slots=True)
class Prefix:
    """All words that begin like the last of ``parts``, after the parts before it."""

    field: Field
    text: str
    parts: tuple[str, ...]
    folded: str
    boost: float = 1.0

    def __str__(self) -> str:
        return f"{self.field}:{'+'.join(self.parts)}*{_boost(self.boost)}"


@dataclass(frozen=True, slots=True)
class Wildcard:
    """All words of a pattern: ``*`` stands for any letters or none, ``?`` for exactly one."""

    field: Field
    pattern: str
    folded: str
    boost: float = 1.0

    def __str__(self) -> str:
        return f"{self.field}:{self.pattern}{_boost(self.boost)}"


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """All words at most ``distance`` changes away: a letter added, left out, replaced, or two swapped."""

    field: Field
    text: str
    folded: str
    distance: int
    boost: float = 1.0

    def __str__(self) -> str:
        return f"{self.field}:{self.text}~{self.distance}{_boost(self.boost)}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Exactly these words, accents included, in this order.

    Each stands at most ``slop`` words after the one before it; with a slop of 1 nothing is between them.
    """

    field: Field
    text: str
    parts: tuple[str, ...]
    slop: int = 1
    boost: float = 1.0

    def __str__(self) -> str:
        near = f"~{self.slop}" if self.slop > 1 else ""
        return f'{self.field}:"{" ".join(self.parts)}"{near}{_boost(self.boost)}'


Term = Word | Completion | Prefix | Wildcard | Fuzzy | Phrase
"""Something that words are compared with."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The annotation has this field at all."""

    field: Field

    def __str__(self) -> str:
        return f"{self.field}:*"


@dataclass(frozen=True, slots=True)
class Kind:
    """The annotation is of this kind."""

    kind: str

    def __str__(self) -> str:
        return f"kind={self.kind}"


@dataclass(frozen=True, slots=True)
class Voice:
    """Nobody is named as the holder: the statement is ``unattributed``, ``anonymous`` or the ``author``'s own."""

    voice: str

    def __str__(self) -> str:
        return f"voice={self.voice}"


@dataclass(frozen=True, slots=True)
class Language:
    """The source is in this language; a code with a region is of its language too."""

    code: str

    def __str__(self) -> str:
        return f"lang={self.code}"


@dataclass(frozen=True, slots=True)
class Dates:
    """The date of the source may lie between two days (ISO, inclusive); None leaves an end open."""

    first: str | None
    last: str | None

    def __str__(self) -> str:
        return f"date={self.first or ''}..{self.last or ''}"


@dataclass(frozen=True, slots=True)
class SourceIs:
    """The source of this id, uid or title; where none is, those whose title has these words together."""

    text: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return f"in={' '.join(self.parts)}"


@dataclass(frozen=True, slots=True)
class Everything:
    """True of every source and every annotation."""

    def __str__(self) -> str:
        return "everything"


@dataclass(frozen=True, slots=True)
class Nothing:
    """True of none."""

    def __str__(self) -> str:
        return "nothing"


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts are true."""

    parts: tuple[Plan, ...]

    def __str__(self) -> str:
        return f"and({', '.join(map(str, self.parts))})"


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts is true."""

    parts: tuple[Plan, ...]

    def __str__(self) -> str:
        return f"or({', '.join(map(str, self.parts))})"


@dataclass(frozen=True, slots=True)
class Not:
    """The part is not true."""

    part: Plan

    def __str__(self) -> str:
        return f"not({self.part})"


@dataclass(frozen=True, slots=True)
class Annotated:
    """The source has an annotation of which the part is true."""

    part: Plan

    def __str__(self) -> str:
        return f"annotated({self.part})"


@dataclass(frozen=True, slots=True)
class InSource:
    """The source of the annotation is one of which the part is true."""

    part: Plan

    def __str__(self) -> str:
        return f"source({self.part})"


Plan = (
    Word
    | Completion
    | Prefix
    | Wildcard
    | Fuzzy
    | Phrase
    | Filled
    | Kind
    | Voice
    | Language
    | Dates
    | SourceIs
    | Everything
    | Nothing
    | And
    | Or
    | Not
    | Annotated
    | InSource
)


def join(parts: list[Plan] | tuple[Plan, ...]) -> Plan:
    """Return the conjunction of parts, with conjunctions in it opened; one part stands for itself."""
    flat: list[Plan] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    return And(tuple(flat)) if len(flat) != 1 else flat[0]


def either(parts: list[Plan] | tuple[Plan, ...]) -> Plan:
    """Return the disjunction of parts, with disjunctions in it opened; one part stands for itself."""
    flat: list[Plan] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    return Or(tuple(flat)) if len(flat) != 1 else flat[0]


def terms(plan: Plan) -> tuple[Term, ...]:
    """Return what a hit is found by: the terms of a plan that are not denied, in order."""
    match plan:
        case And(parts) | Or(parts):
            return tuple(term for part in parts for term in terms(part))
        case Annotated(part) | InSource(part):
            return terms(part)
        case Word() | Completion() | Prefix() | Wildcard() | Fuzzy() | Phrase():
            return (plan,)
    return ()


def _boost(boost: float) -> str:
    return "" if boost == 1 else f"^{boost:g}"
