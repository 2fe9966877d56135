# SPDX-License-Identifier: MIT
"""The sentence around a place in a canonical text.

A sentence ends at ``.``, ``!``, ``?`` or ``…`` with the quotation marks and brackets that close there, where white
space and then a letter that may begin one follow; in scripts without spaces at ``。``, ``！`` or ``？``. Single letters
(``A. Reed``) and common abbreviations end none. Blocks end every sentence.
"""

from __future__ import annotations

import re

from database.records import Span

ABBREVIATIONS = frozenset(
    {
        *("mr", "mrs", "ms", "dr", "prof", "st", "gen", "sen", "rep", "gov", "col", "lt", "sgt", "rev", "hon", "no"),
        *("art", "sec", "ch", "p", "pp", "vol", "ed", "fig", "vs", "cf", "e.g", "i.e", "etc", "al", "approx", "dept"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "bzw", "z.b", "d.h"),
        *("г", "гг", "т", "др", "ст", "п", "рис", "см", "им", "ул", "тыс", "млн", "млрд", "руб", "вул", "гл"),
    }
)
"""What stands before a full stop that ends no sentence, in small letters."""

_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s)|[。！？]+[」』”）]*""")
_BEFORE = re.compile(r"[^\s(\[\"“«'‘]+$")


def sentence(text: str, start: int, end: int) -> Span:
    """Return the span of the sentence around a place, or of those it touches, without white space at its ends."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    for found in _END.finditer(text, first, last):
        if found.end() >= end:
            if _ends(text, found, last):
                last = found.end()
                break
        elif found.end() <= start and _ends(text, found, last):
            first = found.end()
    while first < start and text[first].isspace():
        first += 1
    while end < last and text[last - 1].isspace():
        last -= 1
    return first, last


def block(text: str, start: int, end: int) -> Span:
    """Return the span of the block around a place, or of those it touches."""
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last


def _ends(text: str, found: re.Match[str], last: int) -> bool:
    """Tell whether a sentence ends at a sign."""
    if found[0][0] in "。！？":
        return True
    rest = text[found.end() : last].lstrip().lstrip("\"'“‘«([—–- ")
    if rest[:1].islower():
        return False
    if found[0][0] != ".":
        return True
    word = _BEFORE.search(text, max(0, found.start() - 20), found.start())
    before = word[0].lower() if word else ""
    return not ((len(before) == 1 and before.isalpha()) or before in ABBREVIATIONS)
