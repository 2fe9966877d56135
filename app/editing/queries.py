# SPDX-License-Identifier: MIT
"""What the matrix asks of a collection.

``ids`` is always a set of annotations, as a query or a facet has left it; None means all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.archive import Archive
from database import matrix, networks
from database.matrix import ActorMatrix


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
