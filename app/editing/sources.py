# SPDX-License-Identifier: MIT
"""Sources in bulk: sets, what is known about them, what has been read, and how much of them is annotated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app import values
from app.archive import Archive
from app.collection import Collection
from app.editing.errors import NameTaken, NotThere
from app.search import learning
from database import actors, attributes, coverage, sources
from database.attributes import SourceSet

THING = "a set called"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a source is annotated: characters (code points), and paragraphs that an annotation touches.

    Blocks without words, such as rules, count as no paragraph.
    """

    characters: int
    covered: int
    paragraphs: int
    touched: int

    @property
    def share(self) -> float:
        """Which part of the characters lies in annotations, from 0 to 1."""
        return self.covered / self.characters if self.characters else 0.0


# Sets


def sets(archive: Archive) -> list[SourceSet]:
    """Return all sets by name."""
    return attributes.sets(archive.connection)


def sources_in(archive: Archive, row: int) -> list[int]:
    """Return the ids of the sources of a set, in the order they were put there."""
    return attributes.sources_in(archive.connection, row)


def sets_of(archive: Archive, source: int) -> list[SourceSet]:
    """Return the sets that hold a source, by name."""
    holding = set(attributes.sets_of(archive.connection, source))
    return [each for each in sets(archive) if each.id in holding]


def create_set(collection: Collection, name: str, ids: Sequence[int] = ()) -> int:
    """Make a set of sources and return its id.

    Raises:
        NameTaken: there is one of that name.
        PostilError: the name is empty, or a source is not there.
    """
    named = values.check_name("set", name)
    _refuse_taken(collection, named, None)
    _all_there(collection, ids)
    with collection.action("Create set"):
        made = attributes.add_set(collection.connection, named)
        attributes.put_in(collection.connection, made, ids)
    return made


def rename_set(collection: Collection, row: int, name: str) -> None:
    """Give a set another name.

    Raises:
        NameTaken: there is one of that name.
        PostilError: the name is empty, or there is no such set.
    """
    _set_there(collection, row)
    named = values.check_name("set", name)
    _refuse_taken(collection, named, row)
    with collection.action("Rename set"):
        attributes.rename_set(collection.connection, row, named)


def delete_set(collection: Collection, row: int) -> None:
    """Delete a set; its sources stay.

    Raises:
        NotThere: there is no such set.
    """
    _set_there(collection, row)
    with collection.action("Delete set"):
        attributes.delete_set(collection.connection, row)


def put_in_set(collection: Collection, row: int, ids: Sequence[int]) -> None:
    """Put sources into a set.

    Raises:
        PostilError: there is no such set or source.
    """
    _set_there(collection, row)
    _all_there(collection, ids)
    with collection.action("Add to set"):
        attributes.put_in(collection.connection, row, ids)


def take_from_set(collection: Collection, row: int, ids: Sequence[int]) -> None:
    """Take sources out of a set.

    Raises:
        NotThere: there is no such set.
    """
    _set_there(collection, row)
    with collection.action("Remove from set"):
        attributes.take_out(collection.connection, row, ids)


# What is known and read


def edit_sources(collection: Collection, ids: Sequence[int], **fields: str | Sequence[str]) -> None:
    """Change what is known about several sources in one step; see ``database.sources.EDITABLE``.

    Raises:
        PostilError: a source is not there.
        KeyError: a field that cannot be edited.
    """
    _all_there(collection, ids)
    columns = values.source_fields(fields)
    with collection.action("Edit source" if len(ids) == 1 else f"Edit {len(ids)} sources"):
        for source in ids:
            learning.edit_source(collection.connection, source, columns)


def mark_sources(collection: Collection, ids: Sequence[int], *, read: bool) -> None:
    """Remember that the annotator has read, or not read, several sources. It is logged, but is not an undo step.

    Raises:
        PostilError: a source is not there.
    """
    _all_there(collection, ids)
    author = collection.author()
    with collection.action("Mark as read" if read else "Mark as unread", kind="quiet"):
        annotator = actors.annotator_row(collection.connection, author.annotator)
        for source in ids:
            sources.mark_read(collection.connection, source, annotator, read=read)


def read_sources(archive: Archive, annotator: str | None = None) -> set[int]:
    """Return the ids of the sources that somebody, or this annotator, has read."""
    return coverage.read_sources(archive.connection, annotator)


# Coverage


def source_coverage(archive: Archive, source: int) -> Coverage:
    """Return how much of a source is annotated, in characters and in paragraphs.

    Raises:
        UnknownSource: it is not there.
    """
    text, layout = archive.text(source)
    touched: set[int] = set()
    for start, end in coverage.spans(archive.connection, source):
        touched.update(range(layout.block_at(start), layout.block_at(end - 1) + 1))
    words = {number for number, length in enumerate(layout.lengths) if length}
    covered = coverage.covered(archive.connection, [source]).get(source, 0)
    return Coverage(len(text), covered, len(words), len(touched & words))


def shares(archive: Archive) -> dict[int, float]:
    """Return which part of the characters of each source lies in annotations, from 0 to 1, in one query."""
    covered = coverage.covered(archive.connection)
    return {
        source: covered.get(source, 0) / length if length else 0.0
        for source, length in coverage.lengths(archive.connection).items()
    }


# Parts


def _all_there(archive: Archive, ids: Sequence[int]) -> None:
    for source in ids:
        archive.source(source)


def _set_there(archive: Archive, row: int) -> None:
    if all(each.id != row for each in sets(archive)):
        raise NotThere("set", row)


def _refuse_taken(archive: Archive, name: str, row: int | None) -> None:
    owner = attributes.set_named(archive.connection, name)
    if owner is not None and owner != row:
        raise NameTaken(THING, name, owner)
