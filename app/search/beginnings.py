# SPDX-License-Identifier: MIT
"""How the words that begin alike (``sanction*``) are looked for: by their beginning, or one by one.

The index reads all that stands under a beginning and puts it in order, every time it is asked. Words one by one it can
step through without reading where they stand. So very common beginnings are listed, and the dearest of them are cut.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import accumulate

from database import vocabulary
from database.plan import Field, Prefix
from database.search_base import Expression

SHORT_PREFIX = 2
"""A prefix this short would read half of the index; it stands for its commonest words instead."""

LISTED = 100
"""How many words are looked for one by one."""

CHEAP, DEAR = 50_000, 150_000
"""A beginning whose words stand in fewer sources, counted for each word, is looked for as it is; one whose words stand
in more, in the whole query, may be cut."""

MOST_COMMON = 5
"""But words may always take as much as it takes to read every source so many times: larger archives take longer."""

LISTS = 3
"""How many times as much may be read where words are listed."""

FEWEST = 2
"""How many words a pattern stands for at least."""

_ACCENTED = 60


class Beginnings:
    """Decides it for the beginnings of one query, which share what may be read.

    Args:
        connection: a connection that :func:`database.search_tables.prepare` was called for.
        words: how many terms the query has.
    """

    def __init__(self, connection: sqlite3.Connection, words: int):
        self._connection = connection
        self._words = words
        self._read = 0

    def listed(self, prefix: Prefix) -> tuple[Sequence[vocabulary.Form], bool]:
        """Return the words to look for one by one, none to look for the beginning, and whether there are more.

        In titles a beginning costs little.
        """
        if prefix.field is Field.TITLE:
            return (), False
        together = vocabulary.together(self._connection, prefix.parts[0])
        self._read += together
        if together <= CHEAP and self._read <= DEAR:
            return (), False
        forms = vocabulary.completions(self._connection, prefix.parts[0], prefix.folded, LISTED + 1)
        dear = bool(forms) and self._read > max(DEAR, MOST_COMMON * forms[0][1])
        if not dear and len(forms) > LISTED:
            return (), False
        many = self._affordable(forms) if dear else LISTED
        return forms[:many], len(forms) > many

    def itself(self, prefix: Prefix) -> list[Expression]:
        """Return the beginning as the index knows it, and the words that begin so but for an accent."""
        start, folded = prefix.parts[0], prefix.folded
        begun = dict.fromkeys((start, folded)) if folded.isalnum() else [start]
        accented = vocabulary.accented(self._connection, folded, _ACCENTED)
        commonest = vocabulary.completions(self._connection, start, folded, 1)
        word, documents = commonest[0] if commonest else ("", 0)
        return [
            *(Expression((each,), prefix=True, documents=documents, commonest=word) for each in begun),
            *(Expression((form,)) for form in accented),
        ]

    def _affordable(self, forms: Sequence[vocabulary.Form]) -> int:
        most = max(DEAR, MOST_COMMON * forms[0][1]) * LISTS // self._words
        together = accumulate(documents for _, documents in forms[: LISTED // self._words])
        return max(FEWEST, sum(sofar <= most for sofar in together))


def is_short(prefix: Prefix) -> bool:
    """Tell whether a beginning is too short to be looked for itself."""
    return len(prefix.parts) == 1 and len(prefix.parts[0]) <= SHORT_PREFIX
