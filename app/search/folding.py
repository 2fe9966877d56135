# SPDX-License-Identifier: MIT
"""Which words count as the same: folding of case, accents and apostrophes, and stems.

The index holds words as they stand in the texts. A search for a word asks the vocabulary for its sisters: forms
that fold alike, and forms of the archive's languages that share a stem. Both are decided here and nowhere else,
when words enter the vocabulary and when somebody searches for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Protocol

from app.search import endings

VocabularyRow = tuple[str, str | None, int]
"""A form, what it folds to (None where that is the form itself), and in how many sources it stands.

A form with hyphens folds to what it is without them; None says that it has one, and is that but for it.
"""

StemRow = tuple[str, str, str]
"""A language code, a stem, and a form that has it. Forms that are their own stem have no row."""

LONGEST_FORM = 64
"""Longer runs of letters (encoded data, broken extractions) stay out of the vocabulary; the index holds them."""

_STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""ISO 639-1 codes of the languages that have a Snowball stemmer."""

STEMMED = frozenset({*_STEMMERS, *endings.STEMMERS})
"""The languages whose words have stems: those of Snowball, and two whose endings are taken off by our own rules."""

_APOSTROPHES = "'’ʼ‘′`´ʹʻ＇"
_HYPHENS = "-‐‑‒–—−"
_LETTERS = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ё": "е",
    "ґ": "г",
    "ў": "у",
    "ς": "σ",
}
"""Letters that Unicode does not take apart, or that texts write one way or the other."""

_KEPT = frozenset("йї")
"""Letters that Unicode takes apart, and that are letters of their own to every reader."""

_UNTOUCHED = (("\u3040", "\u30ff"), ("\uac00", "\ud7af"), ("\u1100", "\u11ff"))
"""Kana and Hangul: what looks like an accent there is a different sound."""

_WORD = re.compile(r"[^\W\d_]{3,}")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  the library's name


class _Folds(dict[int, str]):
    """What each character folds to, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return a text without case, accents and typographic variants, for comparing words with each other.

    ``Łódź`` gives ``lodz``, ``её`` gives ``ее``, every apostrophe gives ``'`` and every hyphen ``-``. ``й`` and
    ``ї`` stay, since they are letters and not accents; ``ў`` and ``ґ`` give ``у`` and ``г``, which texts use in
    their place. The result may be longer than the text (``ß`` gives ``ss``).
    """
    return unicodedata.normalize("NFC", text).lower().translate(_FOLDS)


def stems(form: str, languages: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the stems of a word as (language, stem), one for each language that has a stemmer.

    The word is stemmed with its accents, which the rules of many languages need, and the stem is folded
    (Snowball, Porter 2001; the rules are those of the snowballstemmer package).
    """
    word = form.lower()
    return tuple((language, _stem(word, language)) for language in languages if language in STEMMED)


def without_hyphens(folded: str) -> str:
    """Return a folded word as one that is written together."""
    return folded.replace("-", "")


def describe(forms: Iterable[tuple[str, int]], language: str) -> tuple[list[VocabularyRow], list[StemRow]]:
    """Return the vocabulary and stem rows of forms met in sources of one language.

    Args:
        forms: distinct words as the index makes them, or hyphenated ones, with the number of sources each stands in.
        language: an ISO 639-1 code, perhaps with a region after a hyphen; without a stemmer there are no stems.
    """
    code = language.split("-", maxsplit=1)[0].lower()
    stemmed = code in STEMMED
    words: list[VocabularyRow] = []
    kin: list[StemRow] = []
    for form, documents in forms:
        if len(form) > LONGEST_FORM:
            continue
        whole = without_hyphens(form) if "-" in form else form
        folded = _folded(whole)
        words.append((form, None if folded == whole and len(form) - len(whole) <= 1 else folded, documents))
        stem = _stem(whole, code) if stemmed else whole
        if stem != whole:
            kin.append((code, stem, form))
    return words, kin


def _folded(form: str) -> str:
    """Return a word of the index, which is in small letters, without accents."""
    return form if form.isascii() else _kept(form)


@lru_cache(maxsize=1 << 16)
def _kept(form: str) -> str:
    return fold(form)


@lru_cache(maxsize=1 << 16)
def _stem(form: str, code: str) -> str:
    if not _WORD.fullmatch(form) or len(form) > LONGEST_FORM:
        return _folded(form)
    return _folded(_stemmer(code).stemWord(form))


@cache
def _stemmer(code: str) -> _Stemmer:
    if code in endings.STEMMERS:
        return endings.STEMMERS[code]
    import snowballstemmer  # noqa: PLC0415  50 ms that opening a collection need not wait for

    stemmer: _Stemmer = snowballstemmer.stemmer(_STEMMERS[code])
    return stemmer


def _fold_character(character: str) -> str:
    if character in _KEPT:
        return character
    if character in _LETTERS or character in _APOSTROPHES or character in _HYPHENS:
        return _plain(character)
    if character == "\u00ad":
        return ""
    if any(first <= character <= last for first, last in _UNTOUCHED):
        return unicodedata.normalize("NFKC", character)
    return _without_accents(character)


def _without_accents(character: str) -> str:
    """Take a character apart and drop the marks that combine with the one before (class 0 marks are vowels)."""
    parts = unicodedata.normalize("NFKD", character)
    bare = "".join(part for part in parts if unicodedata.combining(part) not in _ACCENTS)
    return unicodedata.normalize("NFC", "".join(map(_plain, bare.lower())))


def _plain(letter: str) -> str:
    """Return what a letter without accents is compared as."""
    if letter in _APOSTROPHES:
        return "'"
    return "-" if letter in _HYPHENS else _LETTERS.get(letter, letter)


_ACCENTS = frozenset({202, 214, 216, 218, 220, 222, 224, 226, 228, 230, 232, 233, 234, 240, *range(10, 36)})
"""Canonical combining classes of accents, Hebrew points and Arabic vowel signs; 7, 8 and 9 (nukta, kana voicing,
virama) change the letter and stay."""
