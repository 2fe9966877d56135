# SPDX-License-Identifier: MIT
"""The words of notes and typed values that no source has: the vocabulary of the sources does not know them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from app.search import folding


class Written:
    """Words that only annotations have, found by what they fold to, by stem, or one by one."""

    def __init__(self, words: Sequence[str]):
        self.words = words
        self._stems: dict[str, dict[str, list[str]]] = {}

    def sisters(self, folded: str, stems: Iterable[tuple[str, str]]) -> list[str]:
        """Return the words that fold alike or share a stem, in order."""
        found = list(self._folded.get(folded, ()))
        for language, stem in stems:
            found += self._by_stem(language).get(stem, ())
        return list(dict.fromkeys(found))

    def beginning(self, folded: str) -> list[str]:
        """Return the words that begin so once they are folded, in order."""
        return [word for key, words in self._folded.items() if key.startswith(folded) for word in words]

    def holding(self, fits: Callable[[str], bool]) -> list[str]:
        """Return the words that pass a test."""
        return [word for word in self.words if fits(word)]

    @cached_property
    def _folded(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            found[folding.fold(word)].append(word)
        return found

    def _by_stem(self, language: str) -> dict[str, list[str]]:
        if language not in self._stems:
            found: dict[str, list[str]] = defaultdict(list)
            for word in self.words:
                for _, stem in folding.stems(word, [language]):
                    found[stem].append(word)
            self._stems[language] = found
        return self._stems[language]
