# SPDX-License-Identifier: MIT
"""Anchors, finding quotations, trimming selections and excerpts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.anchors import CONTEXT, anchor, excerpt, find_quote, followed, trim
from app.text.normalise import normalise

TEXTS = st.text(st.sampled_from("ab \n\t\u00a0\u2028😀é\u0301“\"’'–-."), max_size=80).map(normalise)


@given(TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_an_anchor_holds_what_the_text_says(text: str, start: int, end: int) -> None:
    if not 0 <= start < end <= len(text):
        with pytest.raises(ValueError, match="not a span"):
            anchor(text, start, end)
        return
    made = anchor(text, start, end)
    assert text[: made.start].endswith(made.prefix)
    assert text[made.start : made.end] == made.quote
    assert text[made.end :].startswith(made.suffix)
    assert len(made.prefix) == min(CONTEXT, start)


def test_an_anchor_before_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not a span"):
        anchor("text", -2, 3)


@given(TEXTS, st.integers(0, 80), st.integers(1, 30))
def test_what_was_quoted_is_found(text: str, start: int, length: int) -> None:
    start, end = trim(text, start, start + length)
    if start == end:
        return
    assert (start, end) in find_quote(text, "\n " + text[start:end].replace(" ", "\u00a0\n") + "\t")


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("officials as its\nmain allies", "as its main", ["as its\nmain"]),
        ("a\u00a0\u2028b\tc", " a b\n\nc ", ["a\u00a0\u2028b\tc"]),
        ("ha ha ha", "ha ha", ["ha ha", "ha ha"]),
        ("Caf\u00e9", "Cafe\u0301", ["Caf\u00e9"]),
        ("Cafe", "Caf\u00e9", []),
        ("The", "the", []),
        ("anything", " \n", []),
        ("anything", "", []),
        ("1 + (2)", "+ (2)", ["+ (2)"]),
        ("it’s “so” – he said", 'it\'s "so" - he', ["it’s “so” – he"]),
        ("it’s and it's", "it's", ["it's"]),
        ("soft", "so\u00adft", ["soft"]),
    ],
)
def test_quotations(text: str, quote: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_quote(text, quote)] == found


@given(TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_trimming_moves_the_ends_in_from_white_space(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), min(max(start, end), len(text))
    first, last = trim(text, min(start, end), end)
    assert text[first:last] == text[min(start, end) : end].strip()


@given(TEXTS, st.integers(0, 79), st.integers(0, 80), st.integers(0, 60))
def test_an_excerpt_is_one_line_and_no_wider_than_asked(text: str, start: int, length: int, width: int) -> None:
    start = min(start, len(text))
    line = excerpt(text, start, min(len(text), start + length), width)
    assert len(line) <= width
    assert len(line.splitlines()) <= 1
    assert line == line.strip()


def test_an_excerpt_is_cut_between_words() -> None:
    text = "The harbour board met on Monday and\nasked the council for a second ferry to the islands."
    start = text.index("asked")
    assert excerpt(text, start, start + 5, 30) == "… Monday and asked the …"
    assert excerpt(text, 0, 3, 21) == "The harbour board …"
    assert excerpt(text, 0, len(text), 12) == "The harbour…"
    assert excerpt("all of it", 0, 3, 40) == "all of it"


@pytest.mark.parametrize(
    ("new", "found"),
    [
        ("One. Two. Three. Four.", "Three"),
        ("One, and a half. Two. Three. Four.", "Three"),
        ("Two. Three. Four. Five.", "Three"),
        ("Three. Four. One. Two. And so on. Three. Four.", "Three"),
        ("Two.", ""),
        ("", ""),
    ],
)
def test_a_reader_is_led_to_the_same_words_in_another_version(new: str, found: str) -> None:
    old = "One. Two. Three. Four."
    place = followed(old, new, old.index("Three"))
    assert new[place:].startswith(found)
    assert 0 <= place <= len(new)


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.data())
def test_a_change_in_one_place_leads_nobody_astray(before: str, changed: str, after: str, data: st.DataObject) -> None:
    old = before + "X" + after
    offset = data.draw(st.integers(len(before) + 1, len(old)))
    new = before + changed + after
    assert new[followed(old, new, offset) :] == old[offset:] or new.startswith(old[:offset])
