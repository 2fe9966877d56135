# SPDX-License-Identifier: MIT
"""Notes in Markdown on sources, annotations, actors, codes, statements, the collection and more."""

from __future__ import annotations

from app.archive import Archive
from app.collection import Collection
from app.editing.errors import NotThere
from app.text.normalise import normalise
from database import actors_edit, notes

COLLECTION = 1
"""The id of the one row that stands for the collection."""


def note(archive: Archive, thing: str, row: int = COLLECTION) -> str:
    """Return the note of a thing; ``thing`` is one of ``database.notes.NOTED``.

    Raises:
        NotThere: it is not there.
    """
    found = notes.note(archive.connection, thing, row)
    if found is None:
        raise NotThere(thing.replace("_", " "), row)
    return found


def set_note(collection: Collection, thing: str, row: int, text: str) -> None:
    """Write the note of a thing.

    Raises:
        NotThere: it is not there.
    """
    note(collection, thing, row)
    with collection.action("Edit note"):
        if notes.note(collection.connection, thing, row) != normalise(text):
            notes.set_note(collection.connection, thing, row, normalise(text))
            actors_edit.touch(collection.connection, [row] if thing == "annotation" else [])
