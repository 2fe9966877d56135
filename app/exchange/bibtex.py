# SPDX-License-Identifier: MIT
"""BibTeX: the sources, for LaTeX and reference managers. UTF-8, with the ``date`` of biblatex beside year and month."""

import re
import unicodedata
from typing import TextIO

from app.exchange.citing import MAGAZINE, Issued, Name, iso, issued, names, organisations
from app.exchange.citing import genre as sort
from app.exchange.formats import Selection
from app.exchange.markup import legal
from database.records import Source

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "%$&#_"},
}
_URL = {character: f"%{ord(character):02X}" for character in '\\{}"<>^` '}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write(stream: TextIO, selection: Selection) -> None:
    """Write the sources of a selection to a stream."""
    known = organisations(selection)
    taken: set[str] = set()

    def entry(source: Source) -> str:
        lines = "".join(f"  {name} = {value},\n" for name, value in _fields(source, known) if value)
        kind = "article" if sort(source) == MAGAZINE else "misc"
        return f"@{kind}{{{_key(source, known, taken)},\n{lines}}}\n\n"

    stream.writelines(selection.made(selection.sources(), entry))


def escaped(text: str) -> str:
    """Return text on one line that TeX sets as it is; braces come out in pairs whatever the text holds."""
    return "".join(_SPECIAL.get(character, character) for character in " ".join(legal(text).split()))


def _fields(source: Source, known: frozenset[str]) -> list[tuple[str, str]]:
    authors = " and ".join(_name(name) for name in names(source.authors, known))
    when = issued(source.date)
    address = "".join(_URL.get(character, character) for character in "".join(legal(source.url).split()))
    plain = [("langid", source.language), ("note", when.text)]
    return [
        ("author", _braced(authors)),
        ("title", _braced(_braced(escaped(source.title)))),
        ("journal", _braced(escaped(source.publication))),
        ("year", _braced(f"{when.start[0]:04}") if when.start else ""),
        ("month", _MONTHS[when.start[1] - 1] if len(when.start) > 1 and not when.end else ""),
        ("date", _braced(_date(when))),
        ("url", _braced(address)),
        *((name, _braced(escaped(value))) for name, value in plain),
    ]


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _name(name: Name) -> str:
    return _braced(escaped(name.whole)) if name.whole else f"{escaped(name.family)}, {escaped(name.given)}"


def _date(when: Issued) -> str:
    """Return a date as biblatex reads it: ISO 8601-2, with a slash for a span and a tilde for “about”."""
    if not when.start:
        return ""
    mark = "~" if when.about else ""
    return f"{iso(when.start)}{mark}" + (f"/{iso(when.end)}{mark}" if when.end else "")


def _key(source: Source, known: frozenset[str], taken: set[str]) -> str:
    """Return a key made of author, year and the first long word of the title, unlike all others."""
    found = names(source.authors, known)
    who = (found[0].family or found[0].whole.split()[0]) if found else source.publication
    start = issued(source.date).start
    words = [word for word in map(_plain, source.title.split()) if len(word) > 3]
    key = _plain(who) + (f"{start[0]:04}" if start else "") + (words[0] if words else "")
    key = key or f"source{source.id}"
    made, number = key, 1
    while made in taken:
        number += 1
        made = f"{key}-{number}"
    taken.add(made)
    return made


def _plain(word: str) -> str:
    bare = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]", "", bare).lower()
