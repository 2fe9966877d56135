# SPDX-License-Identifier: MIT
"""The word at a place. Qt takes guillemets, curly quotes and dashes for parts of a word; a quotation must not."""

from __future__ import annotations

import unicodedata

from database.records import Span

JOINS = "'’ʼ-‐‑"
"""What belongs to a word when letters stand on both sides of it."""


def word_at(text: str, offset: int) -> Span | None:
    """Return the word over a code point, or None where there is none; letters keep their combining marks."""
    if not 0 <= offset < len(text) or not _within(text, offset):
        return None
    start, end = offset, offset + 1
    while start > 0 and _within(text, start - 1):
        start -= 1
    while end < len(text) and _within(text, end):
        end += 1
    return start, end


def _within(text: str, offset: int) -> bool:
    if _lettered(text, offset):
        return True
    return text[offset] in JOINS and _lettered(text, offset - 1) and _lettered(text, offset + 1)


def _lettered(text: str, offset: int) -> bool:
    return 0 <= offset < len(text) and unicodedata.category(text[offset])[0] in "LMN"
