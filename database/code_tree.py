# SPDX-License-Identifier: MIT
"""Changing the tree of codes: order, nesting, merging, splitting, deleting. All inside an open action.

Reading codes by place and adding them is in :mod:`database.codebook`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from database.history import new_uid

_IDS = "(SELECT value FROM json_each(?))"
_BELOW = """WITH RECURSIVE below(id) AS (
    SELECT value FROM json_each(?) UNION SELECT code.id FROM code JOIN below ON code.parent = below.id)"""


@dataclass(frozen=True, slots=True)
class Usage:
    """How much a code is used: by itself, and with all codes below it; annotations are counted once."""

    own: int
    below: int


@dataclass(frozen=True, slots=True)
class TouchedByCodes:
    """What hangs on codes: ids of annotations that have one of them in text order, and the codes below them."""

    annotations: tuple[int, ...]
    below: tuple[int, ...]
    clashes: tuple[int, ...] = ()


def usage(connection: sqlite3.Connection) -> dict[int, Usage]:
    """Return how much each code is used."""
    rows = connection.execute(
        """WITH RECURSIVE up(top, id) AS (
            SELECT id, id FROM code UNION ALL SELECT up.top, code.id FROM code JOIN up ON code.parent = up.id)
        SELECT up.top, count(DISTINCT iif(u.code = up.top, u.annotation, NULL)), count(DISTINCT u.annotation)
        FROM up LEFT JOIN code_assignment u ON u.code = up.id GROUP BY up.top"""
    )
    return {code: Usage(own, below) for code, own, below in rows}


def exists(connection: sqlite3.Connection, code: int) -> bool:
    """Tell whether there is a code with this id."""
    return connection.execute("SELECT 1 FROM code WHERE id = ?", (code,)).fetchone() is not None


def sibling(connection: sqlite3.Connection, parent: int | None, name: str) -> int | None:
    """Return the id of the code of this name right under a parent (None: the top), or None."""
    row = connection.execute("SELECT id FROM code WHERE parent IS ? AND name = ?", (parent, name)).fetchone()
    return int(row[0]) if row else None


def parent_of(connection: sqlite3.Connection, code: int) -> int | None:
    """Return the id of the code above a code, or None at the top."""
    row = connection.execute("SELECT parent FROM code WHERE id = ?", (code,)).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def below(connection: sqlite3.Connection, ids: Iterable[int]) -> set[int]:
    """Return the ids of codes and of all codes below them."""
    rows = connection.execute(f"{_BELOW} SELECT id FROM below", (json.dumps(list(ids)),))
    return {row[0] for row in rows}


def using(connection: sqlite3.Connection, ids: Iterable[int]) -> tuple[int, ...]:
    """Return the ids of annotations that have one of these codes, in text order."""
    rows = connection.execute(
        f"""SELECT a.id FROM annotation a JOIN annotation_span p ON p.annotation = a.id
        WHERE a.id IN (SELECT annotation FROM code_assignment WHERE code IN {_IDS})
        GROUP BY a.id ORDER BY a.source, min(p.start), a.id""",
        (json.dumps(list(ids)),),
    )
    return tuple(row[0] for row in rows)


def clashes(connection: sqlite3.Connection, ids: Iterable[int]) -> tuple[int, ...]:
    """Return the ids of annotations that support one of these codes and oppose another."""
    rows = connection.execute(
        f"""SELECT annotation FROM code_assignment WHERE code IN {_IDS} AND stance <> 'neutral'
        GROUP BY annotation HAVING count(DISTINCT stance) > 1 ORDER BY annotation""",
        (json.dumps(list(ids)),),
    )
    return tuple(row[0] for row in rows)


def rename(connection: sqlite3.Connection, code: int, name: str) -> None:
    """Give a code another name."""
    connection.execute("UPDATE code SET name = ? WHERE id = ?", (name, code))


def set_shortcut(connection: sqlite3.Connection, code: int, shortcut: int | None) -> None:
    """Give a code a key, and take it from the code that had it."""
    if shortcut is not None:
        connection.execute("UPDATE code SET shortcut = NULL WHERE shortcut = ? AND id <> ?", (shortcut, code))
    connection.execute("UPDATE code SET shortcut = ? WHERE id = ?", (shortcut, code))


def move(connection: sqlite3.Connection, codes: Sequence[int], parent: int | None, place: int | None) -> None:
    """Put codes under another, or at the top, one behind the other, at a place among those that are there already.

    None is the last place.
    """
    left = {parent_of(connection, code) for code in codes} - {parent}
    siblings = [row for row in _children(connection, parent) if row not in codes]
    first = len(siblings) if place is None else place
    siblings[first:first] = codes
    connection.executemany("UPDATE code SET parent = ? WHERE id = ?", [(parent, code) for code in codes])
    _order(connection, siblings)
    for old in left:
        _order(connection, _children(connection, old))


def merge(connection: sqlite3.Connection, target: int, others: Sequence[int]) -> None:
    """Make several codes one. What lies under the others comes under ``target``; their words are added to its own.

    An annotation that had both keeps one assignment. Its stance is the one that takes sides; where the two take
    different sides it is neutral.
    """
    for other in others:
        if target in below(connection, [other]):
            move(connection, [target], parent_of(connection, other), None)
        for child in _children(connection, other):
            _move_or_merge(connection, child, target)
        reassign(connection, other, target)
        _take_words(connection, target, other)
        connection.execute("DELETE FROM code WHERE id = ?", (other,))


def reassign(connection: sqlite3.Connection, old: int, new: int, annotations: Sequence[int] | None = None) -> None:
    """Give annotations, all or these, one code where they had another; see :func:`merge` for those that had both."""
    within = "" if annotations is None else f" AND annotation IN {_IDS}"
    given = () if annotations is None else (json.dumps(list(annotations)),)
    connection.execute(
        f"""UPDATE code_assignment SET stance = (
            SELECT CASE WHEN b.stance = 'neutral' OR b.stance = code_assignment.stance THEN code_assignment.stance
                WHEN code_assignment.stance = 'neutral' THEN b.stance ELSE 'neutral' END
            FROM code_assignment b WHERE b.annotation = code_assignment.annotation AND b.code = ?)
        WHERE code = ? AND annotation IN (SELECT annotation FROM code_assignment WHERE code = ?){within}""",
        (old, new, old, *given),
    )
    connection.execute(
        "DELETE FROM code_assignment WHERE code = ? "
        f"AND annotation IN (SELECT annotation FROM code_assignment WHERE code = ?){within}",
        (old, new, *given),
    )
    connection.execute(f"UPDATE code_assignment SET code = ? WHERE code = ?{within}", (new, old, *given))


def split(connection: sqlite3.Connection, code: int, name: str, annotations: Sequence[int]) -> int:
    """Give a code's assignments in these annotations to a new code right after it, and return its id."""
    parent, colour, place = connection.execute(
        "SELECT parent, colour, position FROM code WHERE id = ?", (code,)
    ).fetchone()
    made = connection.execute(
        "INSERT INTO code(uid, parent, name, colour, position) VALUES (?, ?, ?, ?, ?)",
        (new_uid(), parent, name, colour, place),
    )
    new = int(made.lastrowid or 0)
    siblings = [row for row in _children(connection, parent) if row != new]
    siblings.insert(siblings.index(code) + 1, new)
    _order(connection, siblings)
    reassign(connection, code, new, annotations)
    return new


