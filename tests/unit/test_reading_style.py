# SPDX-License-Identifier: MIT
"""The look of a page and the words above it: contrast is computed, not hoped for."""

from itertools import combinations

import pytest

from app.desktop.fonts import Families
from app.desktop.reading.header import PageHeader, reading_time
from app.desktop.reading.hits import Hits
from app.desktop.reading.style import PageStyle, blend, contrast
from app.desktop.styling import page_style
from app.desktop.theme import FOLDER, load_theme
from database.records import KINDS

NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
STYLES = [PageStyle.light(), PageStyle.dark(), *(page_style(load_theme(name), Families("", "", "")) for name in NAMES)]
IDS = ["light alone", "dark alone", *NAMES]
SHARED = [kinds for n in (1, 2, 3) for kinds in combinations(KINDS, n)]


@pytest.mark.parametrize("style", STYLES, ids=IDS)
@pytest.mark.parametrize("current", [False, True])
@pytest.mark.parametrize("kinds", SHARED, ids="+".join)
def test_text_on_any_highlight_has_a_contrast_of_seven(style: PageStyle, kinds: tuple[str, ...], current: bool) -> None:
    assert contrast(style.ink, style.tint_colour(kinds, current)) >= 7


@pytest.mark.parametrize("style", STYLES, ids=IDS)
@pytest.mark.parametrize("words", ["ink", "accent", "soft"])
def test_links_notes_and_words_can_be_read_on_every_ground(style: PageStyle, words: str) -> None:
    colour = style.readable(getattr(style, words))
    assert min(contrast(colour, ground) for ground in style.grounds) >= 7
    assert len(style.grounds) == 17


@pytest.mark.parametrize("style", STYLES, ids=IDS)
def test_a_link_is_not_set_in_plain_ink(style: PageStyle) -> None:
    assert style.readable(style.accent) != style.ink


@pytest.mark.parametrize("style", STYLES, ids=IDS)
def test_other_text_can_be_read_too(style: PageStyle) -> None:
    assert contrast(style.ink, style.hit) >= 7
    assert contrast(style.ink, style.code_bg) >= 7
    for colour in (style.soft, style.faint, style.accent):
        assert contrast(colour, style.paper) >= 4.5
    assert contrast(style.selection_ink, style.selection) >= 7


@pytest.mark.parametrize("style", STYLES, ids=IDS)
def test_the_marks_of_kinds_stand_out_from_the_paper(style: PageStyle) -> None:
    assert all(contrast(style.mark_colour(kind), style.paper) >= 3 for kind in KINDS)


def test_contrast_of_black_and_white_is_twenty_one() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


def test_blending_goes_from_one_colour_to_the_other() -> None:
    assert blend("#102030", "#f0e0d0", 0) == "#102030"
    assert blend("#102030", "#f0e0d0", 1) == "#f0e0d0"


def test_the_byline_leaves_out_what_is_not_known() -> None:
    header = PageHeader("A title", "Lantern Review", "14 May 2025", ("Ana Verescu", "", "Tomas Hale"))
    assert header.byline(5600) == "Lantern Review · 14 May 2025 · Ana Verescu, Tomas Hale · 4 minutes"
    assert PageHeader(date="2020").byline(0) == "2020"


@pytest.mark.parametrize(
    ("characters", "words"), [(0, ""), (10, "1 minute"), (14_000, "10 minutes"), (336_000, "4 hours")]
)
def test_reading_time_is_said_in_words(characters: int, words: str) -> None:
    assert reading_time(characters) == words


def test_hits_are_found_by_block() -> None:
    hits = Hits([(50, 55), (3, 9), (-2, 1), (7, 7), (8, 30)], active=0)
    assert list(hits.within(9, 50)) == [(8, 30, False)]
    assert list(hits.within(0, 60)) == [(3, 9, False), (8, 30, False), (50, 55, True)]
    assert list(hits.within(55, 90)) == []
