# SPDX-License-Identifier: MIT
"""Reading and changing annotations. Every function that changes rows runs inside an open action.

An annotation is spread over several tables; its parts are written by :func:`_sync`, which compares what is
there with what is wanted, row by row, so that an edit logs no more than it changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from database import codebook
from database.actors import actor_id, code_id
from database.history import new_uid, now
from database.records import KINDS, Anchor, Annotation, CodeUse, Link, Membership, RelationEnd, Slot, Span
from database.sources import CHUNK

Value = str | int | float | None


class SpanRow(NamedTuple):
    """One span of an annotation, half-open in code points, and how it stands: "orphan" where its words are gone."""

    annotation: int
    uid: str
    kind: str
    start: int
    end: int
    state: str


Row = TypeVar("Row", bound=tuple[object, ...])


class _Part(Generic[Row]):
    """One part of annotations: the query for its rows, whose first column is the annotation, and what they hold."""

    def __init__(self, query: str):
        self._query = query

    def read(self, connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, list[Row]]:
        """Return the rows of some annotations, by annotation."""
        found = connection.execute(self._query.format(marks=", ".join("?" * len(ids))), ids)
        return {annotation: list(group) for annotation, group in groupby(found, itemgetter(0))}


_HEAD = _Part[tuple[int, str, str, int, str, str, str, str, str, str, str]]("""
    SELECT a.id, a.uid, a.kind, a.source, s.uid, s.title, a.status, a.note, coalesce(n.name, ''), a.created, a.modified
    FROM annotation a JOIN source s ON s.id = a.source LEFT JOIN annotator n ON n.id = a.annotator
    WHERE a.id IN ({marks})""")
_LINKS = _Part[tuple[int, str, str, str, str, str, str, str, int | None, int | None, str]]("""
    SELECT l.annotation, l.role, l.voice, coalesce(p.name, l.described), coalesce(o.name, ''), l.work, l.mode, l.cue,
        l.start, l.end, coalesce(l.quote, '')
    FROM attribution l LEFT JOIN actor p ON p.id = l.actor LEFT JOIN actor o ON o.id = l.organisation
    WHERE l.annotation IN ({marks}) ORDER BY l.annotation, l.position""")
_SLOTS = _Part[tuple[int, str, str, str, int | None, int | None, str, str]]("""
    SELECT t.annotation, t.name, t.value, coalesce(p.name, ''), t.start, t.end, coalesce(t.quote, ''),
        coalesce(g.uid, '')
    FROM slot t LEFT JOIN actor p ON p.id = t.actor LEFT JOIN annotation g ON g.id = t.target
    WHERE t.annotation IN ({marks}) ORDER BY t.annotation, t.position""")
_CODES = _Part[tuple[int, int, str]]("""
    SELECT annotation, code, stance FROM code_assignment WHERE annotation IN ({marks}) ORDER BY annotation, id""")
_SPANS = _Part[tuple[int, int, int, str, str, str, str, float]]("""
    SELECT annotation, start, end, quote, prefix, suffix, state, confidence FROM annotation_span
    WHERE annotation IN ({marks}) ORDER BY annotation, position""")
_RELATIONS = _Part[tuple[int, str, str, str, str]]("""
    SELECT r.annotation, r.type, coalesce(t.uid, x.uid), r.uid, r.note
    FROM relation r LEFT JOIN annotation t ON t.id = r.target LEFT JOIN relation x ON x.id = r.target_relation
    WHERE r.annotation IN ({marks}) ORDER BY r.annotation, r.id""")
_STATEMENTS = _Part[tuple[int, str, str, str, str, str]]("""
    SELECT m.annotation, s.text, m.role, s.kind, s.note, s.uid
    FROM statement_member m JOIN statement s ON s.id = m.statement
    WHERE m.annotation IN ({marks}) ORDER BY m.annotation, m.id""")


def annotation_ids(connection: sqlite3.Connection, source: int | None = None) -> list[int]:
    """Return ids of annotations in text order, of one source or, source by source, of all."""
    where = "" if source is None else "WHERE a.source = ?"
    rows = connection.execute(
        f"""SELECT a.id FROM annotation a JOIN annotation_span p ON p.annotation = a.id {where}
        GROUP BY a.id ORDER BY a.source, min(p.start), max(p.end) DESC, a.id""",
        () if source is None else (source,),
    )
    return [row[0] for row in rows]


def without_spans(connection: sqlite3.Connection) -> list[int]:
    """Return the ids of annotations that have no span left. Only damage makes them; no list in text order has them."""
    rows = connection.execute(
        "SELECT a.id FROM annotation a WHERE NOT EXISTS (SELECT 1 FROM annotation_span WHERE annotation = a.id) "
        "ORDER BY a.id"
    )
    return [row[0] for row in rows]


def span_rows(connection: sqlite3.Connection, source: int) -> list[SpanRow]:
    """Return where the annotations of a source lie, annotation by annotation: much less to read than all of them."""
    rows = connection.execute(
        """SELECT a.id, a.uid, a.kind, p.start, p.end, p.state FROM annotation a
        JOIN annotation_span p ON p.annotation = a.id WHERE a.source = ? ORDER BY a.id, p.position""",
        (source,),
    )
    return list(map(SpanRow._make, rows))


def source_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[int]:
    """Return the ids of the sources that these annotations stand in, in the order of the sources."""
    found: set[int] = set()
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        marks = ", ".join("?" * len(chunk))
        rows = connection.execute(f"SELECT DISTINCT source FROM annotation WHERE id IN ({marks})", chunk)
        found.update(row[0] for row in rows)
    return sorted(found)


def of_kinds(connection: sqlite3.Connection, ids: Sequence[int], kinds: Sequence[str]) -> Sequence[int]:
    """Return those of the ids whose annotations are of these kinds, in the given order."""
    if set(kinds) == set(KINDS):
        return ids
    marks = ", ".join("?" * len(kinds))
    found = {row[0] for row in connection.execute(f"SELECT id FROM annotation WHERE kind IN ({marks})", list(kinds))}
    return [annotation for annotation in ids if annotation in found]


def find_annotation(connection: sqlite3.Connection, uid: str) -> int | None:
    """Return the id of the annotation with this uid, or None."""
    row = connection.execute("SELECT id FROM annotation WHERE uid = ?", (uid,)).fetchone()
    return int(row[0]) if row else None


def uid_of(connection: sqlite3.Connection, annotation: int) -> str:
    """Return the uid of an annotation; its number where it is not there."""
    row = connection.execute("SELECT uid FROM annotation WHERE id = ?", (annotation,)).fetchone()
    return str(row[0] if row else annotation)


def load(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Annotation]:
    """Yield whole annotations in the given order; ids that are not there are left out."""
    book = codebook.Book(connection)
    for start in range(0, len(ids), CHUNK):
        yield from _load_chunk(connection, ids[start : start + CHUNK], book)


def insert(
    connection: sqlite3.Connection,
    source: int,
    kind: str,
    anchors: Sequence[Anchor],
    *,
    annotator: int | None,
    status: str,
    note: str = "",
    uid: str | None = None,
    created: str | None = None,
    modified: str | None = None,
) -> int:
    """Add an annotation of one or more spans and return its id; its other parts are set afterwards."""
    at = created or now()
    made = connection.execute(
        """INSERT INTO annotation(uid, source, kind, content, status, note, annotator, created, modified)
        SELECT ?, id, ?, content, ?, ?, ?, ?, ? FROM source WHERE id = ?""",
        (uid or new_uid(), kind, status, note, annotator, at, modified or at, source),
    )
    annotation = int(made.lastrowid or 0)
    set_spans(connection, annotation, anchors)
    return annotation


def edit(connection: sqlite3.Connection, annotation: int, fields: dict[str, str]) -> None:
    """Set ``kind``, ``status`` or ``note`` of an annotation.

    Raises:
        KeyError: another name.
    """
    if not fields.keys() <= {"kind", "status", "note"}:
        raise KeyError(f"not an editable field of an annotation: {', '.join(sorted(fields))}")
    if fields:
        assignments = ", ".join(f"{name} = ?" for name in fields)
        connection.execute(f"UPDATE annotation SET {assignments} WHERE id = ?", [*fields.values(), annotation])


def touch(connection: sqlite3.Connection, annotation: int) -> None:
    """Set when an annotation was last changed to now."""
    connection.execute("UPDATE annotation SET modified = ? WHERE id = ?", (now(), annotation))


def delete(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Delete annotations with all their parts."""
    connection.executemany("DELETE FROM annotation WHERE id = ?", [(annotation,) for annotation in ids])


