# SPDX-License-Identifier: MIT
"""Sources as reference managers know them: names in two parts, dates of some precision, a kind of work."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.dates import parse
from app.exchange.formats import Selection
from database.networks import parties
from database.records import Source

_ABOUT = re.compile(
    r"(?:about|around|approximately|approx\.?|circa|ca?\.|c\s|ca\s|около|~)\s*(.+)|(.+?)\s*[~?]", re.IGNORECASE
)
_PARTICLES = frozenset(
    {"von", "van", "der", "den", "de", "da", "di", "do", "dos", "du", "del", "della", "la", "le", "ten", "ter", "zu"}
    | {"zur", "af", "av", "bin", "ibn", "al", "el", "y", "e", "i"}
)
_NOT_A_PERSON = re.compile(
    r"[\d&/]|\b(?:the|editors?|institute|council|ministry|committee|commission)\b", re.IGNORECASE
)

MAGAZINE = "article in a publication"
WEB = "page on the web"
DOCUMENT = "document"

Day = tuple[int, ...]
"""A year, a year and a month, or a year, a month and a day."""


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an author: in two parts, or ``whole`` where it cannot be told apart or is an organisation's."""

    family: str = ""
    given: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """When a source appeared.

    ``end`` is there for a span of time, and ``text`` alone where the words are not understood.
    """

    start: Day = ()
    end: Day = ()
    about: bool = False
    text: str = ""


def genre(source: Source) -> str:
    """Return what sort of work a source is, as far as one can tell."""
    if source.publication:
        return MAGAZINE
    return WEB if source.url else DOCUMENT


def organisations(selection: Selection) -> frozenset[str]:
    """Return the names that the collection knows to be organisations, so that no author of them is split."""
    known = parties(selection.archive.connection).values()
    return frozenset(party.name for party in known if party.kind == "organisation")


def name(author: str, known: frozenset[str] = frozenset()) -> Name:
    """Return an author in two parts: “Lind, Vera”, “Vera Lind”, “Ana de la Cruz”; what is no person stays whole."""
    words = author.split()
    family, comma, given = author.partition(",")
    if author in known or _NOT_A_PERSON.search(author):
        return Name(whole=author)
    if comma and "," not in given and given.strip():
        return Name(family.strip(), given.strip())
    lower = [word for word in words if word[0].islower() and word not in _PARTICLES]
    if comma or lower or not 2 <= len(words) <= 5 or words[-1] in _PARTICLES:
        return Name(whole=author)
    first = next((n for n, word in enumerate(words) if n and word in _PARTICLES), len(words) - 1)
    return Name(" ".join(words[first:]), " ".join(words[:first]))


def issued(text: str) -> Issued:
    """Return a date as it was written with no more precision than it has."""
    marked = _ABOUT.fullmatch(text.strip())
    found = parse(marked[1] or marked[2]) if marked else parse(text)
    if found.first is None or found.last is None:
        return Issued(text=found.text)
    first, last = date.fromisoformat(found.first), date.fromisoformat(found.last)
    about = marked is not None
    if first == last:
        return Issued((first.year, first.month, first.day), about=about)
    month_end = last.day == monthrange(last.year, last.month)[1]
    if first.day != 1 or not month_end:
        return Issued((first.year, first.month, first.day), (last.year, last.month, last.day), about)
    if (first.month, last.month) == (1, 12):
        return _span((first.year,), (last.year,), about=about)
    return _span((first.year, first.month), (last.year, last.month), about=about)


def _span(start: Day, end: Day, *, about: bool) -> Issued:
    return Issued(start, () if start == end else end, about)


def iso(day: Day) -> str:
    """Return a day as ISO 8601, as exact as it is."""
    return "-".join(f"{part:04}" if n == 0 else f"{part:02}" for n, part in enumerate(day))


def names(authors: Sequence[str], known: frozenset[str]) -> list[Name]:
    """Return authors in parts."""
    return [name(author, known) for author in authors if author.strip()]
