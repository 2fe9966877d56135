# SPDX-License-Identifier: MIT
"""Says which language a text is in.

py3langid does, whose model takes most of a second to load and a millisecond to answer; but English, the commonest
case, shows in its commonest words, and no other language has as many of them. Of a long text three stretches are
looked at: the beginning, the middle and the end. A short text, or one the model is not sure about, has no language
rather than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

STRETCH = 250
"""How many characters are looked at in each of three places."""

FEWEST_LETTERS = 20
"""A text with fewer letters has no language."""

FEWEST_WORDS = 40
LEAST_ENGLISH = 0.22
"""When the commonest words decide: of so many words, so large a share."""

LEAST_CERTAIN = 0.8
"""How sure the model must be, from 0 to 1."""

_SHORT_LETTERS = 100
_CERTAIN_WHEN_SHORT = 0.9
_NO_LANGUAGE = frozenset({"zxx", "und"})
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    {
        *("the", "of", "and", "to", "in", "is", "that", "for", "it", "with", "as", "was", "on"),
        *("be", "by", "this", "are", "from", "at", "or", "an", "we", "our", "have", "has", "which"),
        *("not", "will", "their", "its", "been", "they", "he", "his", "her", "she", "but", "were", "all"),
        *("more", "who", "would", "i", "my", "you", "your", "these", "those", "there", "than", "into", "can"),
    }
)
"""Words without a meaning of their own, which make up four in ten of any running English text (Zipf)."""


class _Identifier(Protocol):
    """What we use of py3langid, which is not typed."""

    def classify(self, text: str) -> tuple[str, float]: ...


@dataclass(frozen=True, slots=True)
class Detected:
    """An ISO 639 code and how sure the model is of it, from 0 to 1; the code may be empty."""

    code: str
    certainty: float


class LanguageDetector:
    """Detects languages; the model is loaded when the first text needs it."""

    def __init__(self) -> None:
        self._identifier: _Identifier | None = None

    def detect(self, text: str) -> Detected:
        """Return the language of a text."""
        sample = _sample(text)
        words = _WORD.findall(sample)
        letters = sum(map(len, words))
        if letters < FEWEST_LETTERS:
            return Detected("", 0.0)
        if is_plainly_english(words):
            return Detected("en", 1.0)
        code, certainty = self._loaded().classify(sample)
        least = LEAST_CERTAIN if letters >= _SHORT_LETTERS else _CERTAIN_WHEN_SHORT
        return Detected("" if code in _NO_LANGUAGE or certainty < least else code, certainty)

    def _loaded(self) -> _Identifier:
        if self._identifier is None:
            from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  brings in numpy

            self._identifier = cast("_Identifier", LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
        return self._identifier


def is_plainly_english(words: Sequence[str]) -> bool:
    """Tell whether the commonest English words make up a text as they do in English alone."""
    if len(words) < FEWEST_WORDS:
        return False
    return sum(map(_ENGLISH.__contains__, map(str.lower, words))) >= LEAST_ENGLISH * len(words)


def _sample(text: str) -> str:
    if len(text) <= 3 * STRETCH:
        return text
    middle = (len(text) - STRETCH) // 2
    return "\n".join((text[:STRETCH], text[middle : middle + STRETCH], text[-STRETCH:]))
