# SPDX-License-Identifier: MIT
"""What stands together in a set of annotations: codes with codes, and words with codes.

Words are compared by log-likelihood as Rayson and Garside give it ("Comparing corpora using frequency profiling", ACL
Workshop on Comparing Corpora, 2000): how much more often a word stands in the quotations with a code than their share
of all the quotations would have it.
"""

from __future__ import annotations

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.text.words import lowered, tokens
from database import cooccurrence
from database.cooccurrence import Pair

SIGNIFICANT = 3.84
"""The least log-likelihood that is shown: what chance gives once in twenty times."""

LEAST = 2
"""A word has to stand this often with a code."""

SHORTEST = 3
"""Shorter words mark nothing."""

MOST = 5000
"""How many annotations are read."""

CODES, WORDS, PAIRS = 12, 8, 12


class CodeWords(NamedTuple):
    """A code, on how many annotations it stands, and the words that mark their quotations, the strongest first."""

    code: str
    number: int
    words: tuple[str, ...]


class Together(NamedTuple):
    """What stands together."""

    pairs: tuple[Pair, ...]
    words: tuple[CodeWords, ...]


def together(connection: sqlite3.Connection, annotations: Sequence[int]) -> Together:
    """Return what stands together in some annotations, the first :data:`MOST` of them."""
    ids = annotations[:MOST]
    found = cooccurrence.pairs(connection, ids, PAIRS)
    return Together(tuple(found), tuple(marking_words(cooccurrence.coded_quotes(connection, ids))))


def marking_words(quotes: Iterable[tuple[str, Sequence[str]]]) -> list[CodeWords]:
    """Return the words that mark each code, those with most annotations first, from quotations and their codes."""
    whole: Counter[str] = Counter()
    by_code: defaultdict[str, Counter[str]] = defaultdict(Counter)
    carrying: Counter[str] = Counter()
    for quote, codes in quotes:
        low = lowered(quote)
        words = Counter(word for start, end in tokens(low) if len(word := low[start:end]) >= SHORTEST)
        whole += words
        for code in codes:
            by_code[code] += words
            carrying[code] += 1
    ranked = sorted((-count, code) for code, count in carrying.items())[:CODES]
    return [CodeWords(code, -count, _marking(by_code[code], whole)) for count, code in ranked]


def likelihood(here: int, elsewhere: int, size_here: int, size_elsewhere: int) -> float:
    """Return the log-likelihood of a word that stands so often in one part and in the rest, of so many words each."""
    share = (here + elsewhere) / (size_here + size_elsewhere)
    pairs = ((here, share * size_here), (elsewhere, share * size_elsewhere))
    return 2 * sum(seen * math.log(seen / expected) for seen, expected in pairs if seen)


def _marking(here: Counter[str], whole: Counter[str]) -> tuple[str, ...]:
    size, rest = here.total(), whole.total() - here.total()
    found = []
    for word, count in here.items():
        elsewhere = whole[word] - count
        if count >= LEAST and rest and count / size > elsewhere / rest:
            score = likelihood(count, elsewhere, size, rest)
            if score >= SIGNIFICANT:
                found.append((-score, word))
    return tuple(word for _, word in sorted(found)[:WORDS])
