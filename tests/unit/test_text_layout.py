# SPDX-License-Identifier: MIT
"""The stored form of a layout: it comes back as it was, and nothing else is taken for one."""

from __future__ import annotations

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.layout import Draft, Inline, Kind, Layout, Style, assemble, decode, encode

WORDS = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]))
INLINES = st.builds(Inline, st.integers(0, 9), st.integers(0, 9), st.integers(0, 511).map(Style), WORDS)
DRAFTS = st.builds(
    Draft, st.sampled_from(Kind), WORDS, st.integers(0, 6), st.integers(0, 9), WORDS, st.tuples(INLINES) | st.just(())
)
PAGES = st.lists(st.tuples(st.integers(0, 9), WORDS), max_size=3)


@given(st.lists(DRAFTS), PAGES)
def test_a_layout_comes_back_as_it_was(drafts: list[Draft], pages: list[tuple[int, str]]) -> None:
    _, layout = assemble(drafts, pages)
    assert decode(encode(layout)) == layout


@given(st.lists(DRAFTS, min_size=1))
def test_each_block_is_its_slice_of_the_text(drafts: list[Draft]) -> None:
    text, layout = assemble(drafts)
    assert [text[block.start : block.end] for block in layout] == [draft.text for draft in drafts]


@given(st.lists(DRAFTS, min_size=1))
def test_an_offset_leads_to_its_block(drafts: list[Draft]) -> None:
    text, layout = assemble(drafts)
    for number, block in enumerate(layout):
        assert layout.block_at(block.start) == layout.block_at(block.end) == number
    assert layout[-1 % len(layout)].end == len(text)


@given(st.binary())
def test_garbage_is_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match="not a stored layout"):
        decode(stored)


@pytest.mark.parametrize(
    "columns",
    [
        [],
        "p",
        1,
        None,
        {"kinds": "p"},
        {"kinds": "p", "lengths": 1},
        {"inlines": 1},
        {"inlines": {"a": []}},
        {"cells": [1]},
    ],
)
def test_other_json_is_refused(columns: object) -> None:
    with pytest.raises(ValueError, match="not a stored layout"):
        decode(zlib.compress(json.dumps(columns).encode()))


def test_pages_are_found_by_offset() -> None:
    _, layout = assemble([Draft(Kind.PARAGRAPH, "one"), Draft(Kind.PARAGRAPH, "two")], [(1, "ii")])
    assert [layout.page_at(offset) for offset in (0, 3, 4, 7)] == [None, None, "ii", "ii"]


def test_cells_of_a_row_are_spans() -> None:
    _, layout = assemble([Draft(Kind.ROW, "a\t\tbc")])
    assert layout[0].cells == ((0, 1), (2, 2), (3, 5))


def test_a_text_without_blocks_has_an_empty_layout() -> None:
    assert assemble([]) == ("", Layout("", ()))
