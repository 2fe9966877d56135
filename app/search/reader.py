# SPDX-License-Identifier: MIT
"""Reads Whoosh's query tree into the parts of a plan, one method a kind of node, as the query was written.

Words without a field come out with :data:`app.search.binding.BARE`, and what stands inside ``source:( )`` inside
``InSource``; what they are about is decided afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from whoosh import query

from app.search import dates, fields, folding, numbers
from app.search.binding import BARE
from app.search.fields import FieldName, Names, Value
from app.search.grammar import IN_SOURCE, Tree
from app.search.mistakes import Mistake
from app.text.words import lowered, tokens
from database.plan import (
    Chosen,
    Completion,
    Dates,
    Everything,
    Field,
    Filled,
    Flag,
    Fuzzy,
    InSource,
    Kind,
    Language,
    Not,
    Numbers,
    Or,
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
    either,
    join,
)
from database.records import KINDS

MAX_SLOP = 50
MAX_BOOST = 100.0
MAX_DISTANCE = 2

_QUESTION_MARKS = re.compile("[?\u055e\u061f\u1367]")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_STARS = re.compile(r"\*+")


class Reader:
    """Reads one query; ``mistakes`` and ``words`` are what it met."""

    def __init__(self, text: str, languages: Sequence[str], names: Names, *, typing: bool, today: date):
        self._text = text
        self._languages = languages
        self._names = names
        self._typing = typing
        self._today = today
        self.mistakes: list[Mistake] = []
        self.words: list[str] = []
        self._readers: dict[Value, Callable[[Tree], Plan | None]] = {
            Value.KIND: self._kind,
            Value.STATUS: self._status,
            Value.LANGUAGE: self._language,
            Value.DATE: self._date,
            Value.HAS: self._has,
            Value.IS: self._is,
            Value.SOURCE: self._source,
        }

    def read(self, tree: Tree, boost: float = 1.0) -> Plan | None:
        """Return the part of the plan that a node stands for, or None where nothing is left of it."""
        match tree:
            case query.And():
                return _joined(self._all(tree, boost), join)
            case query.Or():
                return _joined(self._all(tree, boost), either)
            case query.Not():
                denied = self.read(tree.query, boost)
                return None if denied is None else _deny(denied)
            case query.AndNot():
                wanted, denied = self.read(tree.a, boost), self.read(tree.b, boost)
                return _joined([wanted, None if denied is None else _deny(denied)], join)
            case query.Every():
                return Everything()
        return self._placed(tree, boost)

    def _all(self, tree: Tree, boost: float) -> list[Plan | None]:
        return [self.read(part, boost * tree.boost) for part in tree.subqueries]

    def _placed(self, leaf: Tree, boost: float) -> Plan | None:
        """Read a leaf, inside ``source:( )`` or outside."""
        name = (leaf.fieldname or "").lower()
        inside = name.startswith(IN_SOURCE)
        known = self._names.find(name.removeprefix(IN_SOURCE)) if name else None
        group = known is not None and known.value is Value.GROUP
        part = self._leaf(None if group else known, leaf, boost)
        return InSource(part) if part is not None and (inside or group) else part

    def _leaf(self, known: FieldName | None, leaf: Tree, boost: float) -> Plan | None:
        if known is None:
            return self._terms(BARE, leaf, min(boost * getattr(leaf, "boost", 1.0), MAX_BOOST))
        if known.attribute or known.slot:
            return self._own(known, leaf)
        if known.value is Value.CHOICE:
            return self._choice(known, leaf)
        reader = self._readers.get(known.value)
        if reader is not None:
            return reader(leaf)
        return self._terms(known.field or BARE, leaf, min(boost * getattr(leaf, "boost", 1.0), MAX_BOOST))

    # Words

    def _terms(self, field: Field, leaf: Tree, boost: float) -> Plan | None:
        text = _said(leaf)
        self.words.append(text)
        match leaf:
            case query.Phrase():
                return self._phrase(field, leaf, boost)
            case query.Prefix():
                return self._prefix(field, text, boost)
            case query.Wildcard():
                return self._wildcard(field, text, boost)
            case query.FuzzyTerm():
                return self._fuzzy(field, leaf, boost)
        if field in fields.SPOKEN and text.lower() in fields.VOICES:
            return Voice(fields.VOICES[text.lower()], field)
        plain = word(field, text, self._languages, boost)
        return Completion(plain) if plain is not None and self._is_unfinished(leaf) else plain

    def _is_unfinished(self, leaf: Tree) -> bool:
        return self._typing and bool(leaf.endchar == len(self._text)) and self._text[-1:].isalnum()

    def _phrase(self, field: Field, leaf: Tree, boost: float) -> Plan | None:
        text = _said(leaf)
        parts = _parts(text)
        return Phrase(field, text, parts, min(leaf.slop, MAX_SLOP), boost) if parts else None

    def _prefix(self, field: Field, text: str, boost: float) -> Plan | None:
        parts = _parts(text)
        return Prefix(field, text, parts, _folded(text), boost) if parts else None

    def _wildcard(self, field: Field, text: str, boost: float) -> Plan | None:
        """Read a pattern; one with separators in it is a word or a pattern for each part.

        A question mark that ends a word is taken for punctuation, unless the word begins with a figure.
        """
        pattern = _STARS.sub("*", _QUESTION_MARKS.sub("?", text))
        if "*" not in pattern and "?" not in pattern.rstrip("?") and not pattern[0].isdigit():
            return word(field, pattern, self._languages, boost)
        if not pattern.strip("*"):
            return Everything() if field is BARE else Filled(field)
        return _joined([self._pattern(field, part, boost) for part in _patterns(pattern)], join)

    def _pattern(self, field: Field, pattern: str, boost: float) -> Plan | None:
        if not pattern.strip("*?"):
            return None
        if not set(pattern) & set("*?"):
            return word(field, pattern, self._languages, boost)
        if pattern.endswith("*") and not set(pattern[:-1]) & set("*?"):
            return self._prefix(field, pattern[:-1], boost)
        return Wildcard(field, lowered(pattern), folding.fold(pattern), boost)

    def _fuzzy(self, field: Field, leaf: Tree, boost: float) -> Plan | None:
        parts = _parts(leaf.text)
        if leaf.maxdist > MAX_DISTANCE:
            sentence = f"A word may be at most {MAX_DISTANCE} changes away."
            written = f"~{leaf.maxdist}"
            rest = self._text[leaf.endchar :]
            self._note(leaf, sentence, f"{leaf.text}~{MAX_DISTANCE}", more=len(written) * rest.startswith(written))
        if len(parts) != 1 or leaf.maxdist == 0:
            return word(field, leaf.text, self._languages, boost)
        return Fuzzy(field, leaf.text, _folded(leaf.text), min(leaf.maxdist, MAX_DISTANCE), boost)

    # Values of other kinds

    def _kind(self, leaf: Tree) -> Plan | None:
        text = _said(leaf)
        if not text.strip("*"):
            return Or(tuple(Kind(kind) for kind in KINDS))
        kind = fields.kind(text.rstrip("*"), unfinished=isinstance(leaf, query.Prefix) or self._is_unfinished(leaf))
        if kind:
            return Kind(kind)
        self._note(leaf, f"“{text}” is no kind of annotation.", fields.nearest_kind(text) or "claim")
        return None

    def _status(self, leaf: Tree) -> Plan | None:
        found = self._terms(Field.STATUS, leaf, 1.0)
        said = set(_parts(_said(leaf)))
        prefix = isinstance(leaf, query.Prefix | query.Wildcard | query.FuzzyTerm) or self._is_unfinished(leaf)
        if prefix or any(said <= set(_parts(status)) for status in fields.statuses()):
            return found
        known = ", ".join(fields.statuses())
        near = fields.nearest_choice(_said(leaf), fields.statuses())
        self._note(
            leaf, f"No annotation can be “{_said(leaf)}”; the states are {known}.", f'"{near}"' if " " in near else near
        )
        return None

    def _language(self, leaf: Tree) -> Plan | None:
        text = _said(leaf)
        code = fields.language(text)
        if code:
            return Language(code)
        self._note(leaf, f"“{text}” is no language that Postil knows.", fields.nearest_language(text) or "en")
        return None

    def _date(self, leaf: Tree) -> Dates | None:
        if isinstance(leaf, query.TermRange):
            days = dates.between(
                leaf.start or "",
                leaf.end or "",
                self._today,
                after_start=leaf.startexcl,
                before_end=leaf.endexcl,
            )
            said = "This range"
        else:
            days, said = dates.read(_said(leaf).rstrip("*-"), self._today), f"“{_said(leaf)}”"
        if days is not None and days.first and days.last and days.first > days.last:
            self._reversed(leaf)
            return None
        if days is None:
            year = _YEAR.search(self._text[leaf.startchar or 0 : leaf.endchar or 0])
            sentence = f"{said} is not a date; write 2020, 2020-06, 2020-06-14 or [2019-06 TO 2020]."
            self._note(leaf, sentence, year[0] if year else "2020")
        return days

    def _reversed(self, leaf: Tree) -> None:
        """Refuse a range that ends before it begins, or that leaves out both its ends and has nothing between."""
        if leaf.startexcl and leaf.endexcl:
            sentence, suggestion = (
                "No day lies inside this range; square brackets count its ends too.",
                f"[{leaf.start} TO {leaf.end}]",
            )
        else:
            sentence, suggestion = "This range ends before it begins.", f"[{leaf.end} TO {leaf.start}]"
        self._note(leaf, sentence, suggestion)

    def _own(self, known: FieldName, leaf: Tree) -> Plan | None:
        """Read a value of a column or slot of the user's own, by its type."""
        if isinstance(leaf, query.Every) or (not _said(leaf).strip("*") and not isinstance(leaf, query.TermRange)):
            return Own(known.attribute, None) if known.attribute else Slotted(known.slot, None)
        value = self._own_value(known, leaf)
        if value is None:
            return None
        if isinstance(value, Dates | Numbers):
            return Own(known.attribute, value)
        return Own(known.attribute, value) if known.attribute else Slotted(known.slot, value)

    def _own_value(self, known: FieldName, leaf: Tree) -> Term | Dates | Numbers | str | None:
        match known.value:
            case Value.DATE:
                return self._date(leaf)
            case Value.NUMBER:
                return self._number(known, leaf)
            case Value.CHOICE:
                return self._chosen(known, leaf)
        found = self._terms(BARE, leaf, 1.0)
        return found if isinstance(found, Term) else None

    def _number(self, known: FieldName, leaf: Tree) -> Numbers | None:
        found = numbers.between(leaf) if isinstance(leaf, query.TermRange) else numbers.read(_said(leaf))
        if found is None:
            example = f"{known.name}:5, {known.name}:>5 or {known.name}:[1 TO 5]"
            self._note(leaf, f"“{known.name}” holds numbers; write {example}.")
        return found

    def _choice(self, known: FieldName, leaf: Tree) -> Plan | None:
        if known.field is None or not _said(leaf).strip("*"):
            return Filled(known.field or BARE)
        value = self._chosen(known, leaf)
        return Chosen(known.field, value) if value else None

    def _chosen(self, known: FieldName, leaf: Tree) -> str | None:
        text = _said(leaf)
        unfinished = isinstance(leaf, query.Prefix) or self._is_unfinished(leaf)
        value = fields.choice(text.rstrip("*"), known.choices, unfinished=unfinished)
        if not value:
            near = fields.nearest_choice(text, known.choices)
            quoted = f'"{near}"' if " " in near else near
            self._note(leaf, f"“{known.name}” cannot be “{text}”; it is {_one_of(known.choices)}.", quoted)
        return value or None

    def _has(self, leaf: Tree) -> Plan | None:
        text = _said(leaf)
        known = self._names.had(text)
        if known is None:
            near = self._names.nearest_had(text)
            self._note(leaf, f"“has:” does not know “{text}”; it takes the name of a field, as in has:note.", near)
            return None
        if known.attribute or known.slot:
            return Own(known.attribute, None) if known.attribute else Slotted(known.slot, None)
        return Filled(known.field or BARE)

    def _is(self, leaf: Tree) -> Plan | None:
        unfinished = isinstance(leaf, query.Prefix) or self._is_unfinished(leaf)
        name = fields.choice(_said(leaf).rstrip("*"), tuple(fields.FLAGS), unfinished=unfinished)
        if name:
            return Flag(fields.FLAGS[name])
        near = fields.nearest_flag(_said(leaf))
        self._note(leaf, f"“is:” does not know “{_said(leaf)}”; it takes {_one_of(tuple(fields.FLAGS)[:-1])}.", near)
        return None

    def _source(self, leaf: Tree) -> Plan | None:
        text = _said(leaf)
        return SourceIs(text, _parts(text)) if text.strip() else None

    def _note(self, leaf: Tree, sentence: str, suggestion: str = "", more: int = 0) -> None:
        """Note a mistake in a node, and so many characters after it."""
        start, end = (getattr(leaf, name, None) for name in ("startchar", "endchar"))
        self.mistakes.append(Mistake(start or 0, (end or len(self._text)) + more, sentence, suggestion))


