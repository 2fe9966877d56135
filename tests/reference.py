# SPDX-License-Identifier: MIT
"""A slow search: queries made together with what they mean, read off the canonical texts and the annotations.

Each piece of a query comes with a test written in plain Python; nothing of the index, the plans or SQL is used. The
rules for bare words are those of the manual: in a group with a field of annotations they stand in the quotation, the
parts or the note of one and the same annotation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from app import dates
from app.collection import Collection
from app.search.folding import fold, stems
from app.text.words import lowered, tokens
from database.records import Annotation, Source


@dataclass(frozen=True, slots=True)
class Tagged:
    """An annotation, and the words of its quotation, parts and note."""

    annotation: Annotation
    parts: tuple[tuple[str, ...], ...]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Read:
    """A source as a person reads it: its words by title and text, and what was tagged in it."""

    source: Source
    title: tuple[str, ...]
    text: tuple[str, ...]
    tags: tuple[Tagged, ...]


OfSource = Callable[[Read], bool]
OfTag = Callable[[Read, Tagged], bool]
OfWords = Callable[[Sequence[str]], bool]

_HYPHENATED = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+){1,2}(?![\w-])")


class Reference:
    """Reads a whole collection."""

    def __init__(self, collection: Collection):
        self._above = _above(collection)
        self._kin: dict[str, set[tuple[str, str]]] = {}
        self._hyphenated: dict[str, set[str]] = {}
        self.languages: set[str] = set()
        self.sources = [self._read(collection, source) for source in collection.sources()]

    def _read(self, collection: Collection, source: Source) -> Read:
        text, _ = collection.text(source.id)
        language = source.language.partition("-")[0]
        self.languages.add(language)
        title, body = words(source.title), words(text)
        for form in {*title, *body}:
            self._kin.setdefault(form, set()).update(stems(form, [language]))
        for form in _HYPHENATED.findall(
            lowered(f"{source.title} {text}").replace("\u2011", "-").replace("\u2010", "-")
        ):
            self._hyphenated.setdefault(form, set()).add(language)
        tags = tuple(self._tagged(each) for each in collection.annotations(source.id))
        return Read(source, title, body, tags)

    def _tagged(self, annotation: Annotation) -> Tagged:
        quote = tuple(word for anchor in annotation.spans for word in words(anchor.quote))
        slots = tuple(word for slot in annotation.slots for word in words(slot.value or slot.actor))
        codes = frozenset(name for use in annotation.codes for name in self._above[use.code])
        return Tagged(annotation, (quote, slots, words(annotation.note)), codes)

    def kin(self, word: str) -> OfWords:
        """Return the test of a bare word: a form that folds alike, or shares a stem in a language it stands in.

        The parts of a hyphenated form may follow each other in any way once some source has them with the hyphen.
        """
        folded, wanted = fold(word), set(stems(word, self.languages))
        parted = [phrase(form.split("-")) for form in self._hyphenated if self._is_kin(form, folded, wanted)]

        def test(found: Sequence[str]) -> bool:
            whole = any(fold(each) == folded or not wanted.isdisjoint(self._stems(each)) for each in found)
            return whole or any(stands(found) for stands in parted)

        return test

    def begins(self, prefix: str) -> OfWords:
        """Return the test that a word begins so, or a hyphenated one that is written together."""
        begun = fold(prefix)
        whole = {form: fold(form.replace("-", "")) for form in self._hyphenated}
        parted = [phrase(form.split("-")) for form, folded in whole.items() if folded.startswith(begun)]
        return lambda found: (
            any(fold(word).startswith(begun) for word in found) or any(stands(found) for stands in parted)
        )

    def _is_kin(self, hyphenated: str, folded: str, wanted: set[tuple[str, str]]) -> bool:
        whole = hyphenated.replace("-", "")
        return fold(whole) == folded or not wanted.isdisjoint(stems(whole, self._hyphenated[hyphenated]))

    def _stems(self, form: str) -> set[tuple[str, str]]:
        return self._kin.get(form) or set(stems(form, self.languages))


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text as the index would make them."""
    low = lowered(text)
    return tuple(low[start:end] for start, end in tokens(low))


def phrase(parts: Sequence[str]) -> OfWords:
    """Return the test that words follow each other."""
    wanted = tuple(parts)
    return lambda found: any(tuple(found[at : at + len(wanted)]) == wanted for at in range(len(found)))


def near(one: str, other: str, slop: int) -> OfWords:
    """Return the test that one word comes at most so many words after another."""

    def test(found: Sequence[str]) -> bool:
        return any(word == one and other in found[at + 1 : at + 1 + slop] for at, word in enumerate(found))

    return test


def fits(before: str, after: str) -> OfWords:
    """Return the test of a word with one letter open."""
    size = len(before) + 1 + len(after)
    return lambda found: any(
        len(word) == size and word.startswith(before) and word.endswith(after) for word in map(fold, found)
    )


def alike(word: str, changes: int) -> OfWords:
    """Return the test that a word is at most so many changes away."""
    return lambda found: any(OSA.distance(fold(each), fold(word)) <= changes for each in found)


def in_source(test: OfWords) -> OfSource:
    """Return a test of words as one of sources: title and text are searched each for itself."""
    return lambda read: test(read.title) or test(read.text)


def in_title(test: OfWords) -> OfSource:
    """Return a test of words as one of titles."""
    return lambda read: test(read.title)


def in_tag(test: OfWords) -> OfTag:
    """Return a test of words as one of annotations."""
    return lambda _, tag: any(test(part) for part in tag.parts)


def dated(first: str, last: str) -> OfSource:
    """Return the test that a source may be of some days."""
    wanted = dates.PartialDate("", first, last)
    return lambda read: dates.parse(read.source.date).known and dates.parse(read.source.date).overlaps(wanted)


def _above(collection: Collection) -> dict[str, frozenset[str]]:
    """Return each code with those above it, by name."""
    rows = collection.connection.execute("SELECT id, parent, name FROM code").fetchall()
    parents = {row: (parent, name) for row, parent, name in rows}
    found: dict[str, frozenset[str]] = {}
    for row, _, name in rows:
        names, at = [], row
        while at is not None:
            at, own = parents[at]
            names.append(own)
        found[name] = frozenset(names)
    return found
