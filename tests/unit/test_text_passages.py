# SPDX-License-Identifier: MIT
"""The spans of a passage: joined, moved, and their ends set by words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.passages import joined, nearest, replaced, with_end, with_start

STRESSED = "Стоит за\u0301мок."
TEXT = "The gate’s keeper said: «It stays shut», and self-made locks hold.\nNobody asked 😀 why."
SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1])))


def words(span: tuple[int, int]) -> str:
    return TEXT[slice(*span)]


def span_of(quote: str) -> tuple[int, int]:
    start = TEXT.index(quote)
    return start, start + len(quote)


@given(SPANS)
def test_joined_spans_cover_the_same_and_keep_apart(spans: list[tuple[int, int]]) -> None:
    made = joined(spans)
    assert {n for start, end in made for n in range(start, end)} == {
        n for start, end in spans for n in range(start, end)
    }
    assert all(one[1] < other[0] for one, other in pairwise(made))
    assert joined(made) == made


def test_a_span_that_is_moved_onto_another_joins_it() -> None:
    assert replaced([(0, 5), (10, 20)], (0, 5), (0, 12)) == [(0, 20)]
    assert replaced([(0, 5), (10, 20)], (10, 20), (8, 9)) == [(0, 5), (8, 9)]


@pytest.mark.parametrize(("offset", "span"), [(0, (3, 6)), (4, (3, 6)), (10, (12, 14)), (99, (12, 14))])
def test_the_nearest_span(offset: int, span: tuple[int, int]) -> None:
    assert nearest([(3, 6), (12, 14)], offset) == span


@pytest.mark.parametrize(
    ("quote", "step", "made"),
    [
        ("keeper said", 1, "keeper said: «It"),
        ("keeper said", -1, "keeper"),
        ("keeper", -1, "keeper"),
        ("keeper sa", 1, "keeper said"),
        ("shut», and", 1, "shut», and self-made"),
        ("why.", 1, "why."),
        ("asked 😀", -1, "asked"),
    ],
)
def test_the_end_goes_by_words(quote: str, step: int, made: str) -> None:
    assert words(with_end(TEXT, span_of(quote), step)) == made


def test_a_letter_with_a_mark_does_not_end_a_word() -> None:
    assert with_end(STRESSED, (0, 5), 1) == (0, len(STRESSED) - 1)
    assert with_start(STRESSED, (12, 13), -1) == (6, 13)


@pytest.mark.parametrize(
    ("quote", "step", "made"),
    [
        ("keeper said", -1, "gate’s keeper said"),
        ("keeper said", 1, "said"),
        ("said", 1, "said"),
        ("locks", -1, "self-made locks"),
        ("The", -1, "The"),
        ("eeper", -1, "keeper"),
        ("Nobody", -1, "hold.\nNobody"),
    ],
)
def test_the_start_goes_by_words(quote: str, step: int, made: str) -> None:
    assert words(with_start(TEXT, span_of(quote), step)) == made


def test_a_word_far_back_is_found() -> None:
    text = "word" + " " * 500 + "other"
    assert with_start(text, (504, 509), -1) == (0, 509)


@given(st.text(max_size=60), st.data())
def test_a_span_never_grows_empty_or_leaves_the_text(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = start, data.draw(st.integers(start + 1, len(text)))
    for moved in (with_end, with_start):
        for step in (1, -1):
            first, last = moved(text, span, step)
            assert 0 <= first < last <= len(text)
