# SPDX-License-Identifier: MIT
"""Dates as sources give them: partial, uncertain, or only words.

A date keeps the words it was written in, beside the first and the last day it may mean, so that a search can
test for overlap and nothing pretends to more precision than the source has. Days are ISO 8601, in the
proleptic Gregorian calendar, and both ends belong to the date.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

Days = tuple[date, date]

ABOUT_YEARS = 1
"""How many years an uncertain date is widened by, on either side: “about 2020” means 2019 to 2021."""

LONGEST = 100
"""A longer text is not a date; it is kept as it is."""

_NAMES = (
    """january jan январь января студзень студзеня січень січня januar jänner janvier enero gennaio janeiro styczeń
        stycznia januari leden ledna""",
    """february feb февраль февраля люты лютага лютий лютого februar feber février fevrier febrero febbraio fevereiro
        luty lutego februari únor února""",
    """march mar март марта сакавік сакавіка березень березня märz maerz mars marzo março marco marzec marca maart
        březen března""",
    """april apr апрель апреля красавік красавіка квітень квітня avril abril aprile kwiecień kwietnia duben dubna""",
    """may май мая травень траўня травня mai mayo maggio maio maj maja mei květen května""",
    """june jun июнь июня чэрвень чэрвеня червень червня juni juin junio giugno junho czerwiec czerwca červen
        června""",
    """july jul июль июля ліпень ліпеня липень липня juli juillet julio luglio julho lipiec lipca červenec
        července""",
    """august aug август августа жнівень жніўня серпень серпня août aout agosto sierpień sierpnia augustus srpen
        srpna""",
    """september sept sep сентябрь сентября верасень верасня вересень вересня septembre septiembre setiembre
        settembre setembro wrzesień września září""",
    """october oct октябрь октября кастрычнік кастрычніка жовтень жовтня oktober octobre octubre ottobre outubro
        październik października říjen října""",
    """november nov ноябрь ноября лістапад лістапада листопад листопада novembre noviembre novembro listopad
        listopada listopadu""",
    """december dec декабрь декабря снежань снежня грудень грудня dezember décembre decembre diciembre dicembre
        dezembro grudzień grudnia prosinec prosince""",
)
"""The months, in English, Russian, Belarusian, Ukrainian, German, French, Spanish, Italian, Portuguese, Polish, Dutch
and Czech: the names and the forms that stand in dates. No form means different months in two of these languages."""

_MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}

_YEAR = r"(?P<year>\d{4})"
_WORD = r"(?P<word>[^\W\d_]+)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_OF = r"(?:(?:of|de|del)\s+|d['’]\s*)?"
_END = r"(?:\s*(?:г\.?|года|р\.?|року|года\.|r\.?|roku))?"
_ABOUT = re.compile(
    r"(?:about|around|approximately|approx\.?|circa|ca?\.|c(?=\s)|ca(?=\s)|около|~)\s*(.+)|(.+?)\s*[~?]"
)
_RANGE = re.compile(r"(.+?)(?:\s*/\s*|\s*[–—]\s*|\s+-\s+|\s+to\s+|(?<=^\d{4})-(?=\d{4}$))(.+)")


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


def parse(text: str) -> PartialDate:
    """Read a date; words that are not understood are kept without days.

    Understood are ``2020``, ``2020-08``, ``2020-08-14`` (a time after it is passed over), ``2020-Q3``, ``1990s``,
    ``14 May 2025``, ``May 14, 2025``, ``May 2025``, ``14.05.2025``, ``Spring 2025``, ``1939–45``, two of these with
    ``/``, a dash or ``to`` between them, and ``about``, ``circa``, ``c.``, ``~`` or ``?`` for a date that may be a year
    off (:data:`ABOUT_YEARS`). Months may be in any language of :data:`_NAMES`. ``04/05/2025`` may be April or May: its
    days cover both readings. Seasons are those of the northern hemisphere; winter may be either end of its year.
    """
    kept = " ".join(text.split())
    days = _days(kept.casefold()) if len(kept) <= LONGEST else None
    return PartialDate(kept, days[0].isoformat(), days[1].isoformat()) if days else PartialDate(kept)


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
        exact = date(year, _MONTHS[word], int(day))
        return exact, exact
    if word == "winter":
        return date(year - 1, 12, 1), _month_of(year + 1, 2)[1]
    if word in _SEASONS:
        return date(year, _SEASONS[word], 1), _month_of(year, _SEASONS[word] + 2)[1]
    return _month_of(year, _MONTHS[word])


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
    (re.compile(rf"(?P<day>\d\d?)\.(?P<month>\d\d?)\.{_YEAR}"), _day),
    (re.compile(rf"(?P<month>\d\d?)[./]{_YEAR}"), _month),
    (re.compile(rf"(?P<one>\d\d?)/(?P<two>\d\d?)/{_YEAR}"), _slashed_day),
    (re.compile(rf"{_DAY}\s*{_OF}{_WORD},?\s*{_OF}{_YEAR}{_END}"), _named),
    (re.compile(rf"{_WORD}\s*{_DAY}\s*,?\s+{_YEAR}"), _named),
    (re.compile(rf"{_WORD},?\s*{_OF}{_YEAR}{_END}"), _named),
)
