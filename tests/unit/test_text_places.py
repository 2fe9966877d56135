# SPDX-License-Identifier: MIT
"""A place in a file's text is found again in the canonical text made of it."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.text import plain
from app.text.normalise import normalise
from app.text.places import Places

RAW = (
    "TITLE OF IT\r\n\r\nThe ferry has been\r\nclosed since May 🚢, he\r\nsaid. e\u0301te\u0301.\r\n"
    "\r\n- one item\r\n- another\r\n"
)


def found(raw: str, text: str, words: str) -> str | None:
    """Return the canonical words of the place where some words stand in the file's text."""
    start = raw.index(words)
    span = Places(raw, text).span(start, start + len(words))
    return None if span is None else " ".join(text[span[0] : span[1]].split())


@pytest.mark.parametrize(
    ("words", "canonical"),
    [
        ("been\r\nclosed", "been closed"),
        ("🚢, he\r\nsaid", "🚢, he said"),
        ("e\u0301te\u0301", "été"),
        ("said. e\u0301te\u0301.\r\n", "said. été."),
        ("- one item", "one item"),
        ("\r\n\r\nThe", "The"),
    ],
)
def test_words_are_found_in_joined_lines_and_lists(words: str, canonical: str) -> None:
    assert found(RAW, plain.render(RAW).text, words) == canonical


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 2), (0, 10_000)])
def test_a_place_outside_the_text_is_none(span: tuple[int, int]) -> None:
    assert Places(RAW, plain.render(RAW).text).span(*span) is None


def test_white_space_alone_is_nowhere_in_another_text() -> None:
    assert Places("a \n\n b", "a\nb").span(1, 5) is None


def test_places_of_one_text_stay_as_they_are() -> None:
    assert Places("a  b ", "a  b ").span(1, 3) == (1, 3)


def test_a_text_with_other_words_is_not_complete() -> None:
    assert not Places("one two", "one three").complete


@given(st.text(alphabet="ab \n\r\t-•1.)e\u0301é🚢\u2028", max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_every_word_of_a_text_is_found_again(raw: str, start: int, length: int) -> None:
    text = plain.render(raw).text
    places = Places(raw, text)
    assert places.complete
    span = places.span(start, start + length)
    if span is not None and not places.same:
        words = "".join(text[span[0] : span[1]].split())
        assert words
        assert words in "".join(normalise(raw).split()) or "•" in raw or "-" in raw
