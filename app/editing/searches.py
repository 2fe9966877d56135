# SPDX-License-Identifier: MIT
"""Saved searches: live folders whose content is whatever their query finds now."""

from __future__ import annotations

from app import values
from app.archive import Archive
from app.collection import Collection
from app.editing.errors import NameTaken, NotThere, Refused
from app.text.normalise import scrub_value
from database import searches
from database.searches import SavedSearch

__all__ = ["SavedSearch", "delete_search", "edit_search", "move_search", "save_search", "saved_searches"]

THING = "a saved search called"


def saved_searches(archive: Archive) -> list[SavedSearch]:
    """Return all saved searches in their order."""
    return searches.saved_searches(archive.connection)


def save_search(collection: Collection, name: str, query: str) -> int:
    """Keep a query by a name and return its id.

    Raises:
        NameTaken: there is one of that name.
        PostilError: the name or the query is empty.
    """
    named, asked = values.check_name("saved search", name), _query(query)
    _refuse_taken(collection, named, None)
    with collection.action("Save search"):
        return searches.add(collection.connection, named, asked)


def edit_search(collection: Collection, row: int, *, name: str | None = None, query: str | None = None) -> None:
    """Give a saved search another name or another query.

    Raises:
        NameTaken: there is one of that name.
        PostilError: the name or the query is empty, or there is no such search.
    """
    found = _found(collection, row)
    named = found.name if name is None else values.check_name("saved search", name)
    asked = found.query if query is None else _query(query)
    _refuse_taken(collection, named, row)
    with collection.action("Rename search" if query is None else "Change search"):
        searches.edit(collection.connection, row, named, asked)


def delete_search(collection: Collection, row: int) -> None:
    """Forget a saved search; what it finds stays.

    Raises:
        NotThere: there is no such search.
    """
    _found(collection, row)
    with collection.action("Delete search"):
        searches.delete(collection.connection, row)


def move_search(collection: Collection, row: int, place: int) -> None:
    """Put a saved search at a place among the others, from 0.

    Raises:
        NotThere: there is no such search.
    """
    _found(collection, row)
    others = [each.id for each in saved_searches(collection) if each.id != row]
    others.insert(max(0, place), row)
    with collection.action("Move search"):
        searches.arrange(collection.connection, others)


def _query(query: str) -> str:
    asked = scrub_value(query)
    if not asked:
        raise Refused("An empty search cannot be saved.")
    return asked


def _found(archive: Archive, row: int) -> SavedSearch:
    for each in saved_searches(archive):
        if each.id == row:
            return each
    raise NotThere("saved search", row)


def _refuse_taken(archive: Archive, name: str, row: int | None) -> None:
    for each in saved_searches(archive):
        if each.name == name and each.id != row:
            raise NameTaken(THING, name, each.id)
