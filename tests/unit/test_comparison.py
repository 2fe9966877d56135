# SPDX-License-Identifier: MIT
"""A passage before and after, as lines with its words and what changed marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.editing.comparison import LONGEST, Line, changed_words, compared
from app.editing.replacement import Placement
from database.records import Span
from database.versions import SpanRow


def row(text: str, words: str, state: str = "exact") -> SpanRow:
    start = text.index(words) if words in text else 0
    return SpanRow(1, 1, start, start + len(words), words, "", "", state, 1.0, "hash")


def placement(old: str, words: str, new: str, now: str, state: str) -> Placement:
    return Placement(1, "u", "claim", (row(old, words),), (row(new, now, state),), (), (old, new), 1)


def pieces(line: Line, spans: tuple[Span, ...]) -> list[str]:
    return [line.text[start:end] for start, end in spans]


def test_words_that_changed_are_marked_in_both() -> None:
    old, new = "the harbour must open before the winter", "the harbour may open before winter"
    here, there = changed_words(old, new)
    assert [old[slice(*span)] for span in here] == ["must", "the"]
    assert [new[slice(*span)] for span in there] == ["may"]


def test_neighbouring_words_are_marked_as_one() -> None:
    here, there = changed_words("a b c d", "a x y d")
    assert (here, there) == ([(2, 5)], [(2, 5)])


def test_a_passage_shows_with_a_little_around_it() -> None:
    old = "Before it a long way.\nThe harbour must\nopen. And then it went on for a good while, as such things do."
    new = old.replace("must", "may")
    before, after = compared(placement(old, "The harbour must\nopen", new, "The harbour may\nopen", "changed"))
    assert pieces(before, before.passage) == ["The harbour must open"]
    assert pieces(before, before.changed) == ["must"]
    assert pieces(after, after.changed) == ["may"]
    assert before.text.startswith("Before it a long way. The harbour")
    assert before.text.endswith("…")
    assert "\n" not in before.text


def test_an_orphan_has_no_second_line() -> None:
    before, after = compared(placement("The harbour must open.", "must open", "Gone.", "must open", "orphan"))
    assert pieces(before, before.passage) == ["must open"]
    assert after == Line("")


def test_of_a_long_passage_the_part_that_changed_shows() -> None:
    words = [f"word{number}" for number in range(300)]
    old = " ".join(words)
    new = old.replace("word250", "other")
    before, after = compared(placement(old, old, new, new, "changed"))
    assert len(before.text) <= LONGEST + 4
    assert pieces(before, before.changed) == ["word250"]
    assert pieces(after, after.changed) == ["other"]


@given(st.lists(st.sampled_from(["a", "b", "c", "d"])), st.lists(st.sampled_from(["a", "b", "c", "d"])))
def test_what_is_not_marked_is_the_same(one: list[str], other: list[str]) -> None:
    old, new = " ".join(one), " ".join(other)
    here, there = changed_words(old, new)

    def rest(text: str, spans: list[Span]) -> list[str]:
        for start, end in reversed(spans):
            text = text[:start] + " " + text[end:]
        return text.split()

    assert rest(old, here) == rest(new, there)