def word(field: Field, text: str, languages: Iterable[str], boost: float = 1.0) -> Word | None:
    """Return the part of a plan that one typed word stands for; None where it has no letters."""
    spans = list(tokens(text))
    if not spans:
        return None
    parts = tuple(lowered(text[start:end]) for start, end in spans)
    return Word(field, text, parts, _folded(text), folding.stems(parts[-1], languages), boost)


def _one_of(choices: Sequence[str]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}" if len(choices) > 1 else "".join(choices)


def _said(leaf: Tree) -> str:
    """Return the words of a leaf, whatever it is."""
    if isinstance(leaf, query.Phrase):
        return " ".join(leaf.words)
    return str(getattr(leaf, "text", ""))


def _parts(text: str) -> tuple[str, ...]:
    low = lowered(text)
    return tuple(low[start:end] for start, end in tokens(low))


def _folded(text: str) -> str:
    """Return the folded form of a text from its first word to its last."""
    spans = list(tokens(text))
    return folding.fold(text[spans[0][0] : spans[-1][1]]) if spans else ""


def _patterns(pattern: str) -> list[str]:
    """Split a pattern where the index would, at everything that is neither of a word nor a wildcard."""
    marked = pattern.replace("*", "\ue000").replace("?", "\ue001")
    return [marked[start:end].replace("\ue000", "*").replace("\ue001", "?") for start, end in tokens(marked)]


def _deny(part: Plan) -> Plan:
    """Deny a part; a denied disjunction is a conjunction of denials, so that its parts can be told apart."""
    if isinstance(part, Not):
        return part.part
    if isinstance(part, Or):
        return join([_deny(inner) for inner in part.parts])
    return Not(part)


def _joined(parts: Sequence[Plan | None], how: Callable[[Sequence[Plan]], Plan]) -> Plan | None:
    kept = [part for part in parts if part is not None]
    return how(kept) if kept else None
