# SPDX-License-Identifier: MIT
"""What the table of annotations and the matrix ask of a collection: facets, sorted ids, groups, cells.

``ids`` is always a set of annotations, as a query or a facet has left it; None means all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from app.archive import Archive
from database import facets, listing, matrix, networks
from database.facets import FACETS, Facet, Value
from database.matrix import ActorMatrix

PAGE = 200
"""How many annotations a table reads at once."""


def facets_of(
    archive: Archive, ids: Sequence[int] | None = None, names: Sequence[str] = FACETS, limit: int | None = 100
) -> list[Facet]:
    """Count facets over annotations: the commonest values of each, and how many there are in all."""
    return facets.facets(archive.connection, ids, names, limit)


def narrowed(archive: Archive, ids: Sequence[int] | None, chosen: Mapping[str, Collection[Value]]) -> list[int]:
    """Return the annotations that have one of the values chosen in each facet, in the given order."""
    return facets.narrow(archive.connection, ids, chosen)


def facets_beside(
    archive: Archive,
    ids: Sequence[int] | None,
    chosen: Mapping[str, Collection[Value]],
    names: Sequence[str] = FACETS,
    limit: int | None = 100,
) -> list[Facet]:
    """Count each facet as the choices in the other facets leave it, so that a second value can still be chosen."""
    made = []
    for name in names:
        others = {other: wanted for other, wanted in chosen.items() if other != name and wanted}
        within = narrowed(archive, ids, others) if others else ids
        made.append(facets.facet(archive.connection, name, within, limit))
    return made


def sorted_ids(
    archive: Archive, column: str = "place", *, descending: bool = False, ids: Sequence[int] | None = None
) -> list[int]:
    """Return ids of annotations sorted by a column (``database.listing.COLUMNS``); pages are slices of them."""
    return listing.sorted_ids(archive.connection, column, descending=descending, ids=ids)


def groups(
    archive: Archive, column: str, *, descending: bool = False, ids: Sequence[int] | None = None
) -> list[tuple[str, int]]:
    """Return the groups of a table sorted by a column: what they have in common, and how many rows each has."""
    return listing.groups(archive.connection, column, descending=descending, ids=ids)


def actor_matrix(
    archive: Archive,
    ids: Sequence[int] | None = None,
    *,
    who: str = networks.ORGANISATION,
    kind: str = "recommendation",
) -> ActorMatrix:
    """Return who recommends what to whom: actors by addressees, with the annotations behind each cell.

    ``who`` is ``organisation`` or ``person``; an empty ``kind`` takes every kind.
    """
    wanted = archive.annotation_ids() if ids is None else ids
    return matrix.actor_matrix(archive.connection, wanted, who=who, kind=kind)
