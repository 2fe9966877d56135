# SPDX-License-Identifier: MIT
"""Plain text is read as a person reads it."""

from __future__ import annotations

from textwrap import dedent, fill

import pytest

from app.text.layout import Kind
from app.text.plain import render
from app.text.render import LONGEST, Rendered

LETTER = """\
    From: Ada Brandt <ada@example.org>
    To: Tomas Vell
    Subject: The ferry

    Dear Tomas,

    I read the report of the harbour board last night and I think that its
    authors have missed the point. The ferry does not lose money because it
    runs too often. It loses money because nobody in Lower Town knows when
    it runs. A time-table at the bus stop would do more than a second-
    hand ship and cost one hundredth of it.

    What I would ask the board to do:

    - Print the winter time-table now, before the season begins, and post
      it at every stop.
    - Ask the schools which crossings their pupils take.
        - Upper Town first
        - then the islands
    - Publish the accounts.

    Ada Brandt
    Harbour Street 5
    Lower Town
    """

SPEECH = """\
    Madam President, the valley has waited for eleven years, and for all of them the answer has been the same one.
    We waited.
    Nobody who has walked the old road in March, with a child on each arm, will call that answer a plan or a promise.
    Ladies and gentlemen,
    It is time to build, and it is time to say so in this hall, in plain words, where everybody can hear us say them.
    """


def blocks(text: str) -> list[tuple[Kind, int, str, str]]:
    made: Rendered = render(dedent(text))
    return [(block.kind, block.level, block.marker, made.text[block.start : block.end]) for block in made.layout]


def texts(text: str) -> list[str]:
    return [block[3] for block in blocks(text)]


def test_a_wrapped_letter_is_joined() -> None:
    assert texts(LETTER)[2] == (
        "I read the report of the harbour board last night and I think that its authors have missed the point. The"
        " ferry does not lose money because it runs too often. It loses money because nobody in Lower Town knows when"
        " it runs. A time-table at the bus stop would do more than a second-hand ship and cost one hundredth of it."
    )


def test_its_list_has_levels_and_painted_markers() -> None:
    assert blocks(LETTER)[4:9] == [
        (Kind.ITEM, 1, "-", "Print the winter time-table now, before the season begins, and post it at every stop."),
        (Kind.ITEM, 1, "-", "Ask the schools which crossings their pupils take."),
        (Kind.ITEM, 2, "-", "Upper Town first"),
        (Kind.ITEM, 2, "-", "then the islands"),
        (Kind.ITEM, 1, "-", "Publish the accounts."),
    ]


def test_its_address_and_header_keep_their_lines() -> None:
    assert texts(LETTER)[-1] == "Ada Brandt\u2028Harbour Street 5\u2028Lower Town"
    assert texts(LETTER)[0].count("\u2028") == 2
    assert render(dedent(LETTER)).title is None


def test_lines_that_are_paragraphs_are_kept() -> None:
    assert texts(SPEECH) == dedent(SPEECH).splitlines()


@pytest.mark.parametrize("width", [50, 60, 72, 80, 100])
def test_wrapping_at_any_width_is_undone(width: int) -> None:
    paragraphs = [line for line in dedent(SPEECH).splitlines() if len(line) > 100] * 3
    assert texts("\n\n".join(fill(paragraph, width) for paragraph in paragraphs)) == paragraphs


def test_verse_is_not_joined() -> None:
    verse = "the lamp goes out\nand no one on the pier\nremembers who had lit it\nin the year"
    assert texts(f"The Lamp\n\n{verse}\n\nof the long ice\nwhen ships lay close as books") == [
        "The Lamp",
        verse.replace("\n", "\u2028"),
        "of the long ice\u2028when ships lay close as books",
    ]


def test_a_single_broken_line_is_joined_with_one_space() -> None:
    text = "The ministry sees not the mayor but the harbour office and all its clerks as its\nmain allies, he writes."
    assert texts(text) == [text.replace("\n", " ")]


def test_a_sentence_goes_on_after_a_page_was_turned() -> None:
    text = "The board sees no need for a second ferry and has said so before, in the winter of\n\nits first year."
    assert texts(f"The board met.\n\n{text}") == ["The board met.", text.replace("\n\n", " ")]


