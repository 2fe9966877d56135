# SPDX-License-Identifier: MIT
"""Editing many annotations at once: each a preview with counts, and one action that is one undo step."""

from __future__ import annotations

from collections.abc import Sequence

from app import values
from app.archive import Archive
from app.attribution import named
from app.collection import Collection
from app.editing.actors import replace_actor, touched
from app.editing.errors import NotThere, Refused
from app.text.normalise import scrub_value
from database import actors_edit, actors_read, bulk, code_tree, facets
from database.bulk import Preview
from database.records import KINDS, STANCES, STATUSES

__all__ = [
    "add_addressee",
    "add_code",
    "add_speaker",
    "delete",
    "kinds",
    "preview_add_addressee",
    "preview_add_code",
    "preview_add_speaker",
    "preview_delete",
    "preview_kind",
    "preview_remove_code",
    "preview_replace_actor",
    "preview_status",
    "remove_code",
    "replace_actor",
    "set_kind",
    "set_status",
]

_ADDRESSING = ("claim", "recommendation")
"""The kinds that have an addressee."""


def kinds(archive: Archive, ids: Sequence[int]) -> tuple[str, ...]:
    """Return the kinds that are among these annotations, in the order of :data:`KINDS`."""
    found = {value.label for value in facets.facet(archive.connection, "kind", ids).values}
    return tuple(kind for kind in KINDS if kind in found)


def preview_add_code(archive: Archive, ids: Sequence[int], code: int, stance: str = "neutral") -> Preview:
    """Say which annotations would get a code, or another stance towards it."""
    return bulk.preview_add_code(archive.connection, ids, code, stance)


def add_code(collection: Collection, ids: Sequence[int], code: int, stance: str = "neutral") -> None:
    """Give annotations a code; those that have it get the stance.

    Raises:
        PostilError: there is no such code or stance.
    """
    values.check("stance", stance, STANCES)
    _code_there(collection, code)
    changes = preview_add_code(collection, ids, code, stance).changes
    with collection.action(_label("Add code to", changes)):
        bulk.add_code(collection.connection, changes, code, stance)
        actors_edit.touch(collection.connection, changes)


def preview_remove_code(archive: Archive, ids: Sequence[int], code: int) -> Preview:
    """Say which annotations would lose a code."""
    return bulk.preview_remove_code(archive.connection, ids, code)


def remove_code(collection: Collection, ids: Sequence[int], code: int) -> None:
    """Take a code from annotations.

    Raises:
        NotThere: there is no such code.
    """
    _code_there(collection, code)
    changes = preview_remove_code(collection, ids, code).changes
    with collection.action(_label("Remove code from", changes)):
        bulk.remove_code(collection.connection, changes, code)
        actors_edit.touch(collection.connection, changes)


def preview_status(archive: Archive, ids: Sequence[int], status: str) -> Preview:
    """Say which annotations would get a state, and how many are of a kind that does not have it.

    Raises:
        Refused: no kind has it.
    """
    return bulk.preview_status(archive.connection, ids, status, _kinds(status))


def set_status(collection: Collection, ids: Sequence[int], status: str) -> None:
    """Give annotations a state; those of a kind that does not have it stay as they are.

    Raises:
        Refused: no kind has it.
    """
    changes = preview_status(collection, ids, status).changes
    with collection.action(_label("Set status of", changes)):
        bulk.set_status(collection.connection, changes, status)


def preview_kind(archive: Archive, ids: Sequence[int], kind: str) -> Preview:
    """Say which annotations would become of another kind."""
    return bulk.preview_kind(archive.connection, ids, kind)


def set_kind(collection: Collection, ids: Sequence[int], kind: str) -> None:
    """Make annotations of another kind; each begins in the first state of it.

    Raises:
        PostilError: there is no such kind.
    """
    values.check("kind", kind, KINDS)
    changes = preview_kind(collection, ids, kind).changes
    with collection.action(_label("Change kind of", changes)):
        bulk.set_kind(collection.connection, changes, kind, STATUSES[kind][0])


def preview_add_speaker(archive: Archive, ids: Sequence[int], name: str) -> Preview:
    """Say which annotations would get a speaker of this name; one without a name is no more speaker beside others."""
    if named(name)[0] != "actor":
        return bulk.preview_add_voice(archive.connection, ids)
    return bulk.preview_add_speaker(archive.connection, ids, _known(archive, name))


def add_speaker(collection: Collection, ids: Sequence[int], name: str) -> None:
    """Give annotations a speaker, in the place of one that is unattributed; a new name becomes an actor.

    “unattributed” and the like are no names: they say that nobody is named, where nothing is said yet.

    Raises:
        PostilError: the name is empty.
    """
    given = values.check_name("speaker", name)
    voice, actor = named(given)
    changes = preview_add_speaker(collection, ids, given).changes
    with collection.action(_label("Add speaker to", changes)):
        if not changes:
            return
        if voice == "actor":
            bulk.add_speaker(collection.connection, changes, _actor(collection, given))
        else:
            bulk.add_voice(collection.connection, changes, voice, actor)
        actors_edit.touch(collection.connection, changes)


def preview_add_addressee(archive: Archive, ids: Sequence[int], name: str) -> Preview:
    """Say which annotations would get an addressee of this name, and how many are of a kind that has none."""
    return bulk.preview_add_addressee(archive.connection, ids, _known(archive, name), _ADDRESSING)


def add_addressee(collection: Collection, ids: Sequence[int], name: str) -> None:
    """Give annotations one more addressee; a new name becomes an actor.

    Raises:
        PostilError: the name is empty.
    """
    given = values.check_name("addressee", name)
    changes = preview_add_addressee(collection, ids, given).changes
    with collection.action(_label("Add addressee to", changes)):
        if changes:
            bulk.add_addressee(collection.connection, changes, _actor(collection, given))
            actors_edit.touch(collection.connection, changes)


def preview_replace_actor(archive: Archive, ids: Sequence[int], old: int) -> Preview:
    """Say in which of these annotations an actor is named."""
    naming = set(touched(archive, [old]).annotations)
    changes = tuple(row for row in bulk.preview_delete(archive.connection, ids).changes if row in naming)
    return Preview(changes, 0, len(set(ids)) - len(changes))


def preview_delete(archive: Archive, ids: Sequence[int]) -> Preview:
    """Say which of these annotations are there."""
    return bulk.preview_delete(archive.connection, ids)


def delete(collection: Collection, ids: Sequence[int]) -> None:
    """Delete annotations with all their parts and relations."""
    collection.delete_annotations(preview_delete(collection, ids).changes)


def _label(what: str, changes: Sequence[int]) -> str:
    return f"{what} {len(changes)} annotation{'' if len(changes) == 1 else 's'}"


def _known(archive: Archive, name: str) -> int:
    """Return the id of the actor of a name or alias, or 0 where there is none yet."""
    return actors_read.find(archive.connection, scrub_value(name)) or 0


def _actor(collection: Collection, name: str) -> int:
    found = _known(collection, name)
    return found or actors_edit.add(collection.connection, name)


def _code_there(archive: Archive, code: int) -> None:
    if not code_tree.exists(archive.connection, code):
        raise NotThere("code", code)


def _kinds(status: str) -> tuple[str, ...]:
    kinds = tuple(kind for kind, known in STATUSES.items() if status in known)
    if not kinds:
        raise Refused(f"No annotation can be “{status}”.")
    return kinds
