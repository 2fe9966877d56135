# SPDX-License-Identifier: MIT
"""CSL-JSON: the sources, for Zotero, pandoc and citeproc."""

import json
from typing import TextIO

from app.exchange.citing import DOCUMENT, MAGAZINE, WEB, Issued, Name, genre, issued, names, organisations
from app.exchange.formats import Selection
from app.exchange.native import Json
from database.records import Source

_TYPES = {MAGAZINE: "article-magazine", WEB: "webpage", DOCUMENT: "document"}


def write(stream: TextIO, selection: Selection) -> None:
    """Write the sources of a selection to a stream."""
    known = organisations(selection)
    before = "[\n"

    def entry_of(source: Source) -> str:
        return json.dumps(_entry(source, known), ensure_ascii=False)

    for entry in selection.made(selection.sources(), entry_of):
        stream.write(before + entry)
        before = ",\n"
    stream.write("\n]\n" if before == ",\n" else "[]\n")


def _entry(source: Source, known: frozenset[str]) -> dict[str, Json]:
    entry: dict[str, Json] = {
        "id": source.uid,
        "type": _TYPES[genre(source)],
        "title": source.title,
        "author": [_name(name) for name in names(source.authors, known)],
        "container-title": source.publication,
        "issued": _issued(issued(source.date)),
        "URL": source.url,
        "language": source.language,
    }
    return {name: value for name, value in entry.items() if value}


def _name(name: Name) -> dict[str, Json]:
    return {"literal": name.whole} if name.whole else {"family": name.family, "given": name.given}


def _issued(when: Issued) -> dict[str, Json]:
    if not when.start:
        return {"literal": when.text} if when.text else {}
    days: list[Json] = [list(when.start), *([list(when.end)] if when.end else [])]
    return {"date-parts": days, **({"circa": True} if when.about else {})}