def delete(connection: sqlite3.Connection, code: int, *, below_too: bool) -> None:
    """Delete a code with its assignments; the codes below it go too, or move up into its place."""
    parent = parent_of(connection, code)
    if not below_too:
        siblings, children = _children(connection, parent), _children(connection, code)
        place = siblings.index(code)
        connection.execute("UPDATE code SET parent = ? WHERE parent = ?", (parent, code))
        _order(connection, [*siblings[:place], *children, *siblings[place:]])
    connection.execute("DELETE FROM code WHERE id = ?", (code,))
    _order(connection, _children(connection, parent))


def _children(connection: sqlite3.Connection, parent: int | None) -> list[int]:
    rows = connection.execute("SELECT id FROM code WHERE parent IS ? ORDER BY position, id", (parent,))
    return [row[0] for row in rows]


def _order(connection: sqlite3.Connection, siblings: Iterable[int]) -> None:
    connection.executemany("UPDATE code SET position = ?1 WHERE id = ?2 AND position <> ?1", list(enumerate(siblings)))


def _move_or_merge(connection: sqlite3.Connection, code: int, parent: int) -> None:
    """Move a code under another; where that has one of the same name, the two become one."""
    (name,) = connection.execute("SELECT name FROM code WHERE id = ?", (code,)).fetchone()
    known = sibling(connection, parent, name)
    if known is None or known == code:
        move(connection, [code], parent, None)
    else:
        merge(connection, known, [code])


def _take_words(connection: sqlite3.Connection, target: int, other: int) -> None:
    """Add definition, examples and note of a code to those of another, and give it the colour and key it lacks."""
    words = ("definition", "examples", "note")
    found = connection.execute(
        f"SELECT {', '.join(words)}, colour, shortcut FROM code WHERE id = ?", (other,)
    ).fetchone()
    for name, given in zip(words, found[:3], strict=True):
        connection.execute(
            f"""UPDATE code SET {name} = CASE WHEN {name} = '' THEN ?1 ELSE {name} || char(10) || char(10) || ?1 END
            WHERE id = ?2 AND ?1 <> '' AND {name} <> ?1""",
            (given, target),
        )
    connection.execute("UPDATE code SET shortcut = NULL WHERE id = ?", (other,))
    connection.execute(
        "UPDATE code SET colour = iif(colour = '', ?, colour), shortcut = coalesce(shortcut, ?) WHERE id = ?",
        (*found[3:], target),
    )
