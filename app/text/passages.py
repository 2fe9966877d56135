# SPDX-License-Identifier: MIT
"""Changing where a passage lies: its spans joined, moved, taken out, and their ends set by words.

Spans are half-open and count code points of the canonical text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.text.marks import MARKS

_PART = rf"\w[\w{MARKS}]*"
_WORD = re.compile(rf"{_PART}(?:[’'\-‐‑]{_PART})*")

Span = tuple[int, int]


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return spans in text order; those that overlap or touch become one."""
    made: list[Span] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], end)
        else:
            made.append((start, end))
    return made


def replaced(spans: Iterable[Span], old: Span, new: Span) -> list[Span]:
    """Return spans with one of them put elsewhere."""
    return joined(new if span == old else span for span in spans)


def trimmed(text: str, span: Span) -> Span:
    """Return a span without the white space at its ends; as it is where it holds nothing else."""
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return (start, start + len(words.strip())) if words.strip() else span


def nearest(spans: Sequence[Span], offset: int) -> Span:
    """Return the span that an offset lies in, or the one nearest to it.

    Raises:
        ValueError: there are no spans.
    """
    return min(spans, key=lambda span: max(span[0] - offset, offset - span[1], 0))


def with_end(text: str, span: Span, step: int) -> Span:
    """Return a span that ends one word later (``step`` 1) or earlier (-1); at least a word of it stays."""
    start, end = span
    if step > 0:
        following = _WORD.search(text, end)
        return (start, following.end()) if following else span
    ends = [word.end() for word in _WORD.finditer(text, start, end)]
    earlier = [place for place in ends if place < end]
    return (start, earlier[-1]) if earlier else span


def with_start(text: str, span: Span, step: int) -> Span:
    """Return a span that begins one word later (``step`` 1) or earlier (-1); at least a word of it stays."""
    start, end = span
    if step > 0:
        starts = [word.start() for word in _WORD.finditer(text, start, end)]
        later = [place for place in starts if place > start]
        return (later[0], end) if later else span
    return _last_word(text, start), end


def _last_word(text: str, before: int) -> int:
    """Return where the last word before an offset begins; the offset itself where there is none."""
    reach = 64
    while True:
        first = max(0, before - reach)
        starts = [word.start() for word in _WORD.finditer(text, first, before)]
        if first == 0 or (len(starts) > 1):
            return starts[-1] if starts else before
        reach *= 4
