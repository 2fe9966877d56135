# SPDX-License-Identifier: MIT
"""Links within a text find their places by anchors, headings and pages; the others lead out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.layout import decode, encode
from app.text.markdown import render
from app.text.targets import place_of

BOOK = render(
    """
# The quay

<!-- page: 7 -->

Text of the quay. <a id="tolls"></a>Tolls are paid here.

## 2. Grain & salt

<a name="late"></a>

A late paragraph.

## Notes

One.

## Notes

Two.

<div id="box">In a box.</div>
"""
)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("#tolls", "Text of the quay."),
        ("#late", "A late paragraph."),
        ("#box", "In a box."),
        ("#the-quay", "The quay"),
        ("#2-grain--salt", "2. Grain & salt"),
        ("#Grain%20%26%20salt|outline", "2. Grain & salt"),
        ("#notes", "Notes\nOne."),
        ("#notes-1", "Notes\nTwo."),
        ("#page=7", "Text of the quay."),
        ("https://example.org/quay/#tolls", "Text of the quay."),
        ("other.xhtml#late", "A late paragraph."),
    ],
)
def test_a_link_finds_its_place(target: str, words: str) -> None:
    place = place_of(BOOK.text, BOOK.layout, target, "https://example.org/quay")
    assert place is not None
    assert BOOK.text[place:].startswith(words)


@pytest.mark.parametrize(
    "target",
    ["https://example.org/other#tolls", "mailto:a@example.org", "#nowhere", "", "#", "#page=8", "file:///etc#tolls"],
)
def test_other_links_lead_out(target: str) -> None:
    assert place_of(BOOK.text, BOOK.layout, target, "https://example.org/quay") is None


def test_anchors_are_stored_and_are_no_text() -> None:
    assert decode(encode(BOOK.layout)).anchors == BOOK.layout.anchors == {"tolls": 1, "late": 3, "box": 8}
    assert "tolls" not in BOOK.text.replace("Tolls", "")


def test_an_anchor_keeps_its_block_where_a_paragraph_is_split_and_the_first_of_a_name_counts() -> None:
    made = render(f"{'word ' * 5000}\n\n<a id='x'></a>End.\n\n<a id='x'></a>Again.\n\n<a id='gone'></a>\n")
    assert made.layout.anchors == {"x": len(made.layout) - 2}


@given(st.text(), st.text())
def test_any_target_is_read(target: str, address: str) -> None:
    place = place_of(BOOK.text, BOOK.layout, target, address)
    assert place is None or 0 <= place < len(BOOK.text)
