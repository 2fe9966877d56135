# SPDX-License-Identifier: MIT
"""Keywords in context: every place of a query as one line, the words before and after it on either side.

Luhn's form of an index ("Keyword-in-Context Index for Technical Literature", American Documentation 11, 1960). Sorted
by what stands to the right, or to the left read backwards, the lines show how a word is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.search.folding import fold
from app.search.places import Sought, parts, places
from app.text.words import tokens
from database.records import Span
from database.unspaced import has_unspaced

CONTEXT = 90
"""About how many characters are kept on either side."""

COMPARED = 6
"""How many words decide the order; the place decides between equals."""

_BREAKS = str.maketrans("\n\t\u2028", "   ")


class Side(StrEnum):
    """What lines are sorted by: their place, or the words on one side."""

    PLACE = "place"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Line:
    """One place. ``start`` and ``end`` are its half-open span in the canonical text of the source, in code points.

    ``before`` and ``after`` are words of the same block, on one line.
    """

    source: int
    start: int
    end: int
    before: str
    words: str
    after: str


def lines(
    source: int, text: str, sought: Sequence[Sought], within: Sequence[Sequence[Span]] | None = None
) -> list[Line]:
    """Return the places of one text in order.

    With ``within``, the spans of some annotations, only places inside these count; an annotation without any, such as
    one that was found by its note, is a place itself.
    """
    found = places(text, sought) if sought else []
    spans = found if within is None else sorted({span for parts in within for span in _inside(found, parts)})
    return [_line(source, text, start, end) for start, end in spans if end <= len(text)]


def ordered(found: Iterable[Line], side: Side) -> list[Line]:
    """Return lines sorted by one side; between equals they stay as they were."""
    return sorted(found, key=_KEYS[side]) if side in _KEYS else list(found)


def left_words(line: Line) -> list[str]:
    """Return the words before a place as they are compared, the nearest first; without spaces the nearest letters."""
    words = _folded(line.before)[::-1][:COMPARED]
    return [word[::-1] if has_unspaced(word) else word for word in words]


def right_words(line: Line) -> list[str]:
    """Return the words after a place as they are compared, the nearest first."""
    return _folded(line.after)[:COMPARED]


_KEYS: dict[Side, Callable[[Line], list[str]]] = {Side.LEFT: left_words, Side.RIGHT: right_words}


def _folded(text: str) -> list[str]:
    return [fold(text[start:end]) for start, end in tokens(text)]


def _inside(found: Sequence[Span], parts: Sequence[Span]) -> Sequence[Span]:
    held = [span for span in found if any(start <= span[0] and span[1] <= end for start, end in parts)]
    return held or parts[:1]


def _line(source: int, text: str, start: int, end: int) -> Line:
    first = max(text.rfind("\n", 0, start) + 1, start - CONTEXT)
    last = min(_block_end(text, end), end + CONTEXT)
    while 0 < first < start and not parts(text, first):
        first += 1
    while end < last < len(text) and not (text[last].isspace() or parts(text, last)):
        last -= 1
    return Line(source, start, end, _flat(text[first:start]), _flat(text[start:end]), _flat(text[end:last]))


def _block_end(text: str, position: int) -> int:
    found = text.find("\n", position)
    return found if found >= 0 else len(text)


def _flat(text: str) -> str:
    return text.translate(_BREAKS)