def test_notes_without_capitals_and_full_stops_are_not_run_together() -> None:
    notes = [
        "we met the harbour master on Monday and he said no",
        "also talked to the school about its bus",
        "rain",
    ] * 3
    assert texts("\n\n".join(notes)) == notes


def test_a_byline_or_an_item_does_not_go_on_after_a_blank_line() -> None:
    title = "What the second ferry would cost the town and its harbour"
    lines = [title, "by Ada Brandt", "The board asked for these and nobody in the hall said no", "a) bread", "b) roads"]
    assert texts("\n\n".join(lines)) == lines


@pytest.mark.parametrize("marker", ["•", "-", "*", "–"])
def test_bullets_are_items_after_a_blank_line_or_an_item(marker: str) -> None:
    assert blocks(f"Long ago, in a town.\n\n  {marker} one\n  {marker} two\n\n  {marker}\u00a0three")[1:] == [
        (Kind.ITEM, 1, marker, "one"),
        (Kind.ITEM, 1, marker, "two"),
        (Kind.ITEM, 1, marker, "three"),
    ]


@pytest.mark.parametrize("number", ["1.", "2)", "(a)", "(iv)", "12."])
def test_numbers_of_items_stay_in_the_text(number: str) -> None:
    assert blocks(f"A beginning.\n\n{number} one")[1] == (Kind.ITEM, 1, "", f"{number} one")


@pytest.mark.parametrize(
    "text",
    [
        "A line.\n- not an item",
        "1990. A year",
        "* * *",
        "-----",
        "2 * 3",
        "*starred* _words_ # here <b>",
        "# no heading",
        "-5",
    ],
)
def test_nothing_else_is_markup(text: str) -> None:
    made = render(f"Once there was.\n\n{text}")
    assert made.text.endswith(text)
    assert set(made.layout.kinds) == {Kind.PARAGRAPH.value}


def test_items_may_follow_a_colon() -> None:
    assert [kind for kind, *_ in blocks("We ask for this:\n- bread\n- roads")] == [Kind.PARAGRAPH, Kind.ITEM, Kind.ITEM]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A ferry for the islands\n\nThe board met.", "A ferry for the islands"),
        ("Who will build it?\n\n\nThe board met.", "Who will build it?"),
        ("A Ferry\nby Ada Brandt\n\n" + "The board met on Monday. " * 9, "A Ferry"),
        ("An address by Ada Brandt\n" + SPEECH, "An address by Ada Brandt"),
        ("The board met.\n\nIt rained.", None),
        ("Madam President,\n\nIt rained.", None),
        ("only one line", None),
        ("- an item\n\nIt rained.", None),
        ("a" * 121 + "\n\nIt rained.", None),
        ("", None),
    ],
)
def test_a_short_first_line_is_the_title(text: str, title: str | None) -> None:
    made = render(text)
    assert made.title == title
    assert (made.layout.kinds[:1] == Kind.HEADING.value) == (title is not None)


def test_a_table_of_tabs_keeps_its_lines() -> None:
    table = "year\tships\n1990\tone and a half of them\n1991\ttwo"
    assert "\n".join(texts(table)).replace("\u2028", "\n") == table


def test_no_break_spaces_and_inner_spaces_stay() -> None:
    assert texts("The\u00a0board  met\u202fthen.") == ["The\u00a0board  met\u202fthen."]


def test_hyphens_at_line_ends_are_never_deleted() -> None:
    text = """\
        The harbour of Lower Town is older than its self-
        evident owners like to say, and its pre-
        and post-war walls are made of the same grey stone.
        """
    assert texts(text)[0].startswith(
        "The harbour of Lower Town is older than its self-evident owners like to say, and its pre- and post-war walls"
    )


def test_a_paragraph_too_long_to_paint_is_split_at_sentences() -> None:
    text = "Одна фраза о пароме. " * 3000
    made = render(text)
    parts = [made.text[block.start : block.end] for block in made.layout]
    assert " ".join(parts) == text.strip()
    assert max(len(part.encode()) for part in parts) <= LONGEST
    assert all(part.endswith(".") for part in parts)


def test_a_word_too_long_to_paint_is_split_before_no_mark() -> None:
    made = render("x\u0301" * 20_000)
    assert made.text.replace("\n", "") == "x\u0301" * 20_000
    assert not any(made.text[block.start] == "\u0301" for block in made.layout)
