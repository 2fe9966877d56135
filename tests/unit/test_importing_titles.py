# SPDX-License-Identifier: MIT
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.metadata import language_code, one_line, split_names
from app.importing.titles import date_of_name, is_title, title_of_name


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("OST_70_2015.txt", "OST 70 2015"),
        ("tide-gates.md", "tide gates"),
        ("Tide gates - a history.html", "Tide gates - a history"),
        ("no-ending", "no ending"),
        (".txt", ".txt"),
    ],
)
def test_the_name_of_a_file_as_words(name: str, title: str) -> None:
    assert title_of_name(name) == title


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("OST_70_2015.txt", "2015"),
        ("2020-08-14 Digest.txt", "2020-08-14"),
        ("digest_20200814.txt", "2020-08-14"),
        ("digest-2020-08.md", "2020-08"),
        ("2019_to_2020.txt", ""),
        ("OST_70_2999.txt", ""),
        ("room 1234567.txt", ""),
        ("plain.txt", ""),
    ],
)
def test_the_one_date_in_a_name(name: str, date: str) -> None:
    assert date_of_name(name) == date


@pytest.mark.parametrize("line", ["Belarus: what next?", "THE TIDE GATES", "Глава первая"])
def test_a_short_line_can_be_a_title(line: str) -> None:
    assert is_title(line)


@pytest.mark.parametrize("line", ["", "* * *", "It is late.", "When we,", "x" * 200, "2015"])
def test_a_sentence_or_no_words_cannot(line: str) -> None:
    assert not is_title(line)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mira Tolen; Jon Prell", ("Mira Tolen", "Jon Prell")),
        ("Mira Tolen and Jon Prell", ("Mira Tolen", "Jon Prell")),
        ("Tolen, Mira", ("Tolen, Mira",)),
        ("Mira Tolen, Jon Prell", ("Mira Tolen", "Jon Prell")),
        (" ; ", ()),
    ],
)
def test_names_are_parted(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("text", "code"),
    [("en-GB", "en"), ("zh_Hans", "zh"), ("Belarusian", "be"), ("eng", "en"), ("", ""), ("the queen's", "")],
)
def test_codes_of_languages(text: str, code: str) -> None:
    assert language_code(text) == code


@given(st.text(max_size=2000))
def test_a_value_is_one_line_of_bounded_length(text: str) -> None:
    line = one_line(text)
    assert len(line) <= 301
    assert len(line.splitlines()) <= 1
