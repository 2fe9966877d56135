# SPDX-License-Identifier: MIT
"""Of two sources side by side, commands are about the one that has the keys, or had them last."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.desktop.panels.page_pane import PagePane
from app.desktop.panels.second_page import SecondPage
from app.editing.correct import correct
from tests.builders import add_source
from tests.desktop.conftest import BRIDGE, Driver

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
FILL = "The carters wait at the gate and say nothing of the bridge. " * 12
TOLLS = "\n\n".join(f"## Toll {number}\n\n{FILL}" for number in range(1, 9))
TITLE = "Of tolls"


@pytest.fixture
def two(reader: Driver) -> Driver:
    """The bridge on the left, a long text with headings on the right, which has the keys."""
    reader.window.comparing.show(add_source(reader.collection, TITLE, TOLLS, format="md"))
    reader.read()
    reader.key(Qt.Key.Key_F6)
    assert right(reader).view.hasFocus()
    return reader


def right(driver: Driver) -> SecondPage:
    page = driver.window.comparing.page
    assert page is not None
    return page


def left(driver: Driver) -> PagePane:
    return driver.window.pane


def signs(driver: Driver) -> tuple[bool, bool]:
    """Return which of the two pages shows that it is meant."""
    return left(driver).head.meant, right(driver).head.meant


def find(driver: Driver, words: str) -> None:
    driver.ctrl(Qt.Key.Key_F)
    driver.type(words)


def selected(pane: PagePane) -> str:
    span = pane.view.selection()
    return pane.view.text[slice(*span)] if span else ""


# Finding


def test_the_bar_searches_the_page_that_has_the_keys_and_says_which(two: Driver) -> None:
    find(two, "bridge")
    bar = right(two).find_bar
    assert (bar.where, bar.said) == (f"In “{TITLE}”", "1 of 96")
    assert TITLE in bar.field.accessibleName()
    assert not left(two).finding
    assert not two.window.reading.hits


def test_enter_goes_on_and_escape_gives_the_keys_back_to_that_page(two: Driver) -> None:
    before = left(two).view.place()
    find(two, "bridge")
    two.key(Qt.Key.Key_Return)
    assert right(two).find_bar.said == "2 of 96"
    two.key(Qt.Key.Key_Escape)
    assert not right(two).finding
    assert right(two).view.hasFocus()
    assert selected(right(two)) == "bridge"
    assert right(two).view.selection() == (
        two.window.pages.meant.view.text.index("bridge", 80),
        right(two).view.caret(),
    )
    assert left(two).view.place() == before


def test_the_key_for_the_next_place_goes_on_in_that_page(two: Driver) -> None:
    find(two, "gate")
    two.key(Qt.Key.Key_F3)
    two.key(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    two.key(Qt.Key.Key_F3)
    assert right(two).find_bar.said == "2 of 96"


def test_the_bar_comes_along_to_the_other_page_with_its_words_and_switches(two: Driver) -> None:
    find(two, "the")
    two.key(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    two.bot.waitUntil(lambda: right(two).find_bar.wanted.match_case)
    place = left(two).view.place()
    two.read()
    bar = left(two).find_bar
    assert (left(two).finding, right(two).finding) == (True, False)
    assert (bar.where, bar.said, bar.wanted.match_case) == ("In “The bridge at Tamsel”", "4 places", True)
    assert left(two).view.place() == place
    assert left(two).view.hasFocus()
    two.key(Qt.Key.Key_F3)
    assert bar.said == "1 of 4"
    two.key(Qt.Key.Key_F6)
    assert (left(two).finding, right(two).finding) == (False, True)
    assert not two.window.reading.hits


def test_alone_the_bar_does_not_say_which(reader: Driver) -> None:
    find(reader, "bridge")
    assert left(reader).find_bar.where == ""
    reader.window.comparing.show(add_source(reader.collection, TITLE, TOLLS, format="md"))
    assert left(reader).find_bar.where == "In “The bridge at Tamsel”"
    reader.ctrl(Qt.Key.Key_W)
    assert left(reader).find_bar.where == ""
    assert left(reader).find_bar.said == "1 of 2"


def test_closing_the_second_page_takes_its_bar_along_and_the_next_find_is_in_the_first(two: Driver) -> None:
    find(two, "bridge")
    two.ctrl(Qt.Key.Key_W)
    assert not right(two).finding
    assert left(two).view.hasFocus()
    assert two.window.pages.meant is two.window.reading
    find(two, "harvest")
    assert [BRIDGE[slice(*span)] for span in two.window.reading.hits] == ["harvest"]
    assert left(two).find_bar.said == "1 of 1"


def test_a_corrected_text_on_the_right_is_searched_anew(two: Driver) -> None:
    find(two, "gate")
    source = two.collection.find_source(TITLE).id
    correct(two.collection, source, {1: "No gates are left."})
    assert right(two).find_bar.said == "85 places"
    assert right(two).finding


def test_another_source_on_the_right_closes_the_bar(two: Driver) -> None:
    find(two, "gate")
    two.window.comparing.show(two.collection.find_source("Grain, ports and patience").id)
    assert not right(two).finding
    two.key(Qt.Key.Key_F3)
    assert not left(two).finding


def test_exchanged_find_is_closed_and_the_left_is_meant(two: Driver) -> None:
    find(two, "gate")
    two.key(Qt.Key.Key_J, BOTH)
    assert (left(two).finding, right(two).finding) == (False, False)
    assert left(two).view.hasFocus()
    assert signs(two) == (True, False)


# The outline


def test_the_outline_is_that_of_the_page_that_has_the_keys(two: Driver) -> None:
    before = left(two).view.place()
    two.key(Qt.Key.Key_O, BOTH)
    popover = two.window.around.outlining.popover
    assert popover is not None
    two.type("Toll 6")
    two.key(Qt.Key.Key_Return)
    two.bot.waitUntil(lambda: two.window.around.outlining.popover is None)
    view = right(two).view
    assert view.caret() == view.text.index("Toll 6")
    assert left(two).view.place() == before
    assert two.window.pages.meant.view is view


@pytest.mark.parametrize("side", [left, right])
def test_the_button_in_a_strip_is_about_the_page_below_it(two: Driver, side: object) -> None:
    pane = left(two) if side is left else right(two)
    other = right(two) if side is left else left(two)
    other.view.setFocus()
    QTest.mouseClick(pane.head.button("read.outline"), Qt.MouseButton.LeftButton)
    assert two.window.pages.meant.pane is pane
    popover = two.window.around.outlining.popover
    assert (popover is not None) == (side is right)  # the bridge has no headings
    if popover is not None:
        row = popover.list_view.visualRect(popover.list_view.model().index(3, 0))
        QTest.mouseClick(popover.list_view.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
        assert pane.view.caret() == pane.view.text.index("Toll 4")


# Others


def test_the_strip_of_the_page_that_is_meant_shows_it(two: Driver) -> None:
    assert signs(two) == (False, True)
    assert left(two).head.title == "The bridge at Tamsel"
    QTest.mouseClick(left(two).view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert signs(two) == (True, False)
    two.ctrl(Qt.Key.Key_W)
    assert signs(two) == (False, False)
    assert left(two).head.title == ""


def test_a_page_stays_meant_while_the_keys_are_elsewhere(two: Driver) -> None:
    two.window.searching.focus()
    assert signs(two) == (False, True)
    two.key(Qt.Key.Key_Escape)
    assert right(two).view.hasFocus()


def test_the_cards_belong_to_the_first_page(two: Driver) -> None:
    two.collection.tag(two.collection.find_source("The bridge at Tamsel").id, "claim", [(0, 10)])
    two.key(Qt.Key.Key_F6)
    assert two.window.cards.isAncestorOf(two.window.frame.focusWidget())
    assert signs(two) == (True, False)
    assert two.window.actions_by_id.action("annotation.claim").isEnabled()


def test_a_citation_from_the_right_while_find_is_open_there(two: Driver) -> None:
    right(two).view.select(0, 6)
    find(two, "")
    assert right(two).find_bar.field.hasFocus()
    two.key(Qt.Key.Key_C, BOTH)
    assert QGuiApplication.clipboard().text() == f"“Toll 1” (“{TITLE}”)"
