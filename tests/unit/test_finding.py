# SPDX-License-Identifier: MIT
"""Finding in one text: words, whole words, case, patterns, and what is wrong with a pattern."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search import finding
from app.search.finding import BadPattern, Found, Wanted, find

TEXT = "The gate at Tamsel. The gates’ keeper\u00a0said: «Gate shut», e\u0301té, self-made.\nGate\tto the north."


def words(wanted: Wanted, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in find(text, wanted).spans]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted("gate"), ["gate", "gate", "Gate", "Gate"]),
        (Wanted("gate", whole_word=True), ["gate", "Gate", "Gate"]),
        (Wanted("Gate", match_case=True), ["Gate", "Gate"]),
        (Wanted("keeper said"), ["keeper\u00a0said"]),
        (Wanted("gates' keeper"), ["gates’ keeper"]),
        (Wanted('"gate shut"'), ["«Gate shut»"]),
        (Wanted("self–made"), ["self-made"]),
        (Wanted("gate to"), ["Gate\tto"]),
        (Wanted("a.e"), []),
        (Wanted("  "), []),
        (Wanted("^gate", pattern=True), ["Gate"]),
        (Wanted(r"\bg\w+s\b", pattern=True), ["gates"]),
        (Wanted("gate|keeper", pattern=True, whole_word=True, match_case=True), ["gate", "keeper"]),
        (Wanted("x*", pattern=True), []),
    ],
)
def test_what_is_found(wanted: Wanted, found: list[str]) -> None:
    assert words(wanted) == found


@pytest.mark.parametrize(("word", "count"), [("за", 1), ("мок", 0), ("за\u0301мок", 1), ("мост", 2)])
def test_a_letter_with_a_mark_goes_on_a_word(word: str, count: int) -> None:
    text = "За мост! За\u0301мок, мостовая, «МОСТ»."
    assert len(find(text, Wanted(word, whole_word=True)).spans) == count


@pytest.mark.parametrize(
    ("pattern", "place", "says"),
    [
        ("gate(", 4, "The bracket “(” at character 5 is never closed."),
        ("gate)", 4, "closes nothing"),
        ("[a-", 0, "never closed"),
        ("*gate", 0, "nothing before “*” at character 1"),
        ("a**", 2, "repeats what is repeated"),
        ("[z-a]", 1, "backwards"),
        ("a{3,1}", 2, "backwards"),
        ("gate\\", 4, "backslash at the end"),
        ("\\q", 0, "has no meaning"),
        ("(a)\\2", 4, "a group that is not there"),
        ("(?<=a+)b", 0, "same length"),
        ("(?P<x", 4, "character 5"),
        ("a{99999999999999999999}", 0, "too large"),
    ],
)
def test_a_bad_pattern_is_explained_with_its_place(pattern: str, place: int, says: str) -> None:
    with pytest.raises(BadPattern) as raised:
        find(TEXT, Wanted(pattern, pattern=True))
    assert raised.value.place == place
    assert says in str(raised.value)


def test_what_is_wrong_travels_between_processes() -> None:
    error = pickle.loads(pickle.dumps(BadPattern("No.", 3)))
    assert (str(error), error.place) == ("No.", 3)


def test_there_is_an_end_to_what_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 3)
    assert find("aaaa", Wanted("a")) == Found([(0, 1), (1, 2), (2, 3)], more=True)
    assert find("aaa", Wanted("a")) == Found([(0, 1), (1, 2), (2, 3)])


@given(st.text(max_size=30), st.text(min_size=1, max_size=3))
def test_plain_words_are_never_taken_for_a_pattern(text: str, word: str) -> None:
    if not word.split() or word != "".join(word.split()):
        return
    for start, end in find(text, Wanted(word, match_case=True)).spans:
        assert end - start >= 1
    plain = not re.search("[^a-zA-Z0-9(*+?.]", word)
    if plain:
        assert (word in text) == bool(find(text, Wanted(word, match_case=True)).spans)


@given(st.text(max_size=12))
def test_any_pattern_is_found_or_explained(pattern: str) -> None:
    places: list[int] = []
    try:
        find("the gate at Tamsel", Wanted(pattern, pattern=True))
    except BadPattern as error:
        places.append(error.place)
    assert all(0 <= place <= max(0, len(pattern)) for place in places)


@pytest.mark.parametrize(
    ("pattern", "bare"), [("^", True), ("(?=gate)", True), ("^T", False), ("x*", True), ("xyz", False)]
)
def test_a_pattern_that_fits_but_takes_nothing_says_so(pattern: str, bare: bool) -> None:
    assert find(TEXT, Wanted(pattern, pattern=True)).bare is bare
