# SPDX-License-Identifier: MIT
"""What somebody says in words about the columns of tables: on the command line, where there is no dialog for it."""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import replace

from app.errors import PostilError
from app.importing.document import ImportFailure
from app.importing.table import Mapping, Sheet

ONCE = ("title", "authors", "publication", "date", "language", "url", "licence")
TEXT, ATTRIBUTE, NOTHING = "text", "attribute", "nothing"
FIELDS = (TEXT, *ONCE, ATTRIBUTE, NOTHING)
"""What a column can be said to hold; an attribute has the name of the column."""

_OTHERWISE = {"author": "authors", "address": "url", "license": "licence"}
_MOST_NAMED = 20


class UnknownField(PostilError):
    """A column cannot hold what it is said to hold."""

    def __init__(self, name: str):
        super().__init__(f"“{name}” is nothing that a column can hold. It can hold: {', '.join(FIELDS)}.")


def fields_of(said: Table[str, str]) -> dict[str, str]:
    """Return what columns are said to hold, by their names or numbers, as names of :data:`FIELDS`.

    Raises:
        UnknownField: one is said to hold something else.
    """
    found = {column: _OTHERWISE.get(name.casefold(), name.casefold()) for column, name in said.items()}
    for column, name in found.items():
        if name not in FIELDS:
            raise UnknownField(said[column])
    return found


def mapping_of(sheet: Sheet, proposed: Mapping, said: Table[str, str]) -> Mapping:
    """Return what the columns of a table hold: as is said, and for the others as is proposed.

    Raises:
        ImportFailure: the table has no column of one of these names or numbers.
    """
    held = {_number(sheet, column): name for column, name in said.items()}
    text = tuple(number for number, name in held.items() if name == TEXT)
    values = {name: getattr(proposed, name) for name in ONCE}
    values = {name: -1 if number in held else number for name, number in values.items()}
    values |= {name: number for number, name in held.items() if name in ONCE}
    return replace(
        proposed,
        **values,
        text=text or tuple(number for number in proposed.text if number not in held),
        attributes=tuple((number, sheet.columns[number]) for number, name in held.items() if name == ATTRIBUTE),
    )


def _number(sheet: Sheet, column: str) -> int:
    """Return the number, from 0, of a column that is called by its name, in any case, or by its number from 1."""
    names = {name.casefold(): number for number, name in reversed(list(enumerate(sheet.columns)))}
    number = names.get(column.casefold())
    if number is None and column.isascii() and column.isdecimal() and 0 < int(column[:6]) <= len(sheet.columns):
        number = int(column) - 1
    if number is None:
        known = ", ".join(f"“{name}”" for name in sheet.columns[:_MOST_NAMED])
        raise ImportFailure(f"It has no column “{column}”. Its columns are {known}.")
    return number
