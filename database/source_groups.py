# SPDX-License-Identifier: MIT
"""The list of sources, filtered, sorted and grouped in one query: ids by group."""

from __future__ import annotations

import sqlite3

from database.sources import SORTS, words_clause

_YEAR = """CASE WHEN s.date_from IS NULL THEN ''
    WHEN substr(s.date_from, 1, 4) = substr(s.date_to, 1, 4) THEN substr(s.date_from, 1, 4)
    ELSE substr(s.date_from, 1, 4) || '–' || substr(s.date_to, 1, 4) END"""
_READ = "EXISTS (SELECT 1 FROM reading r WHERE r.source = s.id AND r.state = 'read')"
_TAGGED = "EXISTS (SELECT 1 FROM annotation a WHERE a.source = s.id)"

ONLY = {"": "1", "unread": f"NOT {_READ}", "read": _READ, "untagged": f"NOT {_TAGGED}", "tagged": _TAGGED}
"""What a list can be narrowed to, by name."""

GROUPS = {
    "publication": ("s.publication", ""),
    "year": (_YEAR, ""),
    "language": ("s.language", ""),
    "set": (
        "coalesce(t.name, '')",
        "LEFT JOIN source_set_member m ON m.source = s.id LEFT JOIN source_set t ON t.id = m.source_set",
    ),
}
"""What a list can be grouped by besides a column of the user's own: the group, and what has to be joined for it."""

_OWN = ("coalesce(v.value, '')", "LEFT JOIN source_attribute v ON v.source = s.id AND v.attribute = ?")


def groups(
    connection: sqlite3.Connection,
    by: str | int = "",
    *,
    sort: str = "added",
    words: str = "",
    only: str = "",
) -> list[tuple[str, list[int]]]:
    """Return the ids of sources by group; those that belong to none come last, under an empty name.

    A source in two sets stands in both. Years go with the order: the newest first, unless the oldest source is.

    Args:
        connection: where to look.
        by: one of :data:`GROUPS`, the id of a column of the user's own, or nothing for one group of all.
        sort: one of ``database.sources.SORTS``, within each group.
        words: every source holds all of them in title, authors, publication or date.
        only: one of :data:`ONLY`.

    Raises:
        KeyError: there is no such group, order or narrowing.
    """
    label, join = ("''", "") if by == "" else _OWN if isinstance(by, int) else GROUPS[by]
    clause, given = words_clause(words)
    first = "key = '', key DESC" if by == "year" and sort != "oldest" else "key = '', CAST(key AS REAL), key"
    if not isinstance(by, int):
        first = first.replace("CAST(key AS REAL), key", "key COLLATE NOCASE")
    rows = connection.execute(
        f"""SELECT {label} AS key, s.id FROM source s {join} WHERE {clause} AND {ONLY[only]}
        ORDER BY {first}, {SORTS[sort]}""",
        [*([by] if isinstance(by, int) else []), *given],
    )
    found: dict[str, list[int]] = {}
    for key, source in rows:
        found.setdefault(key, []).append(source)
    return list(found.items())


def progress(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Return how many sources there are, how many have been read, and how many have annotations."""
    row = connection.execute(
        f"""SELECT (SELECT count(*) FROM source), (SELECT count(*) FROM source s WHERE {_READ}),
        (SELECT count(DISTINCT source) FROM annotation)"""
    ).fetchone()
    return int(row[0]), int(row[1]), int(row[2])
