# SPDX-License-Identifier: MIT
"""The list of sources as a reader arranges it: filtered, sorted, and in groups with names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.archive import Archive
from app.editing.attributes import all_attributes
from app.search.fields import LANGUAGES
from database import coverage, source_groups

NONE = {
    "publication": "No publication",
    "year": "No date",
    "language": "No language",
    "set": "In no set",
}
_LANGUAGES = {code: name.capitalize() for name, code in LANGUAGES.items()}
OWN = "own:"
"""Comes before the uid of a column of the user's own in the name of a grouping."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How sources are listed: order, words that each holds, what they are narrowed to, and what they are grouped by.

    ``sort`` is one of ``database.sources.SORTS``, ``only`` one of ``database.source_groups.ONLY``, ``group`` nothing,
    one of ``database.source_groups.GROUPS``, or :data:`OWN` and the uid of a column of the user's own.
    """

    sort: str = "newest"
    words: str = ""
    only: str = ""
    group: str = ""

    def but(self, **fields: str) -> Arrangement:
        """Return it with other values in some fields."""
        return replace(self, **fields)


@dataclass(frozen=True, slots=True)
class Group:
    """Sources that have something in common; without a grouping there is one without a name."""

    name: str
    ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many sources there are, how many somebody has read, and how many have annotations."""

    sources: int
    read: int
    tagged: int


def arranged(archive: Archive, wanted: Arrangement) -> list[Group]:
    """Return sources by group. A grouping by a column that is not there any more is none.

    Raises:
        KeyError: there is no such order, grouping or narrowing.
    """
    by, none = _grouping(archive, wanted.group)
    found = source_groups.groups(archive.connection, by, sort=wanted.sort, words=wanted.words, only=wanted.only)
    named = _LANGUAGES if wanted.group == "language" else {}
    return [Group(named.get(name, name) or none, ids) for name, ids in found]


def groupings(archive: Archive | None) -> Mapping[str, str]:
    """Return what sources can be grouped by: names as :class:`Arrangement` has them, and words for them."""
    own = all_attributes(archive) if archive is not None else []
    return {
        "": "No groups",
        "publication": "Publication",
        "year": "Year",
        "language": "Language",
        "set": "Set",
        **{f"{OWN}{each.uid}": each.name for each in own},
    }


def progress(archive: Archive) -> Progress:
    """Return how far reading and tagging have come."""
    return Progress(*source_groups.progress(archive.connection))


def covered(archive: Archive, ids: Sequence[int]) -> dict[int, int]:
    """Return how many characters of each of these sources lie in annotations; those without any are left out."""
    return coverage.covered(archive.connection, ids)


def _grouping(archive: Archive, group: str) -> tuple[str | int, str]:
    if group.startswith(OWN):
        found = next((each for each in all_attributes(archive) if OWN + each.uid == group), None)
        return ("", "") if found is None else (found.id, f"No {found.name}")
    return group, NONE.get(group, "")
