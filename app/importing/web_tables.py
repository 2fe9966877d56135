# SPDX-License-Identifier: MIT
"""Prepares the tables of a web page: those that only place things are opened, and lists in cells become paragraphs.

trafilatura keeps of a cell what is no list and no heading. Pages of the nineties stand in tables as a whole, and tables
of recommendations have lists in their cells, so both would arrive without the words that matter most.
"""

from __future__ import annotations

from lxml import html as lxml_html

LONGEST_CELL = 2000
"""A table with a longer cell, in characters, places things on the page."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARTS = ("thead", "tbody", "tfoot", "tr", "td", "th")
_BLOCKS = frozenset({*_HEADINGS, "p", "ul", "ol", "dl", "blockquote", "pre", "div", "table"})
_MOST_IN_A_CELL = 3


def prepare_tables(tree: lxml_html.HtmlElement) -> None:
    """Change the tables of a page, in place."""
    for table in list(tree.iter("table")):
        if any(_places(cell) for cell in _cells(table)):
            open_table(table)
    for table in list(tree.iter("table")):
        for cell in _cells(table):
            _flatten(cell)


def open_table(table: lxml_html.HtmlElement) -> None:
    """Turn a table into blocks one after the other; tables inside it stay."""
    for part in [table, *_own(table, _PARTS)]:
        part.tag = "div"


def _own(table: lxml_html.HtmlElement, tags: tuple[str, ...]) -> list[lxml_html.HtmlElement]:
    """Return the parts of a table that belong to no table inside it."""
    return [part for part in table.iter(*tags) if next(part.iterancestors("table"), None) is table]


def _cells(table: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    return _own(table, ("td", "th"))


def _places(cell: lxml_html.HtmlElement) -> bool:
    """Tell whether a cell is a part of the page, not of a table: it has a table, a text, or headed blocks in it."""
    if cell.find(".//table") is not None:
        return True
    blocks = [block for block in cell.iterdescendants() if block.tag in _BLOCKS]
    if len(blocks) < _MOST_IN_A_CELL:
        return False
    return any(block.tag in _HEADINGS for block in blocks) or len(cell.text_content()) > LONGEST_CELL


def _flatten(cell: lxml_html.HtmlElement) -> None:
    """Turn the lists of a cell into paragraphs; the items of a numbered one keep their numbers as words."""
    for listing in list(cell.iter("ol")):
        first = listing.get("start", "1")
        for number, item in enumerate(listing.iterchildren("li"), int(first) if first.isdecimal() else 1):
            item.text = f"{number}. {(item.text or '').lstrip()}"
    for block in list(cell.iter("li", "dt", "dd", "blockquote", "pre", *_HEADINGS)):
        block.tag = "p"
    for listing in list(cell.iter("ul", "ol", "dl")):
        listing.drop_tag()
