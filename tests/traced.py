# SPDX-License-Identifier: MIT
"""Texts that know where each of their characters came from, and the edits that a second version of a text brings.

Carrying annotations over can then be held against the truth, even where a text has the same sentence twice.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.text.matching import is_edge
from app.text.reanchor import Carried, Carrier
from database.records import Span

NEW = -1
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)\s*")
_LOOKALIKES = {"e": "c", "l": "1", "o": "0", "n": "ri", "m": "rn", "h": "b", "i": "j", "а": "о", "и": "н", "е": "с"}


@dataclass(frozen=True, slots=True)
class Traced:
    """A text with, for each character, its place in the first version, or ``NEW``."""

    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Traced:
        """Return a first version."""
        return cls(text, tuple(range(len(text))))

    def parts(self, cuts: Sequence[Span]) -> list[Traced]:
        """Return the parts of the text between some places."""
        return [Traced(self.text[start:end], self.origins[start:end]) for start, end in cuts]

    def solid(self, start: int, end: int) -> list[int]:
        """Return the origins of what is not white space in a span."""
        pairs = zip(self.text[start:end], self.origins[start:end], strict=True)
        return [origin for sign, origin in pairs if not sign.isspace()]


def joined(parts: Sequence[Traced], by: str = "") -> Traced:
    """Put parts together."""
    text = by.join(part.text for part in parts)
    origins: list[int] = []
    for number, part in enumerate(parts):
        origins += [NEW] * len(by) if number else []
        origins += part.origins
    return Traced(text, tuple(origins))


def typos(text: Traced, dice: random.Random, rate: float = 0.05) -> Traced:
    """Mistype that part of the words: two letters swapped, one left out, doubled or another."""
    return _words(text, lambda word: _mistyped(word, dice) if dice.random() < rate else word)


def ocr(text: Traced, dice: random.Random, rate: float = 0.02) -> Traced:
    """Misread that part of the letters, and lose or find a space now and then."""
    made = []
    for number, sign in enumerate(text.text):
        part = Traced(sign, text.origins[number : number + 1])
        drawn = dice.random()
        if drawn < rate and sign in _LOOKALIKES:
            part = _new(_LOOKALIKES[sign])
        elif drawn < rate / 8:
            part = joined([part, _new(" ")]) if sign != " " else _new("")
        made.append(part)
    return joined(made)


def moved(text: Traced, dice: random.Random, rate: float = 0.1) -> Traced:
    """Put that part of the paragraphs, one at least, elsewhere."""
    lines = _lines(text)
    for _ in range(max(1, int(len(lines) * rate))):
        lines.insert(dice.randrange(len(lines)), lines.pop(dice.randrange(len(lines))))
    return joined(lines, "\n")


def cut(text: Traced, dice: random.Random, rate: float = 0.1) -> Traced:
    """Leave out that part of the sentences."""
    return joined([part for part in _sentences(text) if dice.random() >= rate])


def rewrapped(text: Traced, dice: random.Random, rate: float = 0.3) -> Traced:
    """Join and part paragraphs, double some spaces and make others no-break spaces."""
    signs = []
    for sign in text.text:
        drawn = dice.random()
        if sign == "\n" and drawn < rate:
            signs.append(" ")
        elif sign == " " and drawn < rate / 8:
            signs.append("\n")
        else:
            signs.append("\u00a0" if sign == " " and drawn > 0.98 else sign)
    return Traced("".join(signs), text.origins)


def repeated(text: Traced, dice: random.Random, rate: float = 0.1) -> Traced:
    """Say that part of the sentences again elsewhere: a first version to be edited, with everything new to itself."""
    parts = _sentences(text)
    for part in [part for part in parts if dice.random() < rate]:
        parts.insert(dice.randrange(len(parts)), part)
    return Traced.of("".join(part.text for part in parts))


def all_at_once(text: Traced, dice: random.Random) -> Traced:
    """Make every edit, each a little."""
    text = moved(cut(text, dice, 0.05), dice, 0.05)
    return rewrapped(typos(text, dice, 0.02), dice, 0.1)


Edit = Callable[[Traced, random.Random], Traced]
EDITS: dict[str, Edit] = {
    "typos in 5 % of the words": typos,
    "10 % of the paragraphs moved": moved,
    "10 % of the sentences cut": cut,
    "OCR noise": ocr,
    "wrapped otherwise": rewrapped,
    "all at once": all_at_once,
}


@dataclass(slots=True)
class Score:
    """How carrying went: of the spans whose words survive, how many are at their place; and what is amiss."""

    survived: int = 0
    placed: int = 0
    unsure: int = 0
    silent: int = 0
    altered: int = 0
    near: int = 0
    orphans: int = 0

    def add(self, old: Traced, new: Traced, span: Span, carried: Carried) -> None:
        """Count one span."""
        truth = old.solid(*span)
        found = new.solid(*carried.span) if carried.span else []
        right = found == truth or is_twin(old, new, span, carried.span)
        sure = carried.state in {"exact", "moved"}
        if survives(old, new, span):
            self.survived += 1
            self.placed += right and sure
            self.unsure += right and not sure
        else:
            self.altered += 1
            self.near += bool(set(found) & set(truth))
        self.silent += sure and not right
        self.orphans += carried.span is None

    @property
    def rate(self) -> float:
        """Which part of the spans whose words survive are placed exactly."""
        return self.placed / self.survived if self.survived else 1.0


def survives(old: Traced, new: Traced, span: Span) -> bool:
    """Tell whether the words of a span stand in the new version as they did: the same words, and whole."""
    truth = old.solid(*span)
    try:
        start = new.origins.index(truth[0])
        end = new.origins.index(truth[-1]) + 1
    except ValueError:
        return False
    same = new.text[start:end].split() == old.text[span[0] : span[1]].split()
    return same and new.solid(start, end) == truth and is_edge(new.text, start) and is_edge(new.text, end)


def is_twin(old: Traced, new: Traced, span: Span, place: Span | None) -> bool:
    """Tell whether the same words stand at a place and most of them are the very ones.

    Where a sentence stands twice in a row and one of the two is cut, nobody can say which.
    """
    if place is None or new.text[slice(*place)].split() != old.text[slice(*span)].split():
        return False
    truth, found = set(old.solid(*span)), new.solid(*place)
    return sum(origin in truth for origin in found) * 2 > len(found)


def score(old: Traced, new: Traced, spans: Sequence[Span]) -> Score:
    """Carry spans over and hold them against the truth."""
    carrier, total = Carrier(old.text, new.text), Score()
    for span in spans:
        total.add(old, new, span, carrier.carry(*span))
    return total


def spans_of(text: str, dice: random.Random, number: int, longest: int = 40) -> list[Span]:
    """Return spans of whole words, short and long."""
    words = [found.span() for found in re.finditer(r"\w+", text)]
    spans = []
    for _ in range(number):
        length = min(len(words), 1 + int(dice.random() ** 2 * longest))
        first = dice.randrange(len(words) - length + 1)
        spans.append((words[first][0], words[first + length - 1][1]))
    return spans


def _new(text: str) -> Traced:
    return Traced(text, (NEW,) * len(text))


def _words(text: Traced, change: Callable[[str], str]) -> Traced:
    made = []
    last = 0
    for found in re.finditer(r"\w+", text.text):
        made += text.parts([(last, found.start())])
        changed = change(found[0])
        made += text.parts([found.span()]) if changed == found[0] else [_new(changed)]
        last = found.end()
    return joined([*made, *text.parts([(last, len(text.text))])])


def _mistyped(word: str, dice: random.Random) -> str:
    place = dice.randrange(len(word))
    kind = dice.randrange(4)
    if kind == 0 and place + 1 < len(word):
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == 1 and len(word) > 1:
        return word[:place] + word[place + 1 :]
    return word[:place] + (word[place] * 2 if kind == 2 else dice.choice("aeinrst")) + word[place + 1 :]


def _lines(text: Traced) -> list[Traced]:
    cuts, start = [], 0
    for line in text.text.split("\n"):
        cuts.append((start, start + len(line)))
        start += len(line) + 1
    return text.parts(cuts)


def _sentences(text: Traced) -> list[Traced]:
    return text.parts([found.span() for found in _SENTENCE.finditer(text.text)])
