# SPDX-License-Identifier: MIT
"""Erasing for good: sources and actors with everything that quotes them, out of tables, history, index and file.

The history is rewritten as if they had never been: changes of erased rows go, and where other rows named them the
name goes, just as ``ON DELETE SET NULL`` does it in the tables, so that all other steps can still be undone. Of the
erasure itself the log keeps who and when. Nothing here can be undone.

What is erased are rows. The name of a person may also stand in the text of a source that stays, or in a note:
:func:`mentions` finds those places, and it is for people to decide about them. Where a note, a definition or a
statement quotes an erased text the quotation is taken out (:mod:`database.erase_quotes`); :func:`quoting` finds those.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from database import erase_words, history
from database.erase_quotes import Mention, Quotations
from database.errors import CollectionError
from database.history import Author, Change, Refresh
from database.schema import LOGGED

LABEL = "Erase for good"

Rows = dict[str, set[int]]
"""Ids of rows by table, those that are there and those that only the history knows."""

SHORTEST = 3
"""Names shorter than this are not looked for inside other texts: they would be found everywhere."""

_IDS = "(SELECT value FROM json_each(?))"
_BLANK: dict[tuple[str, str], dict[str, str | None]] = {
    ("attribution", "actor"): {"described": "", "cue": "", "quote": None, "start": None, "end": None},
    ("slot", "actor"): {"value": "", "quote": None, "start": None, "end": None},
}
"""What else goes from a former state of a row that named an erased actor: the words that showed it."""

_ELSEWHERE = {"uid", "content", "colour", "state", "voice", "role", "mode", "kind", "type", "stance", "language"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What an erasure takes: rows by table, texts by hash, and the names and titles it must leave nowhere.

    ``passages`` are what was tagged in those texts.
    """

    rows: Rows
    contents: frozenset[str]
    passages: frozenset[str]
    names: tuple[str, ...]
    titles: tuple[str, ...]
    changes: int
    present: dict[str, int] = field(default_factory=dict)


class StillRead(CollectionError):
    """Something else reads the file, so that erased bytes cannot leave it now."""


def plan(connection: sqlite3.Connection, sources: Iterable[int], actors: Iterable[int]) -> Plan:
    """Return what erasing these sources and actors takes along; they may have been deleted already."""
    persons = _with_merged(connection, set(actors))
    rows = {
        "source": set(sources),
        "actor": persons,
        "annotation": _annotations_by(connection, persons),
        "slot": _ids(connection, f"SELECT id FROM slot WHERE actor IN {_IDS}", persons),
    }
    _follow(connection, rows)
    rows["statement"] = _emptied_statements(connection, rows["annotation"])
    _follow(connection, rows)
    contents = frozenset(str(value) for value in _values(connection, rows, ("source", "source_version"), "content"))
    passages = frozenset(str(value) for value in _values(connection, rows, ("annotation_span",), "quote"))
    names = _texts(_values(connection, rows, ("actor", "actor_alias"), "name"))
    titles = _texts(_values(connection, rows, ("source",), "title"))
    changes = sum(_count(connection, "change", "tbl = ? AND row", ids, table) for table, ids in rows.items())
    present = {table: count for table, ids in rows.items() if (count := _count(connection, table, "id", ids))}
    return Plan(rows, contents, passages, names, titles, changes, present)


def ever_was(connection: sqlite3.Connection, table: str, row: int) -> bool:
    """Tell whether a row is there, or the history knows it."""
    found = connection.execute(
        f"SELECT 1 FROM {table} WHERE id = ?1 UNION ALL SELECT 1 FROM change WHERE tbl = ?2 AND row = ?1 LIMIT 1",
        (row, table),
    )
    return found.fetchone() is not None


def deleted(connection: sqlite3.Connection, table: str, column: str) -> list[tuple[int, str]]:
    """Return the rows of a table that only the history knows, with what a column held last; the latest first."""
    rows = connection.execute(
        f"""SELECT row, json_extract(old, '$.{column}'), max(id) FROM change
        WHERE tbl = ? AND op = 'D' AND row NOT IN (SELECT id FROM {table}) GROUP BY row ORDER BY max(id) DESC""",
        (table,),
    )
    return [(row, str(name)) for row, name, _ in rows]


