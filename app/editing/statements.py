# SPDX-License-Identifier: MIT
"""Statements: one function a user action. A statement is what several annotations, across sources, say in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from app import values
from app.archive import Archive
from app.collection import Collection
from app.editing.errors import NotThere, Refused
from app.editing.merging import to_merge
from app.editing.relations import relations_of
from app.text.normalise import normalise
from database import actors_edit, statements
from database.records import MEMBER_ROLES, RELATIONS
from database.statements import Member, Statement


@dataclass(frozen=True, slots=True)
class Appearances:
    """Where a statement appears: who said it first, who repeats it, who contradicts it, each by date of the source."""

    first: Member | None
    repeated: tuple[Member, ...]
    contradicted: tuple[Member, ...]

    @property
    def annotations(self) -> tuple[int, ...]:
        """The ids of all of them, the first first."""
        members = (*((self.first,) if self.first else ()), *self.repeated, *self.contradicted)
        return tuple(member.annotation for member in members)


@dataclass(frozen=True, slots=True)
class Related:
    """An annotation that a relation ties to a member: how, in words, and the role it would have."""

    annotation: int
    words: str
    role: str


AGAINST = frozenset({"rebuts", "undercuts"})
"""Relations of what contradicts."""


def all_statements(archive: Archive, order: str = "text") -> list[Statement]:
    """Return all statements; ``order`` is one of ``database.statements.ORDERS``."""
    return statements.statements(archive.connection, order)


def statement(archive: Archive, row: int) -> Statement:
    """Return one statement.

    Raises:
        NotThere: it is not there.
    """
    found = statements.statement(archive.connection, row)
    if found is None:
        raise NotThere("statement", row)
    return found


def appearances(archive: Archive, row: int) -> Appearances:
    """Return who said a statement first, who repeats and who contradicts it."""
    members = statements.members(archive.connection, row)
    return Appearances(
        next((member for member in members if member.role == "first"), None),
        tuple(member for member in members if member.role == "repeats"),
        tuple(member for member in members if member.role == "contradicts"),
    )


def related(archive: Archive, row: int) -> list[Related]:
    """Return the annotations that a relation ties to members of a statement and that are not in it, each once.

    Those that rebut or undercut a member, or are rebutted or undercut by one, would contradict; the others repeat.
    """
    within = [member.annotation for member in statements.members(archive.connection, row)]
    found: dict[int, Related] = {}
    for member in within:
        for each in relations_of(archive, member):
            if each.other is not None and each.other not in within:
                against = each.relation.type in AGAINST
                made = each.relation.annotation == each.other
                words = each.relation.type if made else RELATIONS.get(each.relation.type, each.relation.type)
                role = "contradicts" if against else "repeats"
                found.setdefault(each.other, Related(each.other, f"{words} one of these", role))
    return list(found.values())


def statements_with(archive: Archive, annotation: int) -> list[tuple[Statement, str]]:
    """Return the statements an annotation belongs to, each with its role in it, found out by date."""
    found = []
    for row, _ in statements.of_annotation(archive.connection, annotation):
        roles = {member.annotation: member.role for member in statements.members(archive.connection, row)}
        found.append((statement(archive, row), roles[annotation]))
    return found


def create_statement(collection: Collection, ids: Sequence[int], text: str = "", *, note: str = "") -> int:
    """Make a statement of annotations and return its id; its words are those of the first one, if none are given.

    Raises:
        PostilError: an annotation is not there, or there is neither a text nor an annotation.
    """
    kinds = {collection.annotation(annotation).kind for annotation in ids}
    words = normalise(text).strip()
    if not words and not ids:
        raise Refused("Give the statement words, or choose the annotations that make it.")
    kind = kinds.pop() if len(kinds) == 1 else ""
    with collection.action("Create statement"):
        made = statements.add(collection.connection, words, kind, normalise(note))
        statements.set_members(collection.connection, made, dict.fromkeys(ids), "repeats")
        if not words:
            first = statements.members(collection.connection, made)[0]
            statements.edit(collection.connection, made, {"text": collection.annotation(first.annotation).quote})
        actors_edit.touch(collection.connection, ids)
    return made


def add_members(collection: Collection, row: int, ids: Sequence[int], role: str = "repeats") -> None:
    """Let annotations belong to a statement in a role; those that do already get the role.

    ``first`` decides who said it first, against what the dates say.

    Raises:
        PostilError: there is no such statement, annotation or role, or several are to be the first.
    """
    statement(collection, row)
    values.check("role", role, MEMBER_ROLES)
    for annotation in ids:
        collection.annotation(annotation)
    if role == "first" and len(set(ids)) > 1:
        raise Refused("Only one annotation can be the first.")
    with collection.action("Add to statement"):
        statements.set_members(collection.connection, row, dict.fromkeys(ids), role)
        actors_edit.touch(collection.connection, ids)


def remove_members(collection: Collection, row: int, ids: Sequence[int]) -> None:
    """Take annotations out of a statement.

    Raises:
        NotThere: there is no such statement.
    """
    statement(collection, row)
    with collection.action("Remove from statement"):
        statements.remove_members(collection.connection, row, ids)
        actors_edit.touch(collection.connection, ids)


def rename_statement(collection: Collection, row: int, text: str) -> None:
    """Say a statement in other words.

    Raises:
        PostilError: there is no such statement, or there are no words.
    """
    statement(collection, row)
    words = normalise(text).strip()
    if not words:
        raise Refused("A statement needs words.")
    with collection.action("Rename statement"):
        statements.edit(collection.connection, row, {"text": words})


def merge_statements(collection: Collection, target: int, others: Sequence[int]) -> None:
    """Make several statements one.

    Raises:
        PostilError: one of them is not there, or there is nothing to merge.
    """
    rest = to_merge("statements", target, others, partial(statement, collection))
    with collection.action(f"Merge {len(rest) + 1} statements"):
        statements.merge(collection.connection, target, rest)


def delete_statements(collection: Collection, ids: Sequence[int]) -> None:
    """Delete statements; their annotations stay.

    Raises:
        NotThere: one of them is not there.
    """
    for row in ids:
        statement(collection, row)
    with collection.action("Delete statement" if len(ids) == 1 else f"Delete {len(ids)} statements"):
        statements.delete(collection.connection, ids)
