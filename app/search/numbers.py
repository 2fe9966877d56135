# SPDX-License-Identifier: MIT
"""The values of numeric columns: a number, a range with open ends, a comparison."""

from __future__ import annotations

import math
from typing import Protocol

from database.plan import Numbers


class Range(Protocol):
    """A range as Whoosh reads it: its ends as they were typed, and whether they are left out."""

    start: str | None
    end: str | None
    startexcl: bool
    endexcl: bool


def read(text: str) -> Numbers | None:
    """Return the numbers that a value stands for (``5``, ``1.5``, ``1..5``), or None where it is not understood."""
    first, dots, last = text.partition("..")
    low, high = _number(first), _number(last if dots else first)
    if (low is None and first.strip()) or (high is None and last.strip()) or (low is None and high is None):
        return None
    return Numbers(low, high)


def between(given: Range) -> Numbers | None:
    """Return the numbers of a range, of which one end may be empty, or None where it is not understood."""
    low, high = _number(given.start or ""), _number(given.end or "")
    misread = any((text or "").strip() and found is None for text, found in ((given.start, low), (given.end, high)))
    if misread or (low is None and high is None):
        return None
    return Numbers(low, high, given.startexcl, given.endexcl)


def _number(text: str) -> float | None:
    plain = text.strip().replace("−", "-").replace(" ", "")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