def mentions(connection: sqlite3.Connection, planned: Plan) -> list[Mention]:
    """Return the places that stay and hold a name that is to be erased: texts of sources first."""
    found = []
    for name in (name for name in planned.names if len(name) >= SHORTEST):
        texts = connection.execute(
            "SELECT s.id FROM source s JOIN content c ON c.hash = s.content WHERE instr(c.text, ?)", (name,)
        ).fetchall()
        found += [Mention("source", row, "text") for (row,) in texts if row not in planned.rows["source"]]
        for table in LOGGED:
            for column in _text_columns(connection, table):
                rows = connection.execute(f"SELECT id FROM {table} WHERE instr({column}, ?)", (name,))
                gone = planned.rows.get(table, set())
                found += [Mention(table, row, column) for (row,) in rows if row not in gone]
    return list(dict.fromkeys(found))


def quoting(connection: sqlite3.Connection, planned: Plan) -> list[Mention]:
    """Return the places that stay and quote a text that is to be erased; there the quotation is taken out."""
    found = (mention for mention, _ in _quotations(connection, planned).places())
    return [mention for mention in found if mention.row not in planned.rows.get(mention.table, set())]


def erase(connection: sqlite3.Connection, planned: Plan, author: Author, *, refresh: Refresh) -> Change:
    """Erase what was planned and return what that touched; afterwards no byte of it is in the file.

    Raises:
        StillRead: another connection reads the file; nothing was erased, unless the sentence says so.
        sqlite3.Error: the database refused.
    """
    if not _settled(connection):
        raise StillRead("Another program is reading the collection. Close it and try again; nothing was erased.")
    before = connection.execute("PRAGMA secure_delete").fetchone()[0]
    connection.execute("PRAGMA secure_delete = ON")
    try:
        change = _erase_rows(connection, planned, author, refresh)
        connection.execute("VACUUM")
        if not _settled(connection):
            raise StillRead(
                "It is erased, but another program is still reading the collection. "
                "The last bytes leave the file when that program closes it."
            )
    finally:
        connection.execute(f"PRAGMA secure_delete = {int(before)}")
    return change


def _erase_rows(connection: sqlite3.Connection, planned: Plan, author: Author, refresh: Refresh) -> Change:
    with history.action(connection, LABEL, author, refresh=refresh, kind="erase") as opened:
        words = erase_words.of(connection, planned.contents, planned.titles)
        quotations = _quotations(connection, planned)
        for table in ("statement", "slot", "annotation", "source", "actor"):
            ids = json.dumps(sorted(planned.rows[table]))
            connection.execute(f"DELETE FROM {table} WHERE id IN {_IDS}", (ids,))
        quotations.take_out()
        refresh(connection)
        opened.change = history.touched(connection, opened)
        connection.execute("DELETE FROM change WHERE action = ?", (opened.row,))
        _forget_changes(connection, planned)
        quotations.take_out_of_history()
        connection.execute("DELETE FROM change WHERE op = 'U' AND old IS new")
        _forget_actions(connection, planned)
        _forget_contents(connection, planned)
        erase_words.forget(connection, words)
    return opened.change


def _quotations(connection: sqlite3.Connection, planned: Plan) -> Quotations:
    return Quotations(connection, planned.rows["source"], planned.contents, planned.passages)


# What goes along


def _follow(connection: sqlite3.Connection, rows: Rows) -> None:
    """Add the rows that would be deleted with those given, and those that once belonged to them."""
    links = [(table, *link) for table in LOGGED for link in _links(connection, table, "CASCADE")]
    waiting = {parent: set(ids) for parent, ids in rows.items()}
    while waiting:
        parent, ids = waiting.popitem()
        for table, column, _ in (link for link in links if link[2] == parent and ids):
            new = _pointing(connection, table, column, ids) - rows.setdefault(table, set())
            rows[table] |= new
            if new:
                waiting[table] = waiting.get(table, set()) | new


def _pointing(connection: sqlite3.Connection, table: str, column: str, ids: set[int]) -> set[int]:
    """Return the rows that point at these ids, or did when they were deleted."""
    return _ids(
        connection,
        f"""SELECT id FROM {table} WHERE {column} IN {_IDS} UNION SELECT row FROM change
        WHERE tbl = '{table}' AND json_extract(coalesce(new, old), '$.{column}') IN {_IDS}
            AND row NOT IN (SELECT id FROM {table})""",
        ids,
        ids,
    )


