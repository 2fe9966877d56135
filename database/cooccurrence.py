# SPDX-License-Identifier: MIT
"""Which codes stand together on the same annotations, and the quotations that carry each code."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_CHOSEN = "WITH chosen(id) AS MATERIALIZED (SELECT value FROM json_each(?))"


class Pair(NamedTuple):
    """Two codes, and on how many annotations both stand."""

    one: str
    other: str
    number: int


def pairs(connection: sqlite3.Connection, annotations: Sequence[int], limit: int) -> list[Pair]:
    """Return the codes that stand together most often on some annotations, the most frequent first."""
    rows = connection.execute(
        f"""{_CHOSEN} SELECT min(c.name, d.name), max(c.name, d.name), count(*) FROM chosen
        JOIN code_assignment u ON u.annotation = chosen.id
        JOIN code_assignment v ON v.annotation = chosen.id AND v.code > u.code
        JOIN code c ON c.id = u.code JOIN code d ON d.id = v.code
        GROUP BY u.code, v.code ORDER BY 3 DESC, 1, 2 LIMIT ?""",
        (json.dumps(annotations), limit),
    )
    return [Pair(*row) for row in rows]


def coded_quotes(connection: sqlite3.Connection, annotations: Sequence[int]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the quotation of each annotation and the names of its codes; those without codes have none."""
    rows = connection.execute(
        f"""{_CHOSEN} SELECT
            (SELECT group_concat(quote, ' ') FROM (
                SELECT quote FROM annotation_span WHERE annotation = chosen.id ORDER BY position)),
            (SELECT json_group_array(c.name) FROM code_assignment u JOIN code c ON c.id = u.code
                WHERE u.annotation = chosen.id)
        FROM chosen""",
        (json.dumps(annotations),),
    )
    for quote, names in rows:
        yield quote or "", tuple(json.loads(names))
