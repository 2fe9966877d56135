# SPDX-License-Identifier: MIT
"""Where a deletion or an insertion begins, when its text could be cut out at several places.

From ``A. S. B. S. C.`` to ``A. S. C.`` a comparison may say that half of one sentence and half of the other are gone.
A person would say that ``S. B.`` or ``B. S.`` is, so the cut is moved to the end of a line, a sentence or a word (as
N. Fraser's diff-match-patch does in its "lossless semantic clean-up").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.text.matching import Run, shared

_FARTHEST = 2000
_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s+$")


def settled(runs: Sequence[Run], old: str, new: str) -> list[Run]:
    """Return runs, sorted by their place in the old text, with the cuts between them moved to where texts are cut."""
    done: list[Run] = []
    for run in runs:
        if done and run.new >= done[-1].new_end and run.old >= done[-1].old_end:
            before, after = _between(done[-1], run, old, new)
            done[-1] = before
            done.append(after)
        else:
            done.append(run)
    return [run for run in done if run.length]


def _between(before: Run, after: Run, old: str, new: str) -> tuple[Run, Run]:
    """Move the cut between two runs where nothing but white space stands between them in one of the texts."""
    before = _stretched(before, after, old, new)
    if after.new == before.new_end:
        shift = _shift(old, before.old_end, after.old, before.length, after.length)
    elif after.old == before.old_end:
        shift = _shift(new, before.new_end, after.new, before.length, after.length)
    else:
        return before, after
    return (
        Run(before.old, before.new, before.length + shift),
        Run(after.old + shift, after.new + shift, after.length - shift),
    )


def _stretched(before: Run, after: Run, old: str, new: str) -> Run:
    """Return a run with the white space that follows it in both texts, where nothing else stands before the next."""
    gap, new_gap = old[before.old_end : after.old], new[before.new_end : after.new]
    short = min(gap, new_gap, key=len)
    if (
        short
        and len(short) < len(gap) + len(new_gap)
        and short.isspace()
        and gap[: len(short)] == new_gap[: len(short)]
    ):
        return Run(before.old, before.new, before.length + len(short))
    return before


def _shift(text: str, start: int, end: int, room_before: int, room_after: int) -> int:
    """Return by how much to move what is cut out of a text, from ``start`` to ``end``; nothing else may change."""
    most = min(room_before, _FARTHEST)
    back = shared(text[start - most : start][::-1], text[max(0, end - most) : end][::-1])
    most = min(room_after, _FARTHEST)
    forth = shared(text[start : start + most], text[end : end + most])
    if not back and not forth:
        return 0
    shifts = sorted(range(-back, forth + 1), key=abs)
    return max(shifts, key=lambda shift: _ease(text, start + shift))


def _ease(text: str, place: int) -> int:
    """Return how likely a text is to be cut here."""
    if place == 0 or text[place - 1] == "\n":
        return 3
    if not text[place - 1].isspace():
        return 0
    return 2 if _SENTENCE.search(text, max(0, place - 6), place) else 1
