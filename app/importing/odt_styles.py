# SPDX-License-Identifier: MIT
"""The styles of an OpenDocument text, as far as they say what a paragraph is, how characters look and lists count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from app.importing.docx_numbers import in_signs
from app.importing.markup import Look
from app.importing.packages import attribute, local

_QUOTES = frozenset({"quotations", "quote", "zitat", "block_20_quotation", "intense_20_quote"})
_CODE = frozenset({"preformatted_20_text", "html_20_preformatted"})
_TITLES = frozenset({"title", "titel"})
_SIGNS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LONGEST_CHAIN = 20
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class _Style:
    base: str
    look: Look
    hidden: bool
    list: str


@dataclass(frozen=True, slots=True)
class _ListLevel:
    signs: str = ""
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1


@dataclass(slots=True)
class ListCount:
    """The numbers a list has reached, by level from 1."""

    style: str
    numbers: dict[int, int] = field(default_factory=dict)


class Styles:
    """The styles of a text; those of the text itself come before those of the template."""

    def __init__(self, *roots: etree._Element | None):
        self._styles: dict[str, _Style] = {}
        self._lists: dict[str, dict[int, _ListLevel]] = {}
        for root in roots:
            for element in root.iter("{*}style", "{*}list-style") if root is not None else ():
                name = attribute(element, "name")
                if local(element) == "list-style":
                    self._lists.setdefault(name, {_integer(attribute(e, "level")): _level(e) for e in element})
                elif attribute(element, "family") in {"text", "paragraph"}:
                    self._styles.setdefault(name, _style(element))

    def look(self, name: str) -> Look:
        """Return how a style sets its characters."""
        look = Look.PLAIN
        for each in self._chain(name):
            look |= self._styles[each].look
        return look

    def is_hidden(self, name: str) -> bool:
        """Tell whether a style hides its characters."""
        return any(self._styles[each].hidden for each in self._chain(name))

    def is_quote(self, name: str) -> bool:
        """Tell whether a style is for quotations."""
        return self._is(name, _QUOTES)

    def is_code(self, name: str) -> bool:
        """Tell whether a style is for text that is set out in signs."""
        return self._is(name, _CODE)

    def is_title(self, name: str) -> bool:
        """Tell whether a style is for the title of a text."""
        return self._is(name, _TITLES)

    def list_of(self, name: str) -> str:
        """Return the list a paragraph style belongs to, or an empty string."""
        return next((self._styles[each].list for each in self._chain(name) if self._styles[each].list), "")

    def label(self, count: ListCount, level: int, start: str) -> str:
        """Count an item and return what stands before it: ``-`` for a bullet, or a number in its signs."""
        levels = self._lists.get(count.style, {})
        form = levels.get(level, _ListLevel())
        began = _integer(start) if start else None
        count.numbers[level] = began if began is not None else count.numbers.get(level, form.start - 1) + 1
        for deeper in [each for each in count.numbers if each > level]:
            del count.numbers[deeper]
        if not form.signs:
            return "-"
        shown = range(max(1, level - form.shown + 1), level + 1)
        numbers = [
            in_signs(count.numbers.get(each, 1), _SIGNS.get(levels.get(each, form).signs, "decimal")) for each in shown
        ]
        return f"{form.before}{'.'.join(numbers)}{form.after}".strip()

    def _is(self, name: str, names: frozenset[str]) -> bool:
        return any(each.casefold() in names for each in [name, *(self._styles[e].base for e in self._chain(name))])

    def _chain(self, name: str) -> Iterator[str]:
        for _ in range(_LONGEST_CHAIN):
            if name not in self._styles:
                return
            yield name
            name = self._styles[name].base


def _style(element: etree._Element) -> _Style:
    look, hidden = Look.PLAIN, False
    for properties in element:
        if local(properties) != "text-properties":
            continue
        weight = attribute(properties, "font-weight")
        if weight == "bold" or (weight.isdecimal() and int(weight[:4]) >= 600):
            look |= Look.BOLD
        if attribute(properties, "font-style") in {"italic", "oblique"}:
            look |= Look.ITALIC
        if attribute(properties, "text-line-through-style") not in {"", "none"}:
            look |= Look.STRIKE
        place = attribute(properties, "text-position")
        look |= Look.RAISED if place.startswith("super") else Look.LOWERED if place.startswith("sub") else Look.PLAIN
        hidden = hidden or attribute(properties, "display") == "none"
    return _Style(attribute(element, "parent-style-name"), look, hidden, attribute(element, "list-style-name"))


def _level(element: etree._Element) -> _ListLevel:
    if local(element) != "list-level-style-number":
        return _ListLevel()
    return _ListLevel(
        attribute(element, "num-format"),
        attribute(element, "num-prefix"),
        attribute(element, "num-suffix"),
        _integer(attribute(element, "start-value") or "1"),
        min(_integer(attribute(element, "display-levels") or "1"), _DEEPEST),
    )


def _integer(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1
