# SPDX-License-Identifier: MIT
"""What networks are made of: who uses which code, and who addresses whom, one row a use.

Everything is read for a chosen set of annotations, passed as a JSON array, so that one query serves ten
annotations and a hundred thousand.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from sys import intern
from typing import TypeVar

PERSON = "person"
ORGANISATION = "organisation"
WHO = (ORGANISATION, PERSON)
"""Whom a network joins: organisations, or the persons who speak."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class CodeUse:
    """An actor uses a code in an annotation. Actors and codes are named by their uids.

    ``first`` and ``last`` are the days the source's date may mean (ISO 8601, inclusive), or empty.
    """

    annotation: int
    source: int
    first: str
    last: str
    actor: str
    code: str
    stance: str


@dataclass(frozen=True, slots=True)
class Address:
    """An actor addresses another in an annotation of some kind; actors are named by their uids."""

    annotation: int
    source: int
    first: str
    last: str
    actor: str
    addressee: str
    kind: str


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or a code as a node of a network knows it. Codes have a colour, actors a kind and a country."""

    uid: str
    name: str
    kind: str
    country: str = ""
    colour: str = ""


_CHOSEN = "WITH chosen(id) AS (SELECT value FROM json_each(?)),"
_BEARERS = {
    PERSON: """
    bearer(annotation, actor) AS (
        SELECT DISTINCT l.annotation, l.actor FROM attribution l
        WHERE l.annotation IN (SELECT id FROM chosen) AND l.role IN ('holder', 'author') AND l.voice = 'actor'
            AND l.actor IS NOT NULL)""",
    ORGANISATION: """
    held AS (
        SELECT l.*, p.kind AS actor_kind FROM attribution l LEFT JOIN actor p ON p.id = l.actor
        WHERE l.annotation IN (SELECT id FROM chosen)),
    bearer(annotation, actor) AS (
        SELECT annotation, organisation FROM held WHERE role IN ('holder', 'author') AND organisation IS NOT NULL
        UNION SELECT annotation, actor FROM held WHERE role = 'on behalf of' AND actor IS NOT NULL
        UNION SELECT annotation, actor FROM held
            WHERE role IN ('holder', 'author') AND organisation IS NULL AND actor_kind = 'organisation'
        UNION SELECT h.annotation, f.organisation FROM held h
            JOIN annotation a ON a.id = h.annotation JOIN source s ON s.id = a.source
            JOIN affiliation f ON f.actor = h.actor
                AND coalesce(f.date_from, '') <= coalesce(s.date_to, '9999')
                AND coalesce(s.date_from, '') <= coalesce(f.date_to, '9999')
            WHERE h.role IN ('holder', 'author') AND h.organisation IS NULL
                AND NOT EXISTS (SELECT 1 FROM held b WHERE b.annotation = h.annotation AND b.role = 'on behalf of'))""",
}
"""Who stands behind an annotation.

