# SPDX-License-Identifier: MIT
"""Finds the main text of a web page and makes a plain HTML tree of it, by trafilatura.

trafilatura's result is a tree of its own vocabulary. Its writers lose numbered lists and nest code twice, so the
tree is renamed back into HTML here. Where it finds no main text (a page of two lines, a bare list), the whole
body is taken, without what is never text.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import Protocol, cast

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from app.importing.document import ImportFailure
from app.importing.framing import carry_numbers, framed, holds, is_flattened
from app.importing.metadata import split_names
from app.importing.page_metadata import declared
from app.importing.web_tables import open_table, prepare_tables

NO_TEXT = "There is no text in it."

_CHROME = ("nav", "menu", "dialog")
_NEVER_TEXT = (
    *("script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed", "audio", "video"),
    *("canvas", "button", "input", "select", "textarea", "aside"),
)
_MARKS = {"#b": "strong", "#i": "em", "#u": "u", "#s": "del", "#t": "code", "#sub": "sub", "#sup": "sup"}
_RENAMED = {"quote": "blockquote", "lb": "br", "row": "tr", "ref": "a", "item": "li", "ab": "p", "del": "del"}
_INLINE_PARENTS = frozenset({"p", "item", "cell", "head", "hi", "ref", "li", "td", "th", "a", "strong", "em"})
_DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}
_LICENCES = (
    "//link[contains(@rel, 'license')]/@href",
    "//a[contains(@rel, 'license')]/@href",
    "//meta[@name='dcterms.rights' or @name='dc.rights' or @name='DC.rights']/@content",
)
_LANGUAGES = (
    "/html/@lang",
    "/html/@xml:lang",
    "//meta[translate(@http-equiv, 'CL', 'cl')='content-language']/@content",
    "//meta[@property='og:locale']/@content",
)


class _Found(Protocol):
    """What we use of trafilatura's result, which is not typed."""

    title: str | None
    author: str | None
    url: str | None
    sitename: str | None
    date: str | None
    license: str | None
    body: etree._Element | None


@dataclass(frozen=True, slots=True)
class Page:
    """The main text of a page as an HTML tree, and what the page says about itself."""

    body: etree._Element
    title: str = ""
    authors: tuple[str, ...] = ()
    publication: str = ""
    date: str = ""
    language: str = ""
    url: str = ""
    licence: str = ""


def extract(markup: str) -> Page:
    """Find the main text and the metadata of a page.

    Raises:
        ImportFailure: there is no text in it.
    """
    tree = _parsed(markup)
    said = declared(tree)
    _drop(tree, _CHROME)
    for element in tree.iter("center"):
        element.tag = "div"  # trafilatura does not know it
    prepare_tables(tree)
    found = _found_whole(tree)
    body = _as_html(found.body) if found is not None and found.body is not None else None
    whole = _whole_body(tree)
    if body is None or not _text_of(body) or is_flattened(body, whole):
        body = whole
    if not _text_of(body):
        raise ImportFailure(NO_TEXT)
    carry_numbers(tree, body)
    _open_layout_tables(body)
    return Page(
        body,
        (found and found.title) or _title(tree),
        said.authors or split_names((found and found.author) or ""),
        (found and found.sitename) or "",
        said.date or (found and found.date) or "",
        _first(tree, _LANGUAGES),
        (found and found.url) or said.url,
        (found and found.license) or said.licence or _first(tree, _LICENCES),
    )


def _parsed(markup: str) -> lxml_html.HtmlElement:
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    data = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", " ", markup).encode("utf-8", "replace")
    try:
        tree = lxml_html.document_fromstring(data, parser=parser)
    except etree.ParserError as error:
        raise ImportFailure(NO_TEXT) from error
    return tree


def _found_whole(tree: lxml_html.HtmlElement) -> _Found | None:
    """Ask trafilatura, and once more with a frame around the main text where its headings or lists were lost."""
    found = _found(tree)
    if found is None or found.body is None:
        return found
    within = framed(tree, found.body)
    again = _found(within, metadata=False) if within is not None else None
    if again is not None and again.body is not None and holds(again.body, found.body):
        found.body = again.body
    return found


def _found(tree: lxml_html.HtmlElement, *, metadata: bool = True) -> _Found | None:
    """Ask trafilatura, on a copy, since it prunes the tree it is given; its own failures are no main text."""
    try:
        found = trafilatura.bare_extraction(
            copy.deepcopy(tree),
            include_comments=False,
            include_formatting=True,
            include_links=True,
            include_tables=True,
            with_metadata=metadata,
            date_extraction_params=_DATES,
        )
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, etree.LxmlError):
        return None
    return cast("_Found | None", found)


def _as_html(body: etree._Element) -> etree._Element:
    """Rename trafilatura's elements, in place, to those of HTML."""
    for element in list(body.iter()):
        if not isinstance(element.tag, str):
            continue
        match element.tag:
            case "head":
                element.tag = element.get("rend") if re.fullmatch("h[1-6]", element.get("rend", "")) else "h2"
            case "hi":
                element.tag = _MARKS.get(element.get("rend", ""), "span")
            case "list":
                element.tag = "ol" if element.get("rend") == "ol" else "ul"
            case "cell":
                element.tag = "th" if element.get("role") == "head" else "td"
            case "code":
                _name_code(element)
            case "graphic":
                element.tag = "span"
            case tag:
                _rename(element, tag)
        target = element.get("target") if element.tag == "a" else None
        element.attrib.clear()
        if target:
            element.set("href", target)
    return body


def _rename(element: etree._Element, tag: str) -> None:
    """Rename an element that has another name in HTML; a damaged page has some that could not be set at all."""
    if tag in _RENAMED:
        element.tag = _RENAMED[tag]


def _name_code(element: etree._Element) -> None:
    parent = element.getparent()
    above = parent.tag if parent is not None else ""
    inline = above in _INLINE_PARENTS and "\n" not in "".join(element.itertext())
    element.tag = "span" if above in {"code", "pre"} else "code" if inline else "pre"


def _whole_body(tree: lxml_html.HtmlElement) -> etree._Element:
    """Return the body of a page."""
    found = tree.find("body")
    body = copy.deepcopy(found if found is not None else tree)
    _drop(body, _NEVER_TEXT)
    return body


def _drop(tree: lxml_html.HtmlElement, tags: tuple[str, ...]) -> None:
    for element in list(tree.iter(*tags)):
        if element.getparent() is not None:
            element.drop_tree()


def _open_layout_tables(body: etree._Element) -> None:
    """Turn tables of a single column into blocks: they place things on the page and say nothing in rows."""
    for table in list(body.iter("table")):
        rows = list(table.iter("tr"))
        if any(len(row.findall("td")) + len(row.findall("th")) > 1 for row in rows):
            continue
        open_table(table)


def _text_of(element: etree._Element) -> str:
    return "".join(element.itertext()).strip()


def _title(tree: lxml_html.HtmlElement) -> str:
    return _first(tree, ("//title/text()", "//h1//text()"))


def _first(tree: lxml_html.HtmlElement, expressions: tuple[str, ...]) -> str:
    """Return the first value that is not empty of these expressions."""
    for expression in expressions:
        for value in cast("list[object]", tree.xpath(expression)):
            if str(value).strip():
                return str(value).strip()
    return ""
