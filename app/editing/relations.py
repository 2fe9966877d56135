# SPDX-License-Identifier: MIT
"""Relations between annotations: one function a user action, and how they read from either end."""

from __future__ import annotations

from dataclasses import dataclass

from app import values
from app.archive import Archive
from app.collection import Collection
from app.editing.errors import NotThere, Refused
from app.text.normalise import normalise
from database import actors_edit, relations
from database.records import RELATIONS
from database.relations import Relation

TYPES = tuple(RELATIONS)


@dataclass(frozen=True, slots=True)
class Seen:
    """A relation as it is seen from one of its ends.

    ``words`` say what this end does or undergoes (“rebuts”, “rebutted by”); ``other`` is the annotation at the other
    end, or None where that is a relation; ``onto`` are the relations that point at this one.
    """

    relation: Relation
    words: str
    other: int | None
    onto: tuple[Relation, ...]


def relations_of(archive: Archive, annotation: int) -> list[Seen]:
    """Return the relations of an annotation: those it makes, those made to it, and those made to one of these."""
    connection = archive.connection
    made = [_seen(archive, each, each.type, each.target) for each in relations.outgoing(connection, annotation)]
    undergone = [
        _seen(archive, each, RELATIONS.get(each.type, f"{each.type} (from)"), each.annotation)
        for each in relations.incoming(connection, annotation)
    ]
    return [*made, *undergone]


def relation(archive: Archive, row: int) -> Relation:
    """Return one relation.

    Raises:
        NotThere: it is not there.
    """
    found = relations.relation(archive.connection, row)
    if found is None:
        raise NotThere("relation", row)
    return found


def relate(collection: Collection, annotation: int, type_: str, target: int, *, note: str = "") -> int:
    """Let an annotation do something to another: support, rebut, undercut ... it; return the id of the relation.

    Raises:
        PostilError: there is no such type or annotation, the two are one, or they are so related already.
    """
    if annotation == target:
        raise Refused("An annotation cannot be related to itself.")
    collection.annotation(annotation)
    collection.annotation(target)
    return _relate(collection, annotation, type_, target, None, note)


def relate_to_relation(collection: Collection, annotation: int, type_: str, row: int, *, note: str = "") -> int:
    """Let an annotation do something to a relation, as an undercutting argument does; return the id of the new one.

    Raises:
        PostilError: there is no such type, annotation or relation, or they are so related already.
    """
    collection.annotation(annotation)
    relation(collection, row)
    return _relate(collection, annotation, type_, None, row, note)


def edit_relation(collection: Collection, row: int, *, type_: str | None = None, note: str | None = None) -> None:
    """Give a relation another type or note; what is None stays.

    Raises:
        PostilError: there is no such type or relation, or there is one of that type between the two.
    """
    before = relation(collection, row)
    chosen = before.type if type_ is None else values.check("type of relation", type_, TYPES)
    if chosen != before.type:
        _refuse_double(collection, chosen, before.annotation, before.target, before.target_relation)
    written = before.note if note is None else normalise(note)
    with collection.action("Edit relation"):
        relations.edit(collection.connection, row, chosen, written)
        actors_edit.touch(collection.connection, [before.annotation])


def remove_relation(collection: Collection, row: int) -> None:
    """Take a relation away, and those that point at it.

    Raises:
        NotThere: there is no such relation.
    """
    before = relation(collection, row)
    with collection.action("Remove relation"):
        relations.delete(collection.connection, row)
        actors_edit.touch(collection.connection, [before.annotation])


def _relate(
    collection: Collection, annotation: int, type_: str, target: int | None, onto: int | None, note: str
) -> int:
    values.check("type of relation", type_, TYPES)
    _refuse_double(collection, type_, annotation, target, onto)
    with collection.action("Relate annotations" if onto is None else "Relate to relation"):
        made = relations.add(collection.connection, type_, annotation, target, onto, normalise(note))
        actors_edit.touch(collection.connection, [annotation])
    return made


def _refuse_double(archive: Archive, type_: str, annotation: int, target: int | None, onto: int | None) -> None:
    if relations.same(archive.connection, type_, annotation, target, onto) is not None:
        raise Refused(f"It {type_} it already.")


def _seen(archive: Archive, each: Relation, words: str, other: int | None) -> Seen:
    return Seen(each, words, other, tuple(relations.onto(archive.connection, each.id)))
