# SPDX-License-Identifier: MIT
"""Stems of Belarusian and Ukrainian words, for which Snowball has no rules: their endings are taken off.

A light stemmer in the manner of Savoy ("Light Stemming Approaches for the French, Portuguese, German and Hungarian
Languages", SAC 2006): the longest ending that leaves enough of a word goes, then a vowel that is left from the stem of
a verb, and of two equal consonants one. Forms of one word come together; what changes inside a word (``ніч``,
``ночі``) stays apart.
"""

from __future__ import annotations

LEAST = 3
"""How many letters are left at least."""

_VOWELS = frozenset("аеиіоуыэюяєїё")

_UKRAINIAN = (
    *("ами", "ями", "ові", "еві", "єві", "ів", "їв", "ах", "ях", "ам", "ям", "ом", "ем", "єм", "ою", "ею", "єю"),
    *("ого", "ього", "ому", "ьому", "ими", "іми", "ій", "ої", "ьої", "их", "іх", "им", "ім", "ий", "их", "ії", "ією"),
    *("ти", "ють", "ять", "уть", "ать", "ить", "їть", "ємо", "емо", "имо", "їмо", "ете", "ите", "єте", "їте"),
    *("єш", "еш", "иш", "їш", "ла", "ло", "ли", "в", "вши", "ючи", "учи", "ячи", "ачи"),
    *("а", "я", "о", "е", "є", "и", "і", "ї", "у", "ю", "й", "ь"),
)
_BELARUSIAN = (
    *("амі", "ямі", "оў", "аў", "яў", "еў", "ёў", "ах", "ях", "ам", "ям", "ом", "ем", "ём", "аю", "яю", "ою", "ёю"),
    *("ага", "яга", "ога", "аму", "яму", "ому", "ым", "ім", "ымі", "імі", "ых", "іх", "ая", "яя", "ую", "юю", "ое"),
    *("ае", "яе", "ыя", "ія", "ай", "яй", "ой", "ёй", "эй", "ей", "ю", "еі", "ій"),
    *("ць", "юць", "яць", "уць", "аць", "іць", "ыць", "эць", "ем", "аем", "яем", "еце", "іце", "ыце", "еш", "іш", "ыш"),
    *("ла", "ло", "лі", "ў", "ўшы", "ючы", "учы", "ячы", "ачы"),
    *("а", "я", "о", "ё", "е", "э", "ы", "і", "у", "й", "ь"),
)
_PAST = frozenset({"ти", "ць", "ла", "ло", "ли", "лі", "в", "ў"})
"""Endings of verbs, which stand after a vowel and a longer stem; nouns end in the same letters (``школа``)."""
_REFLEXIVE = ("ться", "тися", "тись", "цца", "ся", "сь")


class EndingStemmer:
    """Takes off the endings of one language."""

    def __init__(self, endings: tuple[str, ...]):
        self._endings = sorted(set(endings), key=len, reverse=True)

    def stemWord(self, word: str) -> str:  # noqa: N802  the name stemmers have
        """Return what is left of a word."""
        stem = word
        for ending in _REFLEXIVE:
            if stem.endswith(ending) and len(stem) - len(ending) >= LEAST + 1:
                stem = stem.removesuffix(ending)
                break
        stem = self._without_ending(stem)
        if len(stem) > LEAST and stem[-1] in _VOWELS:
            stem = stem[:-1]
        if len(stem) > LEAST and stem[-1] == stem[-2]:
            stem = stem[:-1]
        return f"{stem[:-3]}ост" if len(stem) > 5 and stem.endswith("іст") else stem

    def _without_ending(self, word: str) -> str:
        for ending in self._endings:
            left = word.removesuffix(ending)
            verb = ending in _PAST
            if left == word or len(left) < LEAST + verb or _VOWELS.isdisjoint(left):
                continue
            if not verb or left[-1] in _VOWELS:
                return left
        return word


STEMMERS = {"be": EndingStemmer(_BELARUSIAN), "uk": EndingStemmer(_UKRAINIAN)}
"""By ISO 639-1 code."""
