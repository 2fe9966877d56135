# SPDX-License-Identifier: MIT
"""What every way of asking shares: one connection, one state of the collection, one reader of queries."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from app.search.answers import SearchInterrupted
from app.search.fields import Names
from app.search.lexicon import Kin, Lexicon
from app.search.parser import Parsed, parse
from app.search.places import Sought
from app.search.written import Written
from app.text.words import lowered, tokens
from database import attributes, search_read, search_tables, vocabulary
from database.plan import Field, Term, terms
from database.search_scores import Frequencies

ON_PAGE = frozenset({Field.TEXT, Field.PASSAGE})

REMEMBERED = 20_000
"""Of so many words it is remembered what they stand for and in how many sources they stand, until the collection
changes: while one types, the words before the last are asked for again with every letter."""


class Reading:
    """Reads one collection for searches. It belongs to one connection and its thread; another may interrupt it.

    Args:
        connection: a connection to it; reading is enough.
        languages: codes of the languages whose stems are used; by default those the collection has stems of.
        transliterate: names are also found in the other script (``Lukashenko`` for Лукашенко, and back).
    """

    def __init__(
        self, connection: sqlite3.Connection, languages: Sequence[str] | None = None, *, transliterate: bool = False
    ):
        self.connection = connection
        self.transliterate = transliterate
        self._languages = languages
        self._interrupted = threading.Event()
        self._state: tuple[int, int] | None = None
        self._names: Names | None = None
        self._written: Written | None = None
        self._titled: Counter[str] | None = None
        self._known_languages: Sequence[str] | None = None
        self._kin: Kin = {}
        self._frequencies: Frequencies = {}

    def interrupt(self) -> None:
        """End what is running, from another thread: that, and all that is asked until :meth:`resume`, is interrupted.

        What is asked in several steps ends so even where no step is running just then.
        """
        self._interrupted.set()
        self.connection.interrupt()

    def resume(self) -> None:
        """Answer again after an interruption: what it was meant for is over."""
        self._interrupted.clear()

    def check(self) -> None:
        """Do nothing, unless somebody has interrupted.

        Raises:
            SearchInterrupted: they have.
        """
        if self._interrupted.is_set():
            raise SearchInterrupted("interrupted")

    def parse(self, query: str, *, typing: bool = False) -> Parsed:
        """Read a query with the languages and the fields of the collection."""
        return parse(query, languages=self._stemmed(), typing=typing, names=self.names())

    def names(self) -> Names:
        """Return the fields that the collection has."""
        if self._names is None:
            columns = [(each.name, each.type, each.choices) for each in attributes.attributes(self.connection)]
            self._names = Names(columns, search_read.slot_names(self.connection))
        return self._names

    def lexicon(self, plan_terms: Sequence[Term]) -> Lexicon:
        """Return what knows the words of the collection, for the terms of one query."""
        return Lexicon(
            self.connection,
            len(plan_terms),
            self._annotation_words,
            self._title_words,
            self._kin,
            transliterate=self.transliterate,
        )

    def sought(self, parsed: Parsed, lexicon: Lexicon) -> list[Sought]:
        """Return what to look for in a text: the terms that may stand in it."""
        shown = [term for term in terms(parsed.plan) if term.field in ON_PAGE]
        return [Sought(term, lexicon.shown(term)) for term in dict.fromkeys(shown)]

    def changed(self) -> None:
        """Forget what was known of the collection: it has changed."""
        self._names = self._written = self._titled = self._known_languages = None
        self._kin, self._frequencies = {}, {}

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read one state of the collection from beginning to end.

        Raises:
            SearchInterrupted: :meth:`interrupt` was called meanwhile.
        """
        self.check()
        own = not self.connection.in_transaction
        search_tables.prepare(self.connection)
        try:
            if own:
                self.connection.execute("BEGIN")
            self._look_for_changes()
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise SearchInterrupted("interrupted") from error
            raise
        finally:
            if own and self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            self._state = None if self._state is None else (self._state[0], self.connection.total_changes)

    def _look_for_changes(self) -> None:
        """Compare the collection with what it was at the end of the last search, whose own tables count as changes.

        What is remembered of it goes, too, where that has become much.
        """
        state = self.connection.execute("PRAGMA data_version").fetchone()[0], self.connection.total_changes
        if state != self._state or len(self._kin) + len(self._frequencies) > REMEMBERED:
            self.changed()
        self._state = state

    def _stemmed(self) -> Sequence[str]:
        """Return the languages whose stems are used."""
        if self._languages is not None:
            return self._languages
        if self._known_languages is None:
            self._known_languages = vocabulary.stem_languages(self.connection)
        return self._known_languages

    def _annotation_words(self) -> Written:
        """Return the words that only annotations have."""
        if self._written is None:
            self._written = Written(search_tables.annotation_words(self.connection))
        return self._written

    def _title_words(self) -> Counter[str]:
        """Return the words of all titles."""
        if self._titled is None:
            titles = lowered("\n".join(search_read.titles(self.connection)))
            self._titled = Counter(titles[start:end] for start, end in tokens(titles))
        return self._titled
