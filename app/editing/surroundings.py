# SPDX-License-Identifier: MIT
"""What an annotation stands beside: its relations and statements, in words that a card can show."""

from __future__ import annotations

from dataclasses import dataclass

from app.archive import Archive
from app.editing import relations, statements
from database import relations as rows
from database.records import RELATIONS
from database.relations import Relation

LONGEST = 90
"""How many characters of a quotation or statement stand for it."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation as it is seen from one of its ends: “rebuts”, and the words at the other end.

    ``other`` is the annotation there, or None where that is a relation. ``outgoing`` tells whether the relation
    begins here. ``onto`` are the ties of the relations that point at this one.
    """

    relation: int
    words: str
    what: str
    other: int | None
    outgoing: bool
    type: str
    note: str
    onto: tuple[Tie, ...] = ()

    @property
    def told(self) -> str:
        """The tie in words."""
        return f"{self.words} {self.what}"


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement an annotation belongs to, with what it does there: ``first``, ``repeats`` or ``contradicts``."""

    statement: int
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Relations and statements of one annotation."""

    ties: tuple[Tie, ...] = ()
    stated: tuple[Stated, ...] = ()


ALONE = Surroundings()
"""That of an annotation that stands beside none."""


def surroundings(archive: Archive, annotation: int) -> Surroundings:
    """Return what one annotation stands beside."""
    ties = tuple(_tie(archive, seen, annotation) for seen in relations.relations_of(archive, annotation))
    stated = tuple(
        Stated(found.id, found.text, role) for found, role in statements.statements_with(archive, annotation)
    )
    return Surroundings(ties, stated)


def surroundings_in(archive: Archive, source: int) -> dict[int, Surroundings]:
    """Return what the annotations of a source stand beside; those that stand alone are left out."""
    return {row: surroundings(archive, row) for row in rows.tied_in(archive.connection, source)}


def relation_words(archive: Archive, relation: Relation) -> str:
    """Return a relation as a sentence: “…” rebuts “…”."""
    return f"{_quoted(archive, relation.annotation)} {relation.type} {_target(archive, relation)}"


def shortened(words: str) -> str:
    """Return words that stand for all of a longer text."""
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…"


def _tie(archive: Archive, seen: relations.Seen, annotation: int) -> Tie:
    relation = seen.relation
    outgoing = relation.annotation == annotation
    what = _quoted(archive, seen.other) if seen.other is not None else _target(archive, relation)
    onto = tuple(
        Tie(
            each.id,
            RELATIONS.get(each.type, f"{each.type} (from)"),
            _quoted(archive, each.annotation),
            each.annotation,
            outgoing=False,
            type=each.type,
            note=each.note,
        )
        for each in seen.onto
    )
    return Tie(relation.id, seen.words, what, seen.other, outgoing, relation.type, relation.note, onto)


def _target(archive: Archive, relation: Relation) -> str:
    if relation.target is not None:
        return _quoted(archive, relation.target)
    onto = relations.relation(archive, relation.target_relation or 0)
    return f"that {relation_words(archive, onto)}"


def _quoted(archive: Archive, annotation: int) -> str:
    return f"“{shortened(rows.quote(archive.connection, annotation))}”"
