# SPDX-License-Identifier: MIT
"""Phrases with gaps: NEAR finds their words in any order, the places of the words decide."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from database.search_base import Condition

MAX_PLACES = 400_000
"""How many places of words are compared. Beyond, NEAR alone decides: words as common as that stand in both orders in
almost every text that has them near each other, and comparing a million places would take seconds."""


def too_common(connection: sqlite3.Connection, words: str, parts: Sequence[str]) -> bool:
    """Tell whether the words of a phrase stand in too many places to be compared.

    ``words`` is the temporary table of the index's words.
    """
    row = connection.execute(
        f"SELECT sum(cnt) FROM temp.{words} WHERE term IN (SELECT value FROM json_each(?))", (json.dumps(parts),)
    ).fetchone()
    return int(row[0] or 0) > MAX_PLACES


def in_order(near: Condition, places: str, columns: Sequence[str], parts: Sequence[str], slop: int) -> Condition:
    """Return the query for the rows of an index where each word stands at most ``slop`` words after the one before.

    ``near`` is the query for the rows where the words are near each other in any order.

    It follows the phrase word by word, and keeps the places of a word that come soon enough after a place kept of
    the word before; the last such place decides, so the cost grows with the number of places and not of pairs.
    """
    names = ", ".join(f"'{name}'" for name in columns)
    found = f"FROM temp.{places} WHERE term = ? AND col IN ({names}) AND doc IN (SELECT id FROM near)"
    steps = [f"near(id) AS MATERIALIZED ({near.sql})", f"kept_0 AS (SELECT doc, col, offset {found})"]
    for number in range(1, len(parts)):
        both = (
            f"SELECT doc, col, offset, 0 AS mine FROM kept_{number - 1} "
            f"UNION ALL SELECT doc, col, offset, 1 AS mine {found}"
        )
        before = (
            "max(CASE WHEN mine = 0 THEN offset END) OVER (PARTITION BY doc, col ORDER BY offset "
            "RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
        )
        steps.append(
            f"kept_{number} AS (SELECT doc, col, offset FROM (SELECT doc, col, offset, mine, {before} AS before "
            f"FROM ({both})) WHERE mine = 1 AND offset - before <= {int(slop)})"
        )
    return Condition(f"WITH {', '.join(steps)} SELECT doc FROM kept_{len(parts) - 1}", [*near.parameters, *parts])
