# SPDX-License-Identifier: MIT
"""Hits and passages in a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.places import LENGTH, Snippet, Sought, passage, places, snippets, stands
from app.text.words import lowered, tokens
from database.plan import Field, Phrase, Word
from database.search_base import Expression


def sought(*expressions: Expression, slop: int = 1) -> Sought:
    parts = expressions[0].parts
    term = Phrase(Field.TEXT, " ".join(parts), parts, slop) if slop > 1 else Word(Field.TEXT, parts[0], parts, parts[0])
    return Sought(term, expressions)


def found(text: str, *terms: Sought) -> list[str]:
    return [text[start:end] for start, end in places(text, terms)]


@pytest.mark.parametrize(
    ("text", "expression", "hits"),
    [
        ("Lake, lakes; a LAKE.", Expression(("lake",)), ["Lake", "LAKE"]),
        ("Lakeside lake lakes", Expression(("lake",), prefix=True), ["Lakeside", "lake", "lakes"]),
        ("The warden’s and warden's", Expression(("warden", "s")), ["warden’s", "warden's"]),
        ("free trade, free\ntrade, freetrade", Expression(("free", "trade")), ["free trade", "free\ntrade"]),
        ("free trade freed", Expression(("free", "tr"), prefix=True), ["free trade"]),
        ("cafe\u0301 cafe", Expression(("cafe",)), ["cafe"]),
        ("a lake_b", Expression(("lake",)), ["lake"]),
        ("Санкции и САНКЦИИ", Expression(("санкции",)), ["Санкции", "САНКЦИИ"]),
        ("ΟΔΟΣ οδος", Expression(("οδοσ",)), ["ΟΔΟΣ", "οδος"]),
        ("😀 lake 😀", Expression(("lake",)), ["lake"]),
        ("", Expression(("lake",)), []),
    ],
)
def test_finds_whole_words(text: str, expression: Expression, hits: list[str]) -> None:
    assert found(text, sought(expression)) == hits


def test_words_of_a_phrase_may_have_others_between() -> None:
    near = sought(Expression(("free", "trade")), slop=3)
    assert found("free of all trade; free of any old trade; trade free", near) == ["free of all trade"]


def test_joins_hits_that_overlap() -> None:
    text = "free trade zone"
    assert found(text, sought(Expression(("free", "trade"))), sought(Expression(("trade", "zone")))) == [text]


@given(st.text(alphabet="ab 'é.", max_size=60))
def test_finds_a_word_wherever_the_index_does(text: str) -> None:
    wanted = [span for span in tokens(text) if lowered(text)[slice(*span)] == "ab"]
    assert places(text, [sought(Expression(("ab",)))]) == wanted


def test_the_best_passage_has_most_different_words() -> None:
    text = "lake lake lake. " + "x " * 200 + "The lake and the mill. " + "x " * 200 + "mill mill"
    best = snippets(text, [sought(Expression(("lake",))), sought(Expression(("mill",)))], 3)
    assert "lake and the mill" in best[0].text
    assert len(best) == 3


def test_passages_do_not_overlap() -> None:
    text = "lake and mill " * 100
    best = snippets(text, [sought(Expression(("lake",)))], 3)
    spans = sorted((each.start, each.end) for each in best)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(st.lists(st.sampled_from(["lake", "mill", "x", "y z", "\n", "longerword"]), max_size=120).map(" ".join))
def test_a_passage_is_a_slice_of_the_text_with_its_marks_in_place(text: str) -> None:
    for each in snippets(text, [sought(Expression(("lake",))), sought(Expression(("mill",)))], 3):
        assert each.text == text[each.start : each.end]
        assert each.marks
        assert all(each.text[start:end] in {"lake", "mill"} for start, end in each.marks)
        assert len(each.text) <= LENGTH + len("longerword")


def test_finds_hits_far_into_a_long_text() -> None:
    text = "x " * 400_000 + "a lake"
    assert snippets(text, [sought(Expression(("lake",)))], 1)[0].text.endswith("a lake")


def test_a_passage_is_cut_between_words_and_at_blocks() -> None:
    text = "The first block.\n" + "word " * 30 + "lake " + "word " * 30 + "\nThe last block."
    start = text.index("lake")
    made = passage(text, start, start + 4, [(start, start + 4)])
    assert isinstance(made, Snippet)
    assert "block" not in made.text
    assert made.text.split()[0] == "word"
    assert [made.text[a:b] for a, b in made.marks] == ["lake"]


def follow(words: list[str], parts: tuple[str, ...], slop: int) -> bool:
    """Tell whether each part stands at most so many words after the one before, trying every way."""
    reached = [at for at, word in enumerate(words) if word == parts[0]]
    for part in parts[1:]:
        reached = [
            at for at, word in enumerate(words) if word == part and any(0 < at - before <= slop for before in reached)
        ]
    return bool(reached)


@given(
    st.lists(st.sampled_from("abcd"), max_size=24),
    st.lists(st.sampled_from("abc"), min_size=2, max_size=4).map(tuple),
    st.sampled_from((2, 3, 5, 13)),
)
def test_a_phrase_with_gaps_stands_where_some_way_through_its_words_does(
    words: list[str], parts: tuple[str, ...], slop: int
) -> None:
    term = sought(Expression(parts), slop=slop)
    assert stands(", ".join(words), term) == follow(words, parts, slop)
    assert bool(places(" ".join(words), [term])) == follow(words, parts, slop)


@given(st.integers(0, 700), st.integers(10, 300), st.integers(13, 290), st.integers(0, 400))
def test_a_wide_gap_is_counted_wherever_it_lies(lead: int, gap: int, slop: int, tail: int) -> None:
    text = f"{'word ' * lead}a {'word ' * gap}b {'word ' * tail}"
    assert stands(text, sought(Expression(("a", "b")), slop=slop)) == (gap < slop)
