# SPDX-License-Identifier: MIT
"""What a command line says about a passage, as spans and codes."""

from collections.abc import Callable, Collection

from app import slots, values
from app.errors import PostilError
from app.text.anchors import excerpt, find_quote
from database.records import STANCES, CodeUse, Slot, Span


class BadPassage(PostilError):
    """The words or offsets given do not name one passage."""


def passage(text: str, quote: str = "", start: int | None = None, end: int | None = None) -> Span:
    """Return the span a quote, a start and end, or a quote and its start name.

    White space in the quote is folded. Offsets are code points and the span is half-open.

    Raises:
        BadPassage: nothing, too little, or more than one place is named.
    """
    if not quote:
        if start is None or end is None:
            raise BadPassage("Give the words with --quote, or both --start and --end.")
        return start, end
    places = find_quote(text, quote)
    if start is not None:
        places = [place for place in places if place[0] == start]
    if end is not None:
        places = [place for place in places if place[1] == end]
    if not places:
        where = "" if start is None and end is None else " at that place"
        raise BadPassage(f"The quote “{_short(quote)}” does not occur{where} in the text.")
    if len(places) > 1:
        shown = "; ".join(f"{a}: {excerpt(text, a, b, 60)}" for a, b in places[:10])
        raise BadPassage(f"The quote occurs {len(places)} times; add --start with one of: {shown}")
    return places[0]


def parse_code(given: str, known: Collection[str] = ()) -> CodeUse:
    """Return the code ``NAME`` or ``NAME:stance`` names; ``known`` are the names of the codes there are.

    Raises:
        BadValue: what stands behind the name of a known code is no stance, and all of it no known code.
    """
    name, colon, stance = given.rpartition(":")
    if not colon or not name:
        return CodeUse(given)
    if name in known and given not in known:
        values.check("stance", stance, STANCES)
    return CodeUse(name, stance) if stance in STANCES else CodeUse(given)


def parse_slot(given: str, is_annotation: Callable[[str], bool]) -> Slot:
    """Return the slot ``NAME=VALUE`` names; evidence that is the uid of an annotation points at it.

    Raises:
        BadPassage: there is no ``=``, or no name before it.
    """
    name, equals, value = given.partition("=")
    if not equals or not name.strip():
        raise BadPassage(f"“{_short(given)}” is not a slot. Write --slot NAME=VALUE, such as --slot deontic=should.")
    made = slots.filled(name.strip(), value.strip())
    if made.name == "evidence" and is_annotation(made.value):
        return Slot(made.name, "", target=made.value)
    return made


def _short(quote: str) -> str:
    folded = " ".join(quote.split())
    return folded if len(folded) <= 60 else folded[:59] + "…"
