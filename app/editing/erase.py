# SPDX-License-Identifier: MIT
"""Erasing for good: a source or an actor and everything that quotes it. The one action that cannot be undone.

Withdrawn consent is the erasure of an actor: everything attributed to it goes. Where its name or words stand in the
text of a source that stays, the preview says so, and that source can be erased along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.archive import Archive
from app.collection import Collection
from app.editing.errors import NotThere
from database import erase as erasing
from database.erase import Plan
from database.erase_quotes import Mention
from database.history import Change


@dataclass(frozen=True, slots=True)
class ErasePreview:
    """What an erasure takes. Counts are of what is there; ``changes`` of entries in the history.

    ``names`` and ``titles`` are all that actors and sources are and were called. ``mentions`` are places that hold
    a name and stay; ``quoting`` are those that quote a text, out of which the quotation is taken. ``backups`` are
    copies of the file beside it that Postil made, and which it does not touch.
    """

    titles: tuple[str, ...]
    names: tuple[str, ...]
    sources: int
    actors: int
    annotations: tuple[int, ...]
    statements: int
    relations: int
    changes: int
    mentions: tuple[Mention, ...]
    quoting: tuple[Mention, ...]
    backups: tuple[Path, ...]

    @property
    def sources_that_mention(self) -> tuple[int, ...]:
        """The ids of sources that stay and whose text holds a name."""
        return tuple(m.row for m in self.mentions if m.table == "source" and m.column == "text")


def deleted_sources(archive: Archive) -> list[tuple[int, str]]:
    """Return the sources that were deleted and that the history still holds, by id and title; the latest first."""
    return erasing.deleted(archive.connection, "source", "title")


def deleted_actors(archive: Archive) -> list[tuple[int, str]]:
    """Return the actors that were deleted or merged away and that the history still holds, by id and name."""
    return erasing.deleted(archive.connection, "actor", "name")


def preview(archive: Archive, *, sources: Sequence[int] = (), actors: Sequence[int] = ()) -> ErasePreview:
    """Return what erasing these sources and actors would take; they may have been deleted already.

    Raises:
        NotThere: one of them never was.
    """
    planned = _plan(archive, sources, actors)
    there = set(archive.annotation_ids()) & planned.rows["annotation"]
    return ErasePreview(
        planned.titles,
        planned.names,
        planned.present.get("source", 0),
        planned.present.get("actor", 0),
        tuple(sorted(there)),
        planned.present.get("statement", 0),
        planned.present.get("relation", 0),
        planned.changes,
        tuple(erasing.mentions(archive.connection, planned)),
        tuple(erasing.quoting(archive.connection, planned)),
        tuple(sorted(archive.path.parent.glob(f"{archive.path.stem}.format-*{archive.path.suffix}"))),
    )


def erase(collection: Collection, *, sources: Sequence[int] = (), actors: Sequence[int] = ()) -> Change:
    """Erase sources and actors with everything that quotes them, history included; it cannot be undone.

    Afterwards no byte of theirs is in the file. The log keeps that something was erased, when and by whom. All other
    steps can still be undone.

    Raises:
        NotThere: one of them never was; nothing was erased.
        CollectionError: the collection cannot be changed, or another program reads it.
    """
    return collection.erase(_plan(collection, sources, actors))


def _plan(archive: Archive, sources: Sequence[int], actors: Sequence[int]) -> Plan:
    for table, ids in (("source", sources), ("actor", actors)):
        for row in ids:
            if not erasing.ever_was(archive.connection, table, row):
                raise NotThere(table, row)
    return erasing.plan(archive.connection, sources, actors)
