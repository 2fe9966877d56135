# SPDX-License-Identifier: MIT
"""What the names of files say, by a pattern."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.name_pattern import BadPattern, NamePattern, follow, propose

SPEECHES = ["USA_70_2015.txt", "FRA_70_2015.txt", "RUS_71_2016.txt", "DEU_72_2017.txt", "read me.txt"]


def test_fields_and_attributes_are_told_apart() -> None:
    said = NamePattern("{country}_{session}_{year}").read("USA_70_2015.txt")
    assert said is not None
    assert (said.date, dict(said.attributes)) == ("2015", {"country": "USA", "session": "70"})
    assert said.origins == {"date": "file name"}


def test_days_titles_and_authors_go_where_they_belong() -> None:
    said = NamePattern("{year}{month}{day}-{author}-{title}").read("20190514-Vera_Lind-The_bridge.md")
    assert said is not None
    assert (said.date, said.authors, said.title) == ("2019-05-14", ("Vera Lind",), "The bridge")


def test_a_part_without_a_name_is_passed_over() -> None:
    assert NamePattern("{}_{language}").values("x_en.txt") == {"language": "en"}


def test_a_name_that_does_not_follow_says_nothing() -> None:
    pattern = NamePattern("{country}_{session}_{year}")
    assert pattern.read("read me.txt") is None
    assert pattern.read("USA_70_last.txt") is None
    assert follow(pattern, SPEECHES) == 4


@pytest.mark.parametrize(
    ("names", "template"),
    [
        (SPEECHES, "{country}_{part 2}_{year}"),
        (["2019-05-14 The bridge.md", "2019-05-15 A road.md", "2020-01-01 X.md"], "{date} {title}"),
        (["report-en-2019.pdf", "report-fr-2020.pdf", "note-en-2021.pdf"], "{part 1}-{language}-{year}"),
        (["minutes.txt", "letter.txt", "report.txt"], ""),
        (["a_b.txt", "c_d.txt", "e_f.txt"], ""),
        (["USA_70_2015.txt"], ""),
    ],
)
def test_a_pattern_is_proposed_where_a_part_says_what_it_is(names: list[str], template: str) -> None:
    assert propose(names) == template


def test_a_pattern_of_an_earlier_import_goes_first() -> None:
    known = ["{broken", "{author} {title}", "{country}_{session}_{year}"]
    assert propose(SPEECHES, known) == "{country}_{session}_{year}"


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("no fields", "Put a field in braces"),
        ("{a}{b}", "nothing between"),
        ("{a}_{A}", "there twice"),
        ("_".join(f"{{f{n}}}" for n in range(13)), "12 fields at most"),
    ],
)
def test_a_pattern_that_makes_no_sense_is_refused(template: str, reason: str) -> None:
    with pytest.raises(BadPattern, match=reason):
        NamePattern(template)


def test_no_name_takes_long() -> None:
    pattern = NamePattern("_".join(f"{{f{n}}}" for n in range(12)))
    began = time.monotonic()
    assert pattern.values("_" * 250 + ".txt") is None
    assert pattern.values("a_" * 120 + ".txt") is not None
    assert time.monotonic() - began < 0.5


@given(st.lists(st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True), min_size=3, max_size=3))
def test_what_was_put_in_comes_out(parts: list[str]) -> None:
    found = NamePattern("{one}_{two}_{three}").values("_".join(parts) + ".txt")
    assert found == dict(zip(("one", "two", "three"), parts, strict=True))
