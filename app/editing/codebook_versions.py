# SPDX-License-Identifier: MIT
"""Versions of the codebook: kept under a name, so that what a code meant then can still be said, and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app import values
from app.archive import Archive
from app.collection import Collection
from app.editing.errors import NotThere
from app.text.normalise import normalise
from database import codebook_versions
from database.codebook_versions import CodeState, Version

_CONTENT = ("colour", "definition", "examples", "note", "shortcut")

Pair = tuple[CodeState, CodeState]
"""A code before and after."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions. A code may stand in several lists: renamed and moved, for one.

    ``moved`` are those under another code than before; ``changed`` those with another definition, examples, note,
    colour or key, each with the names of what changed.
    """

    added: tuple[CodeState, ...]
    removed: tuple[CodeState, ...]
    renamed: tuple[Pair, ...]
    moved: tuple[Pair, ...]
    changed: tuple[tuple[CodeState, CodeState, tuple[str, ...]], ...]

    @property
    def empty(self) -> bool:
        """Whether the two are the same."""
        return not (self.added or self.removed or self.renamed or self.moved or self.changed)


def versions(archive: Archive) -> list[Version]:
    """Return the versions that were kept, oldest first."""
    return codebook_versions.versions(archive.connection)


def keep_version(collection: Collection, name: str, note: str = "") -> int:
    """Keep the present codebook under a name; return the id of the version.

    Raises:
        BadValue: the name is empty.
    """
    named = values.check_name("version", name)
    with collection.action("Keep version of codebook"):
        return codebook_versions.keep(collection.connection, named, normalise(note))


def edit_version(collection: Collection, version: int, name: str, note: str) -> None:
    """Give a version another name and note.

    Raises:
        BadValue: the name is empty.
    """
    named = values.check_name("version", name)
    with collection.action("Edit version of codebook"):
        codebook_versions.edit(collection.connection, version, named, normalise(note))


def delete_version(collection: Collection, version: int) -> None:
    """Delete a version; the codebook stays as it is."""
    with collection.action("Delete version of codebook"):
        codebook_versions.delete(collection.connection, version)


def codes_of(archive: Archive, version: int | None) -> list[CodeState]:
    """Return the codes of a version, each after its parent; None is the codebook as it is now.

    Raises:
        NotThere: there is no such version.
    """
    if version is None:
        return codebook_versions.present(archive.connection)
    found = codebook_versions.codes_of(archive.connection, version)
    if found is None:
        raise NotThere("version", version)
    return found


def compare_versions(archive: Archive, old: int | None, new: int | None) -> Comparison:
    """Return what differs between two versions; None is the codebook as it is now.

    Raises:
        NotThere: there is no such version.
    """
    return compare(codes_of(archive, old), codes_of(archive, new))


def compare(old: Sequence[CodeState], new: Sequence[CodeState]) -> Comparison:
    """Return what differs between two states of a codebook; codes are told apart by uid, not by name."""
    before, after = {code.uid: code for code in old}, {code.uid: code for code in new}
    both = [(before[code.uid], code) for code in new if code.uid in before]
    changed = [(was, now, _differing(was, now)) for was, now in both]
    return Comparison(
        tuple(code for code in new if code.uid not in before),
        tuple(code for code in old if code.uid not in after),
        tuple(pair for pair in both if pair[0].name != pair[1].name),
        tuple(pair for pair in both if pair[0].parent != pair[1].parent),
        tuple(each for each in changed if each[2]),
    )


def _differing(was: CodeState, now: CodeState) -> tuple[str, ...]:
    return tuple(name for name in _CONTENT if getattr(was, name) != getattr(now, name))
