# SPDX-License-Identifier: MIT
"""How much of their wording two texts share, by runs of four words, and a sketch that says so at a glance.

Texts are broken into overlapping runs of words (shingles); the resemblance of two texts is the share of runs they
have in common of all that either has (A. Z. Broder, "On the resemblance and containment of documents", SEQUENCES 1997).
The lowest numbers among the hashes of the runs are a fair sample of them, so that a sketch of a hundred numbers, the
same for every length of text, is enough to estimate it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

LENGTH = 4
"""How many words make a run."""

SKETCH = 128
"""How many of the lowest hashes a sketch keeps."""

FEWEST = 20
"""A text with fewer runs says too little to be compared."""

_SHOWN = 16
_SHARED = 2
"""Two texts are compared when they share so many of so many of their lowest hashes; alike ones nearly always do."""

_CROWD = 40
"""A hash that more texts share than this is that of a phrase all of them repeat, and brings no pair together."""

_WORD = re.compile(r"\w+")

Sketch = tuple[int, ...]
"""The lowest hashes of a text's runs, ascending; empty for a text that is too short."""


def runs(text: str) -> set[int]:
    """Return the hashes of a text's runs of words; case, punctuation and white space do not count."""
    words = _WORD.findall(text.casefold())
    joined = map(" ".join, zip(*(words[number:] for number in range(LENGTH)), strict=False))
    return {crc32(run.encode("utf-8", "replace")) for run in joined}


def sketch(text: str) -> Sketch:
    """Return the sketch of a text."""
    found = runs(text)
    return tuple(sorted(found)[:SKETCH]) if len(found) >= FEWEST else ()


def resemblance(one: str, other: str) -> float:
    """Return which part of their runs two texts share, from 0 to 1."""
    here, there = runs(one), runs(other)
    return len(here & there) / len(here | there) if here or there else 0.0


def estimate(one: Sketch, other: Sketch) -> float:
    """Return about which part of their runs two texts share, by their sketches."""
    if not one or not other:
        return 0.0
    both = set(one) & set(other)
    lowest = sorted({*one, *other})[:SKETCH]
    return sum(number in both for number in lowest) / len(lowest)


def pairs(sketches: Mapping[int, Sketch], wanted: Sequence[int], least: float) -> Iterator[tuple[int, int, float]]:
    """Yield what is alike: one of ``wanted``, another text, and their estimated resemblance; each pair once."""
    holding: dict[int, list[int]] = defaultdict(list)
    for text, numbers in sketches.items():
        for number in numbers[:_SHOWN]:
            holding[number].append(text)
    done: set[tuple[int, int]] = set()
    for text in wanted:
        shown = (holding[number] for number in sketches.get(text, ())[:_SHOWN])
        sharing = Counter(other for holders in shown if len(holders) <= _CROWD for other in holders)
        for other, shared in sharing.items():
            pair = min(text, other), max(text, other)
            if text == other or shared < _SHARED or pair in done:
                continue
            done.add(pair)
            alike = estimate(sketches[text], sketches[other])
            if alike >= least:
                yield text, other, alike
