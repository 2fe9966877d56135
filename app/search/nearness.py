# SPDX-License-Identifier: MIT
"""Which words of a phrase with gaps (``"european union"~3``) are compared place by place.

How many places there are to read is known beforehand: in how many sources a word stands is in the vocabulary, and how
often in each is told by the first of its places.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import accumulate

from database import search_tables, vocabulary
from database.plan import Phrase

PLACES, OFTEN = 120_000, 6
"""How many places of words are compared, or how many for each source, since larger archives take longer."""

AT_MOST = 100
"""How often a word stands in a source, taken highly: words that are rare enough so are not looked at any closer."""

NEARBY = 8
"""How many times as many may be read to find words near each other in any order; beyond, it is not asked."""


def compared(connection: sqlite3.Connection, phrase: Phrase) -> tuple[int, ...]:
    """Return the numbers of the words whose places can be read in time: all, as a rule, else the rarest.

    None are where finding the words near each other in any order would take too long already.
    """
    documents = [vocabulary.documents(connection, (part,)) for part in phrase.parts]
    if AT_MOST * sum(documents) <= PLACES:
        return tuple(range(len(documents)))
    density = [search_tables.density(connection, part) for part in phrase.parts]
    most = max(PLACES, OFTEN * max(documents))
    if min(documents) * sum(density) > NEARBY * most:
        return ()
    often = [many * each for many, each in zip(documents, density, strict=True)]
    ranked = sorted(range(len(often)), key=often.__getitem__)
    together = accumulate(often[number] for number in ranked)
    kept = sorted(number for number, sofar in zip(ranked, together, strict=True) if sofar <= most)
    return tuple(kept) or (ranked[0],)


def sentence(phrase: Phrase, compared: Sequence[int]) -> str:
    """Return what is said where only these words of a phrase were compared."""
    if not compared:
        return f"The words of “{phrase.text}” stand in too many places; how near they are was not compared."
    left = "”, “".join(dict.fromkeys(part for number, part in enumerate(phrase.parts) if number not in compared))
    return f"“{left}” stands in too many places; it was looked for near the rest of “{phrase.text}”, in any order."
