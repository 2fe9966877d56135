# SPDX-License-Identifier: MIT
"""An entry of a bibliography, and what its parsers have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.importing.metadata import distinct, language_code, one_line

_DATE = re.compile(r"(\d{4})(?:[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?)?(?![\d])")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a bibliography says about one text; ``files`` are the attached files as they are written there."""

    title: str = ""
    authors: tuple[str, ...] = ()
    publication: str = ""
    date: str = ""
    language: str = ""
    url: str = ""
    licence: str = ""
    abstract: str = ""
    files: tuple[str, ...] = ()

    def values(self) -> dict[str, object]:
        """Return what a source takes over, by the names of its fields."""
        names = ("title", "authors", "publication", "date", "language", "url", "licence")
        return {name: getattr(self, name) for name in names}


def entry(
    title: str = "",
    authors: tuple[str, ...] = (),
    publication: str = "",
    date: str = "",
    language: str = "",
    url: str = "",
    licence: str = "",
    abstract: str = "",
    files: tuple[str, ...] = (),
) -> Entry:
    """Return an entry whose values are cleaned: on one line, dates as ISO 8601 writes them, addresses of the web."""
    address = url.strip()
    return Entry(
        one_line(title),
        distinct(authors),
        one_line(publication),
        iso_date(date),
        language_code(language),
        address if address.startswith(("http://", "https://")) else "",
        one_line(licence),
        abstract.strip(),
        files,
    )


def iso_date(written: str) -> str:
    """Return a date as ISO 8601 writes it where it is made of numbers, and as it is written otherwise."""
    text = " ".join(written.split()).strip("/ ")
    found = _DATE.match(text)
    if not found:
        return text
    parts = [found[1], *(f"{int(part):02d}" for part in found.groups()[1:] if part and 0 < int(part) < 32)]
    return "-".join(parts)


def person(name: str) -> str:
    """Return a name as people say it: ``Tolen, Mira`` becomes ``Mira Tolen``; an organisation stays."""
    family, comma, given = name.partition(",")
    first, _, suffix = given.partition(",")
    parts = [first.strip(), family.strip(), suffix.strip()] if comma else [name.strip()]
    return " ".join(part for part in parts if part)