def set_spans(connection: sqlite3.Connection, annotation: int, anchors: Sequence[Anchor]) -> None:
    """Set where an annotation lies."""
    names = ("start", "end", "quote", "prefix", "suffix", "state", "confidence")
    wanted = [(a.start, a.end, a.quote, a.prefix, a.suffix, a.state, a.confidence) for a in anchors]
    _sync(connection, "annotation_span", annotation, names, wanted)


def set_chain(connection: sqlite3.Connection, annotation: int, chain: Sequence[Link]) -> None:
    """Set the attribution chain of an annotation, innermost link first; actors that are new are added."""
    names = ("role", "voice", "actor", "described", "organisation", "work", "mode", "cue", "start", "end", "quote")
    wanted: list[tuple[Value, ...]] = [
        (
            link.role,
            link.voice,
            actor_id(connection, link.actor) if link.voice == "actor" else None,
            "" if link.voice == "actor" else link.actor,
            actor_id(connection, link.organisation, "organisation"),
            link.work,
            link.mode,
            link.cue,
            *(link.span or (None, None)),
            link.quote or None,
        )
        for link in chain
    ]
    _sync(connection, "attribution", annotation, names, wanted)


def set_slots(connection: sqlite3.Connection, annotation: int, slots: Sequence[Slot]) -> None:
    """Set the slots of an annotation; actors that are new are added."""
    names = ("name", "value", "actor", "target", "start", "end", "quote")
    wanted: list[tuple[Value, ...]] = [
        (
            slot.name,
            slot.value,
            actor_id(connection, slot.actor),
            find_annotation(connection, slot.target) if slot.target else None,
            *(slot.span or (None, None)),
            slot.quote or None,
        )
        for slot in slots
    ]
    _sync(connection, "slot", annotation, names, wanted)


