# SPDX-License-Identifier: MIT
"""What the parts of the search share: expressions of words, conditions of SQL, and the lexicon they ask."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from database.plan import Dates, Phrase, Term


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that stand together in a text; with ``prefix`` the last of them may go on.

    With ``inside`` it is a run of letters in a script without spaces, which may stand anywhere between others, or
    several such runs with gaps between them, in which every letter counts as a word.
    ``documents`` is in how many sources it stands, as far as that is known, else 0; where it is a beginning, that of
    the ``commonest`` word that begins so.
    """

    parts: tuple[str, ...]
    prefix: bool = False
    documents: int = 0
    inside: bool = False
    commonest: str = ""

    @property
    def match(self) -> str:
        """The expression as MATCH writes it."""
        quoted = " ".join(self.parts).replace('"', '""')
        return f'"{quoted}"{" *" if self.prefix else ""}'


class Lexicon(Protocol):
    """Knows which words of the collection a term stands for."""

    def expressions(self, term: Term) -> tuple[Expression, ...]:
        """Return what a term stands for in the index that its field belongs to; nothing where it stands for none."""

    def holds(self, term: Term, value: str) -> bool:
        """Tell whether a short text, such as a name, holds the term."""

    def compared(self, phrase: Phrase) -> tuple[int, ...]:
        """Return which words of a phrase with gaps, by their numbers, are rare enough to be compared place by place.

        None are where the words are so common that they cannot be looked for near each other at all.
        """

    def follows(self, phrase: Phrase, text: str, *, inside: bool = False) -> bool:
        """Tell whether the words of a phrase with gaps stand so in a text, or ``inside`` it between other letters."""

    def note_near(self, phrase: Phrase, compared: Sequence[int]) -> None:
        """Say that only some words of a phrase with gaps were compared."""

    def keys(self, term: Term) -> tuple[str, ...]:
        """Return what the keys of names in another script hold or begin with, as MATCH writes it; mostly nothing."""

    def overlaps(self, days: Dates, written: str) -> bool:
        """Tell whether a date, as somebody wrote it, may be one of some days."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of SQL and its parameters."""

    sql: str
    parameters: list[str | int | float] = field(default_factory=list)


def any_of(expressions: Iterable[Expression]) -> str:
    """Return a MATCH for any of some expressions."""
    matches = [expression.match for expression in expressions]
    return matches[0] if len(matches) == 1 else f"({' OR '.join(matches)})"


def wrapped(sql: str, inner: Condition) -> Condition:
    """Return a condition with another in the place of ``{}``."""
    return Condition(sql.format(inner.sql), inner.parameters)


def among(column: str, chosen: Sequence[str | int]) -> Condition:
    """Return the condition that a column has one of some values."""
    return Condition(f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(chosen)])
