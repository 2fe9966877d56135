# SPDX-License-Identifier: MIT
"""A search plan as SQL: full-text MATCH where that can say it, set algebra over ids where it cannot.

What the user typed reaches SQL as parameters, and MATCH only as words the index itself would make, in double
quotes. Conditions are written over ``source s`` and ``annotation a``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from database import search_near
from database.plan import (
    And,
    Annotated,
    Completion,
    Field,
    Fuzzy,
    InSource,
    Not,
    Or,
    Phrase,
    Plan,
    Prefix,
    Term,
    Wildcard,
    Word,
)
from database.search_base import Condition, Expression, Lexicon, among, any_of, wrapped
from database.search_fields import Fields
from database.search_rank import MATCHING
from database.unspaced import TRIGRAM

_COLUMNS = {
    Field.TEXT: "",
    Field.TITLE: "title : ",
    Field.PASSAGE: "{quote note slots} : ",
    Field.NOTE: "note : ",
    Field.WORK: "works : ",
}
"""The columns of the index a field stands for, as MATCH writes them."""

_COLUMN_NAMES = {
    Field.TEXT: ("title", "text"),
    Field.TITLE: ("title",),
    Field.PASSAGE: ("quote", "note", "slots"),
    Field.NOTE: ("note",),
    Field.WORK: ("works",),
}


@dataclass(frozen=True, slots=True)
class _Index:
    """One of the full-text tables: its name, the table of the places of its words, the id it gives, and its fields.

    ``texts`` joins what the id is of with its texts.
    """

    table: str
    places: str
    id: str
    fields: frozenset[Field]
    texts: str


_SOURCES = _Index(
    "source_fts",
    "source_places",
    "s.id",
    frozenset({Field.TEXT, Field.TITLE}),
    "source s JOIN source_text t ON t.id = s.id",
)
_ANNOTATIONS = _Index(
    "annotation_fts",
    "annotation_places",
    "a.id",
    frozenset({Field.PASSAGE, Field.NOTE, Field.WORK}),
    "annotation a JOIN annotation_fts t ON t.rowid = a.id",
)


class Compiler:
    """Writes plans as conditions, for one search."""

    def __init__(self, connection: sqlite3.Connection, lexicon: Lexicon):
        self._connection = connection
        self._fields = Fields(connection, lexicon)
        self._lexicon = lexicon
        self._near: dict[tuple[Phrase | str | int | float, ...], list[int] | None] = {}
        self._only = Condition("")

    def sources(self, plan: Plan) -> Condition:
        """Return the condition on ``source s`` that a plan about sources stands for."""
        return self._condition(plan, _SOURCES)

    def source_ids(self, plan: Plan) -> Condition:
        """Return the query for the ids of the sources that a plan about sources stands for."""
        match = self._match(plan, _SOURCES)
        if match:
            return Condition(MATCHING, [match])
        return wrapped("SELECT s.id AS id FROM source s WHERE {}", self.sources(plan))

    def annotations(self, plan: Plan) -> Condition:
        """Return the condition on ``annotation a`` that a plan about annotations stands for."""
        return self._condition(plan, _ANNOTATIONS)

    def annotations_of(self, sources: Sequence[int], plan: Plan) -> Condition:
        """Return the condition as :meth:`annotations` does, good for the annotations of some sources alone."""
        of = among("source", sources)
        self._only = wrapped("AND +rowid IN (SELECT id FROM annotation WHERE {})", of)
        condition = self.annotations(plan)
        self._only = Condition("")
        return condition

    def _condition(self, plan: Plan, index: _Index) -> Condition:
        match = self._match(plan, index)
        if match:
            return self._matching(match, index)
        match plan:
            case And(parts):
                return self._group(parts, index, " AND ")
            case Or(parts):
                return self._group(parts, index, " OR ")
            case Not(part):
                return wrapped("NOT ({})", self._condition(part, index))
            case Annotated(part):
                below = self.annotations(part)
                return wrapped("s.id IN (SELECT a.source FROM annotation a WHERE {})", below)
            case InSource(part):
                return wrapped("a.source IN (SELECT s.id FROM source s WHERE {})", self.sources(part))
            case Phrase() if plan.field in index.fields and plan.slop > 1 and self._lexicon.expressions(plan):
                return self._with_gaps(plan, index)
            case Word() | Completion() | Prefix() | Phrase() if plan.field in index.fields:
                return self._anywhere(plan, index)
        return self._fields.condition(plan)

    def _group(self, parts: Sequence[Plan], index: _Index, operator: str) -> Condition:
        """Join conditions; what one MATCH can say is said by one."""
        matched: list[Plan] = [part for part in parts if self._match(part, index)]
        if operator == " AND " and matched:
            matched += [part for part in parts if isinstance(part, Not) and self._match(part.part, index)]
        rest = [self._condition(part, index) for part in parts if part not in matched]
        if matched:
            whole = self._match(And(tuple(matched)) if operator == " AND " else Or(tuple(matched)), index)
            rest.insert(0, self._matching(whole, index))
        return Condition(
            "(" + operator.join(condition.sql for condition in rest) + ")",
            [value for condition in rest for value in condition.parameters],
        )

    def _matching(self, match: str, index: _Index) -> Condition:
        return Condition(f"{index.id} IN (SELECT rowid FROM {index.table} WHERE {index.table} MATCH ?)", [match])

    def _match(self, plan: Plan, index: _Index) -> str:
        """Return a part as one MATCH, or nothing where MATCH cannot say it."""
        match plan:
            case And(parts):
                denied = [part.part for part in parts if isinstance(part, Not)]
                wanted = [self._match(part, index) for part in parts if not isinstance(part, Not)]
                unwanted = [self._match(part, index) for part in denied]
                if not wanted or not all(wanted) or not all(unwanted):
                    return ""
                whole = f"({' AND '.join(wanted)})"
                return f"({whole} NOT ({' OR '.join(unwanted)}))" if unwanted else whole
            case Or(parts):
                branches = [self._match(part, index) for part in parts]
                return f"({' OR '.join(branches)})" if all(branches) and branches else ""
            case Word() | Completion() | Prefix() | Wildcard() | Fuzzy() | Phrase():
                return self._term(plan, index)
        return ""

    def _term(self, term: Term, index: _Index) -> str:
        if term.field not in index.fields or (isinstance(term, Phrase) and term.slop > 1 and len(term.parts) > 1):
            return ""
        expressions = self._lexicon.expressions(term)
        if not expressions or any(expression.inside for expression in expressions):
            return ""
        return _COLUMNS[term.field] + any_of(expressions)

    def _anywhere(self, term: Term, index: _Index) -> Condition:
        """Write a term in a script without spaces: a word of the index, or letters between others."""
        expressions = self._lexicon.expressions(term)
        words = [expression for expression in expressions if not expression.inside]
        ways = [self._matching(_COLUMNS[term.field] + any_of(words), index)] if words else []
        ways += [_letters(expression.parts[0], term.field) for expression in expressions if expression.inside]
        return Condition(
            f"({' OR '.join(way.sql for way in ways) or '0'})", [value for way in ways for value in way.parameters]
        )

    def _with_gaps(self, phrase: Phrase, index: _Index) -> Condition:
        """Write a phrase with gaps: between words, and in a script without spaces also between letters."""
        ordered = self._ordered(phrase, index)
        if not any(expression.inside for expression in self._lexicon.expressions(phrase)):
            return ordered
        letters = self._between_letters(phrase, index)
        return Condition(f"({ordered.sql} OR {letters.sql})", [*ordered.parameters, *letters.parameters])

    def _between_letters(self, phrase: Phrase, index: _Index) -> Condition:
        """Write a phrase with gaps in a script without spaces: the index finds its words, the texts decide."""
        parts = [_letters(part, phrase.field) for part in phrase.parts]
        held = Condition(
            "(" + " AND ".join(part.sql for part in parts) + ")", [value for part in parts for value in part.parameters]
        )
        key = "letters", phrase
        if key not in self._near:
            names = ", ".join(f"t.{name}" for name in _COLUMN_NAMES[phrase.field])
            texts = self._connection.execute(
                f"SELECT {index.id}, {names} FROM {index.texts} WHERE {held.sql}", held.parameters
            )
            self._near[key] = search_near.between_letters(self._lexicon, phrase, texts)
        rows = self._near[key]
        return held if rows is None else among(index.id, rows)

    def _ordered(self, phrase: Phrase, index: _Index) -> Condition:
        """Write a phrase with gaps: NEAR finds the words in any order, their places decide."""
        only = self._only if index is _ANNOTATIONS else Condition("")
        place = search_near.Index(index.table, index.places, _COLUMNS[phrase.field], _COLUMN_NAMES[phrase.field], only)
        key = phrase, *only.parameters
        if key not in self._near:
            everything = tuple(range(len(phrase.parts)))
            compared = self._lexicon.compared(phrase) if index is _SOURCES else everything
            if not compared:
                self._lexicon.note_near(phrase, compared)
                words = " AND ".join(Expression((part,)).match for part in phrase.parts)
                return self._matching(place.match(words), index)
            self._near[key] = search_near.in_order(self._connection, self._lexicon, phrase, place, compared)
        rows = self._near[key]
        if rows is None:
            return self._matching(place.match(search_near.near(phrase)), index)
        together, others = self._matching(place.match(search_near.together(phrase)), index), among(index.id, rows)
        return Condition(f"({together.sql} OR {others.sql})", [*together.parameters, *others.parameters])


def _letters(text: str, field: Field) -> Condition:
    """Return the condition that a run of letters stands in a text of a script without spaces, or in an annotation."""
    names = _COLUMN_NAMES[field]
    if field not in _SOURCES.fields:
        held = " OR ".join(f"instr({name}, ?) > 0" for name in names)
        return Condition(f"a.id IN (SELECT rowid FROM annotation_fts WHERE {held})", [text] * len(names))
    if len(text) < TRIGRAM:
        held = " OR ".join(f"instr({name}, ?) > 0" for name in names)
        return Condition(f"s.id IN (SELECT id FROM unspaced_text WHERE {held})", [text] * len(names))
    match = _COLUMNS[field] + Expression((text,)).match
    return Condition("s.id IN (SELECT rowid FROM unspaced_fts WHERE unspaced_fts MATCH ?)", [match])
