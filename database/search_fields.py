# SPDX-License-Identifier: MIT
"""The fields of a search plan that are not words of a text, as conditions on ``source s`` and ``annotation a``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable

from database.plan import (
    Chosen,
    Coded,
    Completion,
    Dates,
    Everything,
    Field,
    Filled,
    Flag,
    Fuzzy,
    Kind,
    Language,
    Numbers,
    Own,
    Phrase,
    Plan,
    Prefix,
    Slotted,
    SourceIs,
    Term,
    Voice,
    Wildcard,
    Word,
    in_field,
)
from database.records import RELATIONS
from database.search_base import Condition, Expression, Lexicon, among, any_of, wrapped


def _linked(role: str, named: str = "actor IS NOT NULL OR described <> ''") -> str:
    return f"a.id IN (SELECT annotation FROM attribution WHERE {role} AND ({named}))"


_ROLES = {
    Field.BY: "role IN ('holder', 'author')",
    Field.HOLDER: "role = 'holder'",
    Field.BEHALF: "role = 'on behalf of'",
    Field.VIA: "role IN ('quoted by', 'reporter')",
    Field.QUOTED: "role = 'quoted by'",
    Field.REPORTER: "role = 'reporter'",
}
"""The links of an attribution that a field is about."""

_FILLED = {
    Field.TITLE: "s.title <> ''",
    Field.AUTHOR: "s.authors <> '[]'",
    Field.PUBLICATION: "s.publication <> ''",
    Field.FORMAT: "s.format <> ''",
    Field.LANGUAGE: "s.language <> ''",
    Field.DATE: "s.date <> ''",
    Field.SET: "s.id IN (SELECT source FROM source_set_member)",
    Field.NOTE: "a.note <> ''",
    Field.STATUS: "a.status <> ''",
    Field.ANNOTATOR: "a.annotator IS NOT NULL",
    Field.CODE: "a.id IN (SELECT annotation FROM code_assignment)",
    Field.STANCE: "a.id IN (SELECT annotation FROM code_assignment WHERE stance <> 'neutral')",
    Field.RELATION: "(a.id IN (SELECT annotation FROM relation) OR a.id IN (SELECT target FROM relation))",
    Field.WORK: "a.id IN (SELECT annotation FROM attribution WHERE work <> '')",
    Field.CUE: "a.id IN (SELECT annotation FROM attribution WHERE cue <> '')",
    Field.MODE: "a.id IN (SELECT annotation FROM attribution WHERE mode <> '')",
    Field.ORG: "a.id IN (SELECT annotation FROM attribution WHERE role = 'on behalf of' OR organisation IS NOT NULL)",
    Field.TO: "a.id IN (SELECT annotation FROM slot WHERE name = 'addressee')",
    Field.ACTOR: "a.id IN (SELECT annotation FROM attribution WHERE actor IS NOT NULL OR organisation IS NOT NULL)",
    Field.BY: _linked(_ROLES[Field.BY], "actor IS NOT NULL"),
    Field.HOLDER: _linked(_ROLES[Field.HOLDER], "actor IS NOT NULL"),
    **{name: _linked(_ROLES[name]) for name in (Field.BEHALF, Field.VIA, Field.QUOTED, Field.REPORTER)},
}

_READ = "EXISTS (SELECT 1 FROM reading r WHERE r.source = s.id AND r.state = 'read')"
_TAGGED = "s.id IN (SELECT source FROM annotation)"
_FLAGS = {
    "read": _READ,
    "unread": f"NOT {_READ}",
    "tagged": _TAGGED,
    "untagged": f"NOT {_TAGGED}",
    "orphan": "a.id IN (SELECT annotation FROM annotation_span WHERE state = 'orphan')",
}
_CHOSEN = {
    Field.STANCE: "a.id IN (SELECT annotation FROM code_assignment WHERE stance = ?)",
    Field.MODE: "a.id IN (SELECT annotation FROM attribution WHERE mode = ?)",
    Field.RELATION: "a.id IN (SELECT annotation FROM relation WHERE type = ?)",
}
_INVERSE = {inverse: name for name, inverse in RELATIONS.items()}

_NAMES = frozenset({*_ROLES, Field.ORG, Field.ACTOR, Field.TO, Field.CODE})
_ADDRESSEES = "SELECT DISTINCT value FROM slot WHERE name = 'addressee'"


class Fields:
    """Writes fields as conditions, for one search."""

    def __init__(self, connection: sqlite3.Connection, lexicon: Lexicon):
        self._connection = connection
        self._lexicon = lexicon

    def condition(self, plan: Plan) -> Condition:
        """Return the condition that a part of a plan stands for, if it has no parts and no index of its own."""
        match plan:
            case Everything():
                return Condition("1")
            case Filled(name):
                return Condition(_FILLED.get(name, "1"))
            case Flag(name):
                return Condition(_FLAGS[name])
            case Own() | Language() | Dates() | SourceIs():
                return self._of_source(plan)
            case Kind() | Voice() | Chosen() | Slotted() | Coded():
                return self._of_annotation(plan)
            case Word() | Completion() | Prefix() | Wildcard() | Fuzzy() | Phrase():
                return self._by_field(plan)
        return Condition("0")

    def _of_source(self, plan: Own | Language | Dates | SourceIs) -> Condition:
        match plan:
            case Language(code):
                return Condition("(lower(s.language) = ? OR lower(s.language) LIKE ?)", [code, f"{code}-%"])
            case Dates(first, last):
                ends = [("s.date_to >= ?", first), ("s.date_from <= ?", last)]
                kept = [(sql, day) for sql, day in ends if day is not None]
                return Condition(
                    " AND ".join(["s.date_from IS NOT NULL", *(sql for sql, _ in kept)]), [d for _, d in kept]
                )
            case SourceIs():
                return among("s.id", self._named_sources(plan))
        return self._own(plan)

    def _of_annotation(self, plan: Kind | Voice | Chosen | Slotted | Coded) -> Condition:
        match plan:
            case Kind(kind):
                return Condition("a.kind = ?", [kind])
            case Voice(voice, field):
                return Condition(_linked(_ROLES[field], "voice = ?"), [voice])
            case Chosen(name, value):
                return self._chosen_value(name, value)
            case Coded(code, stance):
                return self._code(self._named(code), stance)
        return self._slot(plan)

    def _by_field(self, term: Term) -> Condition:
        writers: dict[Field, Callable[[Term], Condition]] = {
            Field.AUTHOR: self._author,
            Field.PUBLICATION: self._publication,
            Field.FORMAT: self._format,
            Field.SET: self._set,
            Field.BY: self._by,
            **dict.fromkeys(list(_ROLES)[1:], self._link),
            Field.ACTOR: self._anybody,
            Field.CUE: self._cue,
            Field.ORG: self._organisation,
            Field.TO: self._addressee,
            Field.CODE: self._code,
            Field.STATUS: self._status,
            Field.ANNOTATOR: self._annotator,
        }
        writer = writers.get(term.field)
        return writer(self._named(term)) if writer else Condition("0")

    def _named(self, term: Term) -> Term:
        """Return a term for names; a word that no name has stands for the names that begin so (Europe, European)."""
        if not isinstance(term, Word) or term.field not in _NAMES:
            return term
        kind = 1 if term.field is Field.CODE else 0
        names = self._names(term, kind)
        known = self._connection.execute(f"{names.sql} LIMIT 1", names.parameters).fetchone()
        if known or (term.field is Field.TO and self._chosen(term, _ADDRESSEES)):
            return term
        return Prefix(term.field, term.text, term.parts, term.folded)

    # Fields of sources

    def _author(self, term: Term) -> Condition:
        rows = self._connection.execute("SELECT DISTINCT authors FROM source")
        named = [(row[0], json.loads(row[0])) for row in rows]
        held = set(self._held(term, {name for _, names in named for name in names}))
        return among("s.authors", [written for written, names in named if not held.isdisjoint(names)])

    def _publication(self, term: Term) -> Condition:
        return among("s.publication", self._chosen(term, "SELECT DISTINCT publication FROM source"))

    def _format(self, term: Term) -> Condition:
        return among("s.format", self._chosen(term, "SELECT DISTINCT format FROM source"))

    def _set(self, term: Term) -> Condition:
        chosen = among("t.name", self._chosen(term, "SELECT name FROM source_set"))
        members = "SELECT m.source FROM source_set_member m JOIN source_set t ON t.id = m.source_set WHERE {}"
        return wrapped(f"s.id IN ({members})", chosen)

    def _own(self, plan: Own) -> Condition:
        """Write a column of the user's own: an exact choice, words, days that may overlap, or numbers."""
        named = "attribute IN (SELECT id FROM attribute WHERE name = ?)"
        match plan.value:
            case None:
                value = Condition("1")
            case str():
                value = Condition("value = ?", [plan.value])
            case Numbers():
                value = _within(plan.value)
            case Dates():
                value = among("value", [each for each in self._own_values(plan.name) if self._may_be(plan.value, each)])
            case _:
                holds = self._lexicon.holds
                value = among("value", [each for each in self._own_values(plan.name) if holds(plan.value, each)])
        return Condition(
            f"s.id IN (SELECT source FROM source_attribute WHERE {named} AND {value.sql})",
            [plan.name, *value.parameters],
        )

    def _own_values(self, name: str) -> list[str]:
        rows = self._connection.execute(
            "SELECT DISTINCT v.value FROM source_attribute v JOIN attribute t ON t.id = v.attribute WHERE t.name = ?",
            (name,),
        )
        return [row[0] for row in rows]

    def _may_be(self, days: Dates, value: str) -> bool:
        return self._lexicon.overlaps(days, value)

    def _named_sources(self, plan: SourceIs) -> list[int]:
        """Return the ids of the sources that an id, a uid or a title names, exactly or else in part."""
        number = int(plan.text) if plan.text.isascii() and plan.text.isdecimal() and len(plan.text) < 19 else None
        exact = self._connection.execute(
            "SELECT id FROM source WHERE id = ? OR uid = ?", (number, plan.text)
        ).fetchall()
        if exact or not plan.parts:
            return [row[0] for row in exact]
        titled = self._connection.execute(
            "SELECT s.id, s.title FROM source_fts f JOIN source s ON s.id = f.rowid WHERE source_fts MATCH ?",
            ("title : " + Expression(plan.parts).match,),
        ).fetchall()
        whole = [row[0] for row in titled if _plain(row[1]) == _plain(plan.text)]
        return whole or [row[0] for row in titled]

    # Fields of annotations

    def _by(self, term: Term) -> Condition:
        """Write who holds a view; where that is the author of the source, it is whoever the source names."""
        named = wrapped("role IN ('holder', 'author') AND actor IN ({})", self._names(term, 0))
        author = self._author(term)
        below = f"SELECT a.id FROM annotation a JOIN source s ON s.id = a.source WHERE {author.sql}"
        own = f"voice = 'author' AND annotation IN ({below})"
        described = among("described", self._chosen(term, "SELECT DISTINCT described FROM attribution"))
        return Condition(
            "a.id IN (SELECT annotation FROM attribution WHERE "
            f"({named.sql}) OR ({own}) OR (role = 'holder' AND {described.sql}))",
            [*named.parameters, *author.parameters, *described.parameters],
        )

    def _link(self, term: Term) -> Condition:
        """Write who a link of the attribution names, or describes without a name."""
        described = among("described", self._chosen(term, "SELECT DISTINCT described FROM attribution"))
        names = self._names(term, 0)
        return Condition(
            _linked(_ROLES[term.field], f"actor IN ({names.sql}) OR {described.sql}"),
            [*names.parameters, *described.parameters],
        )

    def _anybody(self, term: Term) -> Condition:
        names = self._names(term, 0)
        links = f"SELECT annotation FROM attribution WHERE actor IN ({names.sql}) OR organisation IN ({names.sql})"
        slots = f"SELECT annotation FROM slot WHERE actor IN ({names.sql})"
        return Condition(f"(a.id IN ({links}) OR a.id IN ({slots}))", names.parameters * 3)

    def _cue(self, term: Term) -> Condition:
        chosen = self._chosen(term, "SELECT DISTINCT cue FROM attribution WHERE cue <> ''")
        return wrapped("a.id IN (SELECT annotation FROM attribution WHERE {})", among("cue", chosen))

    def _chosen_value(self, name: Field, value: str) -> Condition:
        if name is Field.RELATION and value in _INVERSE:
            return Condition("a.id IN (SELECT target FROM relation WHERE type = ?)", [_INVERSE[value]])
        return Condition(_CHOSEN[name], [value])

    def _slot(self, plan: Slotted) -> Condition:
        named = "SELECT annotation FROM slot WHERE name = ?"
        match plan.value:
            case None:
                return Condition(f"a.id IN ({named})", [plan.name])
            case str():
                return Condition(f"a.id IN ({named} AND value = ?)", [plan.name, plan.value])
        names = self._names(self._named(in_field(plan.value, Field.TO)), 0)
        distinct = self._connection.execute("SELECT DISTINCT value FROM slot WHERE name = ?", (plan.name,))
        values = among("value", [row[0] for row in distinct if self._lexicon.holds(plan.value, row[0])])
        return Condition(
            f"a.id IN ({named} AND (actor IN ({names.sql}) OR {values.sql}))",
            [plan.name, *names.parameters, *values.parameters],
        )

    def _organisation(self, term: Term) -> Condition:
        names = self._names(term, 0)
        return Condition(
            f"a.id IN (SELECT annotation FROM attribution WHERE organisation IN ({names.sql}) "
            f"OR (role = 'on behalf of' AND actor IN ({names.sql})))",
            names.parameters * 2,
        )

    def _addressee(self, term: Term) -> Condition:
        names = self._names(term, 0)
        values = among("value", self._chosen(term, _ADDRESSEES))
        return Condition(
            "a.id IN (SELECT annotation FROM slot WHERE name = 'addressee' "
            f"AND (actor IN ({names.sql}) OR {values.sql}))",
            [*names.parameters, *values.parameters],
        )

    def _code(self, term: Term, stance: str = "") -> Condition:
        towards = wrapped(
            "a.id IN (WITH RECURSIVE below(id) AS "
            "({} UNION SELECT code.id FROM code JOIN below ON code.parent = below.id) "
            "SELECT annotation FROM code_assignment WHERE code IN (SELECT id FROM below)"
            f"{' AND stance = ?' * bool(stance)})",
            self._names(term, 1),
        )
        return Condition(towards.sql, [*towards.parameters, stance]) if stance else towards

    def _status(self, term: Term) -> Condition:
        return among("a.status", self._chosen(term, "SELECT DISTINCT status FROM annotation"))

    def _annotator(self, term: Term) -> Condition:
        chosen = self._chosen(term, "SELECT name FROM annotator")
        return wrapped("a.annotator IN (SELECT id FROM annotator WHERE {})", among("name", chosen))

    def _names(self, term: Term, kind: int) -> Condition:
        """Return a query for the ids of actors (kind 0) or codes (kind 1) whose name holds the term."""
        expressions = self._lexicon.expressions(term)
        if not expressions:
            return Condition("SELECT 0 WHERE 0")
        if isinstance(term, Phrase) and (whole := self._named_whole(term.text, kind)):
            return Condition("SELECT value FROM json_each(?)", [json.dumps(whole)])
        column = "exact" if isinstance(term, Phrase) else "folded"
        sql = f"SELECT rowid / 2 FROM name_fts WHERE name_fts MATCH ? AND rowid % 2 = {int(kind)}"
        keys = [f"key : {key}" for key in self._lexicon.keys(term)]
        return Condition(sql, [" OR ".join([f"{column} : {any_of(expressions)}", *keys])])

    def _named_whole(self, name: str, kind: int) -> list[int]:
        """Return the actors or codes of which this is the whole name."""
        actors = "SELECT id FROM actor WHERE name = ?1 UNION SELECT actor FROM actor_alias WHERE name = ?1"
        rows = self._connection.execute("SELECT id FROM code WHERE name = ?1" if kind else actors, (name,))
        return [row[0] for row in rows]

    def _chosen(self, term: Term, query: str) -> list[str]:
        return self._held(term, [row[0] for row in self._connection.execute(query)])

    def _held(self, term: Term, values: Iterable[str]) -> list[str]:
        """Return the values that hold a term; a phrase that is the whole of some values means only those."""
        held = [value for value in values if self._lexicon.holds(term, value)]
        whole = [value for value in held if isinstance(term, Phrase) and _plain(value) == _plain(term.text)]
        return whole or held


def _plain(value: str) -> str:
    return " ".join(value.split()).casefold()


def _within(numbers: Numbers) -> Condition:
    ends = [
        (f"CAST(value AS REAL) >{'' if numbers.open_low else '='} ?", numbers.low),
        (f"CAST(value AS REAL) <{'' if numbers.open_high else '='} ?", numbers.high),
    ]
    kept = [(sql, end) for sql, end in ends if end is not None]
    return Condition(" AND ".join(sql for sql, _ in kept), [end for _, end in kept])
