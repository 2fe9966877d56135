# SPDX-License-Identifier: MIT
"""Did you mean: a query with the words that nothing holds replaced by the likeliest ones that something does.

Words of texts are looked for in the vocabulary, words of people, organisations and codes among their names, and those
of authors, publications, sets and annotators among theirs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.search import folding, spelling, transcribed
from app.search.lexicon import NAMES, Lexicon
from app.search.parser import Parsed
from app.text.words import lowered, tokens
from database import search_read, search_tables
from database.plan import Field, Phrase, Word, terms

_ON_PAGE = frozenset({Field.TEXT, Field.PASSAGE, Field.TITLE})
_SHORTEST = 3
_SHORT = 5
"""A shorter word may be one letter off, others two."""


def meant(connection: sqlite3.Connection, parsed: Parsed, lexicon: Lexicon, *, found: bool) -> str:
    """Return the query as it was probably meant, or nothing where every word is known, or none is like it.

    Names are looked at only where nothing was found.
    """
    said = parsed.text
    for term in terms(parsed.plan):
        if isinstance(term, Word) and term.field in _ON_PAGE:
            if not lexicon.is_known(term):
                said = _replaced(said, term.parts[0], _word(connection, term))
        elif not found and isinstance(term, Word | Phrase):
            known = _known(connection, term.field)
            for part in term.parts if known else ():
                said = _replaced(said, part, _name(part, known))
    return said if said != parsed.text else ""


def _word(connection: sqlite3.Connection, word: Word) -> str:
    other = transcribed.forms(connection, word.text, 1)
    return next(iter(other), "") or spelling.suggestion(connection, word.folded)


def _known(connection: sqlite3.Connection, field: Field) -> frozenset[str]:
    """Return the folded words that names in a field have; nothing for fields that hold no names."""
    if field in NAMES:
        return frozenset(search_tables.name_words(connection))
    return _words(search_read.names(connection, field))


def _words(values: Iterable[str]) -> frozenset[str]:
    folded = (folding.fold(value) for value in values)
    return frozenset(value[start:end] for value in folded for start, end in tokens(value))


def _name(part: str, known: frozenset[str]) -> str:
    """Return the word of a name that is most like one that no name has, or nothing."""
    folded = folding.fold(part)
    if folded in known or len(folded) < _SHORTEST:
        return ""
    limit = 1 if len(folded) < _SHORT else 2
    found = process.extractOne(folded, sorted(known), scorer=OSA.distance, score_cutoff=limit, processor=None)
    return str(found[0]) if found else ""


def _replaced(query: str, word: str, better: str) -> str:
    for start, end in tokens(query) if better else ():
        if lowered(query[start:end]) == word:
            return query[:start] + better + query[end:]
    return query
