# SPDX-License-Identifier: MIT
"""How many of the sources that a query found have each publication, year, author, speaker and so on.

The sources stand in the temporary table ``matched``, the annotations that match the query themselves in
``matched_annotations``. Where more than half of all sources were found, the others are counted and taken from the
whole, which is counted once.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

from database.records import ADDRESSEE

Counts = dict[str, Counter[str]]
"""By facet, how many sources have each value. Years may be a range (``2019 2021``), authors are a JSON array."""

SOURCE_FACETS = ("publication", "year", "author", "language")
ANNOTATION_FACETS = ("kind", "speaker", "addressee", "code")

_VALUES = {
    "publication": "publication",
    "year": "coalesce(substr(date_from, 1, 4) || ' ' || substr(date_to, 1, 4), '')",
    "author": "authors",
    "language": "lower(language)",
}
_COLUMNS = "s.publication, s.language, s.date_from, s.date_to, s.authors"
_FOUND = f"SELECT {_COLUMNS} FROM temp.matched m CROSS JOIN source s INDEXED BY source_facets ON s.id = m.id"
_OTHERS = f"SELECT {_COLUMNS} FROM source s INDEXED BY source_facets WHERE s.id NOT IN temp.matched"
_ALL = f"SELECT {_COLUMNS} FROM source s INDEXED BY source_facets"

_LABELS = {
    "kind": "SELECT kind AS label, source FROM matched_annotations m JOIN annotation a USING (id, source)",
    "speaker": """SELECT CASE WHEN l.voice = 'actor' THEN p.name ELSE l.voice END AS label, m.source AS source
        FROM matched_annotations m JOIN attribution l ON l.annotation = m.id LEFT JOIN actor p ON p.id = l.actor
        WHERE l.role IN ('holder', 'author')
            AND (l.voice IN ('unattributed', 'anonymous') OR (l.voice = 'actor' AND l.actor IS NOT NULL))""",
    "addressee": f"""SELECT coalesce(p.name, t.value) AS label, m.source AS source
        FROM matched_annotations m JOIN slot t ON t.annotation = m.id LEFT JOIN actor p ON p.id = t.actor
        WHERE t.name = '{ADDRESSEE}' AND coalesce(p.name, t.value) <> ''""",
    "code": """SELECT c.name AS label, m.source AS source
        FROM matched_annotations m JOIN code_assignment u ON u.annotation = m.id
        JOIN above ON above.code = u.code JOIN code c ON c.id = above.ancestor""",
}
_ABOVE = """WITH RECURSIVE above(code, ancestor) AS (SELECT id, id FROM code
    UNION SELECT above.code, code.parent FROM above JOIN code ON code.id = above.ancestor
    WHERE code.parent IS NOT NULL)"""


def of_sources(connection: sqlite3.Connection, names: Sequence[str]) -> Counts:
    """Count facets over the sources in ``matched``."""
    return _counted(connection, _FOUND, names)


def of_others(connection: sqlite3.Connection, names: Sequence[str], whole: Counts) -> Counts:
    """Count facets over the sources in ``matched`` by counting the others, and taking them from the whole."""
    others = _counted(connection, _OTHERS, names)
    return {name: whole[name] - others[name] for name in names}


def of_all(connection: sqlite3.Connection) -> Counts:
    """Count facets over all sources."""
    return _counted(connection, _ALL, SOURCE_FACETS)


def of_annotations(connection: sqlite3.Connection, names: Sequence[str]) -> Counts:
    """Count in how many sources the annotations in ``matched_annotations`` have each value.

    A code counts for those above it, as a search for them does.
    """
    return {
        name: Counter(
            dict(
                connection.execute(
                    f"{_ABOVE} SELECT label, count(DISTINCT source) FROM ({_LABELS[name]}) GROUP BY label"
                ).fetchall()
            )
        )
        for name in names
    }


def _counted(connection: sqlite3.Connection, rows: str, names: Sequence[str]) -> Counts:
    found: Counts = {name: Counter() for name in names}
    if names:
        each = " UNION ALL ".join(
            f"SELECT '{name}', {_VALUES[name]} AS value, count(*) FROM found GROUP BY 2" for name in names
        )
        for name, value, number in connection.execute(f"WITH found AS MATERIALIZED ({rows}) {each}"):
            found[name][value] += number
    return found
