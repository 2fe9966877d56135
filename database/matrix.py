# SPDX-License-Identifier: MIT
"""Who says what to whom: actors by addressees, with the annotations behind each cell.

Actors and addressees are as networks have them (:mod:`database.networks`): organisations, or the persons who speak.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from database.networks import ORGANISATION, Party, meetings, parties


@dataclass(frozen=True, slots=True)
class ActorMatrix:
    """A table of annotations: rows are those who say it, columns those they address, both with most annotations first.

    ``cells`` holds the ids behind each pair of uids; a pair that is not there has none.
    """

    rows: tuple[Party, ...]
    columns: tuple[Party, ...]
    cells: dict[tuple[str, str], tuple[int, ...]]

    def count(self, row: Party, column: Party) -> int:
        """Return how many annotations stand in a cell."""
        return len(self.cells.get((row.uid, column.uid), ()))


def actor_matrix(
    connection: sqlite3.Connection, ids: Sequence[int], *, who: str = ORGANISATION, kind: str = ""
) -> ActorMatrix:
    """Return who says something to whom in these annotations; ``kind`` leaves out the other kinds."""
    cells = {
        (row, column): tuple(json.loads(annotations))
        for row, column, annotations in meetings(connection, ids, who, kind)
    }
    known = parties(connection)
    return ActorMatrix(_by_size(cells, known, 0), _by_size(cells, known, 1), cells)


def _by_size(cells: dict[tuple[str, str], tuple[int, ...]], known: dict[str, Party], side: int) -> tuple[Party, ...]:
    behind: defaultdict[str, set[int]] = defaultdict(set)
    for pair, ids in cells.items():
        behind[pair[side]].update(ids)
    return tuple(known[uid] for uid in sorted(behind, key=lambda uid: (-len(behind[uid]), known[uid].name, uid)))
