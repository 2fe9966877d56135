# SPDX-License-Identifier: MIT
"""The digest the project began with, where it is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.text.layout import Kind
from app.text.plain import render
from app.text.render import Rendered

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "belarus-digest.txt"


@pytest.fixture(scope="module")
def digest() -> Rendered:
    if not SEED.exists():
        pytest.skip("the seed digest is not beside the repository (../shared/seed)")
    return render(SEED.read_text(encoding="utf-8"))


def test_its_title_is_its_heading(digest: Rendered) -> None:
    assert digest.title == "Belarus: what’s Russia’s next move?"
    assert digest.layout.kinds.count(Kind.HEADING.value) == 1


def test_it_has_seven_items(digest: Rendered) -> None:
    items = [block for block in digest.layout if block.kind is Kind.ITEM]
    assert [(block.level, block.marker) for block in items] == [(1, "•")] * 7


def test_its_broken_line_reads_on(digest: Rendered) -> None:
    assert "other government officials as its main allies in the current crisis, he writes" in digest.text


def test_its_words_are_as_they_were(digest: Rendered) -> None:
    raw = SEED.read_text(encoding="utf-8")
    assert digest.text.split() == [word for word in raw.split() if word != "•"]
    assert digest.text.count("\u00a0") == raw.count("\u00a0")


def test_its_foot_is_a_paragraph_of_its_own(digest: Rendered) -> None:
    foot = digest.layout[len(digest.layout) - 1]
    assert (foot.kind, digest.text[foot.start : foot.end]) == (Kind.PARAGRAPH, "Print Friendly, PDF & Email")


def test_its_quotation_is_a_paragraph(digest: Rendered) -> None:
    lines = digest.text.split("\n")
    assert len(lines) == 19
    assert lines[3].startswith("These people run the country’s cumbersome")
    assert lines[3].endswith("realistic to look. RTWT")
