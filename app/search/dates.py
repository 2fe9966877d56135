# SPDX-License-Identifier: MIT
"""The values of ``date:``: partial dates, ranges with open ends, comparisons, and dates relative to today.

A date stands for all the days it may mean, and a source is found if some day of its date is among them.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from app import dates
from database.plan import Dates

_RELATIVE = re.compile(r"(this|last|past|previous|next)\s+(week|month|year)")
_SPAN = re.compile(
    r"(?:(last|past|next)\s+(\d{1,4})\s+(day|week|month|year)s?|(\d{1,4})\s+(day|week|month|year)s?\s+ago)"
)
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_COMPACT = re.compile(r"(\d{4})[./](\d\d)(?:[./](\d\d))?|(\d{4})(\d\d)(\d\d)")


def read(text: str, today: date) -> Dates | None:
    """Return the days that a value may mean, or None where it is not understood.

    ``2019..2020`` is a range; ``today``, ``last month`` and the like count from ``today``.
    """
    words = " ".join(text.casefold().split())
    if ".." in words:
        first, _, last = words.partition("..")
        return between(first, last.lstrip("."), today)
    return _relative(words, today) or _absolute(words)


def is_of_words(text: str) -> bool:
    """Tell whether several words are one date: ``last year``, ``30 days ago``, ``June 2020``, ``2019 to 2020``.

    Where the first of them is a date already, the others are words to search for, unless they end a range.
    """
    words = " ".join(text.casefold().split())
    first, _, rest = words.partition(" ")
    if _RELATIVE.fullmatch(words) or _SPAN.fullmatch(words):
        return True
    return bool(rest) and _absolute(words) is not None and (_absolute(first) is None or rest.startswith("to "))


def between(start: str, end: str, today: date, *, after_start: bool = False, before_end: bool = False) -> Dates | None:
    """Return the days from ``start`` to ``end``, of which either may be empty (but not both).

    With ``after_start`` the range begins the day after the last day of ``start``; with ``before_end`` it ends the
    day before the first day of ``end``. None where a date is not understood; the range may be empty.
    """
    low, high = (_Ends.read(text, today) for text in (start, end))
    if low is None or high is None or (not start.strip() and not end.strip()):
        return None
    return Dates(low.after if after_start else low.first, high.before if before_end else high.last)


class _Ends:
    """The first and last day of a date, and the days around it; all None for an open end."""

    def __init__(self, days: Dates | None):
        self.first = days.first if days else None
        self.last = days.last if days else None

    @classmethod
    def read(cls, text: str, today: date) -> _Ends | None:
        """Read one end of a range; None where it is not understood."""
        if not text.strip():
            return cls(None)
        days = read(text, today) if ".." not in text else None
        return cls(days) if days else None

    @property
    def after(self) -> str | None:
        """The day after the last."""
        return _shifted(self.last, 1)

    @property
    def before(self) -> str | None:
        """The day before the first."""
        return _shifted(self.first, -1)


def _absolute(words: str) -> Dates | None:
    compact = _COMPACT.fullmatch(words)
    if compact:
        words = "-".join(part for part in compact.groups() if part)
    found = dates.parse(words)
    return Dates(found.first, found.last) if found.known else None


def _relative(words: str, today: date) -> Dates | None:
    if words in _DAYS:
        day = (today + timedelta(days=_DAYS[words])).isoformat()
        return Dates(day, day)
    counted = _SPAN.fullmatch(words)
    if counted:
        return _counted(counted, today)
    found = _RELATIVE.fullmatch(words)
    if not found:
        return None
    shift = {"this": 0, "next": 1}.get(found[1], -1)
    if found[2] == "week":
        monday = today + timedelta(days=7 * shift - today.weekday())
        return Dates(monday.isoformat(), (monday + timedelta(days=6)).isoformat())
    if found[2] == "year":
        return _absolute(f"{today.year + shift:04}")
    months = today.year * 12 + today.month - 1 + shift
    return _absolute(f"{months // 12:04}-{months % 12 + 1:02}")


def _counted(found: re.Match[str], today: date) -> Dates | None:
    """Return the days of ``last 30 days``, which end today, of ``next 2 weeks`` or of ``5 days ago``."""
    number, unit = int(found[2] or found[4]), found[3] or found[5]
    if found[4]:
        day = _moved(today, -number, unit)
        return Dates(day, day) if day else None
    if number == 0:
        return None
    if found[1] == "next":
        return Dates(today.isoformat(), _moved(today, number, unit))
    start = _moved(today, -number, unit)
    return Dates(_shifted(start, 1), today.isoformat())


def _moved(day: date, by: int, unit: str) -> str | None:
    """Return the day so many days, weeks, months or years away; None beyond the calendar."""
    try:
        if unit in {"day", "week"}:
            away = by * (7 if unit == "week" else 1)
            return (day + timedelta(days=away)).isoformat()
        months = day.year * 12 + day.month - 1 + by * (12 if unit == "year" else 1)
        first = date(months // 12, months % 12 + 1, 1)
        last = calendar.monthrange(first.year, first.month)[1]
        return first.replace(day=min(day.day, last)).isoformat()
    except (OverflowError, ValueError):
        return None


def _shifted(day: str | None, by: int) -> str | None:
    """Return the day before or after; at the ends of the calendar the range is left open."""
    if day is None:
        return None
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except OverflowError:
        return None