def set_codes(connection: sqlite3.Connection, annotation: int, uses: Sequence[CodeUse]) -> None:
    """Set the codes of an annotation; codes that are new are added to the codebook."""
    wanted = {_code(connection, use): use.stance for use in uses}
    present = dict(
        connection.execute("SELECT code, stance FROM code_assignment WHERE annotation = ?", (annotation,)).fetchall()
    )
    for code in present.keys() - wanted.keys():
        connection.execute("DELETE FROM code_assignment WHERE annotation = ? AND code = ?", (annotation, code))
    for code, stance in wanted.items():
        if code not in present:
            connection.execute(
                "INSERT INTO code_assignment(uid, annotation, code, stance) VALUES (?, ?, ?, ?)",
                (new_uid(), annotation, code, stance),
            )
        elif present[code] != stance:
            connection.execute(
                "UPDATE code_assignment SET stance = ? WHERE annotation = ? AND code = ?", (stance, annotation, code)
            )


def add_relation(connection: sqlite3.Connection, annotation: int, relation: RelationEnd) -> bool:
    """Add a relation from an annotation to another annotation or relation; False where the target is not there."""
    target = find_annotation(connection, relation.target)
    onto = None
    if target is None:
        row = connection.execute("SELECT id FROM relation WHERE uid = ?", (relation.target,)).fetchone()
        if row is None:
            return False
        onto = int(row[0])
    connection.execute(
        "INSERT INTO relation(uid, type, annotation, target, target_relation, note) VALUES (?, ?, ?, ?, ?, ?)",
        (relation.uid or new_uid(), relation.type, annotation, target, onto, relation.note),
    )
    return True


def _code(connection: sqlite3.Connection, use: CodeUse) -> int:
    """Return the id of a code: by its place where that is said, else by its name alone."""
    if use.under is None:
        return code_id(connection, use.code)
    return codebook.place(connection, (*use.under, use.code))


def _sync(
    connection: sqlite3.Connection,
    table: str,
    annotation: int,
    names: Sequence[str],
    wanted: Sequence[tuple[Value, ...]],
) -> None:
    """Make the rows of one annotation, by position, equal to ``wanted``; rows that are right are not touched."""
    columns = ", ".join(names)
    rows = connection.execute(
        f"SELECT position, id, {columns} FROM {table} WHERE annotation = ? ORDER BY position, id", (annotation,)
    ).fetchall()
    present = [row[1:] for row in rows]
    after = rows[-1][0] + 1 - len(rows) if rows else 0
    marks = ", ".join("?" * len(names))
    for position, values in enumerate(wanted):
        if position >= len(present):
            connection.execute(
                f"INSERT INTO {table}(uid, annotation, position, {columns}) VALUES (?, ?, ?, {marks})",
                (new_uid(), annotation, position + after, *values),
            )
        elif present[position][1:] != values:
            assignments = ", ".join(f"{name} = ?" for name in names)
            connection.execute(f"UPDATE {table} SET {assignments} WHERE id = ?", (*values, present[position][0]))
    for row in present[len(wanted) :]:
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row[0],))


def _load_chunk(connection: sqlite3.Connection, ids: Sequence[int], book: codebook.Book) -> Iterator[Annotation]:
    heads, spans, links = _HEAD.read(connection, ids), _SPANS.read(connection, ids), _LINKS.read(connection, ids)
    slots, codes = _SLOTS.read(connection, ids), _CODES.read(connection, ids)
    relations, statements = _RELATIONS.read(connection, ids), _STATEMENTS.read(connection, ids)
    for annotation in ids:
        for head in heads.get(annotation, ()):
            parts = (
                tuple([Anchor(*row[1:]) for row in spans.get(annotation, ())]),
                tuple([_link(*row[1:]) for row in links.get(annotation, ())]),
                tuple([_slot(*row[1:]) for row in slots.get(annotation, ())]),
                tuple([_use(book, code, stance) for _, code, stance in codes.get(annotation, ())]),
                tuple([RelationEnd(*row[1:]) for row in relations.get(annotation, ())]),
                tuple([Membership(*row[1:]) for row in statements.get(annotation, ())]),
            )
            yield Annotation(*head[:6], *parts, *head[6:])


def _use(book: codebook.Book, code: int, stance: str) -> CodeUse:
    name, under = book.place(code)
    return CodeUse(name, stance, under)


def _link(
    role: str,
    voice: str,
    actor: str,
    organisation: str,
    work: str,
    mode: str,
    cue: str,
    start: int | None,
    end: int | None,
    quote: str,
) -> Link:
    return Link(role, voice, actor, organisation, work, mode, cue, _span(start, end), quote)


def _slot(name: str, value: str, actor: str, start: int | None, end: int | None, quote: str, target: str) -> Slot:
    return Slot(name, value, actor, _span(start, end), quote, target)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else (start, end)
