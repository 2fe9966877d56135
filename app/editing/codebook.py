# SPDX-License-Identifier: MIT
"""The codebook: one function a user action, and what an action would touch before it is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from app import values
from app.archive import Archive
from app.collection import Collection
from app.editing.errors import NameTaken, NotThere, Refused
from app.editing.merging import to_merge
from app.text.normalise import normalise, scrub_value
from database import actors_edit, code_tree, codebook
from database.code_tree import TouchedByCodes, Usage
from database.codebook import Entry

THING = "a code called"
_COLOUR = re.compile("#[0-9a-f]{6}")

# Reading


def tree(archive: Archive) -> list[Entry]:
    """Return the codebook in tree order: each code after its parent, siblings by position."""
    return codebook.entries(archive.connection)


def code(archive: Archive, row: int) -> Entry:
    """Return one code.

    Raises:
        NotThere: it is not there.
    """
    found = next((entry for entry in tree(archive) if entry.id == row), None)
    if found is None:
        raise NotThere("code", row)
    return found


def usage(archive: Archive) -> dict[int, Usage]:
    """Return how many annotations have each code, by itself and with those below it."""
    return code_tree.usage(archive.connection)


def by_shortcut(archive: Archive) -> dict[int, Entry]:
    """Return the codes that have a key, by that key."""
    return {entry.shortcut: entry for entry in tree(archive) if entry.shortcut is not None}


def touched(archive: Archive, ids: Sequence[int], *, below_too: bool = False) -> TouchedByCodes:
    """Return what a merge or deletion of these codes touches.

    ``clashes`` are annotations that support one of them and oppose another; a merge makes them neutral.
    """
    connection = archive.connection
    below = code_tree.below(connection, ids) - set(ids)
    wanted = {*ids, *below} if below_too else set(ids)
    return TouchedByCodes(code_tree.using(connection, wanted), tuple(sorted(below)), code_tree.clashes(connection, ids))


# Changing


def add_code(
    collection: Collection,
    name: str,
    *,
    parent: int | None = None,
    colour: str = "",
    definition: str = "",
    examples: str = "",
) -> int:
    """Add a code as the last under another, or at the top, and return its id.

    Raises:
        PostilError: the name is empty or taken there, the colour is none, or there is no such parent.
    """
    named = values.check_name("code", name)
    if parent is not None:
        _there(collection, parent)
    _refuse_taken(collection, parent, named, None)
    fields = {"colour": _colour(colour), "definition": normalise(definition), "examples": normalise(examples)}
    with collection.action("Add code"):
        made = codebook.add(collection.connection, named, parent)
        codebook.edit(collection.connection, made, {key: value for key, value in fields.items() if value})
    return made


def rename_code(collection: Collection, row: int, name: str) -> None:
    """Give a code another name.

    Raises:
        NameTaken: another code beside it has the name; the two can be merged.
        PostilError: the name is empty, or there is no such code.
    """
    _there(collection, row)
    named = values.check_name("code", name)
    _refuse_taken(collection, code_tree.parent_of(collection.connection, row), named, row)
    with collection.action("Rename code"):
        code_tree.rename(collection.connection, row, named)


def recolour_code(collection: Collection, row: int, colour: str) -> None:
    """Give a code a colour (``#rrggbb``), or take it away.

    Raises:
        PostilError: it is not a colour, or there is no such code.
    """
    _edit(collection, row, "Recolour code", {"colour": _colour(colour)})


def define_code(
    collection: Collection, row: int, *, definition: str | None = None, examples: str | None = None
) -> None:
    """Set what a code means and examples of it (Markdown); what is None stays.

    Raises:
        NotThere: there is no such code.
    """
    given = {"definition": definition, "examples": examples}
    _edit(collection, row, "Define code", {key: normalise(text) for key, text in given.items() if text is not None})


def set_shortcut(collection: Collection, row: int, shortcut: int | None) -> None:
    """Give a code a key from 1 to 9, or take it away; a code that had the key loses it.

    Raises:
        PostilError: it is another key, or there is no such code.
    """
    _there(collection, row)
    if shortcut is not None and not 1 <= shortcut <= 9:
        raise Refused("The key of a code is a digit from 1 to 9.")
    with collection.action("Set key of code"):
        code_tree.set_shortcut(collection.connection, row, shortcut)


def move_code(collection: Collection, row: int, parent: int | None, place: int | None = None) -> None:
    """Put a code under another, or at the top (None), at a place among its siblings; None is the last place.

    Raises:
        NameTaken: there is a code of that name already; the two can be merged.
        PostilError: a code would lie under itself, or one of the two is not there.
    """
    move_codes(collection, [row], parent, place)


def move_codes(collection: Collection, rows: Sequence[int], parent: int | None, place: int | None = None) -> None:
    """Put several codes under another, or at the top (None), in this order and one behind the other.

    ``place`` is counted among the siblings that are not moved; None is the last place.

    Raises:
        NameTaken: there is a code of one of the names already; the two can be merged.
        PostilError: a code would lie under itself, or one of them is not there.
    """
    for row in (*rows, *([] if parent is None else [parent])):
        _there(collection, row)
    if parent in code_tree.below(collection.connection, rows):
        raise Refused("A code cannot lie under itself.")
    names: dict[str, int] = {}
    for row in rows:
        name = code(collection, row).name
        if names.setdefault(name, row) != row:
            raise NameTaken(THING, name, names[name], merges=True)
        _refuse_taken(collection, parent, name, row)
    with collection.action("Move code" if len(rows) == 1 else f"Move {len(rows)} codes"):
        code_tree.move(collection.connection, rows, parent, place)


def merge_codes(collection: Collection, target: int, others: Sequence[int]) -> None:
    """Make several codes one; :func:`touched` is its preview. The codes under the others come under ``target``.

    Raises:
        PostilError: one of them is not there, or there is nothing to merge.
    """
    rest = to_merge("codes", target, others, partial(_there, collection))
    affected = touched(collection, rest).annotations
    with collection.action(f"Merge {len(rest) + 1} codes"):
        for row in rest:
            if code_tree.exists(collection.connection, row):
                code_tree.merge(collection.connection, target, [row])
        actors_edit.touch(collection.connection, affected)


def split_code(collection: Collection, row: int, name: str, ids: Sequence[int]) -> int:
    """Give a code's place in these annotations to a new code beside it; return the id of the new one.

    Raises:
        NameTaken: there is a code of that name beside it.
        PostilError: the name is empty, or there is no such code.
    """
    _there(collection, row)
    named = values.check_name("code", name)
    _refuse_taken(collection, code_tree.parent_of(collection.connection, row), named, None)
    affected = [each for each in touched(collection, [row]).annotations if each in set(ids)]
    with collection.action("Split code"):
        made = code_tree.split(collection.connection, row, named, affected)
        actors_edit.touch(collection.connection, affected)
    return made


def delete_code(collection: Collection, row: int, *, below_too: bool = False) -> None:
    """Delete a code; annotations lose it. The codes under it move up, or go too where ``below_too``.

    :func:`touched` is its preview; :func:`merge_codes` what to offer where it is not empty.

    Raises:
        NameTaken: a code that moves up would meet one of its name.
        NotThere: there is no such code.
    """
    gone = code(collection, row)
    affected = touched(collection, [row], below_too=below_too).annotations
    if not below_too:
        for child in (entry for entry in tree(collection) if entry.parent == row):
            _refuse_taken(collection, gone.parent, child.name, row)
    with collection.action("Delete code"):
        code_tree.delete(collection.connection, row, below_too=below_too)
        actors_edit.touch(collection.connection, affected)


# Parts


def _edit(collection: Collection, row: int, label: str, fields: dict[str, str]) -> None:
    _there(collection, row)
    with collection.action(label):
        codebook.edit(collection.connection, row, fields)


def _colour(given: str) -> str:
    colour = scrub_value(given).lower()
    if colour and not _COLOUR.fullmatch(colour):
        raise Refused(f"“{given}” is not a colour. Write it as #b7791f.")
    return colour


def _there(archive: Archive, row: int) -> None:
    if not code_tree.exists(archive.connection, row):
        raise NotThere("code", row)


def _refuse_taken(archive: Archive, parent: int | None, name: str, row: int | None) -> None:
    owner = code_tree.sibling(archive.connection, parent, name)
    if owner is not None and owner != row:
        raise NameTaken(THING, name, owner, merges=True)
