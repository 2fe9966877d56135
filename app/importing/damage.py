# SPDX-License-Identifier: MIT
"""Says of XML that was read in spite of errors what of its text may be missing, so that nobody takes it for whole."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

ENDS_EARLY = "The text of this file ends early: it is damaged after about {after}."
HAS_GAPS = "This file is damaged after about {after} of its text; words may be missing there."

_TAG = re.compile(r"<[^<>]*>")
_NO_LETTER = re.compile(r"[\W_]+")
_STREAK = re.compile(rb"\x00{4}")
_LAST = 3
_LEAST = 6
"""How many of the last stretches of text are looked for, and how many letters one has at least."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Where XML is damaged: after how many characters of text; whether it was written to its end; its last words."""

    after: int
    closed: bool
    last: tuple[str, ...]


def slip_in(data: bytes, errors: Sequence[tuple[int, int]]) -> Slip | None:
    """Return where XML is damaged, with the places of its errors as (line, column); None where nothing is missing.

    Single control characters are slips of programs that write them; a run of NUL bytes is a hole in the file.
    """
    hole = _STREAK.search(data) if data[:4].count(0) == 0 else None
    if not errors and hole is None:
        return None
    text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    places = [_offset(text, *error) for error in errors[:1]]
    if hole is not None:
        places.append(len(data[: hole.start()].decode("utf-8", "replace")))
    place = min(places)
    stretches = [part for part in _TAG.split(text) if len(_letters(part)) >= _LEAST][-_LAST:]
    return Slip(len(_shown(text[:place])), _is_closed(text), tuple(map(_letters, stretches)))


def sentence(slip: Slip, body: str) -> str:
    """Say what a slip did to a text that was read as ``body``: it ends early, or has gaps."""
    letters = _letters(body)
    whole = slip.closed and any(last in letters for last in slip.last)
    return (HAS_GAPS if whole else ENDS_EARLY).format(after=_counted(slip.after))


def _offset(text: str, line: int, column: int) -> int:
    """Return how far into a text a line and column are, both counted from 1."""
    start = 0
    for _ in range(line - 1):
        following = text.find("\n", start) + 1
        if not following:
            break
        start = following
    return min(len(text), start + max(0, column - 1))


def _is_closed(text: str) -> bool:
    """Tell whether the element that holds all the others ends."""
    root = re.search(r"<([A-Za-z_][\w.:-]*)", text)
    return root is not None and re.search(rf"</{re.escape(root[1])}\s*>", text) is not None


def _shown(text: str) -> str:
    return html.unescape(
        _TAG.sub("", text[: text.rfind(">") + 1] if "<" in text[text.rfind(">") + 1 :] else text)
    ).strip()


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", html.unescape(text)).casefold()


def _counted(number: int) -> str:
    return f"{number:,} character{'' if number == 1 else 's'}"
