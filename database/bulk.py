# SPDX-License-Identifier: MIT
"""Changing many annotations at once, in SQL. All inside an open action, except the counts that preview it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from database.history import now

_CHOSEN = "(SELECT value FROM json_each(?1))"
_HELD = "l.role IN ('holder', 'author')"
_NOBODY = "l.voice = 'actor' AND l.actor IS NULL"
_BEHIND_HOLDERS = f"""coalesce(
    (SELECT max(position) FROM attribution l WHERE l.annotation = a.id AND {_HELD}),
    (SELECT min(position) - 1 FROM attribution l WHERE l.annotation = a.id), 0)"""
"""Where a speaker joins a chain: after its last holder, or first of all. Of one position the older link is first."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a bulk edit would do: ids it changes, how many are so already, and how many cannot be so."""

    changes: tuple[int, ...]
    already: int = 0
    impossible: int = 0


def single_spans(connection: sqlite3.Connection, source: int, kind: str) -> set[tuple[int, int]]:
    """Return the spans of the annotations of a kind in a source that are of one span."""
    rows = connection.execute(
        """SELECT min(p.start), min(p.end) FROM annotation a JOIN annotation_span p ON p.annotation = a.id
        WHERE a.source = ? AND a.kind = ? GROUP BY a.id HAVING count(*) = 1""",
        (source, kind),
    )
    return set(rows.fetchall())


def preview_add_code(connection: sqlite3.Connection, ids: Sequence[int], code: int, stance: str) -> Preview:
    """Say which annotations would get a code, or another stance towards it."""
    return _preview(
        connection,
        ids,
        "EXISTS (SELECT 1 FROM code_assignment u WHERE u.annotation = a.id AND u.code = ?2 AND u.stance = ?3)",
        (code, stance),
    )


def preview_remove_code(connection: sqlite3.Connection, ids: Sequence[int], code: int) -> Preview:
    """Say which annotations would lose a code."""
    return _preview(
        connection,
        ids,
        "NOT EXISTS (SELECT 1 FROM code_assignment u WHERE u.annotation = a.id AND u.code = ?2)",
        (code,),
    )


def preview_status(connection: sqlite3.Connection, ids: Sequence[int], status: str, kinds: Sequence[str]) -> Preview:
    """Say which annotations would get a state, and how many are of a kind that does not have it."""
    return _possible(connection, ids, "a.status = ?2", status, kinds)


def preview_kind(connection: sqlite3.Connection, ids: Sequence[int], kind: str) -> Preview:
    """Say which annotations would become of another kind."""
    return _preview(connection, ids, "a.kind = ?2", (kind,))


def preview_add_speaker(connection: sqlite3.Connection, ids: Sequence[int], actor: int) -> Preview:
    """Say which annotations would get an actor as a speaker; 0 is one that is not there yet."""
    return _preview(
        connection,
        ids,
        "EXISTS (SELECT 1 FROM attribution l WHERE l.annotation = a.id AND l.role = 'holder' AND l.actor = ?2)",
        (actor,),
    )


def preview_add_addressee(
    connection: sqlite3.Connection, ids: Sequence[int], actor: int, kinds: Sequence[str]
) -> Preview:
    """Say which annotations would get an actor as an addressee, and how many are of a kind that has none."""
    is_so = "EXISTS (SELECT 1 FROM slot t WHERE t.annotation = a.id AND t.name = 'addressee' AND t.actor = ?2)"
    return _possible(connection, ids, is_so, actor, kinds)


def preview_delete(connection: sqlite3.Connection, ids: Sequence[int]) -> Preview:
    """Say which of these annotations are there."""
    return _preview(connection, ids, "0", ())


def add_code(connection: sqlite3.Connection, ids: Sequence[int], code: int, stance: str) -> None:
    """Give annotations a code with a stance; those that have it get the stance."""
    given = json.dumps(list(ids))
    connection.execute(
        f"UPDATE code_assignment SET stance = ?3 WHERE annotation IN {_CHOSEN} AND code = ?2 AND stance <> ?3",
        (given, code, stance),
    )
    connection.execute(
        f"""INSERT INTO code_assignment(uid, annotation, code, stance)
        SELECT lower(hex(randomblob(16))), a.id, ?2, ?3 FROM annotation a WHERE a.id IN {_CHOSEN}
            AND NOT EXISTS (SELECT 1 FROM code_assignment u WHERE u.annotation = a.id AND u.code = ?2)
        ORDER BY a.id""",
        (given, code, stance),
    )


def remove_code(connection: sqlite3.Connection, ids: Sequence[int], code: int) -> None:
    """Take a code from annotations."""
    connection.execute(
        f"DELETE FROM code_assignment WHERE annotation IN {_CHOSEN} AND code = ?2", (json.dumps(list(ids)), code)
    )


