# SPDX-License-Identifier: MIT
"""The parts of a search plan that words are compared with, and where they are looked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Field(StrEnum):
    """What words are compared with, or what a source or annotation has or is; first those of sources."""

    TEXT = "text"
    TITLE = "title"
    AUTHOR = "author"
    PUBLICATION = "publication"
    FORMAT = "format"
    SET = "set"
    LANGUAGE = "lang"
    DATE = "date"
    PASSAGE = "passage"
    NOTE = "note"
    WORK = "work"
    BY = "by"
    HOLDER = "holder"
    ORG = "org"
    BEHALF = "for"
    VIA = "via"
    QUOTED = "quoted-by"
    REPORTER = "reporter"
    ACTOR = "actor"
    TO = "to"
    CUE = "cue"
    MODE = "mode"
    CODE = "code"
    STANCE = "stance"
    RELATION = "relation"
    STATUS = "status"
    ANNOTATOR = "annotator"


SOURCE_FIELDS = frozenset(list(Field)[: list(Field).index(Field.PASSAGE)])


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


def in_field(term: Term, field: Field) -> Term:
    """Return a term that is looked for in another field."""
    return Completion(replace(term.word, field=field)) if isinstance(term, Completion) else replace(term, field=field)


def _boost(boost: float) -> str:
    return "" if boost == 1 else f"^{boost:g}"
