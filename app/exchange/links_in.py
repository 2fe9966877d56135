# SPDX-License-Identifier: MIT
"""Writes, at the end of an import, what points from one annotation to another: slots and relations.

An annotation may point at one that comes later in the file, and a relation at another relation, so they wait until
all annotations are there.
"""

from collections.abc import Iterable

from app.collection import Collection
from app.exchange.incoming import AnnotationIn
from app.exchange.plan import Tally
from database import annotations, incoming
from database.records import RelationEnd

Refused = tuple[int, str]


class Ends:
    """What waits to be pointed."""

    def __init__(self, collection: Collection, tally: Tally):
        self._collection = collection
        self._connection = collection.connection
        self._tally = tally
        self._relations: list[tuple[int, int, RelationEnd]] = []
        self._slots: list[tuple[int, int, int, str]] = []

    def remember(self, entry: AnnotationIn, made: int) -> None:
        """Keep what an entry points at, for when all annotations are there."""
        self._relations += [(entry.number, made, relation) for relation in entry.relations]
        self._slots += [
            (entry.number, made, position, slot.target) for position, slot in enumerate(entry.slots) if slot.target
        ]

    def write(self, others: Iterable[tuple[str, RelationEnd]]) -> list[Refused]:
        """Write what waits, and relations given by the uid of their annotation; return what could not be pointed."""
        refused = list(self._aim())
        waiting = list(self._relations)
        for uid, relation in others:
            origin = annotations.find_annotation(self._connection, uid)
            if origin is None:
                self._tally.add("lost", "relation", relation.type, "One of its ends is not here.")
            else:
                waiting.append((-1, origin, relation))
        return [*refused, *self._relate(waiting)]

    def _aim(self) -> Iterable[Refused]:
        for number, annotation, position, uid in self._slots:
            target = annotations.find_annotation(self._connection, uid)
            if target is None:
                sentence = f"A slot points at {uid}, which is not here."
                self._tally.add("lost", "slot", "", sentence)
                yield number, sentence
            else:
                incoming.aim_slot(self._connection, annotation, position, target)

    def _relate(self, waiting: list[tuple[int, int, RelationEnd]]) -> list[Refused]:
        """Write relations until no more can be: each round may make the relation that another points at."""
        while True:
            left = [each for each in waiting if not self._write(each[1], each[2])]
            if not left or len(left) == len(waiting):
                break
            waiting = left
        refused = []
        for number, _, relation in left:
            self._tally.add("lost", "relation", relation.type, f"It points at {relation.target}, which is not here.")
            if number >= 0:
                refused.append((number, f"A relation points at {relation.target}, which is not here."))
        return refused

    def _write(self, annotation: int, relation: RelationEnd) -> bool:
        if relation.uid and incoming.has_relation(self._connection, relation.uid):
            self._tally.add("matched", "relation", relation.type)
            return True
        written = self._collection.write_relation(annotation, relation)
        if written:
            self._tally.add("added", "relation", relation.type)
        return written
