# SPDX-License-Identifier: MIT
"""Where a link of a text leads within that text.

A link names its place in one of many ways: by an anchor of the original, by a heading as web sites write it in an
address (``#the-grain-quay``), or by a page (``#page=12``). What names no place of the text leads out of it.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote

from app.text.layout import Kind, Layout

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PAGE = re.compile(r"page[=_-]?(\S+)", re.IGNORECASE)
_UNFIT = re.compile(r"[^\w\- ]")
_NUMBER = re.compile(r"^(?:[\d.]+\s*)+")


def place_of(text: str, layout: Layout, target: str, address: str = "") -> int | None:
    """Return the offset a link leads to, or None where it leads out of the text.

    Args:
        text: the canonical text.
        layout: its layout.
        target: the address of the link.
        address: where the text itself was published; a link to a place of that is one of this text.
    """
    where, _, fragment = target.partition("#")
    own = address.partition("#")[0].rstrip("/")
    if _SCHEME.match(where) and not (own and where.rstrip("/") == own):
        return None
    names = (unquote(fragment), fragment, unquote(where.rpartition("/")[2]))
    block = next((layout.anchors[name] for name in names if name in layout.anchors), None)
    if block is None and fragment:
        block = _heading(text, layout, unquote(fragment))
    return layout.starts[block] if block is not None else _page(layout, fragment)


def _heading(text: str, layout: Layout, fragment: str) -> int | None:
    """Return the block of the heading that a fragment is written after."""
    wanted = fragment.partition("|")[0].strip()
    seen: Counter[str] = Counter()
    loose: int | None = None
    for number, kind in enumerate(layout.kinds):
        if kind != Kind.HEADING:
            continue
        words = text[layout.starts[number] : layout.starts[number] + layout.lengths[number]]
        name = slug(words)
        numbered = f"{name}-{seen[name]}" if seen[name] else name
        seen[name] += 1
        if wanted.lower() in (numbered, words.lower()):
            return number
        if loose is None and _bare(wanted) and _bare(wanted) == _bare(words):
            loose = number
    return loose


def slug(words: str) -> str:
    """Return a heading as web sites write it in an address: small letters, hyphens for spaces, no other signs."""
    return _UNFIT.sub("", words.strip().lower()).replace(" ", "-")


def _bare(words: str) -> str:
    """Return the letters and figures of some words, without a number before them."""
    return re.sub(r"[\W_]+", "", _NUMBER.sub("", words.lower()))


def _page(layout: Layout, fragment: str) -> int | None:
    found = _PAGE.fullmatch(fragment)
    if found is None:
        return None
    return next((layout.starts[block] for block, label in layout.pages if label == found[1]), None)
