# SPDX-License-Identifier: MIT
"""Answers queries: ranked sources with their best passages and the annotations that match inside them.

A :class:`Searcher` belongs to one connection and its thread. Another thread may interrupt it, so that a query that
nobody waits for any more ends at once.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.search import concordance, explain, facets
from app.search.answers import Hit, Listing, Order, Results, SearchInterrupted
from app.search.concordance import Line
from app.search.facets import FACETS, Facet
from app.search.lexicon import Lexicon
from app.search.meant import meant
from app.search.parser import Parsed
from app.search.places import Snippet, Sought, passage, places, snippets
from app.search.reading import Reading
from app.search.relax import relaxed, source_terms
from app.search.seeking import is_annotated
from database import search_facets, search_rank, search_read, search_tables
from database.plan import And, Annotated, Field, InSource, Nothing, Or, Phrase, Plan, Term, terms
from database.records import Span
from database.search_base import Condition, Expression
from database.search_rank import Found
from database.search_scores import LETTERS, TITLE, WORDS, Group, Needs
from database.search_sql import Compiler
from database.unspaced import TRIGRAM, has_unspaced

__all__ = ["Hit", "Listing", "Order", "Results", "SearchInterrupted", "Searcher"]

SNIPPETS = 3
"""How many passages of a source are shown."""

GROWTH = 10
"""How many times as many sources are ranked once those of the first page are not enough, so that few pages need a
search of their own."""


@dataclass(slots=True)
class _Answer:
    """A query that has been read and ranked; ``found`` are the first of ``total``."""

    key: tuple[object, ...]
    parsed: Parsed
    lexicon: Lexicon
    compiler: Compiler
    plan: Plan
    within: Plan
    found: list[Found]
    total: int
    partial: bool
    meant: str = ""
    meaning: str = ""


class Searcher(Reading):
    """Searches one collection: sources, with the passages and annotations that match."""

    _last: _Answer | None = None
    _whole: tuple[search_facets.Counts, int] | None = None

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        typing: bool = False,
        order: Order = Order.RELEVANCE,
        offset: int = 0,
    ) -> Results:
        """Return the best sources for a query, or the first of another order, from an offset.

        With ``typing`` the last word may be unfinished, and stands for what it may become. Few of the next pages of the
        same query are searched for again.

        Raises:
            SearchInterrupted: :meth:`interrupt` was called meanwhile.
        """
        started = time.perf_counter()
        with self.reading():
            answer = self._answer(query, order, offset + limit, typing=typing)
            hits = self._hits(answer, offset, limit)
        return Results(
            query,
            answer.total,
            hits,
            answer.parsed.mistakes,
            answer.meant,
            answer.partial and answer.total > 0,
            answer.meaning,
            time.perf_counter() - started,
            tuple(answer.lexicon.notes),
            order,
            offset,
        )

    def count(self, query: str, *, typing: bool = False) -> int:
        """Return how many sources a query finds; nothing where it only finds some of its words.

        With ``typing`` the last word may be unfinished.

        Raises:
            SearchInterrupted: :meth:`interrupt` was called meanwhile.
        """
        with self.reading():
            parsed = self.parse(query, typing=typing)
            if isinstance(parsed.plan, Nothing):
                return 0
            return search_rank.count(self.connection, self._compiler(parsed).source_ids(parsed.plan))

    def ids(self, query: str, *, typing: bool = False, order: Order = Order.RELEVANCE) -> list[int]:
        """Return the ids of all sources for a query, in order.

        Raises:
            SearchInterrupted: :meth:`interrupt` was called meanwhile.
        """
        with self.reading():
            answer = self._answer(query, order, search_read.count_sources(self.connection), typing=typing)
            return [source for source, _ in answer.found]

    def facets(
        self, query: str, *, names: Sequence[str] = FACETS, limit: int = 20, typing: bool = False
    ) -> tuple[Facet, ...]:
        """Return facets over everything a query finds, each with its commonest values; meant for after :meth:`search`.

        Raises:
            SearchInterrupted: :meth:`interrupt` was called meanwhile.
        """
        with self.reading():
            answer = self._answer(query, Order.RELEVANCE, 0, typing=typing)
            return facets.made(self._counts(answer, names), names, limit)

    def lines(
        self, query: str, *, limit: int = 20, typing: bool = False, order: Order = Order.RELEVANCE, offset: int = 0
    ) -> list[Line]:
        """Return the places in context of as many sources of an answer as the limit says, from an offset, in order.

        Where a query asks for annotations, they are the places inside these. No more lines come once there are no
        more sources; a source may have none.

        Raises:
            SearchInterrupted: :meth:`interrupt` was called meanwhile.
        """
        with self.reading():
            answer = self._answer(query, order, offset + limit, typing=typing)
            ids = [source for source, _ in answer.found[offset : offset + limit]]
            texts = search_read.texts(self.connection, ids)
            sought = self.sought(answer.parsed, answer.lexicon)
            within = self._spans_within(answer, ids) if is_annotated(answer.parsed.plan) else None
            made: list[Line] = []
            for source in ids:
                self.check()
                spans = None if within is None else within.get(source, [])
                made += concordance.lines(source, texts[source][1], sought, spans)
            return made

    def annotations(self, query: str, *, typing: bool = False) -> list[int]:
        """Return the ids of the annotations that a query matches, by source and place.

        Every part of the query is about the annotation; fields of sources are about the source it lies in. With
        ``typing`` the last word may be unfinished.

        Raises:
            SearchInterrupted: :meth:`interrupt` was called meanwhile.
        """
        with self.reading():
            return self._annotations(self.parse(query, typing=typing))

    def listing(self, query: str, *, typing: bool = False) -> Listing:
        """Return what :meth:`annotations` does, and what the query means and what is wrong with it.

        Raises:
            SearchInterrupted: :meth:`interrupt` was called meanwhile.
        """
        if not query.strip():
            return Listing(None)
        with self.reading():
            parsed = self.parse(query, typing=typing)
            lexicon = self.lexicon(terms(parsed.within))
            meaning = explain.explain_annotations(parsed.within, lexicon.forms)
            found = self._annotations(parsed)
            better = meant(self.connection, parsed, lexicon, found=bool(found))
            return Listing(found, meaning, parsed.mistakes, better)

    def meaning(self, query: str) -> tuple[str, tuple[str, ...]]:
        """Return what a query about annotations means, in words, and what of it could not be understood."""
        with self.reading():
            parsed = self.parse(query)
            forms = self.lexicon(terms(parsed.plan)).forms
            mistakes = tuple(mistake.sentence for mistake in parsed.mistakes)
            return explain.explain_annotations(parsed.within, forms), mistakes

    def rank(self, plan: Plan, limit: int) -> list[Found]:
        """Return the best sources for a plan about sources, with their scores.

        Raises:
            SearchInterrupted: :meth:`interrupt` was called meanwhile.
        """
        with self.reading():
            lexicon = self.lexicon(terms(plan))
            compiler = Compiler(self.connection, lexicon)
            return self._find(plan, plan, lexicon, compiler, limit, Order.RELEVANCE)[0]

    def condition(self, query: str, *, typing: bool = False) -> Condition:
        """Return the condition on ``source s`` that a query about sources comes to, for those who look behind it."""
        with self.reading():
            parsed = self.parse(query, typing=typing)
            return self._compiler(parsed).sources(parsed.plan)

    def changed(self) -> None:
        """Forget what was known of the collection: it has changed."""
        super().changed()
        self._last = self._whole = None

    # Parts of an answer

    def _counts(self, answer: _Answer, names: Sequence[str]) -> search_facets.Counts:
        of_sources = [name for name in names if name in search_facets.SOURCE_FACETS]
        of_annotations = [name for name in names if name in search_facets.ANNOTATION_FACETS]
        if self._whole is None:
            self._whole = search_facets.of_all(self.connection), search_read.count_sources(self.connection)
        whole, sources = self._whole
        if not answer.total:
            return {name: Counter() for name in names}
        ids, within = answer.compiler.source_ids(answer.plan), answer.compiler.annotations(answer.within)
        search_tables.fill(self.connection, ids.sql, ids.parameters)
        if 2 * answer.total > sources:
            counts = search_facets.of_others(self.connection, of_sources, whole)
        else:
            counts = search_facets.of_sources(self.connection, of_sources)
        if of_annotations:
            search_tables.fill_annotations(self.connection, within.sql, within.parameters)
            counts |= search_facets.of_annotations(self.connection, of_annotations)
        return counts

    def _annotations(self, parsed: Parsed) -> list[int]:
        condition = self._compiler(parsed).annotations(parsed.within)
        return [annotation for annotation, _ in search_read.matching_annotations(self.connection, condition)]

    def _compiler(self, parsed: Parsed) -> Compiler:
        return Compiler(self.connection, self.lexicon(terms(parsed.plan)))

    def _answer(self, query: str, order: Order, wanted: int, *, typing: bool) -> _Answer:
        """Return the answer to a query with so many sources ranked, the last one where it is the same."""
        key = (query, typing, order, self.transliterate)
        last = self._last
        if last is not None and last.key == key and len(last.found) >= min(wanted, last.total):
            return last
        known = len(last.found) if last is not None and last.key == key else 0
        limit = max(1, wanted, GROWTH * known)
        answer = self._answered(key, self.parse(query, typing=typing), order, limit)
        answer.meant = meant(self.connection, answer.parsed, answer.lexicon, found=answer.total > 0)
        answer.meaning = _meaning(answer)
        self._last = answer
        return answer

    def _answered(self, key: tuple[object, ...], parsed: Parsed, order: Order, limit: int) -> _Answer:
        lexicon = self.lexicon(terms(parsed.plan))
        compiler = Compiler(self.connection, lexicon)
        plan, within = parsed.plan, parsed.within
        found, total = self._find(plan, within, lexicon, compiler, limit, order)
        wider = None if total else relaxed(plan)
        if wider is None:
            return _Answer(key, parsed, lexicon, compiler, plan, within, found, total, partial=False)
        within = relaxed(within) or within
        found, total = self._find(wider, within, lexicon, compiler, limit, order, most_words=True)
        return _Answer(key, parsed, lexicon, compiler, wider, within, found, total, partial=True)

    def _find(
        self,
        plan: Plan,
        within: Plan,
        lexicon: Lexicon,
        compiler: Compiler,
        limit: int,
        order: Order,
        *,
        most_words: bool = False,
    ) -> tuple[list[Found], int]:
        if isinstance(plan, Nothing):
            return [], 0
        ids = compiler.source_ids(plan)
        if order is not Order.RELEVANCE:
            sources, total = search_read.in_order(self.connection, ids, order, limit)
            return [(source, 0.0) for source in sources], total
        groups = [group for term in source_terms(plan) for group in _groups(term, lexicon)]
        if groups:
            needs = _needs(plan) if all(group.table == WORDS for group in groups) else Needs.OTHER
            known = self._frequencies
            ranked = search_rank.best(self.connection, ids, groups, limit, known, needs=needs, counted=most_words)
            if not ranked.told:
                lexicon.note_order()
            return ranked.found, ranked.total
        counted = compiler.annotations(within) if is_annotated(plan) else Condition("0")
        return search_rank.most_annotated(self.connection, ids, counted, limit)

    def _hits(self, answer: _Answer, offset: int, limit: int) -> tuple[Hit, ...]:
        found = answer.found[offset : offset + limit]
        ids = [source for source, _ in found]
        texts = search_read.texts(self.connection, ids)
        matching = self._matching(answer, ids)
        sought = self.sought(answer.parsed, answer.lexicon)
        annotated = is_annotated(answer.parsed.plan)
        hits = []
        for source, score in found:
            self.check()
            title, text = texts[source]
            inside = tuple(matching.get(source, ()))
            shown = self._snippets(text, sought, inside if annotated else ())
            hits.append(Hit(source, title, score, shown, inside))
        return tuple(hits)

    def _matching(self, answer: _Answer, ids: Sequence[int]) -> dict[int, list[int]]:
        """Return the annotations of some sources that match the query themselves, by source and in text order."""
        ids = search_read.annotated(self.connection, ids)
        if not ids:
            return {}
        said = answer.within == InSource(answer.plan)  # and these sources are known to meet it
        condition = Condition("1") if said else answer.compiler.annotations_of(ids, answer.within)
        matching: dict[int, list[int]] = {}
        for annotation, source in search_read.matching_annotations(self.connection, condition, ids):
            matching.setdefault(source, []).append(annotation)
        return matching

    def _spans_within(self, answer: _Answer, ids: Sequence[int]) -> dict[int, list[list[Span]]]:
        matching = self._matching(answer, ids)
        spans = search_read.spans(self.connection, [each for found in matching.values() for each in found])
        return {source: [spans[each] for each in found if each in spans] for source, found in matching.items()}

    def _snippets(self, text: str, sought: Sequence[Sought], annotations: Sequence[int]) -> tuple[Snippet, ...]:
        """Return the best passages: the annotations that were asked for, else where the words stand, else the start."""
        if annotations:
            spans = search_read.first_spans(self.connection, annotations[:SNIPPETS])
            return tuple(_around(text, span, sought) for span in spans if span[1] <= len(text))
        found = snippets(text, sought, SNIPPETS) if sought else ()
        return found or ((passage(text, 0, 0),) if text else ())


def _groups(term: Term, lexicon: Lexicon) -> list[Group]:
    columns = TITLE if term.field is Field.TITLE else ""
    if isinstance(term, Phrase) and term.slop > 1:
        return [_part(part, term.boost, columns, lexicon) for part in term.parts]
    expressions = lexicon.expressions(term)
    words = tuple(each for each in expressions if not each.inside)
    letters = tuple(each for each in expressions if each.inside and len(each.parts[0]) >= TRIGRAM)
    groups = [Group(words, term.boost, columns)] if words else []
    return [*groups, Group(letters, term.boost, columns, LETTERS)] if letters else groups


def _part(part: str, boost: float, columns: str, lexicon: Lexicon) -> Group:
    """Return a word of a phrase with gaps for the ranking; what is too short for the index of letters says nothing."""
    if has_unspaced(part) and len(part) >= TRIGRAM:
        return Group((Expression((part,), inside=True),), boost, columns, LETTERS)
    return Group((Expression((part,), documents=lexicon.documents(part)),), boost, columns)


def _needs(plan: Plan) -> Needs:
    """Tell how a plan of words alone uses them; a phrase with gaps needs more than its words."""
    parts = plan.parts if isinstance(plan, And | Or) else (plan,)
    if not all(map(_is_word, parts)):
        return Needs.OTHER
    return Needs.ALL if isinstance(plan, And) else Needs.ANY


def _is_word(plan: Plan) -> bool:
    """Tell whether a part is nothing but words that score."""
    return bool(source_terms(plan)) and isinstance(plan, Term) and not (isinstance(plan, Phrase) and plan.slop > 1)


def _meaning(answer: _Answer) -> str:
    """Say a query about annotations as one about annotations, though sources are listed."""
    plan = answer.parsed.plan
    bound = any(isinstance(part, Annotated) for part in (plan.parts if isinstance(plan, And) else (plan,)))
    forms = answer.lexicon.forms
    if bound:
        return explain.explain_annotations(answer.parsed.within, forms)
    return explain.explain(plan, forms)


def _around(text: str, span: Span, sought: Sequence[Sought]) -> Snippet:
    """Return a passage around an annotation, with the words of the query marked in it, else the annotation."""
    shown = passage(text, *span)
    marks = tuple(places(shown.text, sought)) or ((span[0] - shown.start, span[1] - shown.start),)
    return shown._replace(marks=marks)
