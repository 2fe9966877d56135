# SPDX-License-Identifier: MIT
"""Pages of an original pass through Markdown into the layout."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.text.layout import decode, encode
from app.text.markdown import render
from app.text.pages import page_comment, page_label


def test_a_comment_begins_a_page_and_is_not_text() -> None:
    made = render("<!-- page: iv -->\n\nOne.\n\n<!-- page: 12 -->\n\nTwo.\n\nThree.\n")
    assert made.text == "One.\nTwo.\nThree."
    assert made.layout.pages == ((0, "iv"), (1, "12"))
    assert [made.layout.page_at(offset) for offset in (0, 5, 10)] == ["iv", "12", "12"]


def test_a_page_begins_inside_a_list() -> None:
    made = render("- One\n\n  <!-- page: 2 -->\n\n- Two\n\n  - Three\n")
    assert made.text == "One\nTwo\nThree"
    assert made.layout.pages == ((1, "2"),)
    assert made.layout.levels == {0: 1, 1: 1, 2: 2}


def test_pages_keep_their_block_where_a_paragraph_is_split() -> None:
    made = render(f"{'word ' * 5000}\n\n<!-- page: 2 -->\n\nEnd.\n")
    assert made.layout.page_at(made.text.index("End.")) == "2"
    assert made.layout.pages == ((len(made.layout) - 1, "2"),)


def test_a_page_without_text_is_left_out() -> None:
    assert render("One.\n\n<!-- page: 2 -->\n").layout.pages == ()


def test_other_comments_are_no_pages() -> None:
    assert render("<!-- page break -->\n\nOne <!-- page: 3 --> two.\n").layout.pages == ()


def test_pages_are_stored() -> None:
    layout = render("<!-- page: 2 -->\n\nOne.\n").layout
    assert decode(encode(layout)).pages == layout.pages


@given(st.text())
def test_any_label_comes_through_as_one_line(label: str) -> None:
    found = page_label(page_comment(label))
    assert found
    assert "\n" not in found
    assert len(found) <= 40


@given(st.from_regex(r"[A-Za-z0-9<&-]{1,12}", fullmatch=True).filter(lambda label: "--" not in label))
def test_a_plain_label_comes_through_as_it_is(label: str) -> None:
    assert page_label(page_comment(label)) == label
