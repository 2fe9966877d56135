# SPDX-License-Identifier: MIT
"""Facets of what a query found: each value with its count, and the piece of query that narrows by it.

A count says how many sources are left when the piece is added. Pieces about annotations (``kind:claim``) change what
the bare words of a query mean: they then stand in the quotation, the slots or the note of the annotation. So these
facets count the sources with an annotation that matches the query itself.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.search.fields import LANGUAGES, VOICES
from app.search.narrowing import QUOTES, spelt
from database.search_facets import ANNOTATION_FACETS, SOURCE_FACETS, Counts

FACETS = (*SOURCE_FACETS, *ANNOTATION_FACETS)
"""The facets, in the order they are shown."""

LONGEST_RANGE = 200
"""A date that may mean more years than this counts for none."""

_FIELDS = {
    "publication": "publication",
    "year": "date",
    "author": "author",
    "language": "lang",
    "kind": "kind",
    "speaker": "by",
    "addressee": "to",
    "code": "code",
}
_WORDED = re.compile(r"(?<![\w*?])(?:AND|OR|NOT|ANDNOT)(?![\w*?])")
_LANGUAGE_NAMES = {code: name.capitalize() for name, code in LANGUAGES.items()}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value: how it is shown, how many sources have it, and what narrows a query by it."""

    label: str
    count: int
    fragment: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its commonest values (years by time), and how many values there are in all."""

    name: str
    values: tuple[FacetValue, ...]
    distinct: int


def made(counts: Counts, names: Sequence[str], limit: int) -> tuple[Facet, ...]:
    """Return facets of counts as SQL gives them, with as many values each as the limit allows, and every year."""
    found = []
    for name in names:
        values = _SPLIT.get(name, _same)(counts[name])
        shown = sorted(values.items(), key=_by_time if name == "year" else _commonest)
        some = shown if name == "year" else shown[:limit]
        kept = tuple(FacetValue(_label(name, value), count, fragment(name, value)) for value, count in some)
        found.append(Facet(name, kept, len(shown)))
    return tuple(found)


def fragment(name: str, value: str) -> str:
    """Return the piece of query that narrows by a value of a facet.

    Raises:
        KeyError: there is no such facet.
    """
    field = _FIELDS[name]
    plain = value.isascii() and value.replace("-", "").isalnum()
    if name in {"year", "language", "kind"} or (field == "by" and value in VOICES and plain):
        return f"{field}:{value}"
    return f'{field}:"{spelt(value)}"'


def narrowed(query: str, piece: str) -> str:
    """Return a query with a piece added; one that has it already stays.

    A quotation mark without a partner is left out: it would swallow the beginning of the piece.
    """
    bare = _paired(query).strip()
    if has(bare, piece) or not bare:
        return bare or piece
    kept, pieces = _parted(bare)
    wrapped = f"({kept})" if kept and _WORDED.search(kept) and not _is_wrapped(kept) else kept
    return " ".join(part for part in (wrapped, *pieces, piece) if part)


def widened(query: str, piece: str) -> str:
    """Return a query without a piece that :func:`narrowed` added, or that was typed as one of its parts."""
    if not has(query, piece):
        return query
    kept, pieces = _parted(query.strip())
    if piece not in pieces:
        return " ".join(part for part in _parts(query) if part != piece)
    left = [each for each in pieces if each != piece]
    core = kept[1:-1] if not left and _is_wrapped(kept) else kept
    return " ".join(part for part in (core, *left) if part)


def has(query: str, piece: str) -> bool:
    """Tell whether a piece is among those at the end of a query, or a part of one without operators."""
    parts = _parts(query)
    return piece in _parted(query.strip())[1] or (piece in parts and not any(map(_WORDED.fullmatch, parts)))


def _paired(query: str) -> str:
    marks = [place for place, sign in enumerate(query) if sign in QUOTES]
    return query[: marks[-1]] + query[marks[-1] + 1 :] if len(marks) % 2 else query


def _parts(query: str) -> list[str]:
    """Return the parts of a query that stand side by side; brackets and quotation marks hold together."""
    return _PART.findall(query)


_PART = re.compile(r'(?:"[^"]*"|\((?:[^()"]|"[^"]*"|\([^()]*\))*\)|[^\s"])+|"')
_NAMES = "|".join(dict.fromkeys(_FIELDS.values()))
_PIECE = re.compile(rf'(?:^|(?<=\s))(?:{_NAMES}):(?:"[^"]*"|[^\s"()]+)$')


def _parted(query: str) -> tuple[str, list[str]]:
    """Return a query as its beginning and the pieces at its end that may be those of facets."""
    pieces: list[str] = []
    while found := _PIECE.search(query):
        before = query[: found.start()].rstrip()
        if _WORDED.search(before[-6:].rpartition(" ")[2]) or before.endswith("-"):
            break
        pieces.insert(0, found[0])
        query = before
    return query, pieces


def _is_wrapped(query: str) -> bool:
    """Tell whether brackets hold a whole query."""
    depth = 0
    for place, sign in enumerate(query):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place == len(query) - 1 and sign == ")"
    return False


def _label(name: str, value: str) -> str:
    return _LANGUAGE_NAMES.get(value, value) if name == "language" else value


def _same(counts: Counter[str]) -> Counter[str]:
    return Counter({value: count for value, count in counts.items() if value})


def _years(counts: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for value, count in counts.items():
        first, _, last = value.partition(" ")
        if first.isdecimal() and last.isdecimal() and int(last) - int(first) < LONGEST_RANGE:
            for year in range(int(first), int(last) + 1):
                found[f"{year:04}"] += count
    return found


def _authors(counts: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for value, count in counts.items():
        for name in dict.fromkeys(json.loads(value)):
            found[name] += count
    return found


def _languages(counts: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for value, count in counts.items():
        found[value.partition("-")[0]] += count
    return _same(found)


_SPLIT: dict[str, Callable[[Counter[str]], Counter[str]]] = {
    "year": _years,
    "author": _authors,
    "language": _languages,
}


def _commonest(value: tuple[str, int]) -> tuple[int, str]:
    return -value[1], value[0]


def _by_time(value: tuple[str, int]) -> str:
    return value[0]
