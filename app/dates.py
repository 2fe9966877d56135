# SPDX-License-Identifier: MIT
"""Dates as sources give them: partial, uncertain, or only words.

A date keeps the words it was written in, beside the first and the last day it may mean, so that a search can
test for overlap and nothing pretends to more precision than the source has. Days are ISO 8601, in the
proleptic Gregorian calendar, and both ends belong to the date.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from app.months import DIFFERENT, MONTHS, SPEAK_CROATIAN, WEEKDAYS

Days = tuple[date, date]

ABOUT_YEARS = 1
"""How many years an uncertain date is widened by, on either side: “about 2020” means 2019 to 2021."""

LONGEST = 100
"""A longer text is not a date; it is kept as it is."""

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}

_YEAR = r"(?P<year>\d{4})"
_WORD = r"(?P<word>[^\W\d_]+)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_OF = r"(?:(?:of|de|del)\s+|d['’]\s*)?"
_END = r"(?:\s*(?:г\.?|года|р\.?|року|года\.|r\.?|roku)|\.)?"
_ABOUT = re.compile(
    r"(?:about|around|approximately|approx\.?|circa|ca?\.|c(?=\s)|ca(?=\s)|около|~)\s*(.+)|(.+?)\s*[~?]"
)
_RANGE = re.compile(r"(.+?)(?:\s*/\s*|\s*[–—]\s*|\s+-\s+|\s+to\s+|(?<=^\d{4})-(?=\d{4}$))(.+)")

_TIME = re.compile(
    r"(?<=\d{4}),?(?:\s+(?:at|um|в|у|о|à|klo))?\s+\d\d?:\d\d(?::\d\d)?"
    r"(?:\s*(?:[ap]\.?m\.?|uhr|z|gmt|utc|cet|cest|est|edt|bst|msk|[+-]\d\d:?\d\d))*"
)
_NUMBERS = re.compile(r"(?<!\d)(\d\d?)[/-](\d\d?)[/-](\d{4})(?!\d)")
_MONTH_MAY_LEAD = frozenset({"en"})
"""Languages in which some write the month first."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as it was written, and the first and last day it may mean (ISO days, inclusive).

    Both days are None where the words are not understood, or where there are none.
    """

    text: str
    first: str | None = None
    last: str | None = None

    @property
    def known(self) -> bool:
        """Whether the words were understood."""
        return self.first is not None

    def overlaps(self, other: PartialDate) -> bool:
        """Tell whether some day belongs to both dates."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        return self.first <= other.last and other.first <= self.last


def parse(text: str, language: str = "") -> PartialDate:
    """Read a date; words that are not understood are kept without days.

    Understood are ``2020``, ``2020-08``, ``2020-08-14`` (a time after it is passed over), ``2020-Q3``, ``1990s``,
    ``14 May 2025``, ``May 14, 2025``, ``May 2025``, ``14.05.2025``, ``Spring 2025``, ``1939–45``, two of these with
    ``/``, a dash or ``to`` between them, and ``about``, ``circa``, ``c.``, ``~`` or ``?`` for a date that may be a year
    off (:data:`ABOUT_YEARS`). A day of the week before a day and a time after it are passed over. Months may be in any
    language of :mod:`app.months`. ``04/05/2025`` may be April or May: its days cover both readings, unless ``language``
    (an ISO 639 code) is one that writes the day first. Seasons are those of the northern hemisphere; winter may be
    either end of its year.
    """
    kept = " ".join(text.split())
    days = _days(_spelled_out(kept.casefold(), language)) if len(kept) <= LONGEST else None
    return PartialDate(kept, days[0].isoformat(), days[1].isoformat()) if days else PartialDate(kept)


def _spelled_out(words: str, language: str) -> str:
    """Return a date as English would have it: other digits, names and orders of a language replaced by those."""
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in words)
    plain = _TIME.sub("", plain)
    if language and language not in _MONTH_MAY_LEAD:
        plain = _NUMBERS.sub(r"\1.\2.\3", plain)
    if language in SPEAK_CROATIAN:
        plain = " ".join(DIFFERENT.get(word, word) for word in plain.split(" "))
    first, _, rest = plain.partition(" ")
    return rest if first.rstrip(".,") in WEEKDAYS else plain


def _days(words: str) -> Days | None:
    about = _ABOUT.fullmatch(words)
    if about:
        exact = _days(about[1] or about[2])
        return (_years_on(exact[0], -ABOUT_YEARS), _years_on(exact[1], ABOUT_YEARS)) if exact else None
    return _single(words) or _between(words)


def _single(words: str) -> Days | None:
    for pattern, read in _FORMS:
        found = pattern.fullmatch(words)
        if found:
            try:
                return read(found)
            except (ValueError, LookupError, OverflowError):
                return None
    return None


