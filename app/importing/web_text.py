# SPDX-License-Identifier: MIT
"""Makes Markdown of HTML that is all text: the body of an e-mail, a chapter of a book, a saved fragment.

A web page has furniture, and :mod:`app.importing.html` finds the text in it. Here everything is text, but for what no
reader sees; tables that only place things on the page are opened.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from app.importing.html import to_markdown

_NEVER_TEXT = (
    *("script", "style", "template", "noscript", "svg", "iframe", "object", "embed", "audio", "video", "canvas"),
    *("button", "input", "select", "textarea", "head", "title", "link", "meta", "img", "map"),
)
_BLOCKS = ("p", "div", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px)?\s*[;\"]", re.IGNORECASE)
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENTITIES = re.compile(r"<!DOCTYPE[^\[>]*\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)


def parse(markup: str) -> lxml_html.HtmlElement | None:
    """Return the body of HTML without what is never text, or None where there is nothing.

    Entities a document defines for itself are not known to the HTML parser, and nothing is fetched.
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    data = _ENTITIES.sub("", _ILLEGAL.sub(" ", markup)).encode("utf-8", "replace")
    try:
        tree = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, ValueError):
        return None
    found = tree.find("body")
    body = found if found is not None else tree
    for element in list(body.iter(*_NEVER_TEXT)):
        if element.getparent() is not None and element is not body:
            element.drop_tree()
    for element in list(body.iterdescendants()):
        if _HIDDEN.search(element.get("style") or "") and element.getparent() is not None:
            element.drop_tree()
    return body


def markdown(body: lxml_html.HtmlElement) -> str:
    """Return a body as Markdown; the tree is changed."""
    open_layout(body)
    for element in body.iter():
        address = element.get("href") if element.tag == "a" else None
        start = element.get("start") if element.tag == "ol" else None
        element.attrib.clear()
        if address and (":" not in address[:12] or address.startswith(("http://", "https://", "mailto:"))):
            element.set("href", address)
        if start and start.isdecimal():
            element.set("start", start)
    return to_markdown(body)


def text_of(body: lxml_html.HtmlElement | None) -> str:
    """Return the bare words of a body."""
    return " ".join("".join(body.itertext()).split()) if body is not None else ""


def open_layout(body: lxml_html.HtmlElement) -> None:
    """Turn tables that place blocks on a page, or have a single column, into blocks, the innermost first."""
    for table in reversed(list(body.iter("table"))):
        rows = _own(table, "tr")
        wide = any(len(row.findall("td")) + len(row.findall("th")) > 1 for row in rows)
        placing = any(cell.find(tag) is not None for cell in _own(table, "td", "th") for tag in _BLOCKS if tag != "p")
        if wide and not placing:
            continue
        for part in [table, *_own(table, "thead", "tbody", "tfoot", "tr", "td", "th", "caption")]:
            part.tag = "div"


def _own(table: lxml_html.HtmlElement, *tags: str) -> list[lxml_html.HtmlElement]:
    """Return the parts of a table, not those of tables in it."""
    return [part for part in table.iter(*tags) if next(part.iterancestors("table"), None) is table]
