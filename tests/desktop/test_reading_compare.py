# SPDX-License-Identifier: MIT
"""Two sources side by side: chosen by typing, scrolled apart, exchanged to tag, closed by key."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from app.desktop.panels.choose_source import ChooseSource
from app.desktop.panels.second_page import SecondPage
from app.editing.correct import correct
from tests.builders import add_source
from tests.desktop.conftest import BRIDGE, GRAIN, Driver

LONG = "\n".join(f"Paragraph {number} says what the gates of Tamsel cost. " * 4 for number in range(120))
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def chooser(driver: Driver) -> ChooseSource:
    driver.ctrl(Qt.Key.Key_J)
    popover = driver.window.comparing.popover
    assert popover is not None
    return popover


def second(driver: Driver) -> SecondPage:
    page = driver.window.comparing.page
    assert page is not None
    return page


@pytest.fixture
def beside(reader: Driver) -> Driver:
    """A window with the bridge on the left and the grain on the right."""
    field = chooser(reader).field
    QTest.keyClicks(field, "grain")
    QTest.keyClick(field, Qt.Key.Key_Return)
    reader.bot.waitUntil(lambda: reader.window.comparing.popover is None)
    QTest.qWait(0)
    with reader.bot.waitActive(reader.window.frame):
        reader.window.frame.activateWindow()  # no desktop is there to give the keys back when a popover is gone
    return reader


def test_a_second_source_is_chosen_by_typing(beside: Driver) -> None:
    page = second(beside)
    assert (beside.window.pane.view.text, page.view.text) == (BRIDGE, GRAIN)
    assert page.title == "Grain, ports and patience"
    assert page.isVisible()
    assert not beside.window.left.isVisible()
    assert beside.window.pane.view.hasFocus()


def test_what_matches_nothing_is_said_and_nothing_is_taken(reader: Driver) -> None:
    popover = chooser(reader)
    QTest.keyClicks(popover.field, "zzz")
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    assert popover.isVisible()
    assert not popover.list_view.isVisible()
    QTest.keyClick(popover.field, Qt.Key.Key_Escape)
    assert not reader.window.comparing.on


def test_the_arrows_choose_another_source(reader: Driver) -> None:
    popover = chooser(reader)
    QTest.keyClick(popover.field, Qt.Key.Key_Down)
    row = popover.list_view.currentIndex().row()
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    assert row == 1
    assert reader.window.comparing.on


def test_each_side_has_a_scroll_of_its_own(beside: Driver) -> None:
    window = beside.window
    long = add_source(beside.collection, "The long report", LONG)
    window.reading.open_source(long)
    window.comparing.show(long)
    window.pane.view.reveal(len(LONG) // 2)
    before = window.pane.view.place()
    second(beside).view.verticalScrollBar().setValue(900)
    assert window.pane.view.place() == before
    assert second(beside).view.place() != before


def test_the_second_side_is_for_reading_and_copying(beside: Driver) -> None:
    view = second(beside).view
    view.setFocus()
    view.select(0, 5)
    beside.ctrl(Qt.Key.Key_C)
    beside.key(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "Grain"
    assert beside.collection.annotations() == []
    assert not beside.window.actions_by_id.action("annotation.claim").isEnabled()
    beside.read()
    assert beside.window.actions_by_id.action("annotation.claim").isEnabled()


def test_a_citation_is_that_of_the_side_that_has_the_keys(beside: Driver) -> None:
    beside.choose("Mirela Dantov")
    second(beside).view.setFocus()
    second(beside).view.select(0, 5)
    beside.key(Qt.Key.Key_C, BOTH)
    assert QGuiApplication.clipboard().text() == "“Grain” (“Grain, ports and patience”, Varna Ledger, 2025-04)"
    beside.read()
    beside.key(Qt.Key.Key_C, BOTH)
    assert QGuiApplication.clipboard().text().startswith("“Mirela Dantov” (“The bridge at Tamsel”")


def test_exchanged_the_other_side_can_be_tagged_with_what_was_selected_there(beside: Driver) -> None:
    view = second(beside).view
    view.setFocus()
    view.select(0, 5)
    beside.key(Qt.Key.Key_J, BOTH)
    assert (beside.window.pane.view.text, second(beside).view.text) == (GRAIN, BRIDGE)
    beside.key(Qt.Key.Key_C)
    assert [annotation.quote for annotation in beside.collection.annotations()] == ["Grain"]


def test_annotations_show_on_both_sides_as_they_come_and_go(beside: Driver) -> None:
    grain = beside.collection.find_source("Grain, ports and patience").id
    made = beside.collection.tag(grain, "claim", [(0, 5)])
    assert second(beside).view.highlights_at(2) == [made.uid]
    beside.collection.delete_annotations([made.id])
    assert second(beside).view.highlights_at(2) == []


def test_a_hover_on_the_second_side_says_what_is_tagged_there(beside: Driver) -> None:
    grain = beside.collection.find_source("Grain, ports and patience").id
    beside.collection.tag(grain, "claim", [(0, 5)])
    view = second(beside).view
    place = view.span_rect(2, 2).center()
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place)))
    assert "Claim" in QToolTip.text()
    assert "tagged by Ada" in QToolTip.text()
    QToolTip.hideText()


def test_both_sides_stay_at_their_words_when_a_text_above_them_changes(reader: Driver) -> None:
    source = add_source(reader.collection, "Long", LONG)
    reader.window.reading.open_source(source)
    reader.window.comparing.show(source)
    views = (reader.window.pane.view, second(reader).view)
    for view, number in zip(views, (60, 90), strict=True):
        view.reveal(LONG.index(f"Paragraph {number} "), margin=40)
    before = [view.text[view.place().offset :] for view in views]
    correct(reader.collection, source, {3: "This is much longer now. " * 40})
    assert [view.text[view.place().offset :] for view in views] == before


def test_a_key_ends_the_comparison_and_gives_the_room_back(beside: Driver) -> None:
    second(beside).view.setFocus()
    beside.ctrl(Qt.Key.Key_W)
    assert not second(beside).isVisible()
    assert beside.window.left.isVisible()
    assert beside.window.pane.view.hasFocus()
    assert not beside.window.actions_by_id.action("compare.end").isEnabled()


def test_the_next_pane_is_the_other_side(beside: Driver) -> None:
    beside.read()
    beside.key(Qt.Key.Key_F6)
    assert second(beside).view.hasFocus()
    beside.key(Qt.Key.Key_Escape)
    assert beside.window.pane.view.hasFocus()


def test_a_deleted_source_ends_the_comparison(beside: Driver) -> None:
    beside.collection.delete_sources([beside.collection.find_source("Grain, ports and patience").id])
    assert not beside.window.comparing.on


def test_without_the_left_side_the_list_of_sources_comes_back(beside: Driver) -> None:
    second(beside).view.setFocus()
    beside.collection.delete_sources([beside.collection.find_source("The bridge at Tamsel").id])
    assert not beside.window.comparing.on
    assert not second(beside).isVisible()
    assert beside.window.left.isVisible()


def test_the_widths_of_the_panes_are_remembered_as_without_the_comparison(reader: Driver, home: Path) -> None:
    before = reader.window.splitter.sizes()
    reader.window.comparing.show(reader.collection.find_source("Grain, ports and patience").id)
    reader.window.frame.close()
    kept = reader.window.state.numbers("panes")
    assert [kept[0], kept[-1]] == [before[0], before[-1]]
