# SPDX-License-Identifier: MIT
"""The hyphenated words that a word written together stands for: ``co-operation`` for ``cooperation``.

The index holds their parts and no hyphens, so they are looked for as two or three words that follow each other. Where
these mostly do so without a hyphen (``over all`` for ``over-all``) that would find something else, and is not done.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from app.search import folding
from app.search.fitting import words_of
from database import compounds, search_tables, vocabulary
from database.plan import Prefix, Word
from database.search_base import Expression

MOST = 8
"""How many hyphenated words a word may stand for."""

BEGUN = 12
"""How many hyphenated words the beginnings of a query may stand for, together, and one beginning at most."""

SHORTEST = 4
"""Shorter beginnings stand for none."""

LEAST_REST = 3
"""So many letters must follow a hyphen before it is left out of a beginning: ``co-o`` would be that of ``cool``."""

APART, FREELY = 3, 4
"""The parts may follow each other in so many times as many sources as have the hyphen, and in so many more."""

AFFORDED = 100_000
"""How often the parts may stand in the sources that have the rarest of them, to be counted; else they are left out."""


def hyphenated(connection: sqlite3.Connection, word: Word) -> list[Expression]:
    """Return the hyphenated words that fold to a word or share a stem with it, the commonest first."""
    if len(word.folded) > folding.LONGEST_FORM:
        return []
    return _expressions(connection, compounds.alike(connection, word.folded, word.stems, MOST))


def begun(connection: sqlite3.Connection, folded: str, limit: int) -> tuple[list[Expression], bool]:
    """Return the hyphenated words that begin so once they are written together, and whether there are more.

    They are the commonest.
    """
    if not SHORTEST <= len(folded) <= folding.LONGEST_FORM:
        return [], False
    found = compounds.beginning(connection, folded, limit + 1)
    return _expressions(connection, found[:limit]), len(found) > limit


def together(word: Word) -> Word | None:
    """Return a word with hyphens as one that is written together; None where that is not one word."""
    whole = _whole(word.folded)
    if not whole:
        return None
    return Word(word.field, whole, (whole,), whole, folding.stems(whole, (language for language, _ in word.stems)))


def prefix_together(prefix: Prefix) -> Prefix | None:
    """Return the beginning of a word with hyphens as of one that is written together; None where that is not one."""
    whole = _whole(prefix.folded) if len(prefix.parts[-1]) >= LEAST_REST else ""
    return replace(prefix, parts=(whole,), folded=whole) if whole else None


def _whole(folded: str) -> str:
    """Return a folded text without its hyphens; nothing where it has none, or is not one word then."""
    whole = folding.without_hyphens(folded)
    return whole if whole != folded and len(words_of(whole)) == 1 else ""


def _expressions(connection: sqlite3.Connection, forms: Iterable[compounds.Form]) -> list[Expression]:
    """Return hyphenated words as their parts; without those whose parts mostly stand without a hyphen."""
    found = (Expression(tuple(form.split(compounds.HYPHEN)), documents=documents) for form, documents in forms)
    return [each for each in found if _has_hyphen(connection, each)]


def _has_hyphen(connection: sqlite3.Connection, expression: Expression) -> bool:
    """Tell whether parts that follow each other mostly have a hyphen between them."""
    most = APART * expression.documents + FREELY
    documents = dict(vocabulary.known(connection, expression.parts))
    rarest = min(documents.get(part, 0) for part in expression.parts)
    if rarest <= most:
        return True
    read = rarest * sum(search_tables.density(connection, part) for part in expression.parts)
    return read <= AFFORDED and compounds.following(connection, expression.match, most + 1) <= most
