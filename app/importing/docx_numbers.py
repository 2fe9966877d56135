# SPDX-License-Identifier: MIT
"""The numbers of paragraphs in a Word document, which are not in its text but counted when it is shown.

ECMA-376 part 1, 17.9: a paragraph names a list and a level; the list names an abstract list, which says how each level
counts and looks. Lists of one abstract list go on counting, unless one of them overrides where a level starts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from app.importing.packages import attribute, local

BULLET = "-"

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LETTERS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя",
}
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list counts: where it starts, in which signs, and what stands around the number.

    It begins anew after a paragraph of a level up to ``restart``, or, if that is None, of any level above it. ``legal``
    writes all numbers in it as decimals.
    """

    start: int = 0
    signs: str = "decimal"
    text: str = "%1."
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, Level] = field(default_factory=dict)
    style: str = ""


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document, in the order they come."""

    def __init__(self, root: etree._Element | None, style_lists: Mapping[str, str] | None = None):
        self._abstracts: dict[str, _Abstract] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        self._style_lists = style_lists or {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                self._abstracts[attribute(element, "abstractNumId")] = _abstract(element)
            elif local(element) == "num":
                self._lists[attribute(element, "numId")] = _list(element)

    def label(self, number: str, level: int) -> str:
        """Return what stands before the next paragraph of a list: ``-`` for a bullet, a number, or nothing."""
        known = self._lists.get(number)
        if known is None or not 0 <= level < _DEEPEST:
            return ""
        name, abstract = self._resolved(known)
        form = known.levels.get(level) or abstract.levels.get(level) or Level()
        counts = self._counts.setdefault(name, {})
        self._begin(number, known, counts)
        for above in range(level):
            counts.setdefault(above, (known.levels.get(above) or abstract.levels.get(above) or Level()).start)
        counts[level] = counts.get(level, form.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            restart = (known.levels.get(deeper) or abstract.levels.get(deeper) or Level()).restart
            if restart is None or level < restart:
                del counts[deeper]
        if form.signs == "bullet":
            return BULLET
        return "" if form.signs == "none" and "%" not in form.text else self._written(form, abstract, known, counts)

    def _begin(self, number: str, known: _List, counts: dict[int, int]) -> None:
        if number not in self._begun:
            self._begun.add(number)
            for level, start in known.starts.items():
                counts[level] = start - 1

    def _resolved(self, known: _List) -> tuple[str, _Abstract]:
        """Return the abstract list; it may only point to that of a style."""
        abstract = self._abstracts.get(known.abstract) or _Abstract()
        linked = self._lists.get(self._style_lists.get(abstract.style, "")) if abstract.style else None
        if linked is None or linked.abstract == known.abstract:
            return known.abstract, abstract
        return linked.abstract, self._abstracts.get(linked.abstract) or abstract

    def _written(self, form: Level, abstract: _Abstract, known: _List, counts: dict[int, int]) -> str:
        def shown(place: re.Match[str]) -> str:
            level = int(place[1]) - 1
            of = known.levels.get(level) or abstract.levels.get(level) or Level()
            return in_signs(counts.get(level, of.start), "decimal" if form.legal else of.signs)

        return _PLACE.sub(shown, form.text).strip()


def in_signs(number: int, signs: str) -> str:
    """Return a number as Word writes it: decimal, roman, in letters."""
    if signs in {"lowerRoman", "upperRoman"} and 0 < number < 5000:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman if signs == "lowerRoman" else roman.upper()
    base = signs.replace("upperLetter", "lowerLetter").replace("russianUpper", "russianLower")
    if base in _LETTERS and 0 < number < 1000:
        alphabet = _LETTERS[base]
        letters = alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)
        return letters if base == signs else letters.upper()
    if signs == "none":
        return ""
    if signs == "ordinal":
        return f"{number}{_ordinal(number)}"
    return f"{number:02d}" if signs == "decimalZero" else str(number)


def _ordinal(number: int) -> str:
    return "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _abstract(element: etree._Element) -> _Abstract:
    made = _Abstract()
    for child in element:
        if local(child) == "lvl":
            made.levels[_integer(attribute(child, "ilvl"))] = _level(child)
        elif local(child) == "numStyleLink":
            made.style = attribute(child, "val")
    return made


def _list(element: etree._Element) -> _List:
    made = _List("")
    for child in element:
        if local(child) == "abstractNumId":
            made.abstract = attribute(child, "val")
        elif local(child) == "lvlOverride":
            level = _integer(attribute(child, "ilvl"))
            for part in child:
                if local(part) == "startOverride":
                    made.starts[level] = _integer(attribute(part, "val"), 1)
                elif local(part) == "lvl":
                    made.levels[level] = _level(part)
    return made


def _level(element: etree._Element) -> Level:
    values = {local(child): attribute(child, "val") for child in element}
    return Level(
        _integer(values.get("start", "0")),
        values.get("numFmt", "decimal"),
        values.get("lvlText", ""),
        _integer(values["lvlRestart"]) if "lvlRestart" in values else None,
        values.get("isLgl", "off") not in {"0", "false", "off"},
    )


def _integer(text: str, default: int = 0) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else default
