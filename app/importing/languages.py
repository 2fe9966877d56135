# SPDX-License-Identifier: MIT
"""Says which language a text is in, by py3langid.

Its model takes half a second to unpack, so a thread does that while the first files are read. Of a long text three
stretches are looked at: the beginning, the middle and the end. A short text, or one the model is not sure about,
has no language rather than a wrong one.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol, cast

STRETCH = 250
"""How many characters are looked at in each of three places."""

FEWEST_LETTERS = 20
"""A text with fewer letters has no language."""

LEAST_CERTAIN = 0.8
_SHORT_LETTERS = 100
_CERTAIN_WHEN_SHORT = 0.9
_NO_LANGUAGE = frozenset({"zxx", "und"})


class _Identifier(Protocol):
    """What we use of py3langid, which is not typed."""

    def classify(self, text: str) -> tuple[str, float]: ...


@dataclass(frozen=True, slots=True)
class Detected:
    """An ISO 639 code and how sure the model is of it, from 0 to 1; the code may be empty."""

    code: str
    certainty: float


class LanguageDetector:
    """Detects languages; :meth:`start` loads the model beside other work, :meth:`detect` waits for it."""

    def __init__(self) -> None:
        self._identifier: _Identifier | None = None
        self._loading: threading.Thread | None = None

    def start(self) -> None:
        """Begin to load the model in a thread of its own."""
        if self._loading is None and self._identifier is None:
            self._loading = threading.Thread(target=self._load, name="language model", daemon=True)
            self._loading.start()

    def detect(self, text: str) -> Detected:
        """Return the language of a text."""
        sample = _sample(text)
        letters = sum(map(str.isalpha, sample))
        if letters < FEWEST_LETTERS:
            return Detected("", 0.0)
        code, certainty = self._loaded().classify(sample)
        least = LEAST_CERTAIN if letters >= _SHORT_LETTERS else _CERTAIN_WHEN_SHORT
        return Detected("" if code in _NO_LANGUAGE or certainty < least else code, certainty)

    def _loaded(self) -> _Identifier:
        if self._loading is not None:
            self._loading.join()
            self._loading = None
        if self._identifier is None:
            self._load()
        return cast("_Identifier", self._identifier)

    def _load(self) -> None:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  brings in numpy

        self._identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _sample(text: str) -> str:
    if len(text) <= 3 * STRETCH:
        return text
    middle = (len(text) - STRETCH) // 2
    return "\n".join((text[:STRETCH], text[middle : middle + STRETCH], text[-STRETCH:]))
