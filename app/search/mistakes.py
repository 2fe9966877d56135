# SPDX-License-Identifier: MIT
"""What is wrong with a query: where, one sentence, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake in a query. ``start`` and ``end`` are a half-open span of the query, in code points.

    ``sentence`` is for the user; ``suggestion`` is what may stand in the place of the span, or empty.
    """

    start: int
    end: int
    sentence: str
    suggestion: str = ""
