# SPDX-License-Identifier: MIT
"""How alike the surroundings of two places are, and how alike two wordings; both from 0 to 1."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel, Levenshtein

WIDTH = 48
"""How many code points either side of a place are compared."""

ALIKE = 0.6
"""Surroundings that are more alike than this are the same, edited; those of two texts by chance reach about 0.3."""

_ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*[\"'“‘«„(\[]*$")
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*(?:\s|$)|\n|$")
_WHITE = re.compile(r"\s+")


def folded(text: str) -> str:
    """Return a text with each run of white space made one space, and none at its ends."""
    return " ".join(text.split())


def likeness(old: str, new: str) -> float:
    """Return how alike two wordings are: what part of their characters they share in order, white space folded."""
    return Indel.normalized_similarity(folded(old), folded(new))


def before(old: str, old_start: int, new: str, new_start: int, width: int = WIDTH) -> float:
    """Return how alike what stands before two places is."""
    return _alike(old[max(0, old_start - width) : old_start], new[max(0, new_start - width) : new_start])


def after(old: str, old_end: int, new: str, new_end: int, width: int = WIDTH) -> float:
    """Return how alike what stands after two places is."""
    return _alike(old[old_end : old_end + width], new[new_end : new_end + width])


def begins_sentence(text: str, place: int) -> bool:
    """Tell whether a sentence or a block begins at a place."""
    before = text[max(0, place - 8) : place]
    return not before or before.isspace() or before.endswith("\n") or bool(_ENDED.search(before))


def ends_sentence(text: str, place: int) -> bool:
    """Tell whether a sentence or a block ends at a place, or after the signs that follow."""
    return bool(_ENDS.match(text, place))


def _alike(old: str, new: str) -> float:
    """Compare surroundings by edit distance: by chance it leaves less in common than a subsequence does."""
    if old == new:
        return 1.0
    return Levenshtein.normalized_similarity(_WHITE.sub(" ", old), _WHITE.sub(" ", new))