def _annotations_by(connection: sqlite3.Connection, actors: set[int]) -> set[int]:
    """Return the annotations in whose chain an actor stands, or stood when they were deleted."""
    return _ids(
        connection,
        f"""SELECT annotation FROM attribution WHERE actor IN {_IDS} UNION
        SELECT json_extract(old, '$.annotation') FROM change WHERE tbl = 'attribution' AND op = 'D'
            AND json_extract(old, '$.actor') IN {_IDS}
            AND json_extract(old, '$.annotation') NOT IN (SELECT id FROM annotation)""",
        actors,
        actors,
    )


def _with_merged(connection: sqlite3.Connection, actors: set[int]) -> set[int]:
    """Add the actors that were merged into these: the names of those that are gone became aliases."""
    known: set[int] = set()
    while known != actors:
        known = set(actors)
        names = _texts(_values(connection, _of_actors(connection, actors), ("actor", "actor_alias"), "name"))
        actors = actors | _ids(
            connection,
            f"""SELECT row FROM change WHERE tbl = 'actor' AND json_extract(coalesce(new, old), '$.name') IN {_IDS}
            AND row NOT IN (SELECT id FROM actor)""",
            names,
        )
    return actors


def _of_actors(connection: sqlite3.Connection, actors: set[int]) -> Rows:
    return {"actor": actors, "actor_alias": _pointing(connection, "actor_alias", "actor", actors)}


def _emptied_statements(connection: sqlite3.Connection, annotations: set[int]) -> set[int]:
    """Return the statements that have, or ever had, such an annotation, and have no other."""
    return _ids(
        connection,
        f"""SELECT statement FROM (
            SELECT statement FROM statement_member WHERE annotation IN {_IDS}
            UNION SELECT json_extract(old, '$.statement') FROM change
                WHERE tbl = 'statement_member' AND json_extract(old, '$.annotation') IN {_IDS})
        WHERE statement NOT IN (SELECT statement FROM statement_member WHERE annotation NOT IN {_IDS})""",
        annotations,
        annotations,
        annotations,
    )


# Out of the history


def _forget_changes(connection: sqlite3.Connection, planned: Plan) -> None:
    for table, ids in planned.rows.items():
        given = json.dumps(sorted(ids))
        connection.execute(f"DELETE FROM change WHERE tbl = ? AND row IN {_IDS}", (table, given))
    for table in LOGGED:
        for column, parent in _links(connection, table, "SET NULL"):
            if planned.rows.get(parent):
                _blank(connection, table, column, planned.rows[parent])
        for column, parent in _links(connection, table, "CASCADE"):
            if planned.rows.get(parent):
                _as_now(connection, table, column, planned.rows[parent])
    for name in planned.names:
        if len(name) >= SHORTEST:
            _redact(connection, name)


def _blank(connection: sqlite3.Connection, table: str, column: str, ids: set[int]) -> None:
    """Let former states of other rows name nobody, as their present state does."""
    given = json.dumps(sorted(ids))
    blanks = {column: None, **_BLANK.get((table, column), {})}
    arguments = ", ".join(f"'$.{name}', {'NULL' if value is None else repr(value)}" for name, value in blanks.items())
    for state in ("old", "new"):
        connection.execute(
            f"UPDATE change SET {state} = json_set({state}, {arguments}) "
            f"WHERE tbl = ? AND json_extract({state}, '$.{column}') IN {_IDS}",
            (table, given),
        )


def _as_now(connection: sqlite3.Connection, table: str, column: str, ids: set[int]) -> None:
    """Let former states of rows that belonged to something erased belong where they do now."""
    given = json.dumps(sorted(ids))
    for state in ("old", "new"):
        connection.execute(
            f"UPDATE change SET {state} = json_set({state}, '$.{column}', "
            f"(SELECT {column} FROM {table} WHERE {table}.id = change.row)) "
            f"WHERE tbl = ? AND json_extract({state}, '$.{column}') IN {_IDS} "
            f"AND row IN (SELECT id FROM {table})",
            (table, given),
        )


def _redact(connection: sqlite3.Connection, name: str) -> None:
    """Take a name out of former states of rows that do not hold it any more (a note that was corrected)."""
    quoted = json.dumps(name, ensure_ascii=False)[1:-1]
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    rows = connection.execute(
        "SELECT id, tbl, row, old, new FROM change WHERE instr(old, ?1) OR instr(new, ?1)", (quoted,)
    ).fetchall()
    for change, table, row, *states in rows:
        if not _holds(connection, table, row, name):
            without = [None if state is None else _without(whole, state) for state in states]
            connection.execute("UPDATE change SET old = ?, new = ? WHERE id = ?", (*without, change))


