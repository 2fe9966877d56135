# SPDX-License-Identifier: MIT
"""Which words of the collection a term of a query stands for.

A word stands for its sisters in the vocabulary; patterns and misspellings stand for the commonest words they fit.
The number of words is bounded, because each costs a look-up in the index. Names and other short texts are compared
here, word by word.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import accumulate, islice, product

from app import dates
from app.search import folding, hyphens, nearness, spelling, transcribed
from app.search.beginnings import FEWEST, MOST_COMMON, SHORT_PREFIX, Beginnings, is_short
from app.search.fitting import fitting, words_of
from app.search.places import Sought, stands
from app.search.written import Written
from app.text import transliterate
from app.text.words import lowered
from database import search_tables, unspaced, vocabulary
from database.plan import Completion, Dates, Field, Fuzzy, Phrase, Prefix, Term, Wildcard, Word, in_field
from database.search_base import Expression

COMPLETIONS = {1: 8, 2: 8, 3: 16}
MOST_COMPLETIONS = 30
"""How many words an unfinished word may stand for, by its length: what begins with a letter or two is common."""

PATTERNS = 60
"""How many words a pattern or a misspelling may stand for."""

NOTES = 4
"""How many words are named of which less is searched."""

SISTERS = 40
SAID = 4
"""How many spellings of a name in the other script are named."""
AFFORDED = 100_000
"""How many occurrences of words in sources the words of a pattern may have together, in a query of one word."""

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


Kin = dict[tuple[str, tuple[tuple[str, str], ...]], tuple[list[vocabulary.Form], list[Expression]]]
"""The sisters of a word and the hyphenated words it stands for, by its folded form and its stems."""


class Lexicon:
    """The words of one collection, for one search; implements :class:`database.search_base.Lexicon`.

    Args:
        connection: a connection that :func:`database.search_tables.prepare` was called for.
        words: how many terms the query has; many terms stand for fewer words each.
        others: gives the words of notes and typed values that no source has.
        titled: gives the words of titles, with how many times each stands in them.
        kin: the kin of words, as far as it was looked up before in the same state of the collection; what is looked up
            now is added.
        transliterate: words in Latin letters also stand for the names that are written so in Cyrillic, and back.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        words: int,
        others: Callable[[], Written],
        titled: Callable[[], Mapping[str, int]],
        kin: Kin,
        *,
        transliterate: bool = False,
    ):
        self._connection = connection
        self._others = others
        self._titled = titled
        self._kin = kin
        self._transliterate = transliterate
        self._notes: dict[str, str] = {}
        self._words = max(1, words)
        self._share = max(1, 240 // self._words)
        self._beginnings = Beginnings(connection, self._words)
        self._known: dict[Term, tuple[Expression, ...]] = {}
        self._in_sources: dict[Term, list[Expression]] = {}
        self._fits: dict[Term, Callable[[str], bool]] = {}

    @property
    def notes(self) -> list[str]:
        """What was done otherwise than the query asks, one sentence a word; of many words not all are named."""
        notes = [note for word, note in self._notes.items() if word]
        left = len(notes) - NOTES
        if left > 1:
            notes[NOTES:] = [f"Likewise for {left} more words."]
        return [*notes, *(note for word, note in self._notes.items() if not word)]

    def expressions(self, term: Term) -> tuple[Expression, ...]:
        """Return what a term stands for: as typed, then the commonest; nothing where nothing is like it."""
        known = self._known.get(term)
        if known is None:
            found = self._in_names(term) if term.field in NAMES else self._in_texts(term)
            many = self._afforded(term, found)
            if len(found) > many:
                self._note(term, many)
            known = self._known[term] = tuple(found[:many])
        return known

    def _afforded(self, term: Term, found: Sequence[Expression]) -> int:
        """Return how many of the words of a term can be searched in the time that a query may take."""
        if not isinstance(term, Wildcard | Fuzzy | Prefix) or term.field is Field.TITLE or not found:
            return self._share
        if isinstance(term, Prefix) and not is_short(term):
            return len(found)
        documents = [each.documents for each in found[: self._share]]
        left = max(AFFORDED, MOST_COMMON * max(documents)) // self._words
        together = accumulate(documents)
        return max(FEWEST, sum(sofar <= left for sofar in together))

    def shown(self, term: Term) -> tuple[Expression, ...]:
        """Return what to mark in a text: as :meth:`expressions`, but a beginning as such, for that is found faster."""
        found = self.expressions(term)
        letters = [each.parts[0] for each in found if each.inside]
        if letters:  # and no word around them: where there are no spaces that is half a sentence
            return tuple(
                each for each in found if each.inside or len(each.parts) > 1 or letters[0] not in each.parts[0]
            )
        if isinstance(term, Prefix) and len(term.parts) == 1 and not is_short(term) and len(found) > 1:
            parted = (each for each in found if len(each.parts) > 1)
            return (*self._beginnings.itself(term), *parted)
        return found

    def holds(self, term: Term, value: str) -> bool:
        """Tell whether a short text holds the term."""
        if term not in self._fits:
            self._fits[term] = fitting(term)
        return self._fits[term](value)

    def compared(self, phrase: Phrase) -> tuple[int, ...]:
        """Return which words of a phrase with gaps are rare enough to be compared place by place, by their numbers."""
        return nearness.compared(self._connection, phrase)

    def documents(self, form: str) -> int:
        """Return in how many sources a word stands just so."""
        return vocabulary.documents(self._connection, (form,))

    def follows(self, phrase: Phrase, text: str, *, inside: bool = False) -> bool:
        """Tell whether the words of a phrase with gaps stand so in a text, or ``inside`` it between other letters."""
        return stands(text, Sought(phrase, (Expression(phrase.parts, inside=inside),)))

    def note_near(self, phrase: Phrase, compared: Sequence[int]) -> None:
        """Say that only some words of a phrase with gaps were compared place by place."""
        self._notes[phrase.text] = nearness.sentence(phrase, compared)

    def keys(self, term: Term) -> tuple[str, ...]:
        """Return what the keys of names in another script hold or begin with, as MATCH writes it."""
        if not self._transliterate or not isinstance(term, Word | Completion | Prefix) or term.field is Field.CODE:
            return ()
        text = (term.word if isinstance(term, Completion) else term).text
        if isinstance(term, Word):
            return (Expression(words_of(transliterate.key(text))).match,)
        return tuple(Expression(words_of(each), prefix=True).match for each in transliterate.begun_keys(text))

    def forms(self, term: Term) -> tuple[str, ...]:
        """Return the other words that a word stands for in texts and quotations, the likeliest first."""
        if not isinstance(term, Word) or term.field in NAMES or term.field not in _TEXTS:
            return ()
        found = (
            each.parts for each in self.expressions(term) if not each.inside and (each.documents or not each.parts[1:])
        )
        return tuple("-".join(parts) for parts in dict.fromkeys(found) if parts != term.parts)

    def overlaps(self, days: Dates, written: str) -> bool:
        """Tell whether a date, as somebody wrote it, may be one of some days."""
        return dates.parse(written).overlaps(dates.PartialDate("", days.first or "", days.last or "9999-12-31"))

    def is_known(self, word: Word) -> bool:
        """Tell whether some source or annotation may have the word or one of its sisters."""
        if len(word.parts) > 1:
            return True
        found = self._in_texts(word)
        return any(each.documents or len(each.parts) > 1 for each in found) or bool(self._written(word))

    # Texts

    def _in_texts(self, term: Term) -> list[Expression]:
        neutral = term if term.field is Field.TITLE else in_field(term, Field.TEXT)
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
                limit = -1 if term.field is Field.TITLE else PATTERNS + 1
                fitting = vocabulary.matching(self._connection, term.pattern, term.folded, limit)
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
        key = word.folded, word.stems
        if key not in self._kin:
            sisters = vocabulary.sisters(self._connection, *key, SISTERS)
            self._kin[key] = sisters, hyphens.hyphenated(self._connection, word)
        sisters, hyphenated = self._kin[key]
        found = dict(sisters)
        if self._transliterate:
            found |= self._in_other_script(word)
        typed = Expression(word.parts, documents=found.pop(word.parts[0], 0))
        others = [*_single(found.items()), *hyphenated]
        folded = words_of(word.folded)
        apart = [Expression(folded)] if len(folded) > 1 else []
        return [typed, *sorted(others, key=_rarity), *apart]

    def _in_other_script(self, word: Word) -> dict[str, int]:
        """Return a name as the other script writes it, and say that it was searched so too."""
        forms = transcribed.forms(self._connection, word.text, SISTERS)
        if forms:
            said = ", ".join(form.capitalize() for form in list(forms)[:SAID])
            rest = f" and {len(forms) - SAID} more" if len(forms) > SAID else ""
            self._notes[f"{word.text}/"] = f"“{word.text}” was searched in the other script too: {said}{rest}."
        return forms

    def _compound(self, word: Word) -> list[Expression]:
        """Return what a word of several parts stands for: ``kremlin's``, ``pro-Russian``.

        The last part may be inflected where it is a word of its own; the others may only differ in accents. Without
        its hyphens it may be another word.
        """
        if len(word.parts) > LONG_PHRASE:
            return [Expression(self._narrowing(word.parts))]
        variants = [[part, *self._alike(part)] for part in word.parts]
        if len(word.parts[-1]) > 2:
            kin = vocabulary.sisters(self._connection, folding.fold(word.parts[-1]), word.stems, SISTERS)
            variants[-1] += [form for form, _ in kin]
        phrases = islice(product(*(dict.fromkeys(forms) for forms in variants)), _PHRASES)
        whole = hyphens.together(word)
        known = [each for each in self._word(whole) if each.documents] if whole else []
        written = {each.parts for each in known}
        return known + [Expression(phrase) for phrase in phrases if phrase not in written]

    def _alike(self, part: str) -> list[str]:
        return [form for form, _ in vocabulary.sisters(self._connection, folding.fold(part), (), 4)]

    def _completion(self, word: Word) -> list[Expression]:
        if len(word.parts) > 1:
            phrases = self._compound(word)
            if len(word.parts[-1]) <= SHORT_PREFIX:
                return phrases
            whole = hyphens.together(word)
            return [*phrases, Expression(word.parts, prefix=True), *(self._completed(whole) if whole else ())]
        return list(dict.fromkeys([*self._word(word), *self._completed(word)]))

    def _completed(self, word: Word) -> list[Expression]:
        """Return what a word may become, the commonest first."""
        many = COMPLETIONS.get(len(word.parts[0]), MOST_COMPLETIONS)
        found = dict(vocabulary.completions(self._connection, word.parts[0], word.folded, many))
        parted, _ = hyphens.begun(self._connection, word.folded, hyphens.MOST)
        return sorted([*_single(found.items()), *parted], key=_rarity)

    def _prefix(self, prefix: Prefix) -> list[Expression]:
        if is_short(prefix) and prefix.field is not Field.TITLE:
            common = vocabulary.completions(self._connection, prefix.parts[0], prefix.folded, PATTERNS + 1)
            return _single(self._bounded(prefix, common))
        if len(prefix.parts) > 1:
            whole = hyphens.prefix_together(prefix)
            return [Expression(prefix.parts, prefix=True), *(self._prefix(whole) if whole else ())]
        forms, cut = self._beginnings.listed(prefix)
        if cut:
            self._note(prefix, len(forms))
        words = _single(forms) if forms else self._beginnings.itself(prefix)
        many = max(FEWEST, hyphens.BEGUN // self._words)
        parted, more = hyphens.begun(self._connection, prefix.folded, many)
        if more and not cut:
            self._notes[prefix.text] = (
                f"“{prefix.text}*” fits many hyphenated words; the {many} commonest are searched."
            )
        return [*words, *parted]

    def _written(self, term: Term) -> list[str]:
        """Return the words of notes and typed values that a term stands for and that no source has."""
        word = term.word if isinstance(term, Completion) else term
        if isinstance(word, Word) and len(word.parts) > 1:
            return []
        if isinstance(term, Word):
            return self._others().sisters(term.folded, term.stems)
        if isinstance(word, Word | Prefix) and word.folded.isalnum():
            return self._others().beginning(word.folded)
        return self._others().holding(partial(self.holds, term))

    def _bounded(self, term: Term, forms: Sequence[vocabulary.Form]) -> Sequence[vocabulary.Form]:
        """Return as many words as a pattern may stand for, and note where there are more; words of titles in titles."""
        if term.field is Field.TITLE:
            titled = self._titled()
            forms = sorted(((form, titled[form]) for form, _ in forms if form in titled), key=_commonest)
        if len(forms) > PATTERNS:
            self._note(term, PATTERNS)
        return forms[:PATTERNS]

    def note_order(self) -> None:
        """Say that the words of the query are too common to rank by."""
        sentence = "Such words stand in too many sources to tell which is best; the sources come as imported."
        self._notes[""] = sentence

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
                return [Expression(words_of(term.folded))]
            case Completion(word):
                return [Expression(words_of(word.folded), prefix=True)]
            case Prefix():
                return [Expression(words_of(term.folded), prefix=True)]
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
    if isinstance(word, Phrase) and word.slop > 1:
        return [Expression(word.parts, inside=True)]
    return [Expression((lowered("".join(word.text.split())),), inside=True)]


def _single(forms: Iterable[vocabulary.Form]) -> list[Expression]:
    ranked = sorted(forms, key=_commonest)
    return [Expression((form,), documents=documents) for form, documents in ranked]


def _rarity(expression: Expression) -> int:
    return -expression.documents


def _commonest(form: vocabulary.Form) -> tuple[int, str]:
    return -form[1], form[0]
