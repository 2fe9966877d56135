# SPDX-License-Identifier: MIT
"""Markdown (.md), with or without front matter that says what the text is."""

from __future__ import annotations

from pathlib import Path

from app.importing import front_matter
from app.importing.document import Document, origins_of
from app.importing.encodings import decode
from app.importing.metadata import distinct, language_code, one_line, split_names

_ORIGIN = "front matter"
_TITLE = ("title", "headline")
_AUTHORS = ("author", "authors", "by", "byline", "creator")
_PUBLICATION = ("publication", "publisher", "journal", "container-title", "sitename", "site", "source")
_DATE = ("date", "published", "issued", "created")
_LANGUAGE = ("language", "lang")
_URL = ("url", "link", "permalink", "source_url", "source-url", "source")
_LICENCE = ("licence", "license", "rights")


def read(data: bytes, path: Path) -> Document:  # noqa: ARG001  every reader is told the path
    """Read Markdown and the front matter before it.

    Raises:
        ImportFailure: the bytes are not a text.
    """
    decoded = decode(data)
    fields, body = front_matter.split(decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    title = one_line(_first(fields, _TITLE))
    authors = distinct(name for key in _AUTHORS for value in fields.get(key, ()) for name in split_names(value))
    publication = one_line(_first(fields, _PUBLICATION, web=False))
    date = one_line(_first(fields, _DATE))
    language = language_code(_first(fields, _LANGUAGE))
    url = _first(fields, _URL, web=True).strip()
    licence = one_line(_first(fields, _LICENCE))
    said = origins_of(
        _ORIGIN,
        title=title,
        authors=authors,
        publication=publication,
        date=date,
        language=language,
        url=url,
        licence=licence,
    )
    origins = decoded.origins | said
    return Document(body, True, title, authors, publication, date, language, url, licence, origins)


def _first(fields: front_matter.Fields, keys: tuple[str, ...], *, web: bool | None = None) -> str:
    """Return the first value of these keys that is a web address, is none, or either, as ``web`` says."""
    values = (value for key in keys for value in fields.get(key, ()))
    return next((value for value in values if web is None or web == ("://" in value)), "")
