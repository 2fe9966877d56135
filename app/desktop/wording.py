# SPDX-License-Identifier: MIT
"""Numbers, dates and the details of sources as the window says them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from database.records import Source

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DETAILS = {
    "title": "Title",
    "authors": "Authors",
    "publication": "Publication",
    "date": "Date",
    "language": "Language",
    "url": "Address",
    "licence": "Licence",
}
"""What the details of a source are called."""

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_DOT = " · "


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return “1 source”, “2 sources”, “1,943 sources”."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def date_words(date: str) -> str:
    """Return an ISO date, or a part of one, as a person writes it; other words stay as they are."""
    return _ISO.sub(_day, date)


def joined(parts: Iterable[str]) -> str:
    """Join what is there with middle dots."""
    return _DOT.join(part for part in parts if part)


def meta_line(source: Source) -> str:
    """Return the second line of a source in a list: where and when it appeared."""
    return joined((source.publication or ", ".join(source.authors), date_words(source.date)))


def uncapitalised(words: str) -> str:
    """Return words to go on with in a sentence: names and titles within them stay as they are."""
    return f"{words[:1].lower()}{words[1:]}"


def quoted(name: str) -> str:
    """Return a name as the query language has it: in quotation marks, so that its words belong together."""
    return '"' + " ".join(name.replace('"', " ").split()) + '"'


def seconds_words(seconds: float) -> str:
    """Return how long something took: “4 ms”, “1.2 s”."""
    return f"{max(1, round(seconds * 1000))} ms" if seconds < 1 else f"{seconds:.1f} s"


def _day(found: re.Match[str]) -> str:
    year, month, day = found[1], int(found[2]), found[3]
    if not 1 <= month <= 12:
        return found[0]
    return " ".join(part for part in (day.lstrip("0") if day else "", MONTHS[month - 1], year) if part)
