# SPDX-License-Identifier: MIT
"""Tells encodings of one byte a letter apart by the letters they give.

A wrong encoding shows in four ways: letters that no one language has together, signs inside words, capitals
after small letters (KOI8-R and Windows-1251 have each other's cases), and rare letters where common ones should
be. Each candidate encoding is read in each language it serves, and the best reading wins; of equals the one
named first, which is the more common in the world.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SAMPLE = 20_000
"""How many bytes around letters that are not ASCII are looked at."""

_WESTERN = ("cp1252", "mac-roman", "cp850", "cp437")
_CENTRAL = ("cp1250", "iso8859-2", "cp852", "mac-latin2")
_GREEK = ("cp1253", "iso8859-7")
_CYRILLIC = ("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic")

_ALPHABETS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("àâäçèéêëîïôöùûüÿœæ", _WESTERN),  # French
    ("äöüßé", _WESTERN),  # German
    ("áéíñóúü¿¡", _WESTERN),  # Spanish
    ("àáâãçéêíóôõúü", _WESTERN),  # Portuguese
    ("àèéìíîòóù", _WESTERN),  # Italian
    ("åäöæøéü", _WESTERN),  # Scandinavian and Finnish
    ("éïöëüóè", _WESTERN),  # Dutch, English
    ("ąćęłńóśźż", _CENTRAL),  # Polish
    ("áčďéěíňóřšťúůýžľĺŕôä", _CENTRAL),  # Czech and Slovak
    ("áéíóöőúüű", _CENTRAL),  # Hungarian
    ("čćđšž", _CENTRAL),  # Croatian, Slovene, Bosnian
    ("ăâîşţ", _CENTRAL),  # Romanian
    ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ", _GREEK),
    ("çğıöşüâîİ", ("cp1254",)),  # Turkish
    ("āčēģīķļņōŗšūžąęėįųõäöü", ("cp1257",)),  # Baltic
)
_CYRILLIC_LETTERS = (
    "абвгдежзийклмнопрстуфхцчшщъыьэюяё",  # Russian
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",  # Ukrainian
    "абвгдеёжзійклмнопрстуўфхцчшыьэюя",  # Belarusian
    "абвгдежзийклмнопрстуфхцчшщъьюя",  # Bulgarian
    "абвгдђежзијклљмнњопрстћуфхцчџшѓќѕ",  # Serbian and Macedonian
)
_COMMON_CYRILLIC = frozenset("оаеинтсрвлкмдпуіяы")
_COMMON_CYRILLIC_SHARE = 0.6
_PUNCTUATION = frozenset("“”„‚‘’–—…«»‹›§№©®°€£·•†‡±µ¿¡ª\xa0\xad")
_INSIDE_WORDS = frozenset("’‘–—\xa0\xad·…“”«»")
_AROUND = re.compile(rb"[\x20-\x7f]{0,12}[\x80-\xff][\x20-\xff]{0,24}")


@dataclass(frozen=True, slots=True)
class Reading:
    """An encoding and how well the bytes read in it: 1 where nothing speaks against it."""

    encoding: str
    score: float


def best_alphabet(data: bytes, encodings: Sequence[str] = ()) -> Reading | None:
    """Return the encoding in which the bytes read best, of those given or of all that are known.

    None means that no byte is outside ASCII, or that no encoding has letters for all of them.
    """
    sample = _sample(data)
    if not sample:
        return None
    readings = []
    for encoding in encodings or ALPHABETIC:
        try:
            text = sample.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        readings.append(Reading(encoding, _score(text, encoding)))
    return max(readings, key=_by_score, default=None)


def _by_score(reading: Reading) -> float:
    return round(reading.score, 2)


def _sample(data: bytes) -> bytes:
    """Return the stretches that hold bytes outside ASCII, from the beginning, up to :data:`SAMPLE` bytes."""
    found, size = [], 0
    for match in _AROUND.finditer(data):
        found.append(match[0])
        size += len(match[0])
        if size > SAMPLE:
            break
    return b"\n".join(found)


def _score(text: str, encoding: str) -> float:
    wide = Counter(character for character in text if character > "\x7f")
    total = sum(wide.values())
    letters = Counter({letter: count for letter, count in wide.items() if letter.isalpha()})
    odd = sum(count for sign, count in wide.items() if not sign.isalpha() and sign not in _PUNCTUATION)
    return _covered(letters, encoding) - odd / total - _breaks(text) / total


def _covered(letters: Counter[str], encoding: str) -> float:
    """Return the share of the letters that the best fitting language of the encoding has."""
    total = sum(letters.values())
    if not total:
        return 1.0
    if encoding in _CYRILLIC:
        return max(_share(letters, alphabet) for alphabet in _CYRILLIC_LETTERS) - _rareness(letters)
    return max((_share(letters, alphabet) for alphabet, served in _ALPHABETS if encoding in served), default=0.0)


def _share(letters: Counter[str], alphabet: Iterable[str]) -> float:
    known = frozenset(alphabet)
    return (
        sum(count for letter, count in letters.items() if letter.lower() in known or letter in known) / letters.total()
    )


def _rareness(letters: Counter[str]) -> float:
    """Return how far the common letters of Cyrillic fall short of the share they have in any of its languages."""
    common = sum(count for letter, count in letters.items() if letter.lower() in _COMMON_CYRILLIC) / letters.total()
    return max(0.0, _COMMON_CYRILLIC_SHARE - common)


def _breaks(text: str) -> int:
    """Count what does not happen inside a word: a sign between letters, a capital after a small letter."""
    return sum(
        _is_break(before, here, after)
        for before, here, after in zip(text, text[1:], text[2:], strict=False)
        if here > "\x7f" or after > "\x7f"
    )


def _is_break(before: str, here: str, after: str) -> bool:
    if not before.isalpha():
        return False
    if not here.isalpha():
        return here > "\x7f" and after.isalpha() and here not in _INSIDE_WORDS
    return (before.islower() and here.isupper()) or _script(before) != _script(here)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


ALPHABETIC = tuple(dict.fromkeys(("cp1252", "cp1251", *_WESTERN, *_CENTRAL, *_CYRILLIC, *_GREEK, "cp1254", "cp1257")))
"""The encodings this module knows, the more common first."""
