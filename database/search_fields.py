# SPDX-License-Identifier: MIT
"""The fields of a search plan that are not words of a text, as conditions on ``source s`` and ``annotation a``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

from database.plan import (
    Completion,
    Dates,
    Everything,
    Field,
    Filled,
    Fuzzy,
    Kind,
    Language,
    Phrase,
    Plan,
    Prefix,
    SourceIs,
    Term,
    Voice,
    Wildcard,
    Word,
)
from database.search_base import Condition, Expression, Lexicon, among, any_of, wrapped

_FILLED = {
    Field.TITLE: "s.title <> ''",
    Field.AUTHOR: "s.authors <> '[]'",
    Field.PUBLICATION: "s.publication <> ''",
    Field.NOTE: "a.note <> ''",
    Field.STATUS: "a.status <> ''",
    Field.ANNOTATOR: "a.annotator IS NOT NULL",
    Field.CODE: "a.id IN (SELECT annotation FROM code_assignment)",
    Field.WORK: "a.id IN (SELECT annotation FROM attribution WHERE work <> '')",
    Field.BY: "a.id IN (SELECT annotation FROM attribution WHERE role IN ('holder', 'author') AND actor IS NOT NULL)",
    Field.VIA: "a.id IN (SELECT annotation FROM attribution WHERE role IN ('quoted by', 'reporter'))",
    Field.ORG: "a.id IN (SELECT annotation FROM attribution WHERE role = 'on behalf of' OR organisation IS NOT NULL)",
    Field.TO: "a.id IN (SELECT annotation FROM slot WHERE name = 'addressee')",
}

_NAMES = frozenset({Field.BY, Field.VIA, Field.ORG, Field.TO, Field.CODE})
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
            case Kind(kind):
                return Condition("a.kind = ?", [kind])
            case Voice(voice):
                return Condition("a.id IN (SELECT annotation FROM attribution WHERE voice = ?)", [voice])
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
            case Word() | Completion() | Prefix() | Wildcard() | Fuzzy() | Phrase():
                return self._by_field(plan)
        return Condition("0")

    def _by_field(self, term: Term) -> Condition:
        writers: dict[Field, Callable[[Term], Condition]] = {
            Field.AUTHOR: self._author,
            Field.PUBLICATION: self._publication,
            Field.BY: self._by,
            Field.VIA: self._via,
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
        distinct = self._connection.execute("SELECT DISTINCT authors FROM source")
        chosen = [row[0] for row in distinct if any(self._lexicon.holds(term, name) for name in json.loads(row[0]))]
        return among("s.authors", chosen)

    def _publication(self, term: Term) -> Condition:
        return among("s.publication", self._chosen(term, "SELECT DISTINCT publication FROM source"))

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
        wanted = " ".join(plan.text.split()).casefold()
        whole = [row[0] for row in titled if " ".join(row[1].split()).casefold() == wanted]
        return whole or [row[0] for row in titled]

    # Fields of annotations

    def _by(self, term: Term) -> Condition:
        """Write who holds a view; where that is the author of the source, it is whoever the source names."""
        named = wrapped("role IN ('holder', 'author') AND actor IN ({})", self._names(term, 0))
        author = self._author(term)
        below = f"SELECT a.id FROM annotation a JOIN source s ON s.id = a.source WHERE {author.sql}"
        own = f"voice = 'author' AND annotation IN ({below})"
        return Condition(
            f"a.id IN (SELECT annotation FROM attribution WHERE ({named.sql}) OR ({own}))",
            [*named.parameters, *author.parameters],
        )

    def _via(self, term: Term) -> Condition:
        return wrapped(
            "a.id IN (SELECT annotation FROM attribution WHERE role IN ('quoted by', 'reporter') AND actor IN ({}))",
            self._names(term, 0),
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

    def _code(self, term: Term) -> Condition:
        return wrapped(
            "a.id IN (WITH RECURSIVE below(id) AS "
            "({} UNION SELECT code.id FROM code JOIN below ON code.parent = below.id) "
            "SELECT annotation FROM code_assignment WHERE code IN (SELECT id FROM below))",
            self._names(term, 1),
        )

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
        column = "exact" if isinstance(term, Phrase) else "folded"
        sql = f"SELECT rowid / 2 FROM name_fts WHERE name_fts MATCH ? AND rowid % 2 = {int(kind)}"
        return Condition(sql, [f"{column} : {any_of(expressions)}"])

    def _chosen(self, term: Term, query: str) -> list[str]:
        return [row[0] for row in self._connection.execute(query) if self._lexicon.holds(term, row[0])]
