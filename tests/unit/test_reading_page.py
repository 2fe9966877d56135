# SPDX-License-Identifier: MIT
"""The page between canonical text and Qt: lengths, units, directions, tables, and layouts that do not fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desktop.reading.page import UNSHOWABLE, Page
from app.desktop.reading.word import word_at
from app.text.layout import Draft, Kind, Layout, assemble


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


letters = st.text(max_size=12).map(_one_line)
drafts = st.lists(
    st.builds(Draft, st.sampled_from([Kind.PARAGRAPH, Kind.ROW, Kind.HEADER_ROW, Kind.ITEM, Kind.CODE]), letters),
    min_size=1,
    max_size=8,
)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(drafts)
def test_what_is_shown_is_as_long_as_the_text_in_both_units(made: list[Draft]) -> None:
    text, layout = assemble(made)
    shown = Page(text, layout).shown()
    assert len(shown) == len(text)
    assert units(shown) == units(text)
    assert not set(UNSHOWABLE) & set(shown)


@given(drafts)
def test_block_units_count_what_qt_counts(made: list[Draft]) -> None:
    text, layout = assemble(made)
    page = Page(text, layout)
    for block in layout:
        inside = text[block.start : block.end]
        assert [page.unit(block, at) for at in range(len(inside) + 1)] == [
            units(inside[:at]) for at in range(len(inside) + 1)
        ]


@given(st.text(max_size=60), drafts)
def test_any_text_with_any_layout_is_a_page(text: str, made: list[Draft]) -> None:
    page = Page(text, assemble(made)[1])
    assert len(page) == page.text.count("\n") + 1
    assert [page.text[b.start : b.end] for b in map(page.block, range(len(page)))] == text.split("\n")


@pytest.mark.parametrize("layout", [Layout("", ()), Layout("pp", (5, 5)), Layout("p", (3,)), Layout("pp", (1, 9))])
def test_a_layout_of_another_text_gives_way_to_plain_paragraphs(layout: Layout) -> None:
    page = Page("one line\ntwo", layout)
    assert page.layout == Layout("pp", (8, 3))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", False),
        ("123 שלום and more", True),
        ("Hale and שלום", False),
        ("سلام", True),
        ("12 😀", False),
        ("", False),
    ],
)
def test_direction_follows_the_first_letter_that_has_one(text: str, expected: bool) -> None:
    page = Page(text, Layout("p", (len(text),)))
    assert page.right_to_left(page.block(0)) is expected


def test_a_line_with_any_right_to_left_letter_may_run_both_ways() -> None:
    page = Page("Hale שלום\nHale Гейл", Layout("pp", (9, 9)))
    assert page.bidirectional(page.block(0))
    assert not page.bidirectional(page.block(1))


def test_columns_share_the_width_by_their_longest_cells() -> None:
    rows = [
        Draft(Kind.HEADER_ROW, "Gate\tCarts"),
        Draft(Kind.ROW, "Tamsel\t" + "many " * 30),
        Draft(Kind.ROW, "Osk\t4"),
    ]
    text, layout = assemble([*rows, Draft(Kind.PARAGRAPH, "after"), Draft(Kind.ROW, "alone")])
    page = Page(text, layout)
    first, second = page.column_weights(1)
    assert first < second
    assert page.column_weights(0) == page.column_weights(2) == (first, second)
    assert page.column_weights(4) == (1.0,)


def test_a_row_with_more_cells_than_its_table_still_has_columns() -> None:
    rows = [Draft(Kind.ROW, "a\tb")] * 70 + [Draft(Kind.ROW, "a\tb\tc\td")]
    page = Page(*assemble(rows))
    assert page.column_weights(70) == (0.25,) * 4


@pytest.mark.parametrize(
    ("text", "inside", "word"),
    [
        ("«открыта»", "кры", "открыта"),
        ("said “no”—and left", "no", "no"),
        ("the kremlin’s men", "lin", "kremlin’s"),
        ("a self-made rule - ", "made", "self-made"),
        ("сям’я там", "мʼя".replace("ʼ", "’"), "сям’я"),
        ("e\u0301te\u0301 2020", "te", "e\u0301te\u0301"),
        ("שָׁלוֹם לך", "לו", "שָׁלוֹם"),
    ],
)
def test_a_word_is_letters_and_what_joins_them(text: str, inside: str, word: str) -> None:
    found = word_at(text, text.index(inside))
    assert found is not None
    assert text[slice(*found)] == word


@pytest.mark.parametrize(("text", "offset"), [("a b", 1), ("«»", 0), ("", 0), ("ab", 2), ("ab", -1), ("- a", 0)])
def test_there_is_no_word_outside_words(text: str, offset: int) -> None:
    assert word_at(text, offset) is None
