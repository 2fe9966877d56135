# SPDX-License-Identifier: MIT
"""Puts a frame around the main text of a web page that has none, where headings and lists would be lost without.

trafilatura knows the main text by the names pages give its element (``article``, ``main``, classes). On a page
that names nothing it gathers the paragraphs and tables one by one, and leaves headings and list items behind. Then
its own paragraphs say where the text is: the smallest element that holds nearly all of them is framed as an article,
and the page is read again.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import cast

from lxml import etree
from lxml import html as lxml_html

_NEARLY_ALL = 0.9
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LOST = (*_HEADINGS, "li", "dt", "dd", "pre", "blockquote", "b", "strong")
"""What may be left behind; before there were style sheets, headings were often only bold."""

_BLOCKS = frozenset({*_LOST, "p", "td", "th", "div"})
_MOST_LINKED = 0.5
_FURNITURE_TAGS = frozenset({"nav", "header", "footer", "aside", "form", "script", "style", "noscript", "head"})
_FURNITURE_NAMES = re.compile(
    r"foot|nav|menu|side|comment|share|social|related|cookie|banner|copy|crumb|promo|login|search|widget|subscri",
    re.IGNORECASE,
)
_LETTERS = 3


def framed(tree: lxml_html.HtmlElement, kept: etree._Element) -> lxml_html.HtmlElement | None:
    """Return a copy of a page with its main text in an article; None where nothing of the text was lost.

    ``kept`` is what was found to be the main text, as a tree of blocks.
    """
    frame = _frame(tree, kept)
    if frame is None:
        return None
    text = bare(kept)
    wide = _widened(frame, text)
    if wide is frame and not any(_is_lost(element, text) for element in frame.iter(*_LOST)):
        return None
    frame = wide
    copied = copy.deepcopy(tree)
    path = tree.getroottree().getpath(frame)
    found = copied.getroottree().xpath(path)
    _wrap(cast("lxml_html.HtmlElement", found[0]))
    return copied


def holds(wider: etree._Element, kept: etree._Element) -> bool:
    """Tell whether a tree has the words of every block of another, and more."""
    text = bare(wider)
    return len(text) > len(bare(kept)) and all(block in text for block in _texts(kept))


def is_flattened(kept: etree._Element, whole: etree._Element) -> bool:
    """Tell whether nearly all of a page is main text and its headings or lists were taken for paragraphs.

    trafilatura joins what is on a short page to one paragraph.
    """
    if next(kept.iter(*_HEADINGS, "li"), None) is not None:
        return False
    text = bare(kept)
    if len(text) < _NEARLY_ALL * len(bare(whole)):
        return False
    return any(words and words in text for words in map(bare, whole.iter(*_HEADINGS, "li")))


def carry_numbers(tree: etree._Element, body: etree._Element) -> None:
    """Give the numbered lists of a main text the numbers they begin with on the page, by the words of their items."""
    starts = {
        bare(item): start
        for listing in tree.iter("ol")
        if (start := listing.get("start", "")).isdecimal() and (item := listing.find("li")) is not None
    }
    for listing in body.iter("ol") if starts else ():
        item = listing.find("li")
        start = starts.get(bare(item)) if item is not None else None
        if start:
            listing.set("start", start)


def bare(element: etree._Element) -> str:
    """Return the signs of an element without any white space, so that two ways to set a text compare equal."""
    return "".join("".join(cast("Iterator[str]", element.itertext())).split())


def _texts(kept: etree._Element) -> set[str]:
    return {text for block in kept if (text := bare(block))}


def _frame(tree: lxml_html.HtmlElement, kept: etree._Element) -> lxml_html.HtmlElement | None:
    """Return the smallest element that holds nearly all of the text that was kept."""
    texts = _texts(kept)
    weights: dict[lxml_html.HtmlElement, int] = {}
    total = 0
    for element in tree.iter(*_BLOCKS):
        text = bare(element)
        if text not in texts:
            continue
        total += len(text)
        texts.discard(text)
        for above in element.iterancestors():
            weights[above] = weights.get(above, 0) + len(text)
    enough = max(1.0, _NEARLY_ALL * total)
    holding = [element for element, weight in weights.items() if weight >= enough and element.tag != "html"]
    return max(holding, key=_depth, default=None)


def _widened(frame: lxml_html.HtmlElement, kept: str) -> lxml_html.HtmlElement:
    """Return what holds a frame and what was lost right beside it: a title over the text, a list under it."""
    above = frame.getparent()
    while above is not None and above.tag != "html":
        beside = [each for each in above if each is not frame and not _is_furniture(each)]
        if not any(_is_lost(element, kept) for each in beside for element in each.iter(*_LOST)):
            break
        frame, above = above, above.getparent()
    return frame


def _is_furniture(element: lxml_html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _FURNITURE_TAGS:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
    return bool(_FURNITURE_NAMES.search(names))


def _depth(element: lxml_html.HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _is_lost(element: lxml_html.HtmlElement, kept: str) -> bool:
    """Tell whether an element has words of its own, not links to elsewhere, that are not in the text that was kept."""
    text = bare(element)
    if len(text) < _LETTERS or text in kept:
        return False
    linked = sum(len(bare(link)) for link in element.iter("a"))
    return linked <= _MOST_LINKED * len(text)


def _wrap(frame: lxml_html.HtmlElement) -> None:
    article = frame.makeelement("article")
    article.text, frame.text = frame.text, None
    article.extend(list(frame))
    frame.append(article)
