# SPDX-License-Identifier: MIT
"""Anchors of passages, and finding a quotation again in a text.

Spans are half-open and count code points. A quotation is looked for with white space folded, since people
copy it from a screen, an e-mail or another program, where lines end elsewhere and no-break spaces are lost.
"""

from __future__ import annotations

import re

from app.text.normalise import normalise
from database.records import Anchor

CONTEXT = 32
"""How many code points of prefix and suffix an anchor keeps (fewer at the ends of the text)."""

FOLLOWED = 64
"""How many code points are looked for to find a reader's place again in another version."""

_ALIKE = ('"“”„‟«»″', "'’‘‚‛ʼ′`´", "-‐‑‒–—―−")
_FOLDED = {ord(sign): f"[{re.escape(signs)}]" for signs in _ALIKE for sign in signs}
_CUT = "…"
_LEFT_OUT = "… "


def anchor(text: str, start: int, end: int) -> Anchor:
    """Return the anchor of a span: its exact quote and its context.

    Raises:
        ValueError: the span is empty or not within the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start} to {end} is not a span of a text of {len(text)} characters")
    return Anchor(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def find_quote(text: str, quote: str) -> list[tuple[int, int]]:
    """Return every span where the quotation occurs, in order; none for a quotation without words.

    Any run of white space (no-break spaces, tabs, line feeds and U+2028 are white space) matches any other, so
    a quotation may cross blocks. Case and accents are exact. Where nothing is found so, one more search takes
    all quotation marks of a kind for one, and likewise apostrophes and dashes.
    """
    words = normalise(quote).split()
    if not words:
        return []
    return _places(text, [re.escape(word) for word in words]) or _places(text, [_loosely(word) for word in words])


def followed(old: str, new: str, offset: int) -> int:
    """Return where the words from an offset on stand in another version of a text; the offset where they are gone.

    For where a reader is: quick, and exact where one stretch has changed. Annotations are carried otherwise, see
    ``reanchor``.
    """
    if new.startswith(old[:offset]):
        return offset
    moved = offset + len(new) - len(old)
    if moved >= 0 and new.endswith(old[offset:]):
        return moved
    words = old[offset : offset + FOLLOWED]
    places = [place for place in (new.rfind(words, 0, offset + len(words)), new.find(words, offset)) if place >= 0]
    return min(places, key=lambda place: abs(place - offset), default=min(offset, len(new)))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span with its ends moved in from white space; an empty one at ``start`` if there is nothing else."""
    chosen = text[start:end]
    ahead = len(chosen) - len(chosen.lstrip())
    kept = len(chosen.strip())
    return (start + ahead, start + ahead + kept) if kept else (start, start)


def excerpt(text: str, start: int, end: int, width: int) -> str:
    """Return a span and what stands around it as one line of at most ``width`` characters.

    The line is cut between words where it can be, and an ellipsis stands for what is left out.
    """
    core = _folded(text[start:end])
    room = width - len(core) - 2 * len(_LEFT_OUT)
    if room < 0:
        return core.strip() if len(core.strip()) <= width else _shortened(core.strip(), width)
    after = min(len(text) - end, max(room // 2, room - start))
    return (_before(text, start, room - after) + core + _after(text, end, after)).strip()


def _places(text: str, words: list[str]) -> list[tuple[int, int]]:
    pattern = re.compile(r"\s+".join(words))
    spans, found = [], pattern.search(text)
    while found:
        spans.append(found.span())
        found = pattern.search(text, found.start() + 1)
    return spans


def _loosely(word: str) -> str:
    return "".join(_FOLDED.get(ord(sign)) or re.escape(sign) for sign in word)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _before(text: str, start: int, room: int) -> str:
    first = max(0, start - room)
    if first == 0:
        return _folded(text[:start])
    piece = text[first:start]
    if not text[first - 1].isspace():
        piece = re.sub(r"^\S+(?=\s)", "", piece)
    gap = " " if text[first - 1].isspace() and not piece[:1].isspace() else ""
    return _CUT + gap + _folded(piece)


def _after(text: str, end: int, room: int) -> str:
    last = end + room
    if last >= len(text):
        return _folded(text[end:])
    piece = text[end:last]
    if not text[last].isspace():
        piece = re.sub(r"(?<=\s)\S+$", "", piece)
    gap = " " if text[last].isspace() and not piece[-1:].isspace() else ""
    return _folded(piece) + gap + _CUT


def _shortened(line: str, width: int) -> str:
    if width < 1:
        return ""
    kept = line[: width - 1]
    words = kept if line[width - 1].isspace() else kept.rpartition(" ")[0]
    return (words if len(words) * 2 > width else kept).rstrip() + _CUT
