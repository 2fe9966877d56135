# SPDX-License-Identifier: MIT
"""From what the user typed to a search plan.

Whoosh reads the query (:mod:`app.search.grammar`), one method here reads each kind of node of its tree, and
:mod:`app.search.binding` decides what each part is about. Nothing raises: mistakes are noted with their place,
and what is left is searched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.search import binding
from app.search.fields import Names
from app.search.mistakes import Mistake
from app.search.reader import Reader, word
from app.text.words import tokens
from database.plan import Field, Nothing, Phrase, Plan, join, terms

MAX_CHARACTERS = 500
MAX_BRACKETS = 20
"""Longer or deeper queries are not parsed: the time of Whoosh's regular expressions would have no bound."""

MAX_WORDS = 64
"""How many words of a query are searched."""

EVERYBODYS = Names()
"""The fields that every collection has."""

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»＂"), '"')
_BLANKS = dict.fromkeys([0, *range(0xD800, 0xE000)], " ")
_SEEN = str.maketrans(_QUOTES | _BLANKS)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query, read.

    ``plan`` is about sources, ``within`` is the same query about single annotations. ``mistakes`` are in the order
    of their places. ``words`` are the words that are searched for, as typed.
    """

    text: str
    plan: Plan
    within: Plan
    mistakes: tuple[Mistake, ...]
    words: tuple[str, ...]


def parse(
    text: str,
    *,
    languages: Sequence[str] = (),
    typing: bool = False,
    today: date | None = None,
    names: Names = EVERYBODYS,
) -> Parsed:
    """Read a query.

    Args:
        text: what the user typed.
        languages: codes of the languages of the archive, for the stems of words.
        typing: the last word may be unfinished; it stands for its completions, and a mistake that is still being
            typed is not reported.
        today: the day that relative dates count from; the local day if none is given.
        names: the fields that the collection has.
    """
    seen = text.translate(_SEEN)
    refusal = _refusal(seen)
    if refusal is not None:
        return _parsed(text, _plain(seen[:MAX_CHARACTERS], languages, names), [refusal])
    from app.search.grammar import read  # noqa: PLC0415  Whoosh takes 100 ms to load

    tree, mistakes = read(seen, names)
    now = today or date.today()  # noqa: DTZ011  the user's own day
    reader = Reader(seen, languages, names, typing=typing, today=now)
    written = reader.read(tree) if tree is not None else None
    mistakes = [*mistakes, *reader.mistakes]
    if len(reader.words) > MAX_WORDS:
        mistakes.append(Mistake(0, len(text), f"A query may have at most {MAX_WORDS} words; the first are searched."))
        written = _plain(seen, languages, names)
    if typing:
        mistakes = [mistake for mistake in mistakes if mistake.end < len(seen.rstrip())]
    return _parsed(text, written, mistakes)


def _parsed(text: str, written: Plan | None, mistakes: Sequence[Mistake]) -> Parsed:
    if written is None:
        return Parsed(text, Nothing(), Nothing(), tuple(sorted(mistakes, key=_place)), ())
    within = binding.about_annotations(written)
    words = tuple(_typed(term) for term in terms(written))
    return Parsed(text, binding.about_sources(written), within, tuple(sorted(mistakes, key=_place)), words)


def _refusal(text: str) -> Mistake | None:
    if len(text) > MAX_CHARACTERS:
        sentence = f"A query may have at most {MAX_CHARACTERS} characters; its first words are searched as they are."
        return Mistake(MAX_CHARACTERS, len(text), sentence)
    if sum(map(text.count, "([{")) > MAX_BRACKETS:
        sentence = f"A query may have at most {MAX_BRACKETS} brackets; its words are searched as they are."
        return Mistake(0, len(text), sentence)
    return None


def _plain(text: str, languages: Sequence[str], names: Names) -> Plan | None:
    """Return a plan of the plain words of a text, the first of them where there are too many."""
    operators = {"AND", "OR", "NOT", "ANDNOT", "TO"}
    found = [text[start:end] for start, end in tokens(text)]
    plain = dict.fromkeys(name for name in found if name not in operators and names.find(name) is None)
    words = [word(Field.TEXT, name, languages) for name in list(plain)[: MAX_WORDS // 2]]
    return join([each for each in words if each is not None]) if words else None


def _typed(term: Plan) -> str:
    match term:
        case Phrase():
            return f'"{term.text}"'
    return str(getattr(term, "text", "") or getattr(term, "pattern", "") or getattr(term, "word", term))


def _place(mistake: Mistake) -> tuple[int, int]:
    return mistake.start, mistake.end
