# SPDX-License-Identifier: MIT
"""Columns of the users' own on sources (country, party, case): text, numbers, dates or choices, checked by type."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from app import values
from app.archive import Archive
from app.collection import Collection
from app.dates import parse as parse_date
from app.editing.errors import NameTaken, NotThere, Refused
from app.text.normalise import scrub_value
from database import attributes
from database.attributes import TYPES, Attribute

THING = "an attribute called"


def all_attributes(archive: Archive) -> list[Attribute]:
    """Return all columns, in the order they were made."""
    return attributes.attributes(archive.connection)


def attribute(archive: Archive, row: int) -> Attribute:
    """Return one column.

    Raises:
        NotThere: it is not there.
    """
    found = next((each for each in all_attributes(archive) if each.id == row), None)
    if found is None:
        raise NotThere("attribute", row)
    return found


def values_of(archive: Archive, source: int) -> dict[str, str]:
    """Return the values of a source by the name of the column."""
    names = {each.id: each.name for each in all_attributes(archive)}
    return {names[row]: value for row, value in attributes.values_of(archive.connection, source).items()}


def column(archive: Archive, row: int) -> dict[int, str]:
    """Return the values of a column by source."""
    return attributes.column(archive.connection, row)


def value_counts(archive: Archive, row: int) -> list[tuple[str, int]]:
    """Return the values of a column with how many sources have each, the commonest first."""
    return attributes.value_counts(archive.connection, row)


def add_attribute(collection: Collection, name: str, type_: str = "text", choices: Sequence[str] = ()) -> int:
    """Add a column and return its id; ``type_`` is text, number, date or choice.

    Raises:
        NameTaken: there is one of that name.
        PostilError: the name is empty, there is no such type, or a choice has nothing to choose from.
    """
    named = values.check_name("attribute", name)
    _refuse_taken(collection, named, None)
    chosen = _choices(type_, choices)
    with collection.action("Add attribute"):
        return attributes.add_attribute(collection.connection, named, type_, chosen)


def edit_attribute(
    collection: Collection,
    row: int,
    *,
    name: str | None = None,
    type_: str | None = None,
    choices: Sequence[str] | None = None,
) -> None:
    """Give a column another name, type or choices; what is None stays. Values are written as the new type has them.

    Raises:
        NameTaken: there is one of that name.
        PostilError: there is no such column, or it has values that the new type or choices do not allow.
    """
    before = attribute(collection, row)
    named = before.name if name is None else values.check_name("attribute", name)
    _refuse_taken(collection, named, row)
    new_type = before.type if type_ is None else type_
    chosen = _choices(new_type, before.choices if choices is None else choices)
    wanted = Attribute(row, before.uid, named, new_type, chosen, before.note, before.sources)
    rewritten = [(old, checked(wanted, old)) for old, _ in value_counts(collection, row)]
    with collection.action("Edit attribute"):
        attributes.edit_attribute(collection.connection, row, named, new_type, chosen)
        for old, new in rewritten:
            if old != new:
                attributes.replace_value(collection.connection, row, old, new)


def delete_attribute(collection: Collection, row: int) -> None:
    """Delete a column with its values; ``attribute(...).sources`` says how many there are.

    Raises:
        NotThere: there is no such column.
    """
    attribute(collection, row)
    with collection.action("Delete attribute"):
        attributes.delete_attribute(collection.connection, row)


def set_value(collection: Collection, sources: Sequence[int], row: int, value: str) -> None:
    """Give sources a value in a column; an empty one takes it away.

    Raises:
        PostilError: there is no such column, or the value is not of its type.
    """
    written = checked(attribute(collection, row), value)
    with collection.action("Set attribute" if len(sources) == 1 else f"Set attribute of {len(sources)} sources"):
        attributes.set_value(collection.connection, sources, row, written)


def checked(wanted: Attribute, value: str) -> str:
    """Return a value as a column of this type keeps it: numbers without grouping, dates as written.

    Raises:
        PostilError: it is not of the type.
    """
    given = scrub_value(value)
    if not given:
        return ""
    if wanted.type == "number":
        return _number(given)
    if wanted.type == "date" and not parse_date(given).known:
        raise Refused(f"“{given}” is not a date. Write 2019, 2019-05 or 2019-05-14.")
    if wanted.type == "choice":
        return values.check(wanted.name, given, wanted.choices)
    return given


def _number(given: str) -> str:
    """Return a number with a point and without spaces: a single comma may be its decimal sign."""
    plain = given.replace(" ", "").replace("−", "-")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise Refused(f"“{given}” is not a number.") from None
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise Refused(f"“{given}” is not a number.")
    return format(number, "f")


def _choices(type_: str, choices: Sequence[str]) -> tuple[str, ...]:
    values.check("type of attribute", type_, TYPES)
    if type_ != "choice":
        return ()
    chosen = tuple(dict.fromkeys(filter(None, map(scrub_value, choices))))
    if not chosen:
        raise Refused("Say what can be chosen.")
    return chosen


def _refuse_taken(archive: Archive, name: str, row: int | None) -> None:
    owner = attributes.attribute_named(archive.connection, name)
    if owner is not None and owner != row:
        raise NameTaken(THING, name, owner)
