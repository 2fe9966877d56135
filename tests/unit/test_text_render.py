# SPDX-License-Identifier: MIT
"""What holds for both renderers, whatever the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.text import markdown, plain
from app.text.layout import Kind, decode, encode
from app.text.normalise import normalise
from app.text.offsets import Utf16Map
from app.text.render import Rendered

ANYTHING = st.text(st.characters(codec=None))
MARKS = st.text(st.sampled_from(' \n\t>-*_`~#|[]()^:!<>/=+.1ab&;\\"é\u0301שׁ😀\u00a0\u2028\u00ad\ud83d'), max_size=80)
BLOCK_PIECES = ("# ", "\n", "\n\n", "- ", "1. ", "> ", "    ", "• ", "| a | b |\n|---|---|\n", "[^1]: ", "```\n")
HTML_PIECES = ("<b>", "</b>", "<div>", "</td>", "<td>", "<br>", "<!--", "-->", "<p>", "&#769;", "&#9;", "&#10;")
WORD_PIECES = ("[^1]", "`", "**", "word ", "longer words than before, ", "Ends. ", "😀", "é")
PIECES = st.lists(st.sampled_from(BLOCK_PIECES + HTML_PIECES + WORD_PIECES), max_size=40).map("".join)
TEXTS = ANYTHING | MARKS | PIECES
RENDERERS = pytest.mark.parametrize("render", [plain.render, markdown.render], ids=["plain", "markdown"])
Render = Callable[[str], Rendered]


@RENDERERS
@given(raw=TEXTS)
@example(raw="\ud800")
@example(raw="> " * 200)
def test_blocks_tile_the_text_and_keep_to_their_form(render: Render, raw: str) -> None:
    made = render(raw)
    assert "\n".join(made.text[block.start : block.end] for block in made.layout) == made.text
    for block in made.layout:
        text = made.text[block.start : block.end]
        assert "\n" not in text
        assert all(0 <= each.start < each.end <= len(text) for each in block.inlines)
        assert "\t".join(text[start:end] for start, end in block.cells) == (text if block.cells else "")
        assert bool(block.cells) == (block.kind in (Kind.ROW, Kind.HEADER_ROW))


@RENDERERS
@given(raw=TEXTS)
def test_rendering_is_deterministic_and_can_be_stored(render: Render, raw: str) -> None:
    made = render(raw)
    assert render(raw) == made
    assert decode(encode(made.layout)) == made.layout


@RENDERERS
@given(raw=TEXTS)
def test_the_text_is_normalised_and_offsets_survive(render: Render, raw: str) -> None:
    text = render(raw).text
    assert normalise(text) == text
    assert unicodedata.is_normalized("NFC", text)
    offsets = Utf16Map(text)
    assert [offsets.to_code_point(offsets.to_utf16(at)) for at in range(len(text))] == list(range(len(text)))


@given(TEXTS)
def test_plain_text_loses_nothing_but_white_space(raw: str) -> None:
    made = plain.render(raw)
    shown = "".join(block.marker + made.text[block.start : block.end] for block in made.layout)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", normalise(raw))


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), max_size=9))
def test_markdown_loses_no_word(words: list[str]) -> None:
    raw = " ".join(words)
    assert markdown.render(f"> - {raw}").text.split() == normalise(raw).split()


@RENDERERS
def test_offsets_count_code_points(render: Render) -> None:
    made = render("😀 naïve e\u0301 שלום\u00a0עולם\n\nnext")
    block = made.layout[0]
    assert (block.start, block.end) == (0, 19)
    assert made.text[8:9] == "é"
