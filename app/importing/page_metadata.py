# SPDX-License-Identifier: MIT
"""What a web page declares about itself, as it is written: in schema.org JSON-LD, and in ``meta`` elements.

trafilatura knows many more ways, but it fills in the day where a page names only a month, and takes “Tolen, Mira” for
two people. What is declared here goes before what it finds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import html as lxml_html

from app import dates
from app.importing.metadata import distinct, one_line

_LONGEST = 500_000
_MOST = 2000
_TEXTS = frozenset({
    *("article", "newsarticle", "reportagenewsarticle", "opinionnewsarticle", "analysisnewsarticle", "blogposting"),
    *("report", "scholarlyarticle", "webpage", "creativework", "posting", "socialmediaposting", "legislation", "book"),
})  # fmt: skip
_DATES = (
    *("citation_publication_date", "citation_date", "article:published_time", "dcterms.issued", "dcterms.created"),
    *(
        "dcterms.date",
        "dc.date.issued",
        "dc.date.created",
        "dc.date",
        "datepublished",
        "pubdate",
        "publishdate",
        "date",
    ),
)
_AUTHORS = ("citation_author", "dc.creator", "dcterms.creator")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ].*")
_INVERTED = re.compile(r"([^,]+), ([^,]+)")


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page declares; an empty field means that it says nothing."""

    authors: tuple[str, ...] = ()
    date: str = ""
    licence: str = ""
    url: str = ""


def declared(tree: lxml_html.HtmlElement) -> Declared:
    """Return what a page declares about itself; names are given as they are read."""
    metas = _metas(tree)
    things = [thing for thing in _things(tree) if _is_text(thing)]
    people = [name for field in _AUTHORS for name in metas.get(field, ())]
    return Declared(
        distinct(map(_in_order, people)) if people else distinct(_people(things, _by_id(tree))),
        _date([*(value for field in _DATES for value in metas.get(field, ())), *_strings(things, "datePublished")]),
        next(iter(_strings(things, "license")), ""),
        next((url for url in _strings(things, "url") if url.startswith(("http://", "https://"))), ""),
    )


def _metas(tree: lxml_html.HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        value = one_line(element.get("content") or "")
        if name and value:
            found.setdefault(name.strip().casefold(), []).append(value)
    return found


def _date(written: Iterable[str]) -> str:
    """Return the first date that is understood, without the time of day."""
    for value in written:
        stamp = _STAMP.fullmatch(value)
        day = stamp[1] if stamp else value
        if dates.parse(day).known:
            return day
    return ""


def _in_order(name: str) -> str:
    """Return “Tolen, Mira” as “Mira Tolen”."""
    found = _INVERTED.fullmatch(name)
    return f"{found[2]} {found[1]}" if found else name


def _things(tree: lxml_html.HtmlElement) -> Iterator[Mapping[str, object]]:
    """Yield the objects of the JSON-LD of a page, those in lists and graphs too."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        text = script.text or ""
        if len(text) > _LONGEST:
            continue
        try:
            waiting = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST):
            if not waiting:
                break
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting[:0] = thing
            elif isinstance(thing, dict):
                yield thing
                waiting.append(thing.get("@graph"))


def _is_text(thing: Mapping[str, object]) -> bool:
    return any(kind.casefold() in _TEXTS for kind in _values(thing.get("@type")))


def _by_id(tree: lxml_html.HtmlElement) -> dict[str, Mapping[str, object]]:
    return {identifier: thing for thing in _things(tree) if isinstance(identifier := thing.get("@id"), str)}


def _people(things: Iterable[Mapping[str, object]], known: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    for thing in things:
        said = thing.get("author")
        for each in said if isinstance(said, list) else [said]:
            if isinstance(each, dict):
                identifier = each.get("@id")
                person = each if "name" in each else known.get(identifier if isinstance(identifier, str) else "", {})
                yield from _values(person.get("name"))
            elif isinstance(each, str) and not each.startswith("http"):
                yield each


def _strings(things: Iterable[Mapping[str, object]], field: str) -> Iterator[str]:
    for thing in things:
        yield from _values(thing.get(field))


def _values(said: object) -> list[str]:
    """Return the strings of a value that may be one, several or an object with an address."""
    if isinstance(said, dict):
        said = said.get("@id") or said.get("url")
    if isinstance(said, list):
        return [one_line(each) for each in said if isinstance(each, str) and each.strip()]
    return [one_line(said)] if isinstance(said, str) and said.strip() else []
