# SPDX-License-Identifier: MIT
"""What the values of metadata have in common, wherever they come from: one line, known codes, separate names."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 300
"""A longer title or name is cut at a word."""

_BETWEEN_NAMES = re.compile(r"\s*;\s*|\s+and\s+|\s*&\s*")
_LANGUAGES = {
    "english": "en", "eng": "en", "russian": "ru", "rus": "ru", "русский": "ru", "belarusian": "be", "bel": "be",
    "беларуская": "be", "ukrainian": "uk", "ukr": "uk", "українська": "uk", "german": "de", "deutsch": "de",
    "deu": "de", "ger": "de", "french": "fr", "français": "fr", "fra": "fr", "fre": "fr", "spanish": "es",
    "español": "es", "spa": "es", "polish": "pl", "polski": "pl", "pol": "pl", "italian": "it", "italiano": "it",
    "ita": "it", "portuguese": "pt", "português": "pt", "por": "pt", "dutch": "nl", "nederlands": "nl", "nld": "nl",
    "dut": "nl", "czech": "cs", "čeština": "cs", "ces": "cs", "cze": "cs", "arabic": "ar", "ara": "ar",
    "chinese": "zh", "zho": "zh", "chi": "zh", "hebrew": "he", "heb": "he", "iw": "he", "in": "id",
}  # fmt: skip
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*")


def one_line(text: str) -> str:
    """Return a text with its white space folded, cut at a word where it is longer than :data:`LONGEST`."""
    folded = " ".join(text.replace("\0", " ").split())
    if len(folded) <= LONGEST:
        return folded
    kept = folded[:LONGEST]
    return (kept.rpartition(" ")[0] or kept) + "…"


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a list of authors.

    Semicolons, “and” and “&” part names. Commas do so only where every part has two words or more, since
    “Tolen, Mira” is one person.
    """
    names: list[str] = []
    for part in _BETWEEN_NAMES.split(text):
        pieces = [piece.strip() for piece in part.split(",")]
        names.extend(pieces if all(len(piece.split()) > 1 for piece in pieces) else [part])
    return distinct(names)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are not empty, each once, in order."""
    return tuple(dict.fromkeys(name for name in map(one_line, names) if name))


def language_code(text: str) -> str:
    """Return the ISO 639 code for a code with or without a country, or for a common name; else nothing."""
    plain = text.strip().casefold()
    found = _CODE.fullmatch(plain)
    return _LANGUAGES.get(plain) or (_LANGUAGES.get(found[1], found[1]) if found else "")
