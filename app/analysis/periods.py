# SPDX-License-Identifier: MIT
"""Cutting uses into periods by the date of their source.

A date may be partial. What may lie in two periods belongs to neither, and is kept apart as undated rather than
guessed into one or counted in both.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeVar

STEPS = ("none", "year", "quarter", "month")
UNDATED = "undated"


class Dated(Protocol):
    """Something with the days its date may mean (ISO 8601, inclusive; empty where unknown)."""

    @property
    def first(self) -> str:
        """The first day."""

    @property
    def last(self) -> str:
        """The last day."""


Use = TypeVar("Use", bound=Dated)


def period(first: str, last: str, step: str) -> str:
    """Return the period that holds both days: ``2020``, ``2020-Q3`` or ``2020-08``; :data:`UNDATED` if none does."""
    one, other = _period(first, step), _period(last, step)
    return one if one and one == other else UNDATED


def cut(uses: Iterable[Use], step: str) -> dict[str, list[Use]]:
    """Return uses by period, the earliest first and the undated last; all of them under ``""`` for no step."""
    if step == "none":
        return {"": list(uses)}
    found: defaultdict[str, list[Use]] = defaultdict(list)
    for use in uses:
        found[period(use.first, use.last, step)].append(use)
    return {name: found[name] for name in sorted(found, key=_undated_last)}


def days(name: str) -> tuple[str, str]:
    """Return the first and the last day of a period (ISO 8601, inclusive); empty where it has none."""
    if name in {"", UNDATED}:
        return "", ""
    year, _, part = name.partition("-")
    months = (1, 12) if not part else (int(part[1:]) * 3 - 2, int(part[1:]) * 3) if part[0] == "Q" else (int(part),) * 2
    return f"{year}-{months[0]:02}-01", f"{year}-{months[-1]:02}-{monthrange(int(year), months[-1])[1]:02}"


def _period(day: str, step: str) -> str:
    if len(day) != 10:
        return ""
    if step == "quarter":
        return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
    return day[:7] if step == "month" else day[:4]


def _undated_last(name: str) -> tuple[bool, str]:
    return name == UNDATED, name
