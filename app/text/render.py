# SPDX-License-Identifier: MIT
"""What both renderers, of Markdown and of plain text, give back, and the one limit they share.

The renderers are deterministic: the same input gives the same canonical text for one :data:`RENDERER`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.text.layout import Draft, Inline, Kind, Layout, assemble

RENDERER = 1
"""The version of the renderers, stored with each text; raised when the same input would come out otherwise."""

LONGEST = 16 * 1024
"""The most UTF-8 bytes of a block: Qt takes 143 ms to paint a paragraph of 128 KB."""

_SENTENCE = re.compile(r".*[.!?…。！？][\"'”’»)\]]*(?=[ \t\u2028])", re.DOTALL)
_WORD = re.compile(r".*(?=[ \t\u2028])", re.DOTALL)
_GAP = " \t\u2028"
_UNSPLIT = (Kind.ROW, Kind.HEADER_ROW, Kind.RULE)


@dataclass(frozen=True)
class Rendered:
    """A canonical text, its layout, and its title: the first heading of level 1, or None."""

    text: str
    layout: Layout
    title: str | None = None


def rendered(
    drafts: Iterable[Draft], pages: Iterable[tuple[int, str]] = (), anchors: Iterable[tuple[int, str]] = ()
) -> Rendered:
    """Put drafts together: paragraphs too long to paint are split, the text and its title are found.

    ``pages`` gives, in order, the number of the draft each page begins with, and its label; a page that begins after
    the last draft has no text and is left out. ``anchors`` gives names of drafts in the same way; of one name the first
    counts.
    """
    parts: list[Draft] = []
    firsts: list[int] = []
    for draft in drafts:
        firsts.append(len(parts))
        parts.extend(split(draft))
    title = next((part.text for part in parts if part.kind is Kind.HEADING and part.level == 1), None)
    named = {name: firsts[draft] for draft, name in reversed(list(anchors)) if draft < len(firsts)}
    text, layout = assemble(parts, ((firsts[n], label) for n, label in pages if n < len(firsts)), named)
    return Rendered(text, layout, " ".join(title.split()) if title else None)


def split(draft: Draft) -> Iterator[Draft]:
    """Cut a draft over :data:`LONGEST` at the ends of sentences, else of words; rows stay whole.

    The first part keeps the marker. Where no white space is near, a cut falls between two characters, never
    before a combining mark. The white space of a cut gives way to the line feed between blocks.
    """
    if len(draft.text) * 4 <= LONGEST or draft.kind in _UNSPLIT or len(draft.text.encode()) <= LONGEST:
        yield draft
        return
    first = True
    for start, end in _parts(draft.text):
        yield replace(
            draft,
            text=draft.text[start:end],
            marker=draft.marker if first else "",
            inlines=tuple(_within(draft.inlines, start, end)),
        )
        first = False


def _parts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        window = text[start : start + LONGEST].encode()[:LONGEST].decode(errors="ignore")
        end = len(text) if start + len(window) == len(text) else start + _cut(window, text[start + len(window)])
        yield start, end
        start = end + (text[end : end + 1] in _GAP)


def _cut(window: str, following: str) -> int:
    """Return where to end a part: before white space if there is any; ``following`` comes after the window."""
    seen = window + following
    for pattern, least in ((_SENTENCE, len(window) // 2), (_WORD, 0)):
        found = pattern.match(seen)
        if found and found.end() > least:
            return found.end()
    end = len(window)
    while end > 1 and unicodedata.combining(seen[end]):
        end -= 1
    return end


def _within(inlines: tuple[Inline, ...], start: int, end: int) -> Iterator[Inline]:
    for inline in inlines:
        first, last = max(inline.start, start), min(inline.end, end)
        if first < last:
            yield replace(inline, start=first - start, end=last - start)
