# SPDX-License-Identifier: MIT
"""Web pages (.html): the main text and what the page says about it, without the furniture of the site.

trafilatura finds the main text and the metadata (:mod:`app.importing.extraction`), and html-to-markdown makes Markdown
of it. Signs in the text that Markdown would read as markup are carried past the converter as private characters
and escaped afterwards, so that the words arrive as they were. Nothing is ever fetched.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import html_to_markdown
from lxml import etree

from app.importing.document import Document, origins_of
from app.importing.encodings import decode
from app.importing.extraction import extract
from app.importing.metadata import language_code, one_line

_ORIGIN = "HTML metadata"
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_HEAD = 8192

_CARRIED = "\\`*_[]<>&#~|=+-.()!^$:\xa0"
_PRIVATE = 0x10F700
_HIDE = {ord(sign): chr(_PRIVATE + ord(sign)) for sign in _CARRIED}
_SHOW = {_PRIVATE + ord(sign): "\xa0" if sign == "\xa0" else f"\\{sign}" for sign in _CARRIED}
_LITERAL = {_PRIVATE + ord(sign): sign for sign in _CARRIED}

_EMPHASIS = ("strong", "b", "em", "i", "del", "s", "strike")
_VERBATIM = frozenset({"pre", "code", "kbd", "samp", "tt"})


def read(data: bytes, path: Path) -> Document:  # noqa: ARG001  every reader is told the path
    """Read a web page.

    Raises:
        ImportFailure: the bytes are not a text, or there is no text in the page.
    """
    declared = _DECLARED.search(data[:_HEAD])
    decoded = decode(data, declared[1].decode("ascii", "replace") if declared else "")
    page = extract(decoded.text)
    body = to_markdown(page.body)
    values: dict[str, object] = {
        "title": one_line(page.title),
        "authors": page.authors,
        "publication": one_line(page.publication),
        "date": one_line(page.date),
        "language": language_code(page.language),
        "url": page.url.strip(),
        "licence": one_line(page.licence),
    }
    return Document(
        body,
        True,
        one_line(page.title),
        page.authors,
        one_line(page.publication),
        one_line(page.date),
        language_code(page.language),
        page.url.strip(),
        one_line(page.licence),
        decoded.origins | origins_of(_ORIGIN, **values),
    )


def to_markdown(body: etree._Element) -> str:
    """Return an HTML tree as Markdown in which every sign of the text stands for itself; the tree is changed."""
    for element in list(body.iter(*_EMPHASIS)):
        if not _flanked(element):
            element.tag = "span"
    for element in body.iter():
        if isinstance(element.tag, str):
            _carry(element)
    markup = etree.tostring(body, encoding="unicode", method="html", with_tail=False)
    return (html_to_markdown.convert(markup, _options()).content or "").translate(_SHOW)


def _options() -> html_to_markdown.ConversionOptions:
    return html_to_markdown.ConversionOptions(
        extract_metadata=False,
        autolinks=False,
        expand_abbreviations=False,
        include_blockquote_citations=False,
        compact_tables=True,
        skip_images=True,
        infer_dimensions=False,
        list_indent_width=4,
        bullets="-",
        sub_symbol="<sub>",
        sup_symbol="<sup>",
        hidden_content="all",
    )


def _carry(element: etree._Element) -> None:
    """Hide the signs of an element's own text; inside code they are literal already."""
    verbatim = element.tag in _VERBATIM or any(above.tag in _VERBATIM for above in element.iterancestors())
    if element.text and not verbatim:
        element.text = element.text.translate(_HIDE)
    parent = element.getparent()
    if element.tail and parent is not None:
        inside = parent.tag in _VERBATIM or any(above.tag in _VERBATIM for above in parent.iterancestors())
        element.tail = element.tail if inside else element.tail.translate(_HIDE)


def _flanked(element: etree._Element) -> bool:
    """Tell whether Markdown can show an emphasis just here.

    Its marks do not work beside a sign that touches a letter on the other side (CommonMark, "left-flanking"), nor
    beside each other; there the words matter more than their weight.
    """
    inner = "".join(element.itertext())
    if not inner.strip() or inner != inner.strip():
        return False
    return _joins(_before(element), inner[0]) and _joins(_after(element), inner[-1])


def _joins(outer: str, inner: str) -> bool:
    return outer.isspace() or outer == "" or (inner.isalnum() and outer != "\0" and not _is_mark(outer))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _before(element: etree._Element) -> str:
    """Return the character before an element: none at the start of its block, NUL where an element touches it."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return str(previous.tail[-1]) if previous.tail else "" if previous.tag == "br" else "\0"
    if parent is None or parent.text is None or not parent.text:
        return "\0" if parent is not None and parent.tag in (*_EMPHASIS, "a") else ""
    return str(parent.text[-1])


def _after(element: etree._Element) -> str:
    """Return the character after an element: none at the end of its block, NUL where an element touches it."""
    following, parent = element.getnext(), element.getparent()
    if element.tail:
        return str(element.tail[0])
    if following is not None:
        return "" if following.tag == "br" else "\0"
    return "\0" if parent is not None and parent.tag in (*_EMPHASIS, "a") else ""
