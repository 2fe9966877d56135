# SPDX-License-Identifier: MIT
"""Cyrillic and Latin spellings of names: from one script to the other, and whether two spellings may be one name.

:func:`to_latin` writes Russian and Belarusian as the English-language press does (BGN/PCGN, without the marks for
soft and hard signs), and Ukrainian by the national table of 2010 (Cabinet of Ministers, resolution 55).
:func:`to_cyrillic` is the way back as far as there is one: soft signs and some vowels are lost in Latin letters.
:func:`key` compares: it is the same for most spellings that a name has in Cyrillic letters of the three languages
and in the Latin letters of whoever wrote it down.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

LANGUAGES = ("ru", "be", "uk")
"""The languages whose names can be transliterated (ISO 639-1)."""

_SHARED = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ў": "u", "ґ": "g", "є": "ye", "ї": "yi", "ʼ": "", "’": "", "'": "",
}  # fmt: skip
_LATIN: Mapping[str, Mapping[str, str]] = {
    "ru": _SHARED | {"’": "’", "'": "'"},
    "be": _SHARED | {"г": "h"},
    "uk": _SHARED | {"г": "h", "и": "y", "й": "i", "є": "ie", "ї": "i", "ю": "iu", "я": "ia"},
}
_UKRAINIAN_FIRST = {"й": "y", "є": "ye", "ї": "yi", "ю": "yu", "я": "ya"}
"""How the table of 2010 writes these letters at the beginning of a word."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_CYRILLIC = re.compile("[\u0400-\u04ff]")

_BACK = {
    "shch": "щ", "zgh": "зг", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш", "yu": "ю", "ya": "я", "yo": "ё",
    "ye": "е", "yi": "ы", "iy": "ий", "ia": "ия", "iu": "ию", "a": "а", "b": "б", "c": "к", "d": "д", "e": "е",
    "f": "ф", "g": "г", "h": "х", "i": "и", "j": "дж", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п",
    "q": "к", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в", "w": "в", "x": "кс", "y": "ы", "z": "з",
}  # fmt: skip
_CYRILLIC_OF: Mapping[str, Mapping[str, str]] = {
    "ru": _BACK,
    "be": _BACK | {"shch": "шч", "h": "г", "i": "і", "ia": "ія", "iu": "ію", "iy": "ій", "ye": "е", "yi": "і"},
    "uk": _BACK
    | {"h": "г", "g": "ґ", "i": "і", "y": "и", "ia": "я", "iu": "ю", "ie": "є", "ye": "є", "yi": "ї", "iy": "ій"},
}
_ENDINGS = {
    "ru": (("skaya", "ская"), ("skiy", "ский"), ("sky", "ский"), ("ski", "ский"), ("ey", "ей"), ("y", "ий")),
    "be": (("skaya", "ская"), ("ski", "скі"), ("sky", "скі"), ("ey", "ей"), ("y", "ы")),
    "uk": (("ska", "ська"), ("skyi", "ський"), ("sky", "ський"), ("ii", "ій"), ("y", "ий")),
}
"""How names end, which the letters alone do not tell."""

_PIECE = re.compile("shch|zgh|zh|kh|ts|ch|sh|yu|ya|yo|ye|yi|iy|ia|iu|ie|[a-z]")
_VOWELS = frozenset("аеёиоуыэюяіїє")
_HARD = frozenset("шжчрдт")
"""Belarusian consonants after which no soft е stands."""

