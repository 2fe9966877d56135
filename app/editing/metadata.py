# SPDX-License-Identifier: MIT
"""What is known about sources, where each value came from, and changing it for one source or many in one step."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app import values
from app.archive import Archive
from app.collection import Collection
from app.editing.errors import Refused
from app.errors import UnknownSource
from app.search import learning
from database import sources

FIELDS = ("title", "authors", "publication", "date", "language", "url", "licence")
"""What is known about a source, in the order people are shown it."""

BY_HAND = "by hand"
"""Where a value came from that a person entered; the history says who did."""

Value = str | tuple[str, ...]

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+|doi:\S+|urn:\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about one source: its values by field, and where those came from that are not empty."""

    source: int
    values: Mapping[str, Value]
    origins: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Common:
    """What several sources have in one field: the values there are, and where they came from, each once."""

    values: tuple[Value, ...]
    origins: tuple[str, ...]

    @property
    def value(self) -> Value | None:
        """The value they all have; None where they differ."""
        return self.values[0] if len(self.values) == 1 else None


def metadata(archive: Archive, source: int) -> Metadata:
    """Return what is known about a source.

    Raises:
        UnknownSource: it is not there.
    """
    columns = sources.columns(archive.connection, source)
    if not columns:
        raise UnknownSource(str(source))
    found: dict[str, Value] = {name: columns[name] or "" for name in FIELDS if name != "authors"}
    found["authors"] = tuple(json.loads(columns["authors"] or "[]"))
    origins = json.loads(columns["origins"] or "{}")
    return Metadata(source, found, {name: str(origins[name]) for name in FIELDS if origins.get(name) and found[name]})


def common(archive: Archive, ids: Sequence[int]) -> dict[str, Common]:
    """Return, for each field, what several sources have in it.

    Raises:
        UnknownSource: one of them is not there.
    """
    known = [metadata(archive, source) for source in ids]
    return {
        name: Common(
            tuple(dict.fromkeys(each.values[name] for each in known)),
            tuple(dict.fromkeys(each.origins[name] for each in known if name in each.origins)),
        )
        for name in FIELDS
    }


def edit_metadata(collection: Collection, ids: Sequence[int], changes: Mapping[str, Value]) -> None:
    """Give sources other values in some fields, as one undo step; fields that are not given stay.

    What was changed came from a person from now on, and what was emptied from nowhere.

    Raises:
        Refused: a title would be empty, or a language or address is none.
        UnknownSource: one of the sources is not there.
        KeyError: a field that is not one of :data:`FIELDS`.
    """
    clean = {name: _checked(name, value) for name, value in changes.items()}
    changes_by_source: dict[int, dict[str, Value]] = {}
    for known in [metadata(collection, source) for source in ids]:
        changed = {name: value for name, value in clean.items() if value != known.values[name]}
        if changed:
            changes_by_source[known.source] = changed
    number = len(changes_by_source)
    with collection.action("Edit source" if number <= 1 else f"Edit {number:,} sources"):
        for source, changed in changes_by_source.items():
            columns = values.source_fields(changed)
            columns["origins"] = _origins(collection, source, changed)
            learning.edit_source(collection.connection, source, columns)


def _origins(archive: Archive, source: int, changed: Mapping[str, Value]) -> str:
    origins = json.loads(sources.columns(archive.connection, source)["origins"] or "{}")
    for name, value in changed.items():
        origins.pop(name, None)
        if value:
            origins[name] = BY_HAND
    return json.dumps(origins, ensure_ascii=False, sort_keys=True)


def _checked(name: str, value: Value) -> Value:
    if name not in FIELDS:
        raise KeyError(name)
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(author for author in (" ".join(each.split()) for each in value) if author))
    given = " ".join(value.split())
    if name == "title" and not given:
        raise Refused("A source needs a title.")
    if name == "language" and given and not _LANGUAGE.fullmatch(given):
        raise Refused(f"“{given}” is not a language. Write its code, such as en, be or uk.")
    if name == "url" and given and not _ADDRESS.fullmatch(given):
        raise Refused(f"“{given}” is not an address. It begins with https:// or http://.")
    return given
