# SPDX-License-Identifier: MIT
"""Answers queries: ranked sources with their best passages and the annotations that match inside them.

A :class:`Searcher` belongs to one connection and its thread. Another thread may interrupt it, so that a query that
nobody waits for any more ends at once.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from app.search import explain, spelling
from app.search.lexicon import Lexicon
from app.search.mistakes import Mistake
from app.search.parser import Parsed, parse
from app.search.places import Snippet, Sought, passage, places, snippets
from app.search.relax import relaxed, source_terms
from app.text.words import lowered, tokens
from database import search_rank, search_read, search_tables, vocabulary
from database.plan import And, Annotated, Field, Not, Nothing, Or, Phrase, Plan, Term, Word, terms
from database.records import Span
from database.search_base import Condition, Expression
from database.search_rank import Found, Group, Needs
from database.search_sql import Compiler

SNIPPETS = 3
"""How many passages of a source are shown."""

_SHOWN = frozenset({Field.TEXT, Field.PASSAGE})
_ON_PAGE = _SHOWN | {Field.TITLE}


class SearchInterrupted(sqlite3.OperationalError):
    """The search was interrupted from another thread; there is no answer."""

    sqlite_errorcode = sqlite3.SQLITE_INTERRUPT
    sqlite_errorname = "SQLITE_INTERRUPT"


@dataclass(frozen=True, slots=True)
class Hit:
    """One source that was found, by its id.

    ``annotations`` are the ids of its annotations that match the query themselves, in text order.
    """

    source: int
    title: str
    score: float
    snippets: tuple[Snippet, ...] = ()
    annotations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query.

    ``total`` counts all sources that were found, ``hits`` are the best of them. ``partial`` says that no source has
    all the words, and that these have some of them. ``did_you_mean`` is a query to try instead, or empty. ``meaning``
    is the query in words.
    """

    query: str
    total: int
    hits: tuple[Hit, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    did_you_mean: str = ""
    partial: bool = False
    meaning: str = ""
    seconds: float = 0.0


class Searcher:
    """Searches one collection.

    Args:
        connection: a connection to it; reading is enough.
        languages: codes of the languages whose stems are used; by default those the collection has stems of.
    """

    def __init__(self, connection: sqlite3.Connection, languages: Sequence[str] | None = None):
        self._connection = connection
        self._languages = languages
        self._interrupted = threading.Event()
        self._others: tuple[tuple[int, int], list[str]] | None = None
        search_rank.prepare(connection)

    def search(self, query: str, *, limit: int = 20, typing: bool = False) -> Results:
        """Return the best sources for a query.

        With ``typing`` the last word may be unfinished, and stands for what it may become.

        Raises:
            SearchInterrupted: :meth:`interrupt` was called meanwhile.
        """
        started = time.perf_counter()
        with self._reading():
            parsed = self.parse(query, typing=typing)
            lexicon = self._lexicon(parsed)
            plan, within, partial = parsed.plan, parsed.within, False
            found, total = self._find(plan, within, lexicon, limit)
            wider = None if total else relaxed(plan)
            if wider is not None:
                plan, within, partial = wider, relaxed(within) or within, True
                found, total = self._find(plan, within, lexicon, limit, most_words=True)
            hits = self._hits(found, parsed, within, lexicon)
            meant = self._meant(parsed, lexicon)
        return Results(
            query,
            total,
            hits,
            parsed.mistakes,
            meant,
            partial and total > 0,
            explain.explain(parsed.plan),
            time.perf_counter() - started,
        )

    def annotations(self, query: str, *, typing: bool = False) -> list[int]:
        """Return the ids of the annotations that a query matches, by source and place.

        Every part of the query is about the annotation; fields of sources are about the source it lies in. With
        ``typing`` the last word may be unfinished.

        Raises:
            SearchInterrupted: :meth:`interrupt` was called meanwhile.
        """
        with self._reading():
            parsed = self.parse(query, typing=typing)
            condition = Compiler(self._connection, self._lexicon(parsed)).annotations(parsed.within)
            return [annotation for annotation, _ in search_read.matching_annotations(self._connection, condition)]

    def rank(self, plan: Plan, limit: int) -> list[Found]:
        """Return the best sources for a plan about sources, with their scores.

        Raises:
            SearchInterrupted: :meth:`interrupt` was called meanwhile.
        """
        with self._reading():
            lexicon = Lexicon(self._connection, len(terms(plan)), self._annotation_words)
            return self._find(plan, plan, lexicon, limit)[0]

    def condition(self, query: str, *, typing: bool = False) -> Condition:
        """Return the condition on ``source s`` that a query about sources comes to, for those who look behind it."""
        with self._reading():
            parsed = self.parse(query, typing=typing)
            return Compiler(self._connection, self._lexicon(parsed)).sources(parsed.plan)

    def places(self, text: str, query: str) -> list[Span]:
        """Return where the words of a query stand in a canonical text, as half-open spans in code points."""
        with self._reading():
            parsed = self.parse(query)
            return places(text, self._sought(parsed, self._lexicon(parsed)))

    def parse(self, query: str, *, typing: bool = False) -> Parsed:
        """Read a query with the languages of the collection."""
        languages = self._languages
        if languages is None:
            languages = vocabulary.stem_languages(self._connection)
        return parse(query, languages=languages, typing=typing)

    def interrupt(self) -> None:
        """End the search that is running, from another thread; it raises :class:`SearchInterrupted`."""
        self._interrupted.set()
        self._connection.interrupt()

    # Parts of an answer

    def _find(
        self, plan: Plan, within: Plan, lexicon: Lexicon, limit: int, *, most_words: bool = False
    ) -> tuple[list[Found], int]:
        if isinstance(plan, Nothing):
            return [], 0
        compiler = Compiler(self._connection, lexicon)
        ids = compiler.source_ids(plan)
        groups = [group for term in source_terms(plan) for group in _groups(term, lexicon)]
        if groups:
            needs = _needs(plan)
            return search_rank.best(self._connection, ids, groups, limit, needs=needs, counted=most_words)
        counted = compiler.annotations(within) if _is_annotated(plan) else Condition("0")
        return search_rank.most_annotated(self._connection, ids, counted, limit)

    def _hits(self, found: Sequence[Found], parsed: Parsed, within: Plan, lexicon: Lexicon) -> tuple[Hit, ...]:
        ids = [source for source, _ in found]
        texts = search_read.texts(self._connection, ids)
        condition = Compiler(self._connection, lexicon).annotations(within)
        matching: dict[int, list[int]] = {}
        for annotation, source in search_read.matching_annotations(self._connection, condition, ids):
            matching.setdefault(source, []).append(annotation)
        sought = self._sought(parsed, lexicon)
        hits = []
        for source, score in found:
            if self._interrupted.is_set():
                raise SearchInterrupted("interrupted")
            title, text = texts[source]
            inside = tuple(matching.get(source, ()))
            shown = self._snippets(text, sought, inside if _is_annotated(parsed.plan) else ())
            hits.append(Hit(source, title, score, shown, inside))
        return tuple(hits)

    def _snippets(self, text: str, sought: Sequence[Sought], annotations: Sequence[int]) -> tuple[Snippet, ...]:
        """Return the best passages: the annotations that were asked for, else where the words stand, else the start."""
        if annotations:
            spans = search_read.first_spans(self._connection, annotations[:SNIPPETS])
            return tuple(_around(text, span, sought) for span in spans if span[1] <= len(text))
        found = snippets(text, sought, SNIPPETS) if sought else ()
        return found or ((passage(text, 0, 0),) if text else ())

    def _sought(self, parsed: Parsed, lexicon: Lexicon) -> list[Sought]:
        """Return what to mark in a text: the terms that may stand in it."""
        shown = [term for term in terms(parsed.plan) if term.field in _SHOWN]
        return [Sought(term, lexicon.expressions(term)) for term in dict.fromkeys(shown)]

    def _meant(self, parsed: Parsed, lexicon: Lexicon) -> str:
        """Return the query with words that no source has replaced by the likeliest ones, or nothing."""
        meant = parsed.text
        for term in terms(parsed.plan):
            if isinstance(term, Word) and term.field in _ON_PAGE and not lexicon.is_known(term):
                better = spelling.suggestion(self._connection, term.folded)
                meant = _replaced(meant, term.parts[0], better) if better else meant
        return meant if meant != parsed.text else ""

    def _lexicon(self, parsed: Parsed) -> Lexicon:
        return Lexicon(self._connection, len(parsed.words), self._annotation_words)

    def _annotation_words(self) -> list[str]:
        """Return the words that only annotations have; they are read again when the collection has changed."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0], self._connection.total_changes
        if self._others is None or self._others[0] != version:
            self._others = version, search_tables.annotation_words(self._connection)
        return self._others[1]

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Read one state of the collection from beginning to end."""
        self._interrupted.clear()
        own = not self._connection.in_transaction
        search_tables.prepare(self._connection)
        try:
            if own:
                self._connection.execute("BEGIN")
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise SearchInterrupted("interrupted") from error
            raise
        finally:
            if own and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def _groups(term: Term, lexicon: Lexicon) -> list[Group]:
    columns = "title : " if term.field is Field.TITLE else ""
    if isinstance(term, Phrase) and term.slop > 1:
        return [Group((Expression((part,)),), term.boost, columns) for part in term.parts]
    expressions = lexicon.expressions(term)
    return [Group(expressions, term.boost, columns)] if expressions else []


def _needs(plan: Plan) -> Needs:
    """Tell how a plan of words alone uses them; a phrase with gaps needs more than its words."""
    parts = plan.parts if isinstance(plan, And | Or) else (plan,)
    if not all(isinstance(part, Term) and not (isinstance(part, Phrase) and part.slop > 1) for part in parts):
        return Needs.OTHER
    return Needs.ALL if isinstance(plan, And) else Needs.ANY


def _is_annotated(plan: Plan) -> bool:
    """Tell whether a plan asks for sources by their annotations."""
    match plan:
        case Annotated():
            return True
        case And(parts) | Or(parts):
            return any(map(_is_annotated, parts))
        case Not():
            return False
    return False


def _around(text: str, span: Span, sought: Sequence[Sought]) -> Snippet:
    """Return a passage around an annotation, with the words of the query marked in it, else the annotation."""
    shown = passage(text, *span)
    marks = tuple(places(shown.text, sought)) or ((span[0] - shown.start, span[1] - shown.start),)
    return Snippet(shown.start, shown.end, shown.text, marks)


def _replaced(query: str, word: str, better: str) -> str:
    for start, end in tokens(query):
        if lowered(query[start:end]) == word:
            return query[:start] + better + query[end:]
    return query