_SKELETON = (
    (re.compile("shch|sch"), "sc"),
    (re.compile("tsch|tch|ch|cz|ts|tz"), "c"),
    (re.compile("sh|sz"), "s"),
    (re.compile("zh"), "z"),
    (re.compile("kh|gh|g"), "h"),
    (re.compile("ck|q"), "k"),
    (re.compile("ph"), "f"),
    (re.compile("w"), "v"),
    (re.compile("x"), "ks"),
    (re.compile("[yj]"), "i"),
    (re.compile("i+e"), "e"),
    (re.compile("i+o"), "o"),
    (re.compile("o"), "a"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)
_MAY_GO_ON = frozenset("iyjktpscz")
"""Letters that may be the first of two which stand for one sound."""


def is_cyrillic(text: str) -> bool:
    """Tell whether a text has Cyrillic letters."""
    return _CYRILLIC.search(text) is not None


def to_latin(text: str, language: str = "ru") -> str:
    """Return a text with its Cyrillic letters written in Latin ones; everything else stays.

    Raises:
        KeyError: a language that is not in :data:`LANGUAGES`.
    """
    table = _LATIN[language]
    return _WORD.sub(lambda found: _latin_word(found[0], table, language), unicodedata.normalize("NFC", text))


def to_cyrillic(text: str, language: str = "ru") -> str:
    """Return a text with its Latin letters written in Cyrillic ones: a good guess, since Latin tells less.

    Raises:
        KeyError: a language that is not in :data:`LANGUAGES`.
    """
    table = _CYRILLIC_OF[language]
    return _WORD.sub(lambda found: _cyrillic_word(found[0], table, language), _bare(text))


def variants(text: str) -> tuple[str, ...]:
    """Return how a name may be written in the other script, in the order of :data:`LANGUAGES`, each once."""
    write = to_latin if is_cyrillic(text) else to_cyrillic
    return tuple(dict.fromkeys(write(text, language) for language in LANGUAGES))


def key(text: str) -> str:
    """Return what the spellings of a name in Cyrillic and Latin letters have in common.

    Letters that transliterations waver between are one: г, х, ґ, ``g``, ``h`` and ``kh``; с and ш; ц and ч; з and ж;
    и, і, ы, й, ``y`` and ``j``; о and а, which Belarusian writes as they sound (Лукашенко, Лукашэнка). Two names with
    the same key may still be two: the key is for offering and finding, not for deciding.
    """
    latin = to_latin(text.lower(), "ru").replace("’", "").replace("'", "")
    return " ".join(_skeleton(word) for word in _bare(latin).lower().split())


def begun_keys(text: str) -> tuple[str, ...]:
    """Return the keys that a name may begin with when so much of its last word has been typed.

    A last letter that may be half of a sound (the ``k`` of ``kh``) is also left out.
    """
    made = key(text)
    if text[-1:].lower() in _MAY_GO_ON and len(text) > 1 and not text[-2].isspace():
        return tuple(dict.fromkeys((made, key(text[:-1]))))
    return (made,)


def _latin_word(word: str, table: Mapping[str, str], language: str) -> str:
    if not is_cyrillic(word):
        return word
    made = []
    for place, letter in enumerate(word):
        low = letter.lower()
        latin = table.get(low, letter)
        if language == "uk" and place == 0:
            latin = _UKRAINIAN_FIRST.get(low, latin)
        if language == "uk" and low == "г" and word[place - 1 : place].lower() == "з":
            latin = "gh"
        made.append(_cased(latin, letter, whole=word.isupper() and len(word) > 1))
    return "".join(made)


def _cyrillic_word(word: str, table: Mapping[str, str], language: str) -> str:
    low = word.lower()
    stem, ending = low, ""
    for latin, cyrillic in _ENDINGS[language]:
        if low.endswith(latin) and len(low) > len(latin) + 1 and low[-len(latin) - 1] not in "aeiou":
            stem, ending = low[: -len(latin)], cyrillic
            break
    pieces = _PIECE.findall(stem)
    made = ""
    for piece in pieces:
        made += _letter(piece, made[-1:], table, language)
    return _cased(made + ending, word[0], whole=word.isupper() and len(word) > 1)


def _letter(piece: str, before: str, table: Mapping[str, str], language: str) -> str:
    """Return the letters for a piece, which may depend on the letter before it."""
    if piece == "y" and before in _VOWELS:
        return "й"
    if language == "be" and piece == "u" and before in _VOWELS:
        return "ў"
    if language == "be" and piece == "e" and (not before or before in _HARD):
        return "э"
    return table.get(piece, piece)


def _cased(made: str, like: str, *, whole: bool) -> str:
    if whole:
        return made.upper()
    return made[:1].upper() + made[1:] if like.isupper() else made


def _bare(text: str) -> str:
    """Return a text without accents, so that Łacinka and other Latin spellings with marks lose them."""
    parts = unicodedata.normalize("NFD", text.replace("ł", "l").replace("Ł", "L"))
    kept = "".join(part for part in parts if not unicodedata.combining(part) or part == "\u0306")
    return unicodedata.normalize("NFC", kept).replace("ŭ", "u").replace("Ŭ", "U")


def _skeleton(word: str) -> str:
    for pattern, sound in _SKELETON:
        word = pattern.sub(sound, word)
    return word
