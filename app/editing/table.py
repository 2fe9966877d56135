# SPDX-License-Identifier: MIT
"""The table of annotations: which of them a query lists, in which order and groups, and the facets beside them.

All of it is asked through a searcher, so that a thread with a connection of its own can do it, and be interrupted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.search.engine import Listing, Searcher
from app.search.narrowing import Narrowed, narrowed
from database import facets, listing
from database.facets import FACETS, Facet, FacetValue
from database.records import STANCES

LIMIT = 100
"""How many values of a facet are counted at most, the commonest first."""

PLACE = "place"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a table should list: a query, the column it is sorted by, and the column it is grouped by, if any.

    Columns are those of ``database.listing.COLUMNS``. With ``typing`` the last word may be unfinished.
    """

    query: str = ""
    column: str = PLACE
    descending: bool = False
    group: str = ""
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What a table lists: ids in order, the groups they fall into, and how many annotations there are in all.

    The first group is the first of the ids, as many as it counts, and so on; a group without a name has no value.
    """

    wanted: Wanted
    ids: list[int]
    groups: list[tuple[str, int]]
    total: int
    listing: Listing


def table(searcher: Searcher, wanted: Wanted) -> Table:
    """Return what a table lists.

    Raises:
        SearchInterrupted: another thread interrupted the searcher.
    """
    connection = searcher.connection
    found = searcher.listing(wanted.query, typing=wanted.typing)
    ids, groups = found.ids, []
    if wanted.group:
        groups = listing.groups(connection, wanted.group, ids=ids)
    if ids is None or wanted.group or wanted.column != PLACE or wanted.descending:
        ids = listing.sorted_ids(connection, wanted.column, descending=wanted.descending, ids=ids, group=wanted.group)
    return Table(wanted, ids, groups, listing.total(connection), found)


def facets_of(searcher: Searcher, query: str, ids: Sequence[int] | None, names: Sequence[str] = FACETS) -> list[Facet]:
    """Count facets over the annotations a query lists; ``ids`` are these, or None where it lists all.

    A facet in which something is chosen is counted as the choices in the others leave it, so that a second value can
    still be chosen.

    Raises:
        SearchInterrupted: another thread interrupted the searcher.
    """
    apart = narrowed(query)
    return [_facet(searcher, name, apart, ids) for name in names]


def _facet(searcher: Searcher, name: str, apart: Narrowed, ids: Sequence[int] | None) -> Facet:
    others = apart.without(name)
    if name == "stance" and "code" in others.chosen:
        return _stances(searcher, others)
    within = searcher.listing(others.query()).ids if name in apart.chosen else ids
    searcher.check()
    if name == "code" and "stance" in others.chosen:
        return facets.codes_with(searcher.connection, others.chosen["stance"], within, LIMIT)
    return facets.facet(searcher.connection, name, within, LIMIT)


def _stances(searcher: Searcher, others: Narrowed) -> Facet:
    """Count stances towards the codes that are chosen, which is what a stance beside a code means in a query."""
    counts = [(each, len(searcher.annotations(others.toggled("stance", each).query()))) for each in STANCES]
    values = tuple(FacetValue(label, count) for label, count in counts if count)
    return Facet("stance", values, len(values))
