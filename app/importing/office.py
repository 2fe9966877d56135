# SPDX-License-Identifier: MIT
"""What office documents say about themselves: title, authors, date, without what programs fill in by themselves."""

from __future__ import annotations

import re

from app.importing.document import Document, origins_of
from app.importing.metadata import language_code, one_line, split_names

ORIGIN = "document properties"

_NOBODY = frozenset(
    (
        *("user", "admin", "administrator", "owner", "author", "unknown", "microsoft office user", "windows user"),
        *("python-docx", "apache poi", "libreoffice", "openoffice.org", "пользователь", "автор", "admin user", "home"),
    )
)
_NO_TITLE = re.compile(r"(?:untitled|title|document|dokument|документ|word document)\s*\d*|\W*", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NO_YEARS = frozenset({"1601", "1900", "1970", "1979", "1980", "0000", "0001"})
"""The first years of clocks: a date in them was never set."""


def document(body: str, title: str, creator: str, created: str, language: str = "") -> Document:
    """Return a document with the properties of an office file; ``created`` is a date as XML writes it."""
    title = "" if _NO_TITLE.fullmatch(title.strip()) else one_line(title)
    authors = tuple(name for name in split_names(creator) if name.casefold() not in _NOBODY)
    date = date_of(created)
    language = language_code(language)
    origins = origins_of(ORIGIN, title=title, authors=authors, date=date, language=language)
    return Document(body, True, title, authors, date=date, language=language, origins=origins)


def date_of(written: str) -> str:
    """Return the day of a date as XML writes it, or nothing where it was never set."""
    found = _DATE.match(written.strip())
    return found[0] if found and found[1] not in _NO_YEARS else ""
