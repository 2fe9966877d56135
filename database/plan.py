# SPDX-License-Identifier: MIT
"""What a search asks for, as a tree of predicates: the meeting point of the query language and SQL.

A plan is about sources. :class:`Annotated` steps down to annotations (the source has one annotation of which all
this is true), :class:`InSource` steps up again (the annotation lies in such a source). The plan of a search for
annotations starts below. ``str()`` gives a short normal form, which tests and logs read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from database.plan_terms import (
    SOURCE_FIELDS,
    Completion,
    Field,
    Fuzzy,
    Phrase,
    Prefix,
    Term,
    Wildcard,
    Word,
    in_field,
)

__all__ = [
    "SOURCE_FIELDS",
    "And",
    "Annotated",
    "Chosen",
    "Coded",
    "Completion",
    "Dates",
    "Everything",
    "Field",
    "Filled",
    "Flag",
    "Fuzzy",
    "InSource",
    "Kind",
    "Language",
    "Not",
    "Nothing",
    "Numbers",
    "Or",
    "Own",
    "Phrase",
    "Plan",
    "Prefix",
    "Slotted",
    "SourceIs",
    "Term",
    "Voice",
    "Wildcard",
    "Word",
    "either",
    "in_field",
    "join",
    "terms",
]


@dataclass(frozen=True, slots=True)
class Filled:
    """The source or the annotation has this field at all."""

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
    """Nobody is named where a field looks: there the statement is ``unattributed`` or ``anonymous``."""

    voice: str
    field: Field = Field.BY

    def __str__(self) -> str:
        return f"{self.field}={self.voice}"


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
class Chosen:
    """The annotation has one of a few values in a field: a stance, a mode, a type of relation."""

    field: Field
    value: str

    def __str__(self) -> str:
        return f"{self.field}={self.value}"


@dataclass(frozen=True, slots=True)
class Flag:
    """The source is ``read``, ``unread``, ``tagged`` or ``untagged``, or the annotation is an ``orphan``."""

    name: str

    @property
    def about_source(self) -> bool:
        """Whether it is true of sources."""
        return self.name != "orphan"

    def __str__(self) -> str:
        return f"is={self.name}"


@dataclass(frozen=True, slots=True)
class Numbers:
    """A number lies between two others, which are in it unless they are ``open``; None leaves an end open."""

    low: float | None
    high: float | None
    open_low: bool = False
    open_high: bool = False

    def __str__(self) -> str:
        ends = ["" if end is None else f"{end:g}" for end in (self.low, self.high)]
        return f"{'<' if self.open_low else ''}{ends[0]}..{ends[1]}{'<' if self.open_high else ''}"


@dataclass(frozen=True, slots=True)
class Own:
    """The source has a value in a column of the user's own, or any value; a text is one that can be chosen there."""

    name: str
    value: Term | Dates | Numbers | str | None

    def __str__(self) -> str:
        return f"{self.name}={'*' if self.value is None else self.value}"


@dataclass(frozen=True, slots=True)
class Slotted:
    """The annotation has a slot of this name, filled so, or at all; a text is one that can be chosen there."""

    name: str
    value: Term | str | None

    def __str__(self) -> str:
        return f"{self.name}={'*' if self.value is None else self.value}"


@dataclass(frozen=True, slots=True)
class Coded:
    """The annotation has a code with this stance towards it."""

    code: Term
    stance: str

    def __str__(self) -> str:
        return f"{self.code}:{self.stance}"


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
    | Chosen
    | Flag
    | Own
    | Slotted
    | Coded
    | Everything
    | Nothing
    | And
    | Or
    | Not
    | Annotated
    | InSource
)


def join(parts: Sequence[Plan]) -> Plan:
    """Return the conjunction of parts, with conjunctions in it opened; one part stands for itself.

    What is written twice is looked for once; a word then counts twice in the order.
    """
    flat = _once([inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))])
    return And(flat) if len(flat) != 1 else flat[0]


def either(parts: Sequence[Plan]) -> Plan:
    """Return the disjunction of parts, with disjunctions in it opened, as :func:`join` does."""
    flat = _once([inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))])
    return Or(flat) if len(flat) != 1 else flat[0]


def _once(parts: Sequence[Plan]) -> tuple[Plan, ...]:
    times = Counter(parts)
    return tuple(_counting(part, number) for part, number in times.items())


def _counting(part: Plan, times: int) -> Plan:
    """Return a part with the weight of being written so many times."""
    match part:
        case Word() | Prefix() | Wildcard() | Fuzzy() | Phrase() if times > 1:
            return replace(part, boost=part.boost * times)
    return part


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
