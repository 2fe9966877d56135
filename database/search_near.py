# SPDX-License-Identifier: MIT
"""Phrases with gaps: NEAR finds their words in any order, the places of the words decide."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from database import search_tables
from database.search_base import Condition

MAX_PLACES = 200_000
"""How many places of words are compared. Beyond, NEAR alone decides: words as common as that stand in both orders in
almost every text that has them near each other."""

_Places = dict[tuple[int, str], list[int]]
"""The places of a word, in order, by row and column."""


def in_order(
    connection: sqlite3.Connection,
    near: Condition,
    places: str,
    columns: Sequence[str],
    parts: Sequence[str],
    slop: int,
) -> list[int]:
    """Return the rows of an index where each word stands at most ``slop`` words after the one before.

    Where there are more than :data:`MAX_PLACES` to compare, they are those where the words are near in any order.

    It follows the phrase word by word, and keeps the places of a word that come soon enough after a place kept of the
    word before; the last such place decides, so the cost grows with the number of places and not of pairs.

    Args:
        connection: a connection that :func:`search_tables.prepare` was called for.
        near: the query for the rows where the words are near each other in any order.
        places: the temporary table of the places of the index's words.
        columns: the columns of the index that count.
        parts: the words.
        slop: how many words the next may be away.
    """
    search_tables.fill(connection, f"SELECT rowid AS id FROM ({near.sql})", near.parameters)
    kept: _Places | None = None
    left = MAX_PLACES
    for part in parts:
        met = _read(connection, places, columns, part, left)
        if met is None:
            return [row for (row,) in connection.execute("SELECT id FROM temp.matched")]
        left -= sum(map(len, met.values()))
        kept = met if kept is None else _after(kept, met, slop)
    return sorted({row for row, _ in kept or ()})


def _read(connection: sqlite3.Connection, places: str, columns: Sequence[str], word: str, limit: int) -> _Places | None:
    names = ", ".join(f"'{name}'" for name in columns)
    rows = connection.execute(
        f"SELECT doc, col, offset FROM temp.{places} "
        f"WHERE term = ? AND +doc IN temp.matched AND col IN ({names}) LIMIT ?",
        (word, limit + 1),
    ).fetchall()
    if len(rows) > limit:
        return None
    met: _Places = defaultdict(list)
    for row, column, offset in rows:
        met[row, column].append(offset)
    return met


def _after(kept: _Places, met: _Places, slop: int) -> _Places:
    """Return those places of a word that come soon enough after one that was kept of the word before."""
    found: _Places = {}
    for place, offsets in met.items():
        before = kept.get(place)
        if before:
            near = [offset for offset in offsets if _follows(before, offset, slop)]
            if near:
                found[place] = near
    return found


def _follows(before: Sequence[int], offset: int, slop: int) -> bool:
    last = bisect_left(before, offset) - 1
    return last >= 0 and offset - before[last] <= slop