def _between(words: str) -> Days | None:
    """Read two dates with a dash, a slash or “to” between them; the later one may not come first."""
    found = _RANGE.fullmatch(words)
    first, last = (_single(found[1]), _single(found[2])) if found else (None, None)
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _year(found: re.Match[str]) -> Days:
    year = int(found["year"])
    return date(year, 1, 1), date(year, 12, 31)


def _short_end(found: re.Match[str]) -> Days:
    """Read ``1939–45``: the end of a span within one century."""
    year = int(found["year"])
    last = year // 100 * 100 + int(found["end"])
    if last <= year:
        raise ValueError(f"{found[0]} ends before it begins")
    return date(year, 1, 1), date(last, 12, 31)


def _decade(found: re.Match[str]) -> Days:
    year = int(found["year"])
    return date(year, 1, 1), date(year + 9, 12, 31)


def _quarter(found: re.Match[str]) -> Days:
    month = 3 * int(found["quarter"]) - 2
    return date(int(found["year"]), month, 1), _month_of(int(found["year"]), month + 2)[1]


def _month(found: re.Match[str]) -> Days:
    return _month_of(int(found["year"]), int(found["month"]))


def _day(found: re.Match[str]) -> Days:
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    return day, day


def _slashed_day(found: re.Match[str]) -> Days:
    """Read ``a/b/year``, where either number may be the month; the days cover every reading that exists."""
    year, one, two = int(found["year"]), int(found["one"]), int(found["two"])
    readings = sorted({date(year, month, day) for month, day in ((one, two), (two, one)) if month <= 12})
    return readings[0], readings[-1]


def _named(found: re.Match[str]) -> Days:
    """Read a month or a season by name, with a day where there is one."""
    year, word, day = int(found["year"]), found["word"], found.groupdict().get("day")
    if day:
        exact = date(year, MONTHS[word], int(day))
        return exact, exact
    if word == "winter":
        return date(year - 1, 12, 1), _month_of(year + 1, 2)[1]
    if word in _SEASONS:
        return date(year, _SEASONS[word], 1), _month_of(year, _SEASONS[word] + 2)[1]
    return _month_of(year, MONTHS[word])


def _month_of(year: int, month: int) -> Days:
    first = date(year, month, 1)
    return first, first + timedelta(days=calendar.monthrange(year, month)[1] - 1)


def _years_on(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes the 28th, and the calendar has ends."""
    year = min(max(day.year + years, date.min.year), date.max.year)
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Days]], ...] = (
    (re.compile(_YEAR), _year),
    (re.compile(r"(?P<year>\d{3}0)['’]?s"), _decade),
    (re.compile(rf"{_YEAR}-?\s*q(?P<quarter>[1-4])"), _quarter),
    (re.compile(rf"q(?P<quarter>[1-4])\s*/?\s*{_YEAR}"), _quarter),
    (re.compile(rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])"), _month),
    (re.compile(rf"{_YEAR}[/–-](?P<end>\d\d)"), _short_end),
    (re.compile(rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?:[t ]\d\d?:\d\d.*)?"), _day),
    (re.compile(rf"{_YEAR}([/.])(?P<month>\d\d?)\2(?P<day>\d\d?)\.?"), _day),
    (re.compile(rf"{_YEAR}\s*[年년]\s*(?P<month>\d\d?)\s*[月월]\s*(?P<day>\d\d?)\s*[日일]"), _day),
    (re.compile(rf"{_YEAR}\s*[年년]\s*(?P<month>\d\d?)\s*[月월]"), _month),
    (re.compile(rf"{_YEAR}\s*[年년]"), _year),
    (re.compile(rf"(?P<day>\d\d?)\.(?P<month>\d\d?)\.{_YEAR}{_END}"), _day),
    (re.compile(rf"(?P<month>\d\d?)[./]{_YEAR}"), _month),
    (re.compile(rf"(?P<one>\d\d?)([/-])(?P<two>\d\d?)\2{_YEAR}"), _slashed_day),
    (re.compile(rf"{_DAY}\s*{_OF}{_WORD},?\s*{_OF}{_YEAR}{_END}"), _named),
    (re.compile(rf"{_WORD}\s*{_DAY}\s*,?\s+{_YEAR}"), _named),
    (re.compile(rf"{_WORD},?\s*{_OF}{_YEAR}{_END}"), _named),
    (re.compile(rf"{_YEAR}\.?,?\s+{_WORD}\s+{_DAY}"), _named),
    (re.compile(rf"{_YEAR}\.?,?\s+{_WORD}"), _named),
)
