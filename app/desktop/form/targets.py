# SPDX-License-Identifier: MIT
"""What a relation, a piece of evidence or a membership can point at, found as one types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.attribution import sentence
from app.collection import Collection
from app.desktop.wording import counted, joined
from app.editing import relations, statements
from app.editing.surroundings import relation_words
from app.search.folding import fold
from database.records import Annotation

LIMIT = 60
"""How many annotations or statements are offered."""

ANNOTATION, RELATION, STATEMENT, NEW = "annotation", "relation", "statement", "new"


@dataclass(frozen=True, slots=True)
class Target:
    """Something to point at: what it is, its id, its words, what is known about it, and the kind its mark shows."""

    what: str
    id: int
    words: str
    about: str = ""
    kind: str = ""


class AnnotationTargets:
    """Annotations but one, each with the relations it makes where ``onto`` wants them."""

    def __init__(self, collection: Collection, but: Annotation, *, onto: bool):
        self._collection = collection
        self._but = but
        self._onto = onto

    def __call__(self, typed: str) -> list[Target]:
        """Return those that answer a query, of the same source first; without a query, the nearest in the text."""
        ids = self._found(typed) if typed.strip() else self._near()
        wanted = [number for number in ids if number != self._but.id][:LIMIT]
        made: list[Target] = []
        for annotation in self._collection.iter_annotations(wanted):
            made.append(_target(annotation))
            made += self._relations(annotation.id) if self._onto else ()
        return made

    def _found(self, typed: str) -> list[int]:
        from app.search.offering import some_annotations  # noqa: PLC0415  Whoosh is slow to load

        return some_annotations(self._collection.searcher, typed, self._but.source, LIMIT + 1)

    def _near(self) -> list[int]:
        ids = self._collection.annotation_ids(self._but.source)
        place = ids.index(self._but.id) if self._but.id in ids else 0
        return sorted(ids, key=_distance(ids, place).__getitem__)

    def _relations(self, annotation: int) -> Iterable[Target]:
        for seen in relations.relations_of(self._collection, annotation):
            if seen.relation.annotation == annotation:
                words = relation_words(self._collection, seen.relation)
                yield Target(RELATION, seen.relation.id, words, "the relation itself")


class StatementTargets:
    """Statements, and a new one made of an annotation."""

    def __init__(self, collection: Collection, of: Annotation):
        self._collection = collection
        self._of = of

    def __call__(self, typed: str) -> list[Target]:
        """Return a new statement, and those that hold all words typed."""
        words = [fold(word) for word in typed.split()]
        mine = {found.id for found, _ in statements.statements_with(self._collection, self._of.id)}
        found = [
            Target(STATEMENT, each.id, each.text, counted(each.members, "annotation"), each.kind)
            for each in statements.all_statements(self._collection)
            if each.id not in mine and all(word in fold(each.text) for word in words)
        ]
        new = typed.strip() or self._of.quote
        return [*found[:LIMIT], Target(NEW, 0, new, "a new statement in these words", self._of.kind)]


def _target(annotation: Annotation) -> Target:
    said = sentence(annotation.chain)
    about = joined((said, annotation.source_title))
    return Target(ANNOTATION, annotation.id, annotation.quote, about, annotation.kind)


def _distance(ids: list[int], place: int) -> dict[int, int]:
    return {number: abs(here - place) for here, number in enumerate(ids)}
