# SPDX-License-Identifier: MIT
"""Annotations as pieces of JSON, made by SQLite itself, for exports that write a hundred thousand.

Records in between would take most of the time of an export. Each query gives one row an annotation, whose columns
are JSON already. Arrays are in the order of their positions because each query is bound to the index that has them
so. Names and order of the keys are those of ``app.exchange.native``; a test compares the two.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from database.sources import CHUNK

_SELECTORS = """json_group_array(json_array(
    json_object('type', 'TextPositionSelector', 'start', start, 'end', end),
    json_object('type', 'TextQuoteSelector', 'exact', quote, 'prefix', prefix, 'suffix', suffix)))"""

_HEAD = """
    SELECT a.id, a.uid, a.kind, a.source, json_quote(a.uid), json_quote(a.status), json_quote(a.note),
        json_quote(coalesce(n.name, '')), json_quote(a.created), json_quote(a.modified)
    FROM annotation a LEFT JOIN annotator n ON n.id = a.annotator WHERE a.id IN ({marks})"""
_SPANS = """
    SELECT annotation, json_quote(group_concat(quote, ' … ')), group_concat('[' || start || ',' || end || ']'),
        {selectors},
        iif(max(state <> 'exact'), json_group_array(json_object('quote', quote, 'prefix', prefix, 'suffix', suffix,
            'state', state, 'confidence', confidence)), '')
    FROM annotation_span INDEXED BY annotation_span_annotation WHERE annotation IN ({marks}) GROUP BY annotation"""
_LINKS = """
    SELECT l.annotation,
        json_group_array(json_object('actor', coalesce(p.name, described), 'voice', voice, 'role', role,
            'organisation', coalesce(o.name, ''), 'work', work, 'mode', mode, 'cue', cue,
            'span', iif(start IS NULL OR end IS NULL, NULL, json_array(start, end)))),
        json_group_array(coalesce(p.name, described))
            FILTER (WHERE role IN ('holder', 'author') AND voice = 'actor' AND coalesce(p.name, described) <> ''),
        json_group_array(o.name) FILTER (WHERE role IN ('holder', 'author') AND o.name <> ''),
        json_group_array(coalesce(p.name, described))
            FILTER (WHERE role = 'on behalf of' AND coalesce(p.name, described) <> ''),
        json_group_array(coalesce(p.name, described))
            FILTER (WHERE role IN ('quoted by', 'reporter') AND coalesce(p.name, described) <> ''),
        json_group_array(work) FILTER (WHERE work <> '')
    FROM attribution l INDEXED BY attribution_annotation
        LEFT JOIN actor p ON p.id = l.actor LEFT JOIN actor o ON o.id = l.organisation
    WHERE l.annotation IN ({marks}) GROUP BY l.annotation"""
_SLOTS = """
    SELECT t.annotation,
        json_group_array(json_object('name', t.name, 'value', t.value, 'actor', coalesce(p.name, ''),
            'span', iif(start IS NULL OR end IS NULL, NULL, json_array(start, end)), 'target', coalesce(g.uid, ''))),
        json_group_array(coalesce(p.name, t.value))
            FILTER (WHERE t.name = 'addressee' AND coalesce(p.name, t.value) <> '')
    FROM slot t INDEXED BY slot_annotation
        LEFT JOIN actor p ON p.id = t.actor LEFT JOIN annotation g ON g.id = t.target
    WHERE t.annotation IN ({marks}) GROUP BY t.annotation"""
_CODES = """
    SELECT annotation, code, stance FROM code_assignment WHERE annotation IN ({marks}) ORDER BY annotation, id"""
_RELATIONS = """
    SELECT r.annotation, json_group_array(
        json_object('type', r.type, 'target', coalesce(t.uid, x.uid), 'uid', r.uid, 'note', r.note))
    FROM relation r INDEXED BY relation_annotation
        LEFT JOIN annotation t ON t.id = r.target LEFT JOIN relation x ON x.id = r.target_relation
    WHERE r.annotation IN ({marks}) GROUP BY r.annotation"""
_STATEMENTS = """
    SELECT m.annotation, json_group_array(
        json_object('text', s.text, 'role', m.role, 'kind', s.kind, 'note', s.note, 'uid', s.uid))
    FROM statement_member m INDEXED BY statement_member_annotation CROSS JOIN statement s ON s.id = m.statement
    WHERE m.annotation IN ({marks}) GROUP BY m.annotation"""

_NO_SPANS = ('""', "", "[]", "")
_NO_LINKS = ("[]",) * 6
_NO_SLOTS = ("[]", "[]")


class Pieces(NamedTuple):
    """One annotation as JSON; ``uid``, ``kind``, ``source`` and ``codes`` (ids and stances) are as they are.

    ``spans`` lacks its brackets, ``selectors`` holds two selectors of the W3C model for each span, ``anchors`` is
    empty where every span is exact, ``statements`` where it belongs to none. The arrays of names
    and works are in the order of the links, and may say one thing twice.
    """

    id: int
    uid: str
    kind: str
    source: int
    uid_json: str
    status: str
    note: str
    annotator: str
    created: str
    modified: str
    quote: str
    spans: str
    selectors: str
    anchors: str
    chain: str
    speakers: str
    own: str
    behalf: str
    via: str
    works: str
    slots: str
    addressees: str
    codes: Sequence[tuple[int, str]]
    relations: str
    statements: str


def pieces(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Pieces]:
    """Yield annotations in the given order, without the selectors; ids that are not there are left out."""
    return _pieces(connection, ids, "''")


def pieces_with_selectors(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Pieces]:
    """Yield annotations in the given order; ids that are not there are left out."""
    return _pieces(connection, ids, _SELECTORS)


def _pieces(connection: sqlite3.Connection, ids: Sequence[int], selectors: str) -> Iterator[Pieces]:
    for start in range(0, len(ids), CHUNK):
        yield from _chunk(connection, ids[start : start + CHUNK], selectors)


def _chunk(connection: sqlite3.Connection, ids: Sequence[int], selectors: str) -> Iterator[Pieces]:
    marks = ", ".join("?" * len(ids))
    heads, spans, links, slots, relations, statements = (
        {row[0]: row[1:] for row in connection.execute(query.format(marks=marks, selectors=selectors), ids)}
        for query in (_HEAD, _SPANS, _LINKS, _SLOTS, _RELATIONS, _STATEMENTS)
    )
    codes: dict[int, list[tuple[int, str]]] = {}
    for annotation, code, stance in connection.execute(_CODES.format(marks=marks), ids):
        codes.setdefault(annotation, []).append((code, stance))
    for annotation in ids:
        if annotation in heads:
            parts = (
                *spans.get(annotation, _NO_SPANS),
                *links.get(annotation, _NO_LINKS),
                *slots.get(annotation, _NO_SLOTS),
                codes.get(annotation, ()),
                *relations.get(annotation, ("[]",)),
                *statements.get(annotation, ("",)),
            )
            yield Pieces._make((annotation, *heads[annotation], *parts))
