# SPDX-License-Identifier: MIT
"""Which annotations are shown, on the page and among the cards; a filter is always seen to be on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from app.desktop.models.shown import Shown, counts
from app.desktop.panels.filter import FilterPopover
from database.records import CodeUse
from tests.desktop.conftest import BRIDGE, Driver

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def tagged(reader: Driver) -> Driver:
    source = reader.window.reading.source
    assert source is not None
    for words, kind, codes in (
        ("The bridge at Tamsel is closed", "claim", ["Bridges"]),
        ("open the bridge before the harvest", "recommendation", ["Bridges", "Trade"]),
        ("Nobody at the ministry", "claim", []),
    ):
        start = BRIDGE.index(words)
        uses = [CodeUse(name) for name in codes]
        reader.collection.tag(source.id, kind, [(start, start + len(words))], codes=uses)
    reader.collection.set_annotator("Ben")
    reader.collection.tag(source.id, "passage", [(0, 10)])
    return reader


def popover(reader: Driver) -> FilterPopover:
    reader.key(Qt.Key.Key_F, CTRL_SHIFT)
    found = reader.window.around.narrowing.popover
    assert found is not None
    return found


def tick(reader: Driver, group: str, value: str) -> None:
    """Tick a box, and close the popover."""
    opened = popover(reader)
    opened.box(group, value).click()
    opened.close()


def shown(reader: Driver) -> list[str]:
    return [annotation.quote for annotation in reader.window.annotation_model.annotations]


def on_page(reader: Driver) -> int:
    return len({highlight.uid for highlight in reader.window.pane.view.page_layout.overlays.highlights})


@pytest.mark.parametrize(
    ("group", "value", "many"),
    [
        ("kind", "claim", 2),
        ("kind", "passage", 1),
        ("code", "Bridges", 2),
        ("code", "", 2),
        ("status", "open", 1),
        ("annotator", "Ben", 1),
    ],
)
def test_a_tick_shows_only_what_fits_on_the_page_and_among_the_cards(
    tagged: Driver, group: str, value: str, many: int
) -> None:
    popover(tagged).box(group, value).click()
    assert (len(shown(tagged)), on_page(tagged)) == (many, many)
    assert tagged.window.pane.narrowed.words.startswith(f"Showing {many} of 4 annotations: ")
    assert tagged.window.pane.narrowed.isVisible()


def test_values_of_a_group_widen_and_groups_narrow(tagged: Driver) -> None:
    opened = popover(tagged)
    opened.box("kind", "claim").click()
    opened.box("kind", "recommendation").click()
    assert len(shown(tagged)) == 3
    opened.box("code", "Trade").click()
    assert shown(tagged) == ["open the bridge before the harvest"]
    assert tagged.window.pane.narrowed.words.endswith(": claims, recommendations; Trade")


@pytest.mark.parametrize("by", ["band", "popover"])
def test_all_are_shown_again(tagged: Driver, by: str) -> None:
    opened = popover(tagged)
    opened.box("kind", "claim").click()
    if by == "band":
        opened.close()
        tagged.window.pane.narrowed.findChildren(QToolButton)[0].click()
    else:
        next(link for link in opened.findChildren(QToolButton) if link.text() == "Show all").click()
    assert len(shown(tagged)) == on_page(tagged) == 4
    assert not tagged.window.pane.narrowed.isVisible()


def test_the_boxes_are_ticked_by_key_and_escape_goes_back_to_the_text(tagged: Driver) -> None:
    opened = popover(tagged)
    QTest.keyClick(opened.box("kind", "claim"), Qt.Key.Key_Space)
    assert len(shown(tagged)) == 2
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    tagged.bot.waitUntil(lambda: tagged.window.around.narrowing.popover is None)
    assert tagged.window.pane.view.hasFocus()
    assert popover(tagged).box("kind", "claim").isChecked()


def test_what_is_tagged_while_a_filter_is_on_is_shown(tagged: Driver) -> None:
    tick(tagged, "kind", "claim")
    tagged.read()
    tagged.choose("the harvest")
    tagged.key(Qt.Key.Key_R)
    assert "the harvest" in shown(tagged)
    current = tagged.window.annotating.current
    assert current is not None
    assert current.kind == "recommendation"


def test_the_current_annotation_stays_when_it_does_not_fit_any_more(tagged: Driver) -> None:
    tick(tagged, "kind", "claim")
    found = tagged.window.annotation_model.annotations[0]
    tagged.window.annotating.go(found.id)
    tagged.collection.edit(found.id, kind="recommendation")
    assert found.id in tagged.window.annotation_model.ids()


def test_going_to_a_hidden_annotation_shows_all(tagged: Driver) -> None:
    hidden = next(one for one in tagged.collection.annotations() if one.kind == "recommendation")
    tick(tagged, "kind", "claim")
    tagged.window.annotating.go(hidden.id)
    current = tagged.window.annotating.current
    assert current is not None
    assert current.id == hidden.id
    assert not tagged.window.pane.narrowed.isVisible()


def test_next_goes_only_to_what_is_shown(tagged: Driver) -> None:
    tick(tagged, "kind", "recommendation")
    tagged.read()
    for _ in range(2):
        tagged.key(Qt.Key.Key_N)
        current = tagged.window.annotating.current
        assert current is not None
        assert current.kind == "recommendation"


def test_the_filter_goes_along_to_the_next_source_and_says_so(tagged: Driver) -> None:
    other = tagged.collection.find_source("Grain, ports and patience").id
    tagged.collection.tag(other, "passage", [(0, 5)])
    tick(tagged, "kind", "recommendation")
    tagged.window.reading.open_source(other)
    assert shown(tagged) == []
    assert tagged.window.cards.empty_words.startswith("No annotation fits the filter")
    assert "Showing 0 of 1" in tagged.window.pane.narrowed.words


def test_values_that_are_asked_for_are_offered_even_where_nothing_has_them(tagged: Driver) -> None:
    found = counts([], Shown({"code": frozenset({"Trade"})}))
    assert found["code"] == {"Trade": 0}
    assert list(found["kind"]) == ["claim", "recommendation", "passage"]


def test_what_does_not_fit_any_more_goes(tagged: Driver) -> None:
    tick(tagged, "status", "unchecked")
    first, *_, last = tagged.window.annotation_model.annotations
    tagged.window.annotating.go(last.id)
    assert on_page(tagged) == 2
    tagged.collection.edit(first.id, status="refuted")
    assert (shown(tagged), on_page(tagged)) == ([last.quote], 1)
    tagged.ctrl(Qt.Key.Key_Z)
    assert (shown(tagged), on_page(tagged)) == ([first.quote, last.quote], 2)
