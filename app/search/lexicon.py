# SPDX-License-Identifier: MIT
"""Which words of the collection a term of a query stands for.

A word stands for its sisters in the vocabulary; patterns and misspellings stand for the commonest words they fit.
The number of words is bounded, because each costs a look-up in the index. Names and other short texts are compared
here, word by word.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import accumulate, islice, product

from rapidfuzz.distance import OSA

from app import dates
from app.search import folding, spelling, transcribed
from app.search.written import Written
from app.text import transliterate
from app.text.words import lowered, tokens
from database import search_read, search_tables, unspaced, vocabulary
from database.plan import Completion, Dates, Field, Fuzzy, Phrase, Prefix, Term, Wildcard, Word, in_field
from database.search_base import Expression

COMPLETIONS = {1: 8, 2: 8, 3: 16}
MOST_COMPLETIONS = 30
"""How many words an unfinished word may stand for, by its length: what begins with a letter or two is common."""

PATTERNS = 60
"""How many words a pattern or a misspelling may stand for."""

SISTERS = 40
SAID = 4
"""How many spellings of a name in the other script are named."""
SHORT_PREFIX = 2
"""A prefix this short would read half of the index; it stands for its commonest words instead."""

AFFORDED = 100_000
"""How many occurrences of words in sources the words of a pattern may have together, in a query of one word."""

MOST_COMMON = 5
"""But always as many words as it takes to read every source so many times, since larger archives take longer."""

FEWEST = 2
"""How many words a pattern stands for at least."""

EVERYWHERE = 5_000, 0.95
"""From so many sources, and in which part of them each word of a phrase with gaps stands, it is not compared."""

LONG_PHRASE = 12
PHRASE_COST = 400_000
"""A longer phrase is cut where its words stand in so many sources, together, that none of them narrows it down."""

_PHRASES = 24
_ANNOTATION_WORDS = frozenset({Field.PASSAGE, Field.NOTE, Field.WORK})
_TEXTS = frozenset({Field.TEXT, Field.TITLE, *_ANNOTATION_WORDS})
NAMES = frozenset(
    {
        *(Field.BY, Field.HOLDER, Field.ORG, Field.BEHALF, Field.VIA, Field.QUOTED, Field.REPORTER, Field.ACTOR),
        *(Field.TO, Field.CODE),
    }
)
"""The fields that hold names of people, organisations and codes."""


class Lexicon:
    """The words of one collection, for one search; implements :class:`database.search_base.Lexicon`.

    Args:
        connection: a connection that :func:`database.search_tables.prepare` was called for.
        words: how many terms the query has; many terms stand for fewer words each.
        others: gives the words of notes and typed values that no source has.
        transliterate: words in Latin letters also stand for the names that are written so in Cyrillic, and back.
    """

    def __init__(
        self, connection: sqlite3.Connection, words: int, others: Callable[[], Written], *, transliterate: bool = False
    ):
        self._connection = connection
        self._others = others
        self._transliterate = transliterate
        self._notes: dict[str, str] = {}
        self._words = max(1, words)
        self._share = max(1, 240 // self._words)
        self._known: dict[Term, tuple[Expression, ...]] = {}
        self._in_sources: dict[Term, list[Expression]] = {}
        self._fits: dict[Term, Callable[[str], bool]] = {}

    @property
    def notes(self) -> list[str]:
        """What was done otherwise than the query asks, one sentence a word."""
        return list(self._notes.values())

    def expressions(self, term: Term) -> tuple[Expression, ...]:
        """Return what a term stands for: as typed, then the commonest; nothing where nothing is like it."""
        if term not in self._known:
            found = self._in_names(term) if term.field in NAMES else self._in_texts(term)
            many = self._afforded(term, found)
            if len(found) > many:
                self._note(term, many)
            self._known[term] = tuple(found[:many])
        return self._known[term]

    def _afforded(self, term: Term, found: Sequence[Expression]) -> int:
        """Return how many of the words of a term can be searched in the time that a query may take."""
        if not isinstance(term, Wildcard | Fuzzy | Prefix) or term.field is Field.TITLE or not found:
            return self._share
        documents = [each.documents for each in found[: self._share]]
        left = max(AFFORDED, MOST_COMMON * max(documents)) // self._words
        together = accumulate(documents)
        return max(FEWEST, sum(sofar <= left for sofar in together))

    def holds(self, term: Term, value: str) -> bool:
        """Tell whether a short text holds the term."""
        if term not in self._fits:
            self._fits[term] = _fitting(term)
        return self._fits[term](value)

    def stands_everywhere(self, phrase: Phrase) -> bool:
        """Tell whether the words of a phrase stand in nearly all of many sources; then a note says what is searched."""
        least, part = EVERYWHERE
        documents = dict(vocabulary.known(self._connection, phrase.parts))
        rarest = min(documents.get(word, 0) for word in phrase.parts)
        if rarest < least or rarest < part * search_read.count_sources(self._connection):
            return False
        sentence = f"The words of “{phrase.text}” stand in nearly every source; how near they are was not compared."
        self._notes[phrase.text] = sentence
        return True

    def keys(self, term: Term) -> tuple[str, ...]:
        """Return what the keys of names in another script hold or begin with, as MATCH writes it."""
        if not self._transliterate or not isinstance(term, Word | Completion | Prefix) or term.field is Field.CODE:
            return ()
        text = (term.word if isinstance(term, Completion) else term).text
        if isinstance(term, Word):
            return (Expression(_words(transliterate.key(text))).match,)
        return tuple(Expression(_words(each), prefix=True).match for each in transliterate.begun_keys(text))

    def forms(self, term: Term) -> tuple[str, ...]:
        """Return the other words that a word stands for in texts and quotations, the likeliest first."""
        if not isinstance(term, Word) or term.field in NAMES or term.field not in _TEXTS:
            return ()
        known = dict.fromkeys(" ".join(each.parts) for each in self.expressions(term) if len(each.parts) == 1)
        return tuple(form for form in known if form not in term.parts)

    def overlaps(self, days: Dates, written: str) -> bool:
        """Tell whether a date, as somebody wrote it, may be one of some days."""
        return dates.parse(written).overlaps(dates.PartialDate("", days.first or "", days.last or "9999-12-31"))

    def is_known(self, word: Word) -> bool:
        """Tell whether some source or annotation may have the word or one of its sisters."""
        if len(word.parts) > 1:
            return True
        return any(expression.documents for expression in self._in_texts(word)) or bool(self._written(word))

    # Texts

    def _in_texts(self, term: Term) -> list[Expression]:
        neutral = in_field(term, Field.TEXT)
        if neutral not in self._in_sources:
            self._in_sources[neutral] = list(dict.fromkeys(self._looked_up(term)))
        found = self._in_sources[neutral]
        if term.field in _ANNOTATION_WORDS and not isinstance(term, Phrase):
            found = list(dict.fromkeys([*found, *(Expression((word,)) for word in self._written(term))]))
        return [*found, *_letters(term)]

    def _looked_up(self, term: Term) -> list[Expression]:
        match term:
            case Word():
                return self._word(term)
            case Completion(word):
                return self._completion(word)
            case Prefix():
                return self._prefix(term)
            case Wildcard():
                fitting = vocabulary.matching(self._connection, term.pattern, term.folded, PATTERNS + 1)
                return _single(self._bounded(term, fitting))
            case Fuzzy():
                near = spelling.similar(self._connection, term.folded, term.distance)
                return _single(self._bounded(term, [form for _, form in near]))
        return [Expression(self._narrowing(term.parts))]

    def _narrowing(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        """Return a phrase, or the beginning of one that is long and has no word that narrows it down."""
        if len(parts) <= LONG_PHRASE:
            return parts
        documents = dict(vocabulary.known(self._connection, parts))
        rarest = min(documents.get(part, 0) for part in parts)
        kept = max(LONG_PHRASE, PHRASE_COST // max(1, rarest))
        if kept < len(parts):
            said = " ".join(parts[:4])
            self._notes[said] = (
                f"The words of “{said} …” stand in too many sources; the first {kept} of them are searched."
            )
        return parts[:kept]

    def _word(self, word: Word) -> list[Expression]:
        if len(word.parts) > 1:
            return self._compound(word)
        found = dict(vocabulary.sisters(self._connection, word.folded, word.stems, SISTERS))
        if self._transliterate:
            found |= self._in_other_script(word)
        typed = Expression(word.parts, documents=found.pop(word.parts[0], 0))
        folded = _words(word.folded)
        apart = [Expression(folded)] if len(folded) > 1 else []
        return [typed, *_single(found.items()), *apart]

    def _in_other_script(self, word: Word) -> dict[str, int]:
        """Return a name as the other script writes it, and say that it was searched so too."""
        forms = transcribed.forms(self._connection, word.text, SISTERS)
        if forms:
            said = ", ".join(form.capitalize() for form in list(forms)[:SAID])
            rest = f" and {len(forms) - SAID} more" if len(forms) > SAID else ""
            self._notes[f"{word.text}/"] = f"“{word.text}” was searched in the other script too: {said}{rest}."
        return forms

    def _compound(self, word: Word) -> list[Expression]:
        """Return the phrases that a word of several parts stands for: ``kremlin's``, ``pro-Russian``.

        The last part may be inflected where it is a word of its own; the others may only differ in accents.
        """
        if len(word.parts) > LONG_PHRASE:
            return [Expression(self._narrowing(word.parts))]
        variants = [[part, *self._alike(part)] for part in word.parts]
        if len(word.parts[-1]) > 2:
            kin = vocabulary.sisters(self._connection, folding.fold(word.parts[-1]), word.stems, SISTERS)
            variants[-1] += [form for form, _ in kin]
        phrases = islice(product(*(dict.fromkeys(forms) for forms in variants)), _PHRASES)
        whole = vocabulary.sisters(self._connection, word.folded, (), SISTERS)
        return _single(whole) + [Expression(phrase) for phrase in phrases]

    def _alike(self, part: str) -> list[str]:
        return [form for form, _ in vocabulary.sisters(self._connection, folding.fold(part), (), 4)]

    def _completion(self, word: Word) -> list[Expression]:
        if len(word.parts) > 1:
            phrases = self._compound(word)
            return phrases if len(word.parts[-1]) <= SHORT_PREFIX else [*phrases, Expression(word.parts, prefix=True)]
        many = COMPLETIONS.get(len(word.parts[0]), MOST_COMPLETIONS)
        found = dict(vocabulary.completions(self._connection, word.parts[0], word.folded, many))
        return list(dict.fromkeys([*self._word(word), *_single(found.items())]))

    def _prefix(self, prefix: Prefix) -> list[Expression]:
        if len(prefix.parts) == 1 and len(prefix.parts[0]) <= SHORT_PREFIX:
            common = vocabulary.completions(self._connection, prefix.parts[0], prefix.folded, PATTERNS + 1)
            return _single(self._bounded(prefix, common))
        if len(prefix.parts) > 1:
            return [Expression(prefix.parts, prefix=True)]
        begun = dict.fromkeys((prefix.parts[0], prefix.folded)) if prefix.folded.isalnum() else [prefix.parts[0]]
        accented = vocabulary.accented(self._connection, prefix.folded, PATTERNS)
        commonest = vocabulary.completions(self._connection, prefix.parts[0], prefix.folded, 1)
        documents = commonest[0][1] if commonest else 0
        return [
            *(Expression((start,), prefix=True, documents=documents) for start in begun),
            *(Expression((form,)) for form in accented),
        ]

    def _written(self, term: Term) -> list[str]:
        """Return the words of notes and typed values that a term stands for and that no source has."""
        word = term.word if isinstance(term, Completion) else term
        if isinstance(word, Word) and len(word.parts) > 1:
            return []
        if isinstance(term, Word):
            return self._others().sisters(term.folded, term.stems)
        return self._others().holding(partial(self.holds, term))

    def _bounded(self, term: Term, forms: Sequence[vocabulary.Form]) -> Sequence[vocabulary.Form]:
        """Return as many words as a pattern may stand for, and note where there are more."""
        if len(forms) > PATTERNS:
            self._note(term, PATTERNS)
        return forms[:PATTERNS]

    def _note(self, term: Term, kept: int) -> None:
        """Say that a term stands for more words than are searched; of several notes on one the last counts."""
        if not isinstance(term, Completion):
            said = getattr(term, "pattern", "") or str(getattr(term, "text", term)) + "*" * isinstance(term, Prefix)
            are = "the commonest is" if kept == 1 else f"the {kept} commonest are"
            self._notes[said] = f"“{said}” fits more words than can be searched at once; {are}."

    # Names

    def _in_names(self, term: Term) -> list[Expression]:
        match term:
            case Word():
                return [Expression(_words(term.folded))]
            case Completion(word):
                return [Expression(_words(word.folded), prefix=True)]
            case Prefix():
                return [Expression(_words(term.folded), prefix=True)]
            case Phrase():
                return [Expression(term.parts)]
        words = search_tables.name_words(self._connection)
        found = [Expression((word,)) for word in words if self.holds(term, word)]
        if len(found) > PATTERNS:
            self._note(term, PATTERNS)
        return found[:PATTERNS]


def _letters(term: Term) -> list[Expression]:
    """Return a term in a script without spaces as letters that may stand between others."""
    word = term.word if isinstance(term, Completion) else term
    if isinstance(word, Wildcard | Fuzzy) or not unspaced.has_unspaced(word.text):
        return []
    return [Expression((lowered("".join(word.text.split())),), inside=True)]


def _single(forms: Iterable[vocabulary.Form]) -> list[Expression]:
    ranked = sorted(forms, key=_commonest)
    return [Expression((form,), documents=documents) for form, documents in ranked]


def _commonest(form: vocabulary.Form) -> tuple[int, str]:
    return -form[1], form[0]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in tokens(text))


def _fitting(term: Term) -> Callable[[str], bool]:
    """Return a test of short texts: does one of them hold the term?"""
    match term:
        case Phrase():
            return _Sequence(term.parts, lowered)
        case Word():
            return _Sequence(_words(term.folded), folding.fold)
        case Completion(word):
            return _Sequence(_words(word.folded), folding.fold, prefix=True)
        case Prefix():
            return _Sequence(_words(term.folded), folding.fold, prefix=True)
        case Wildcard():
            pattern = "".join({"*": ".*", "?": "."}.get(letter, re.escape(letter)) for letter in term.folded)
            return _Each(re.compile(pattern, re.DOTALL).fullmatch)
    return _Each(lambda word: OSA.distance(word, term.folded, score_cutoff=term.distance) <= term.distance)


class _Sequence:
    """Tests whether words follow each other in a text, once it has been folded in a certain way."""

    def __init__(self, wanted: Sequence[str], folded: Callable[[str], str], *, prefix: bool = False):
        self._wanted = tuple(wanted)
        self._folded = folded
        self._prefix = prefix

    def __call__(self, value: str) -> bool:
        words = _words(self._folded(value))
        size = len(self._wanted)
        return size > 0 and any(self._fits(words[at : at + size]) for at in range(len(words) - size + 1))

    def _fits(self, words: Sequence[str]) -> bool:
        if not self._prefix:
            return tuple(words) == self._wanted
        return tuple(words[:-1]) == self._wanted[:-1] and words[-1].startswith(self._wanted[-1])


class _Each:
    """Tests whether some word of a text, folded, passes a test."""

    def __init__(self, test: Callable[[str], object]):
        self._test = test

    def __call__(self, value: str) -> bool:
        return any(self._test(word) for word in _words(folding.fold(value)))
