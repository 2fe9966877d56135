# SPDX-License-Identifier: MIT
"""Names of files that say something about them: ``USA_70_2015.txt`` is ``{country}_{session}_{year}``.

A pattern is the name without its ending, with a field in braces for each part that changes. The fields of sources, and
``year``, ``month`` and ``day``, go where they belong; any other name becomes an attribute; ``{}`` is passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from app.errors import PostilError
from app.importing.document import Document, origins_of
from app.importing.metadata import distinct, language_code, one_line

ORIGIN = "file name"
FIELDS = ("title", "author", "publication", "date", "year", "month", "day", "language", "url", "licence")
"""The names of fields that are not attributes."""

MOST_FIELDS = 12
SHARE = 0.8
"""Names follow a pattern if so large a part of them does."""

FEWEST = 3
"""Of fewer names it cannot be said that they follow a pattern."""

_FIELD = re.compile(r"\{([^{}]*)\}")
_FIXED = {"year": r"[12]\d{3}", "month": r"\d{1,2}", "day": r"\d{1,2}", "date": r"\d{4}(?:-\d\d(?:-\d\d)?)?"}
_SEPARATORS = ("_", " - ", "--", "-", ".", " ")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DAY_FIRST = re.compile(r"\d{4}-\d\d(?:-\d\d)?([ _-]+)\S")
_COUNTRY = re.compile(r"[A-Z]{2,3}")
_LANGUAGES = frozenset({"en", "fr", "de", "es", "ru", "be", "uk", "pl", "it", "pt", "nl", "ar", "zh", "cs"})


class BadPattern(PostilError):
    """A pattern makes no sense; ``str()`` says why."""


@dataclass(frozen=True)
class NamePattern:
    """A pattern of names, as it is written.

    Raises:
        BadPattern: it has no field, too many, one twice, or two with nothing between them that have no fixed length.
    """

    template: str

    def __post_init__(self) -> None:
        fields = self.fields
        if not any(fields):
            raise BadPattern("Put a field in braces for each part that changes, such as {country}_{year}.")
        if len(fields) > MOST_FIELDS:
            raise BadPattern(f"A pattern can have {MOST_FIELDS} fields at most.")
        twice = [name for name, count in Counter(filter(None, fields)).items() if count > 1]
        if twice:
            raise BadPattern(f"The field {{{twice[0]}}} is there twice.")
        pieces = _FIELD.split(self.template)[::2][1:-1]
        for before, after, between in zip(fields, fields[1:], pieces, strict=False):
            if not between and before not in _FIXED and after not in _FIXED:
                raise BadPattern(f"There is nothing between {{{before}}} and {{{after}}} to tell them apart.")

    @property
    def fields(self) -> list[str]:
        """The names of its fields, in order; empty for a part that is passed over."""
        return [name.strip().casefold().removeprefix("-") for name in _FIELD.findall(self.template)]

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        """The pattern as an expression that needs no second try: each part ends where the next sign begins."""
        pieces = _FIELD.split(self.template)
        made = re.escape(pieces[0])
        for place, name in enumerate(self.fields):
            after = pieces[2 * place + 2]
            free = f"[^{re.escape(after[0])}]+" if after else ".+"
            made += f"({_FIXED.get(name, free)}){re.escape(after)}"
        return re.compile(made)

    def values(self, name: str) -> dict[str, str] | None:
        """Return what a name says, by field; None where it does not follow the pattern."""
        found = self._expression.fullmatch(PurePath(name).stem)
        if found is None:
            return None
        return {field: part.strip() for field, part in zip(self.fields, found.groups(), strict=True) if field}

    def read(self, name: str) -> Document | None:
        """Return what a name says, as a document without a text."""
        values = self.values(name)
        if values is None:
            return None
        said = {
            "title": one_line(values.get("title", "").replace("_", " ")),
            "authors": distinct([values.get("author", "").replace("_", " ")]),
            "publication": one_line(values.get("publication", "").replace("_", " ")),
            "date": values.get("date", "") or _date(values),
            "language": language_code(values.get("language", "")),
            "url": values.get("url", ""),
            "licence": one_line(values.get("licence", "")),
        }
        attributes = {field: one_line(value) for field, value in values.items() if field not in FIELDS}
        return Document("", **said, attributes=attributes, origins=origins_of(ORIGIN, **said))  # type: ignore[arg-type]


def follow(pattern: NamePattern, names: Sequence[str]) -> int:
    """Return how many of some names follow a pattern."""
    return sum(pattern.values(name) is not None for name in names)


def propose(names: Sequence[str], known: Sequence[str] = ()) -> str:
    """Return the pattern that names seem to follow, empty where they seem to follow none.

    One of those ``known``, from earlier imports, goes before one that is made up.
    """
    if len(names) < FEWEST:
        return ""
    for template in known:
        try:
            pattern = NamePattern(template)
        except BadPattern:
            continue
        if follow(pattern, names) >= SHARE * len(names):
            return template
    stems = [PurePath(name).stem for name in names]
    return _dated(stems) or _parted(stems)


def _date(values: dict[str, str]) -> str:
    year, month, day = (values.get(name, "") for name in ("year", "month", "day"))
    parts = [year, *([month.zfill(2)] if month else []), *([day.zfill(2)] if month and day else [])]
    return "-".join(parts) if year else ""


def _dated(stems: Sequence[str]) -> str:
    """Return a pattern for names that begin with a day: ``2019-05-14 The bridge``."""
    found = Counter(match[1] for stem in stems if (match := _DAY_FIRST.match(stem)))
    between, count = found.most_common(1)[0] if found else ("", 0)
    return f"{{date}}{between}{{title}}" if count >= SHARE * len(stems) else ""


def _parted(stems: Sequence[str]) -> str:
    """Return a pattern for names of several parts, of which one at least says what it is."""
    for separator in _SEPARATORS:
        counts = Counter(stem.count(separator) for stem in stems)
        between, count = counts.most_common(1)[0]
        if 1 <= between < MOST_FIELDS and count >= SHARE * len(stems):
            rows = [stem.split(separator) for stem in stems if stem.count(separator) == between]
            names = list(_named([list(column) for column in zip(*rows, strict=True)]))
            if any(name in {"year", "language", "country"} for name in names):
                return separator.join(f"{{{name}}}" for name in names)
    return ""


def _named(columns: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield what each part seems to be; no name is given twice."""
    given: set[str] = set()
    for number, column in enumerate(columns, 1):
        guess = _guess(column)
        name = guess if guess and guess not in given else f"part {number}"
        given.add(name)
        yield name


def _guess(column: Sequence[str]) -> str:
    def share(fits: int) -> bool:
        return fits >= SHARE * len(column)

    if share(sum(bool(_YEAR.fullmatch(part)) for part in column)):
        return "year"
    if share(sum(part.casefold() in _LANGUAGES for part in column)) and len(set(column)) <= len(_LANGUAGES):
        return "language"
    if share(sum(bool(_COUNTRY.fullmatch(part)) for part in column)):
        return "country"
    return ""
