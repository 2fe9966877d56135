# SPDX-License-Identifier: MIT
"""RIS: the sources, for EndNote, Zotero, Mendeley and Citavi."""

from collections.abc import Iterator
from typing import TextIO

from app.exchange.citing import DOCUMENT, MAGAZINE, WEB, Day, genre, issued, names, organisations
from app.exchange.formats import Selection
from app.exchange.markup import legal
from database.records import Source

_TYPES = {MAGAZINE: "MGZN", WEB: "ELEC", DOCUMENT: "GEN"}


def write(stream: TextIO, selection: Selection) -> None:
    """Write the sources of a selection to a stream; lines end as the format asks, with CR LF."""
    known = organisations(selection)

    def entry(source: Source) -> str:
        lines = [(tag, " ".join(legal(value).split())) for tag, value in _lines(source, known)]
        return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value or tag == "ER") + "\r\n"

    stream.writelines(selection.made(selection.sources(), entry))


def _lines(source: Source, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES[genre(source)]
    yield "ID", source.uid
    for name in names(source.authors, known):
        yield "AU", name.whole or f"{name.family}, {name.given}"
    yield "TI", source.title
    yield "T2", source.publication
    when = issued(source.date)
    if when.start:
        yield "PY", f"{when.start[0]:04}"
        yield "DA", _date(when.start) if not when.end else ""
    if when.text or when.end or when.about:
        yield "N1", f"Date: {source.date}"
    yield "LA", source.language
    yield "UR", source.url
    yield "ER", ""


def _date(day: Day) -> str:
    """Return a date as RIS writes it: ``2020/08/``, with an empty part for what is not known."""
    parts = [f"{day[0]:04}", *(f"{part:02}" for part in day[1:])]
    return "/".join([*parts, *[""] * (4 - len(parts))])
