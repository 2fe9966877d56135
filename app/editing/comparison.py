# SPDX-License-Identifier: MIT
"""A passage in two versions of a text, as lines to read one under the other: its words, what changed, a little around.

All spans are half-open and count code points of the line they belong to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from app.editing.replacement import Placement
from database.records import Span
from database.versions import SpanRow

AROUND = 48
"""How many characters of text are shown on either side of a passage."""

LONGEST = 420
"""A longer passage is shown from a little before what changed in it."""

_LEAD = 120
_CUT = "…"
_BETWEEN = " … "
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: where the passage lies in it, and which of its words the other version does not have."""

    text: str
    passage: tuple[Span, ...] = ()
    changed: tuple[Span, ...] = ()


def compared(placement: Placement) -> tuple[Line, Line]:
    """Return a passage before and after; the second line is empty where it has no place any more."""
    olds = [_folded(span.quote) for span in placement.old]
    if not placement.placed:
        return _line(placement.old, placement.texts[0], olds, [[] for _ in olds]), Line("")
    news = ["" if span.state == "orphan" else _folded(span.quote) for span in placement.new]
    pairs = [changed_words(old, new) for old, new in zip(olds, news, strict=True)]
    return (
        _line(placement.old, placement.texts[0], olds, [old for old, _ in pairs]),
        _line(placement.new, placement.texts[1], news, [new for _, new in pairs]),
    )


def changed_words(old: str, new: str) -> tuple[list[Span], list[Span]]:
    """Return where the words of each wording stand that the other has not, joined where they follow one another."""
    olds, news = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    here: list[Span] = []
    there: list[Span] = []
    for op in Levenshtein.opcodes([word[0] for word in olds], [word[0] for word in news]):
        if op.tag != "equal":
            if op.src_start < op.src_end:
                here.append((olds[op.src_start].start(), olds[op.src_end - 1].end()))
            if op.dest_start < op.dest_end:
                there.append((news[op.dest_start].start(), news[op.dest_end - 1].end()))
    return _joined(old, here), _joined(new, there)


def _joined(text: str, spans: list[Span]) -> list[Span]:
    made = spans[:1]
    for before, span in pairwise(spans):
        if text[before[1] : span[0]].isspace():
            made[-1] = (made[-1][0], span[1])
        else:
            made.append(span)
    return made


def _line(spans: tuple[SpanRow, ...], text: str, cores: list[str], changed: list[list[Span]]) -> Line:
    line = ""
    passage: list[Span] = []
    marked: list[Span] = []
    for span, core, words in zip(spans, cores, changed, strict=True):
        if not core:
            continue
        there = text[span.start : span.end] == span.quote
        line += (_BETWEEN if line else "") + (_before(text, span.start) if there else "")
        shown, skipped = _window(core, words)
        place = len(line) - skipped
        passage.append((len(line), len(line) + len(shown)))
        kept = ((max(start, skipped), min(end, skipped + len(shown))) for start, end in words)
        marked += [(place + start, place + end) for start, end in kept if start < end]
        line += shown + (_after(text, span.end) if there else "")
    return Line(line, tuple(passage), tuple(marked))


def _window(core: str, words: list[Span]) -> tuple[str, int]:
    """Return what is shown of a passage, and how many of its characters are left out before that."""
    if len(core) <= LONGEST:
        return core, 0
    begin = max(0, min(words[0][0] - _LEAD if words else 0, len(core) - LONGEST))
    begin = core.find(" ", begin) + 1 if begin else 0
    return core[begin : begin + LONGEST], begin


def _before(text: str, start: int) -> str:
    first = max(0, start - AROUND)
    piece = text[first:start]
    if first and not text[first - 1].isspace():
        piece = piece[len(piece.split(maxsplit=1)[0]) :] if piece.split() and not piece[0].isspace() else piece
    return (_CUT if first and piece.strip() else "") + _folded(piece, ends=True)


def _after(text: str, end: int) -> str:
    last = end + AROUND
    piece = text[end:last]
    if last < len(text) and not text[last].isspace() and piece and not piece[-1].isspace():
        piece = piece[: piece.rfind(" ") + 1] if " " in piece else piece
    return _folded(piece, ends=True) + (_CUT if last < len(text) and piece.strip() else "")


def _folded(text: str, *, ends: bool = False) -> str:
    """Return a text with its white space made single spaces; those at its ends stay where they are asked for."""
    folded = " ".join(text.split())
    if not ends or not text:
        return folded
    return (" " if text[0].isspace() else "") + folded + (" " if text[-1].isspace() and folded else "")