def set_status(connection: sqlite3.Connection, ids: Sequence[int], status: str) -> None:
    """Give annotations a state, and set when they were last changed."""
    connection.execute(
        f"UPDATE annotation SET status = ?2, modified = ?3 WHERE id IN {_CHOSEN}",
        (json.dumps(list(ids)), status, now()),
    )


def set_kind(connection: sqlite3.Connection, ids: Sequence[int], kind: str, status: str) -> None:
    """Make annotations of another kind, in the state that one begins in, and set when they were last changed."""
    connection.execute(
        f"UPDATE annotation SET kind = ?2, status = ?3, modified = ?4 WHERE id IN {_CHOSEN}",
        (json.dumps(list(ids)), kind, status, now()),
    )


def add_speaker(connection: sqlite3.Connection, ids: Sequence[int], actor: int) -> None:
    """Give annotations a speaker: in the place of one that is unattributed, or else as one more."""
    connection.execute(
        f"""UPDATE attribution SET voice = 'actor', actor = ?2, described = '' WHERE id IN (
            SELECT min(id) FROM attribution WHERE annotation IN {_CHOSEN} AND role = 'holder'
                AND voice = 'unattributed' GROUP BY annotation)""",
        (json.dumps(list(ids)), actor),
    )
    connection.execute(
        f"""INSERT INTO attribution(uid, annotation, position, role, voice, actor)
        SELECT lower(hex(randomblob(16))), a.id,
            {_BEHIND_HOLDERS}, 'holder', 'actor', ?2
        FROM annotation a WHERE a.id IN {_CHOSEN} AND NOT EXISTS (
            SELECT 1 FROM attribution l WHERE l.annotation = a.id AND l.role = 'holder' AND l.actor = ?2)
        ORDER BY a.id""",
        (json.dumps(list(ids)), actor),
    )


def preview_add_voice(connection: sqlite3.Connection, ids: Sequence[int]) -> Preview:
    """Say which annotations would be said to have a speaker without a name: those for which nothing is said yet."""
    spoken = f"SELECT 1 FROM attribution l WHERE l.annotation = a.id AND {_HELD} AND NOT ({_NOBODY})"
    return _preview(connection, ids, f"EXISTS ({spoken})", ())


def add_voice(connection: sqlite3.Connection, ids: Sequence[int], voice: str, described: str) -> None:
    """Say that nobody is named as the speaker of annotations that have none."""
    given = (json.dumps(list(ids)), voice, described)
    connection.execute(
        f"""UPDATE attribution AS l SET voice = ?2, described = ?3
        WHERE annotation IN {_CHOSEN} AND {_HELD} AND {_NOBODY}""",
        given,
    )
    connection.execute(
        f"""INSERT INTO attribution(uid, annotation, position, role, voice, described)
        SELECT lower(hex(randomblob(16))), a.id,
            {_BEHIND_HOLDERS}, 'holder', ?2, ?3
        FROM annotation a WHERE a.id IN {_CHOSEN} AND NOT EXISTS (
            SELECT 1 FROM attribution l WHERE l.annotation = a.id AND {_HELD})
        ORDER BY a.id""",
        given,
    )


def add_addressee(connection: sqlite3.Connection, ids: Sequence[int], actor: int) -> None:
    """Give annotations one more addressee."""
    connection.execute(
        f"""INSERT INTO slot(uid, annotation, name, position, value, actor)
        SELECT lower(hex(randomblob(16))), a.id, 'addressee',
            coalesce((SELECT max(position) + 1 FROM slot t WHERE t.annotation = a.id), 0),
            (SELECT name FROM actor WHERE id = ?2), ?2
        FROM annotation a WHERE a.id IN {_CHOSEN} ORDER BY a.id""",
        (json.dumps(list(ids)), actor),
    )


def _possible(
    connection: sqlite3.Connection, ids: Sequence[int], is_so: str, wanted: str | int, kinds: Sequence[str]
) -> Preview:
    """Preview what only annotations of some kinds can have."""
    given = json.dumps(list(kinds))
    found = _preview(connection, ids, f"{is_so} OR a.kind NOT IN (SELECT value FROM json_each(?3))", (wanted, given))
    impossible = connection.execute(
        f"SELECT count(*) FROM annotation WHERE id IN {_CHOSEN} AND kind NOT IN (SELECT value FROM json_each(?2))",
        (json.dumps(list(ids)), given),
    ).fetchone()[0]
    return Preview(found.changes, found.already - impossible, impossible)


def _preview(connection: sqlite3.Connection, ids: Sequence[int], is_so: str, given: tuple[str | int, ...]) -> Preview:
    rows = connection.execute(
        f"SELECT a.id, {is_so} FROM annotation a WHERE a.id IN {_CHOSEN} ORDER BY a.id", (json.dumps(list(ids)), *given)
    ).fetchall()
    changes = tuple(row[0] for row in rows if not row[1])
    return Preview(changes, len(rows) - len(changes))
