# SPDX-License-Identifier: MIT
"""What facets of annotations do to a query: each value chosen is a piece of it, several of one facet a choice.

The query is all there is to remember: which values are chosen is read from it, so that a query somebody types, keeps
or is handed by another view shows in the facets like one that was clicked together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

FIELDS = {
    "kind": "kind",
    "speaker": "by",
    "organisation": "org",
    "addressee": "to",
    "code": "code",
    "stance": "stance",
    "publication": "publication",
    "year": "date",
    "status": "status",
    "annotator": "annotator",
    "source": "in",
}
"""The facets, by the field of the query language each narrows by."""

Chosen = Mapping[str, tuple[str, ...]]
"""The values chosen in each facet; the empty text is having none."""

_FACETS = {field: facet for facet, field in FIELDS.items()}
_OPERATORS = frozenset({"AND", "OR", "NOT", "ANDNOT"})
_PIECE = re.compile(rf'({"|".join(_FACETS)}):(?:"([^"]+)"|([^\s"()\[\]{{}}*?~^<>]+))')
_WITHOUT = re.compile(rf"-has:({'|'.join(_FACETS)})")
_TOKEN = re.compile(r'\s+|"[^"]*"|[()]|[^\s"()]+|"')
QUOTES = '"“”„‟«»＂'
"""What a query may be quoted by."""

_QUOTES = str.maketrans(dict.fromkeys(QUOTES, '"'))


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A query taken apart: what is not from facets, and the values chosen in each facet."""

    core: str = ""
    chosen: Chosen = field(default_factory=dict)

    def query(self) -> str:
        """Return the query again."""
        wrapped = f"({self.core})" if self.chosen and _operated(self.core) else self.core
        return " ".join([*([wrapped] if wrapped else []), *(_choice(*each) for each in self.chosen.items())])

    def toggled(self, facet: str, value: str) -> Narrowed:
        """Return the query with a value chosen as well, or not any more."""
        value, before = spelt(value), self.chosen.get(facet, ())
        after = tuple(each for each in before if each != value) if value in before else (*before, value)
        chosen = {**self.chosen, facet: after}
        return replace(self, chosen={name: values for name, values in chosen.items() if values})

    def without(self, facet: str) -> Narrowed:
        """Return the query without what is chosen in a facet."""
        return replace(self, chosen={name: values for name, values in self.chosen.items() if name != facet})


def narrowed(query: str) -> Narrowed:
    """Take a query apart.

    Pieces may stand anywhere among words that must all hold; where the query has operators outside of brackets, none
    of it counts as chosen.
    """
    parts = _parts(query.translate(_QUOTES))
    if _OPERATORS.intersection(parts):
        return Narrowed(query.strip())
    rest: list[str] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for part in parts:
        facet, values = _read(part)
        if values and facet not in chosen:
            chosen[facet] = values
        else:
            rest.append(part)
    bare = len(rest) == 1 and chosen and rest[0].startswith("(") and _operated(rest[0][1:-1])
    return Narrowed(rest[0][1:-1].strip() if bare else " ".join(rest), chosen)


def within(query: str, *choices: tuple[str, str]) -> str:
    """Return a query narrowed by values of facets, one of each, whatever it narrows by already.

    An empty value narrows by nothing; a ``month`` (``2024-05``) narrows as a year does.

    Raises:
        KeyError: there is no such facet.
    """
    bare = query.strip()
    pieces = [f"date:{value}" if facet == "month" else piece(facet, value) for facet, value in choices if value]
    return " ".join([*([f"({bare})" if pieces and _operated(bare) else bare] if bare else []), *pieces])


def spelt(value: str) -> str:
    """Return a value as a query can spell it: between quotation marks there can be none."""
    return " ".join(value.translate(_QUOTES).replace('"', " ").split())


def piece(facet: str, value: str) -> str:
    """Return the piece of a query that narrows by one value of a facet.

    Raises:
        KeyError: there is no such facet.
    """
    name = FIELDS[facet]
    if not value:
        return f"-has:{name}"
    if value.isascii() and value.replace("-", "").isalnum() and value not in _OPERATORS:
        return f"{name}:{value}"
    return f'{name}:"{spelt(value)}"'


def _choice(facet: str, values: tuple[str, ...]) -> str:
    pieces = [piece(facet, value) for value in values]
    return pieces[0] if len(pieces) == 1 else f"({' OR '.join(pieces)})"


def _read(part: str) -> tuple[str, tuple[str, ...]]:
    """Return the facet of a part of a query and the values it chooses; no values where it is nothing of the kind."""
    if part.startswith("("):
        inner = _parts(part[1:-1])
        read = [_read(each) for each in inner[::2]]
        same = len({facet for facet, _ in read}) == 1 and all(len(values) == 1 for _, values in read)
        if len(inner) > 1 and same and set(inner[1::2]) == {"OR"}:
            return read[0][0], tuple(dict.fromkeys(values[0] for _, values in read))
        return "", ()
    if without := _WITHOUT.fullmatch(part):
        return _FACETS[without[1]], ("",)
    found = _PIECE.fullmatch(part)
    if found is None or (found[1] == "date" and not re.fullmatch(r"\d{4}", found[3] or "")):
        return "", ()
    return _FACETS[found[1]], (spelt(found[2] or found[3]),)


def _parts(query: str) -> list[str]:
    """Return the parts of a query that blanks set apart, brackets and quotations whole."""
    return [part for part in _grouped(query) if part]


def _grouped(query: str) -> Iterator[str]:
    part, depth = "", 0
    for sign in _TOKEN.findall(query):
        depth += (sign == "(") - (sign == ")")
        if sign.isspace() and depth <= 0:
            yield part
            part = ""
        else:
            part += sign
    yield part


def _operated(query: str) -> bool:
    return bool(_OPERATORS.intersection(_parts(query)))