def _holds(connection: sqlite3.Connection, table: str, row: int, name: str) -> bool:
    columns = " OR ".join(f"instr({column}, ?1)" for column in _text_columns(connection, table))
    found = connection.execute(f"SELECT 1 FROM {table} WHERE id = ?2 AND ({columns or 0})", (name, row))
    return found.fetchone() is not None


def _without(name: re.Pattern[str], state: str) -> str:
    """Return the state of a row, as JSON, without a name in its texts."""
    values = {
        key: name.sub("…", value) if isinstance(value, str) else value for key, value in json.loads(state).items()
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _forget_actions(connection: sqlite3.Connection, planned: Plan) -> None:
    """Delete actions and steps that have nothing left, and names in the labels of the others."""
    empty = "kind <> 'erase' AND NOT EXISTS (SELECT 1 FROM change WHERE change.action = action.id)"
    connection.execute(f"UPDATE action SET undoes = NULL WHERE undoes IN (SELECT id FROM action WHERE {empty})")
    connection.execute(f"DELETE FROM action WHERE {empty}")
    connection.execute("DELETE FROM undo_entry WHERE step NOT IN (SELECT step FROM action)")
    for text in (*planned.names, *planned.titles):
        if len(text) >= SHORTEST:
            for table in ("action", "undo_entry"):
                connection.execute(f"UPDATE {table} SET label = 'Change' WHERE instr(label, ?)", (text,))


def _forget_contents(connection: sqlite3.Connection, planned: Plan) -> None:
    """Delete texts and originals that nothing else refers to, neither now nor in the history."""
    connection.execute(
        f"""DELETE FROM content WHERE hash IN {_IDS}
        AND hash NOT IN (SELECT content FROM source UNION SELECT content FROM source_version
            UNION SELECT content FROM annotation)
        AND hash NOT IN (SELECT coalesce(json_extract(old, '$.content'), '') FROM change
            WHERE tbl IN ('source', 'source_version', 'annotation')
            UNION SELECT coalesce(json_extract(new, '$.content'), '') FROM change
            WHERE tbl IN ('source', 'source_version', 'annotation'))""",
        (json.dumps(sorted(planned.contents)),),
    )


# Parts


def _settled(connection: sqlite3.Connection) -> bool:
    """Write the log of SQLite into the file and cut it to nothing; False where a reader prevents that."""
    return bool(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)


def _links(connection: sqlite3.Connection, table: str, action: str) -> list[tuple[str, str]]:
    """Return the columns of a table that point elsewhere and do so on deletion, with where they point."""
    rows = connection.execute(f"PRAGMA foreign_key_list({table})")
    return [(row[3], row[2]) for row in rows if row[6] == action]


def _text_columns(connection: sqlite3.Connection, table: str) -> list[str]:
    rows = connection.execute(f"PRAGMA table_info({table})")
    return [row[1] for row in rows if row[2] == "TEXT" and row[1] not in _ELSEWHERE]


def _values(connection: sqlite3.Connection, rows: Rows, tables: Iterable[str], column: str) -> set[object]:
    """Return what a column of these rows holds, and ever held."""
    found: set[object] = set()
    for table in tables:
        given = json.dumps(sorted(rows.get(table, set())))
        states = connection.execute(
            f"""SELECT {column} FROM {table} WHERE id IN {_IDS}
            UNION SELECT json_extract(old, '$.{column}') FROM change WHERE tbl = '{table}' AND row IN {_IDS}
            UNION SELECT json_extract(new, '$.{column}') FROM change WHERE tbl = '{table}' AND row IN {_IDS}""",
            (given, given, given),
        )
        found.update(row[0] for row in states)
    return found - {None}


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    """Return texts, the longest first, so that a name goes before a part of it."""
    return tuple(sorted({str(value) for value in values if value}, key=_longest))


def _longest(text: str) -> tuple[int, str]:
    return -len(text), text


def _ids(connection: sqlite3.Connection, query: str, *given: Iterable[object]) -> set[int]:
    found = connection.execute(query, [json.dumps(sorted(each, key=str)) for each in given])
    return {int(row[0]) for row in found if row[0] is not None}


def _count(connection: sqlite3.Connection, table: str, where: str, ids: set[int], *given: str) -> int:
    query = f"SELECT count(*) FROM {table} WHERE {where} IN {_IDS}"
    return int(connection.execute(query, (*given, json.dumps(sorted(ids)))).fetchone()[0])
