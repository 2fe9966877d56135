# SPDX-License-Identifier: MIT
"""Makes the rows of a source from the bytes of a file: convert, render, name, date, find the language."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from app import dates
from app.importing.document import Document, ImportFailure
from app.importing.files import EMPTY, Candidate
from app.importing.formats import format_of
from app.importing.languages import LanguageDetector
from app.importing.members import Member
from app.importing.metadata import one_line
from app.importing.titles import date_of_name, first_line, is_title, title_of_name
from app.text import plain
from app.text.layout import Kind, encode
from app.text.normalise import scrub_value
from app.text.render import RENDERER, Rendered
from database.history import new_uid, now
from database.originals import pack
from database.staging import StagedContent, StagedSource, content_hash

NO_TEXT = "There is no text in it."
MANY = "It holds many texts; import it as a file."
_SAID = ("title", "authors", "publication", "date", "language", "url", "licence")
_OVERRULED_LETTERS = 200
_OVERRULED_CERTAINTY = 0.99
_AKIN = ({"hr", "bs", "sr"}, {"no", "nb", "nn", "da"}, {"id", "ms"}, {"cs", "sk"}, {"gl", "pt"}, {"ru", "be", "uk"})

Rows = tuple[StagedContent, StagedSource]


@dataclass(frozen=True, slots=True)
class Raw:
    """A file that has been read: its number in the import, its bytes and their SHA-256."""

    number: int
    file: Candidate
    data: bytes
    hash: str


class Prepared(NamedTuple):
    """The rows of a source, sentences about what of its file was not read, and files in it to import beside it."""

    content: StagedContent
    source: StagedSource
    warnings: tuple[str, ...] = ()
    attached: tuple[Member, ...] = ()


Prepare = Callable[[Raw, LanguageDetector], Prepared]
"""Makes the rows of a source; raises :class:`ImportFailure` where it cannot."""


def prepare(raw: Raw, detector: LanguageDetector) -> Prepared:
    """Make the rows of a source.

    Raises:
        ImportFailure: the file cannot be imported; the sentence says why.
    """
    if not raw.data:
        raise ImportFailure(EMPTY)
    kind = format_of(raw.data, raw.file.path)
    if kind.reader is None:
        raise ImportFailure(MANY)
    document = with_about(kind.reader()(raw.data, raw.file.path), raw.file.about)
    rendered = _render(document)
    if not rendered.text.strip():
        raise ImportFailure(NO_TEXT)
    content = _content(raw, kind.name, rendered)
    source = _source(raw, kind.name, document, rendered, content.hash, detector)
    return Prepared(content, source, document.warnings, document.attached)


def with_about(document: Document, about: Document | None) -> Document:
    """Return a document with what another file says about it (a bibliography); that goes before what it says itself."""
    if about is None:
        return document
    said = {name: value for name in _SAID if (value := getattr(about, name))}
    attributes = {**document.attributes, **about.attributes}
    return replace(document, **said, origins={**document.origins, **about.origins}, attributes=attributes)


def _render(document: Document) -> Rendered:
    if document.markdown:
        from app.text import markdown  # noqa: PLC0415  an import of plain texts needs no Markdown parser

        return markdown.render(document.body)
    return plain.render(document.body)


def _content(raw: Raw, format_name: str, rendered: Rendered) -> StagedContent:
    return StagedContent(
        hash=content_hash(RENDERER, format_name, raw.hash, rendered.text),
        renderer=RENDERER,
        original_hash=raw.hash,
        original_size=len(raw.data),
        characters=len(rendered.text),
        text=rendered.text,
        layout=encode(rendered.layout),
        original=pack(raw.data, rendered.text),
    )


def _source(
    raw: Raw, format_name: str, document: Document, rendered: Rendered, content: str, detector: LanguageDetector
) -> StagedSource:
    origins = dict(document.origins)
    name = _name_of(raw.file)
    title = _title(document, rendered, name, origins)
    written = scrub_value(document.date) or _from_name("" if _is_numbered(raw.file) else date_of_name(name), origins)
    language = _language(document, rendered.text, detector, origins)
    date = dates.parse(written, language)
    return StagedSource(
        number=raw.number,
        uid=new_uid(),
        content=content,
        title=title,
        authors=json.dumps([scrub_value(author) for author in document.authors], ensure_ascii=False),
        publication=scrub_value(document.publication),
        date=date.text,
        date_from=date.first,
        date_to=date.last,
        language=language,
        url=scrub_value(document.url),
        licence=scrub_value(document.licence),
        format=format_name,
        path=raw.file.name,
        origins=_as_json(origins),
        added=now(),
        attributes=_as_json(_attributes(document)),
    )


def _attributes(document: Document) -> dict[str, str]:
    """Return what goes into columns of the users' own: names and values on one line, none of them empty."""
    clean = {scrub_value(name): scrub_value(value) for name, value in document.attributes.items()}
    return {name: value for name, value in clean.items() if name and value}


def _name_of(file: Candidate) -> str:
    """Return the name of a file; what is only numbered has the name of what it lies in before its number."""
    outer, _, own = file.name.rpartition("/")
    if _is_numbered(file):
        stem = outer.rpartition("/")[2]
        return f"{stem.rpartition('.')[0] or stem} {own}"
    return own if file.depth else file.path.name


def _is_numbered(file: Candidate) -> bool:
    """Tell whether a file has a number for a name: a row of a table, a message of a mailbox."""
    own = file.name.rpartition("/")[2]
    return bool(file.depth) and (own.rpartition(".")[0] or own).isdecimal()


def _title(document: Document, rendered: Rendered, name: str, origins: dict[str, str]) -> str:
    """Return the title the file gives; else the heading it begins with; else a short first line; else its name.

    Of a plain text the renderer has judged the first line already, so only one that is all the text counts.
    """
    if scrub_value(document.title):
        return scrub_value(document.title)
    heading = rendered.title or _leading_heading(rendered)
    if heading:
        origins["title"] = "first heading"
        return one_line(heading)
    line = first_line(rendered.text)
    if is_title(line) and (document.markdown or len(rendered.layout) == 1):
        origins["title"] = "first line"
        return one_line(line)
    origins["title"] = "file name"
    return scrub_value(title_of_name(name)) or "Untitled"


def _leading_heading(rendered: Rendered) -> str:
    if not rendered.layout.kinds.startswith(Kind.HEADING.value):
        return ""
    return rendered.text[: rendered.layout.lengths[0]].strip()


def _from_name(date: str, origins: dict[str, str]) -> str:
    if date:
        origins["date"] = "file name"
    return date


def _language(document: Document, text: str, detector: LanguageDetector, origins: dict[str, str]) -> str:
    """Return the language a person wrote down; a page's own, unless the text is plainly in another; else a guess."""
    said = document.language
    if said and origins.get("language") == "front matter":
        return said
    detected = detector.detect(text)
    if not detected.code:
        return said
    if said and not _overrules(detected.certainty, detected.code, said, text):
        return said
    origins["language"] = "detected"
    return detected.code


def _overrules(certainty: float, code: str, said: str, text: str) -> bool:
    """Tell whether a detected language stands against a page's own: templates say English of any language."""
    if certainty < _OVERRULED_CERTAINTY or sum(map(str.isalpha, text[:2000])) < _OVERRULED_LETTERS:
        return False
    return code != said and not any(code in group and said in group for group in _AKIN)


def _as_json(values: Mapping[str, str]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