A person is whoever holds the view. An organisation is the one the annotation names; else those it is said on
behalf of; else the speaker, where that is an organisation; else those the speaker belonged to at the time.
"""

_WHEN = "coalesce(s.date_from, ''), coalesce(s.date_to, '')"


def code_uses(connection: sqlite3.Connection, ids: Sequence[int], who: str = ORGANISATION) -> list[CodeUse]:
    """Return who uses which code in these annotations; ``who`` is one of :data:`WHO`."""
    return _rows(
        connection,
        f"""{_CHOSEN} {_BEARERS[who]}
        SELECT a.id, a.source, {_WHEN}, p.uid, c.uid, u.stance
        FROM bearer b JOIN annotation a ON a.id = b.annotation JOIN source s ON s.id = a.source
            JOIN actor p ON p.id = b.actor
            JOIN code_assignment u ON u.annotation = a.id JOIN code c ON c.id = u.code
        ORDER BY a.source, a.id, p.name, p.id, u.id""",
        ids,
        _code_use,
    )


def addresses(connection: sqlite3.Connection, ids: Sequence[int], who: str = ORGANISATION) -> list[Address]:
    """Return who addresses whom in these annotations; ``who`` is one of :data:`WHO`.

    Addressees are taken as they are named: a ministry stays a ministry, a person a person.
    """
    return _rows(
        connection,
        f"""{_CHOSEN} {_BEARERS[who]}
        SELECT DISTINCT a.id, a.source, {_WHEN}, p.uid, t.uid, a.kind
        FROM bearer b JOIN annotation a ON a.id = b.annotation JOIN source s ON s.id = a.source
            JOIN actor p ON p.id = b.actor
            JOIN slot g ON g.annotation = a.id AND g.name = 'addressee' JOIN actor t ON t.id = g.actor
        ORDER BY a.source, a.id, p.name, p.id, t.name, t.id""",
        ids,
        _address,
    )


def source_codes(connection: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[str, str, int]]:
    """Return source uid, code uid and how many of these annotations of the source have the code."""
    return _rows(
        connection,
        f"""{_CHOSEN[:-1]}
        SELECT s.uid, c.uid, count(*) FROM chosen JOIN annotation a ON a.id = chosen.id
            JOIN source s ON s.id = a.source
            JOIN code_assignment u ON u.annotation = a.id JOIN code c ON c.id = u.code
        GROUP BY s.id, c.id ORDER BY s.id, c.id""",
        ids,
        _triple,
    )


def actor_codes(connection: sqlite3.Connection, ids: Sequence[int], who: str) -> list[tuple[str, str, int]]:
    """Return actor uid, code uid and how often the actor uses the code in these annotations, each use counted."""
    return _rows(
        connection,
        f"""{_CHOSEN} {_BEARERS[who]}
        SELECT p.uid, c.uid, count(*) FROM bearer b JOIN actor p ON p.id = b.actor
            JOIN code_assignment u ON u.annotation = b.annotation JOIN code c ON c.id = u.code
        GROUP BY p.id, c.id ORDER BY p.id, c.id""",
        ids,
        _triple,
    )


def actor_addressees(connection: sqlite3.Connection, ids: Sequence[int], who: str) -> list[tuple[str, str, int]]:
    """Return actor uid, uid of the addressee and in how many of these annotations the one addresses the other."""
    return _rows(
        connection,
        f"""{_CHOSEN} {_BEARERS[who]}
        SELECT p.uid, t.uid, count(DISTINCT b.annotation) FROM bearer b JOIN actor p ON p.id = b.actor
            JOIN slot g ON g.annotation = b.annotation AND g.name = 'addressee' JOIN actor t ON t.id = g.actor
        GROUP BY p.id, t.id ORDER BY p.id, t.id""",
        ids,
        _triple,
    )


def parties(connection: sqlite3.Connection) -> dict[str, Party]:
    """Return every actor and every code by uid."""
    actors = connection.execute("SELECT uid, name, kind, country FROM actor ORDER BY name, id")
    found = [Party(uid, name, kind or "actor", country) for uid, name, kind, country in actors]
    codes = connection.execute("SELECT uid, name, colour FROM code ORDER BY name, id")
    found += [Party(uid, name, "code", "", colour) for uid, name, colour in codes]
    return {party.uid: party for party in found}


def _code_use(annotation: int, source: int, first: str, last: str, *names: str) -> CodeUse:
    """Return a use whose names are held once, however often they occur: a collection has few, and many uses."""
    return CodeUse(annotation, source, *map(intern, (first, last, *names)))


def _address(annotation: int, source: int, first: str, last: str, *names: str) -> Address:
    return Address(annotation, source, *map(intern, (first, last, *names)))


def _triple(row: str, column: str, count: int) -> tuple[str, str, int]:
    return row, column, count


def _rows(connection: sqlite3.Connection, query: str, ids: Sequence[int], make: Callable[..., Row]) -> list[Row]:
    return [make(*row) for row in connection.execute(query, (json.dumps(list(ids)),))]
