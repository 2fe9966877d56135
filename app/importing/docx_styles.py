# SPDX-License-Identifier: MIT
"""The styles of a Word document, as far as they say what a paragraph is: a heading, a quotation, an item of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from app.importing.markup import Look
from app.importing.packages import attribute, local

_HEADING = re.compile(r"heading ([1-9])")
_TITLES = frozenset({"title"})
_QUOTES = frozenset({"quote", "intense quote", "block text"})
_NO_HEADING = 9
_OFF = frozenset({"0", "false", "off", "none"})
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name in small letters, the one it is based on, and what it sets; None where it sets nothing."""

    name: str
    base: str
    outline: int | None = None
    list: str | None = None
    level: int | None = None
    look: Look = Look.PLAIN


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: etree._Element | None):
        self._styles: dict[str, Style] = {}
        self.default = ""
        for element in root if root is not None else ():
            if local(element) == "style":
                name = attribute(element, "styleId")
                self._styles[name] = _style(element)
                if attribute(element, "type") == "paragraph" and attribute(element, "default") in {"1", "true", "on"}:
                    self.default = name

    @property
    def lists(self) -> dict[str, str]:
        """The lists that styles name, by the id of the style."""
        return {name: style.list for name, style in self._styles.items() if style.list}

    def heading(self, name: str) -> int:
        """Return the level of the heading a style makes, or 0."""
        for style in self._chain(name):
            found = _HEADING.fullmatch(style.name)
            if found:
                return int(found[1])
            if style.name in _TITLES:
                return 1
            if style.outline is not None:
                return style.outline + 1 if style.outline < _NO_HEADING else 0
        return 0

    def is_quote(self, name: str) -> bool:
        """Tell whether a style is for quotations."""
        return any(style.name in _QUOTES for style in self._chain(name))

    def numbering(self, name: str) -> tuple[str, int]:
        """Return the list and level a style puts its paragraphs in; no list is an empty string."""
        number, level = "", None
        for style in self._chain(name):
            level = style.level if level is None else level
            if style.list is not None:
                number = style.list
                break
        return number, level or 0

    def look(self, name: str) -> Look:
        """Return how a character style sets its characters."""
        look = Look.PLAIN
        for style in self._chain(name):
            look |= style.look
        return look

    def _chain(self, name: str) -> Iterator[Style]:
        """Yield a style and those it is based on."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.base


def look_of(properties: etree._Element | None) -> Look:
    """Return how run properties set characters."""
    look = Look.PLAIN
    for child in properties if properties is not None else ():
        name, value = local(child), attribute(child, "val").casefold()
        match name:
            case "b" if value not in _OFF:
                look |= Look.BOLD
            case "i" if value not in _OFF:
                look |= Look.ITALIC
            case "strike" | "dstrike" if value not in _OFF:
                look |= Look.STRIKE
            case "vertAlign" if value in {"superscript", "subscript"}:
                look |= Look.RAISED if value == "superscript" else Look.LOWERED
    return look


def is_on(element: etree._Element) -> bool:
    """Tell whether a property that is on by standing there is not turned off."""
    return attribute(element, "val").casefold() not in _OFF


def _style(element: etree._Element) -> Style:
    name = base = ""
    outline = level = None
    number = None
    look = Look.PLAIN
    for child in element:
        match local(child):
            case "name":
                name = attribute(child, "val").casefold()
            case "basedOn":
                base = attribute(child, "val")
            case "rPr":
                look = look_of(child)
            case "pPr":
                outline, number, level = _paragraph(child)
    return Style(name, base, outline, number, level, look)


def _paragraph(properties: etree._Element) -> tuple[int | None, str | None, int | None]:
    outline = level = None
    number = None
    for child in properties.iter():
        value = attribute(child, "val")
        match local(child):
            case "outlineLvl":
                outline = int(value) if value.isascii() and value.isdecimal() else None
            case "numId":
                number = value
            case "ilvl":
                level = int(value) if value.isascii() and value.isdecimal() else None
    return outline, number, level
