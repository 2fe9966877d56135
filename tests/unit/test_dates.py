# SPDX-License-Identifier: MIT
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import months
from app.dates import PartialDate, parse


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-08-14", "2020-08-14", "2020-08-14"),
        ("2020-08-14T23:59:00Z", "2020-08-14", "2020-08-14"),
        ("about 2020", "2019-01-01", "2021-12-31"),
        ("~2020-08", "2019-08-01", "2021-08-31"),
        ("circa 1890", "1889-01-01", "1891-12-31"),
        ("c. 1890", "1889-01-01", "1891-12-31"),
        ("2020?", "2019-01-01", "2021-12-31"),
        ("about 2020-02-29", "2019-02-28", "2021-02-28"),
        ("2019/2021", "2019-01-01", "2021-12-31"),
        ("2019-2021", "2019-01-01", "2021-12-31"),
        ("1939–45", "1939-01-01", "1945-12-31"),
        ("2020-06/2021", "2020-06-01", "2021-12-31"),
        ("May 2019 to June 2020", "2019-05-01", "2020-06-30"),
        ("14 May 2025", "2025-05-14", "2025-05-14"),
        ("May 14th, 2025", "2025-05-14", "2025-05-14"),
        ("Sept. 3, 2020", "2020-09-03", "2020-09-03"),
        ("14 мая 2025 г.", "2025-05-14", "2025-05-14"),
        ("14.05.2025", "2025-05-14", "2025-05-14"),
        ("25/12/2025", "2025-12-25", "2025-12-25"),
        ("04/05/2025", "2025-04-05", "2025-05-04"),
        ("Spring 2025", "2025-03-01", "2025-05-31"),
        ("Winter 2025", "2024-12-01", "2026-02-28"),
        ("Q3 2020", "2020-07-01", "2020-09-30"),
        ("1990s", "1990-01-01", "1999-12-31"),
        ("about 0001", "0001-01-01", "0002-12-31"),
    ],
)
def test_days_a_date_may_mean(text: str, first: str, last: str) -> None:
    assert parse(text) == PartialDate(text, first, last)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2020-13", "2020-02-30", "2021/2019", "13/13/2025", "about", "0000", "May-June 2020", "12"],
)
def test_words_that_are_no_date_are_kept_without_days(text: str) -> None:
    assert parse(text) == PartialDate(text)


def test_white_space_is_folded() -> None:
    assert parse("  14\u00a0May \n 2025 ") == PartialDate("14 May 2025", "2025-05-14", "2025-05-14")


def test_overlap() -> None:
    assert parse("2020").overlaps(parse("2020-08"))
    assert parse("about 2020").overlaps(parse("2021-12-31"))
    assert not parse("2020").overlaps(parse("2021"))
    assert not parse("2020").overlaps(parse("once"))


@given(st.text(max_size=40) | st.from_regex(r"[0-9/. -]{1,14}|(about|c\.) ?[0-9-]{1,10}", fullmatch=True))
def test_any_text_is_read_in_order_or_kept(text: str) -> None:
    parsed = parse(text)
    assert parsed.text == " ".join(text.split())
    assert parsed.known == (parsed.last is not None)
    if parsed.first is not None and parsed.last is not None:
        assert date.fromisoformat(parsed.first) <= date.fromisoformat(parsed.last)


@given(st.dates())
def test_a_day_lies_in_its_month_and_year_and_about_them(day: date) -> None:
    whole = parse(day.isoformat())
    assert (whole.first, whole.last) == (day.isoformat(), day.isoformat())
    for longer in (f"{day.year:04}", f"{day.year:04}-{day.month:02}", f"about {day.year:04}"):
        assert whole.overlaps(parse(longer))


@given(st.dates())
def test_written_out_and_iso_mean_the_same_day(day: date) -> None:
    written = parse(f"{day.day} {day:%B} {day.year:04}")
    assert (written.first, written.last) == (day.isoformat(), day.isoformat())


@pytest.mark.parametrize(
    "written",
    [
        "14. Mai 2019",
        "14 mai 2019",
        "14 de mayo de 2019",
        "14 maggio 2019",
        "14 de maio de 2019",
        "14 maja 2019 r.",
        "14 травня 2019 р.",
        "14 траўня 2019",
        "14 мая 2019 года",
        "14 mei 2019",
        "14. května 2019",
    ],
)
def test_months_are_read_in_the_languages_of_archives(written: str) -> None:
    found = parse(written)
    assert (found.first, found.last) == ("2019-05-14", "2019-05-14")


@pytest.mark.parametrize(
    ("written", "month"),
    [("März 2019", 3), ("1er août 2020", 8), ("marzec 2019", 3), ("лютий 2021", 2), ("červenec 2018", 7)],
)
def test_a_month_alone_or_on_its_first_day(written: str, month: int) -> None:
    found = parse(written)
    assert found.first is not None
    assert int(found.first[5:7]) == month


def test_no_name_of_a_month_stands_twice() -> None:
    names = [name for months in months._NAMES for name in months.split()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("04/05/2025", "fr", "2025-05-04"),
        ("04-05-2025", "pl", "2025-05-04"),
        ("4.5.2025 г.", "ru", "2025-05-04"),
        ("lundi 14 mai 2025", "fr", "2025-05-14"),
        ("Montag, 14. Mai 2025, 10:30 Uhr", "de", "2025-05-14"),
        ("Wednesday, May 14, 2025 at 9:05 am GMT", "en", "2025-05-14"),
        ("четверг, 14 мая 2025 года", "ru", "2025-05-14"),
        ("5. listopada 2020.", "hr", "2020-10-05"),
        ("5 listopada 2020", "pl", "2020-11-05"),
        ("14 Ιανουαρίου 2025", "el", "2025-01-14"),
        ("14 Mayıs 2025", "tr", "2025-05-14"),
        ("2025. május 14.", "hu", "2025-05-14"),
        ("2025年5月14日", "zh", "2025-05-14"),
        ("2025년 5월 14일", "ko", "2025-05-14"),
        ("١٤ مايو ٢٠٢٥", "ar", "2025-05-14"),
        ("2025/5/14", "ja", "2025-05-14"),
    ],
)
def test_days_in_the_language_of_a_source(text: str, language: str, first: str) -> None:
    assert parse(text, language) == PartialDate(text, first, first)


@pytest.mark.parametrize("language", ["en", ""])
def test_numbers_that_may_be_either_stay_so_where_the_month_may_lead(language: str) -> None:
    assert parse("04/05/2025", language) == PartialDate("04/05/2025", "2025-04-05", "2025-05-04")


@pytest.mark.parametrize("text", ["before 14 May 2025", "Monday", "Monday to Friday 2020", "2025年13月1日"])
def test_words_around_a_date_are_not_passed_over(text: str) -> None:
    assert not parse(text).known
