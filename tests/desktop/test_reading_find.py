# SPDX-License-Identifier: MIT
"""The find bar, as a reader drives it: words, toggles, patterns that are wrong or never end, long texts."""

from __future__ import annotations

from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton

from app.desktop.controllers import find_thread
from app.desktop.controllers.finding import AT_ONCE, BARE, STOPPED
from app.desktop.panels.find_bar import FindBar
from tests.builders import add_source
from tests.desktop.conftest import Driver

ALT = Qt.KeyboardModifier.AltModifier


def bar(reader: Driver) -> FindBar:
    return reader.window.pane.find_bar


def find(reader: Driver, words: str) -> None:
    """Open the bar and type, and wait for what the thread says."""
    reader.ctrl(Qt.Key.Key_F)
    reader.type(words)


def waited(reader: Driver, says: str) -> None:
    reader.bot.waitUntil(lambda: bar(reader).said == says, timeout=20_000)


def test_all_hits_are_marked_as_one_types(reader: Driver) -> None:
    find(reader, "minist")
    assert [reader.window.pane.view.text[a:b] for a, b in reader.window.reading.hits] == ["minist"] * 2
    reader.type("xx")
    assert bar(reader).said == "Not found"


def test_more_letters_do_not_move_away_from_a_place_that_still_fits(reader: Driver) -> None:
    find(reader, "m")
    first = reader.window.reading.hits[reader.window.reading.hit_number - 1][0]
    reader.type("i")
    reader.key(Qt.Key.Key_Backspace)
    assert reader.window.reading.hits[reader.window.reading.hit_number - 1][0] == first


@pytest.mark.parametrize(("key", "words", "before", "after"), [(Qt.Key.Key_C, "the", 6, 4), (Qt.Key.Key_W, "he", 7, 0)])
def test_toggles_have_keys_and_ask_again(reader: Driver, key: Qt.Key, words: str, before: int, after: int) -> None:
    find(reader, words)
    assert len(reader.window.reading.hits) == before
    reader.key(key, ALT)
    reader.bot.waitUntil(lambda: len(reader.window.reading.hits) == after)


def test_every_control_of_the_bar_has_a_name_and_a_tip(reader: Driver) -> None:
    reader.ctrl(Qt.Key.Key_F)
    buttons = bar(reader).findChildren(QToolButton)
    assert len(buttons) == 6
    assert all(bar(reader).rect().contains(button.geometry()) for button in buttons)
    assert all(button.accessibleName() and button.toolTip() for button in buttons)


def test_a_pattern_is_tried_in_a_process(reader: Driver) -> None:
    find(reader, r"\bm\w+y\b")
    reader.key(Qt.Key.Key_R, ALT)
    waited(reader, "1 of 2")


def test_a_bad_pattern_is_explained(reader: Driver) -> None:
    find(reader, "bridge(")
    assert bar(reader).said == "Not found"
    reader.key(Qt.Key.Key_R, ALT)
    reader.bot.waitUntil(lambda: "never closed" in bar(reader).mistake, timeout=20_000)
    assert bar(reader).said == ""
    tall = bar(reader).height()
    reader.key(Qt.Key.Key_Backspace)
    waited(reader, "1 of 2")
    assert bar(reader).mistake == ""
    assert bar(reader).height() < tall


def test_a_runaway_pattern_is_stopped_and_the_next_one_answered(
    reader: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_thread, "LIMIT", 0.3)
    add_source(reader.collection, "Runaway", "a" * 40 + "!")
    reader.window.reading.open_source(reader.collection.find_source("Runaway").id)
    find(reader, "(a+)+b")
    reader.key(Qt.Key.Key_R, ALT)
    reader.bot.waitUntil(lambda: bar(reader).mistake == STOPPED, timeout=20_000)
    bar(reader).field.selectAll()
    reader.type("a!")
    waited(reader, "1 of 1")


def test_a_long_text_is_searched_by_the_thread(reader: Driver) -> None:
    add_source(reader.collection, "Long", "Carts wait at the gate. " * (AT_ONCE // 20))
    reader.window.reading.open_source(reader.collection.find_source("Long").id)
    find(reader, "gate")
    waited(reader, "1 of 10,000")


def test_the_process_is_there_before_the_first_letter_where_the_text_is_long(reader: Driver) -> None:
    add_source(reader.collection, "Long", "Carts wait at the gate. " * (AT_ONCE // 20))
    reader.ctrl(Qt.Key.Key_F)
    assert not finders()
    reader.window.reading.open_source(reader.collection.find_source("Long").id)
    reader.ctrl(Qt.Key.Key_F)
    reader.bot.waitUntil(lambda: bool(finders()))
    assert bar(reader).said == ""


def finders() -> list[BaseProcess]:
    """Return the processes that find: those that an earlier window has left behind are gone by then."""
    return [process for process in active_children() if process.name == "find"]


def test_more_places_than_are_marked_are_told(reader: Driver) -> None:
    add_source(reader.collection, "Many", "a " * 10_001)
    reader.window.reading.open_source(reader.collection.find_source("Many").id)
    find(reader, "a")
    assert bar(reader).said == "1 of 10,000+"


def test_closing_the_bar_leaves_the_place_selected(reader: Driver) -> None:
    find(reader, "Tomas")
    reader.key(Qt.Key.Key_Escape)
    span = reader.window.pane.view.selection()
    assert span is not None
    assert reader.window.pane.view.text[slice(*span)] == "Tomas"
    assert not reader.window.reading.hits


def test_the_process_ends_with_the_collection(reader: Driver, archive: Path) -> None:
    find(reader, "br.")
    reader.key(Qt.Key.Key_R, ALT)
    waited(reader, "1 of 2")
    reader.window.session.close()
    assert not reader.window.finding.findChildren(find_thread.FindThread) or all(
        thread.isFinished() for thread in reader.window.finding.findChildren(find_thread.FindThread)
    )


def test_the_bar_stays_on_the_page_when_a_band_comes_above_it(reader: Driver) -> None:
    find(reader, "bridge")
    before = bar(reader).y()
    reader.window.pane.banner.say("Somebody else has this collection open.")
    reader.bot.waitUntil(lambda: bar(reader).y() > before)
    assert bar(reader).y() - before == reader.window.pane.banner.height()


def test_a_corrected_text_is_searched_again_where_one_reads(reader: Driver) -> None:
    find(reader, "bridge")
    assert bar(reader).said == "1 of 2"
    reader.read()
    reader.key(Qt.Key.Key_F2)
    reader.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    reader.type(" A bridge.")
    reader.ctrl(Qt.Key.Key_Return)
    assert bar(reader).isVisible()
    assert bar(reader).said == "3 places"
    assert [reader.window.pane.view.text[a:b] for a, b in reader.window.reading.hits] == ["bridge"] * 3
    reader.key(Qt.Key.Key_F3)
    assert bar(reader).said == "1 of 3"


def test_the_bar_does_not_cover_the_place_that_is_looked_at(reader: Driver) -> None:
    reader.window.frame.resize(1024, 700)
    text = "The gate, a heading of some length\n" + "Nothing is said here. " * 200
    reader.window.reading.open_source(add_source(reader.collection, "Gate", text))
    reader.read()
    view = reader.window.pane.view
    find(reader, "nothing")
    low = bar(reader).y()
    for words in ("gate", "heading", "length"):
        bar(reader).field.clear()
        reader.type(words)
        (span,) = reader.window.reading.hits
        place = view.span_rect(*span).translated(view.viewport().mapTo(reader.window.pane, QPoint(0, 0)))
        assert not bar(reader).geometry().intersects(place)
        assert reader.window.pane.rect().contains(bar(reader).geometry())
    assert low >= 0


def test_a_pattern_that_takes_no_letter_is_explained(reader: Driver) -> None:
    find(reader, "^")
    assert bar(reader).said == "Not found"
    reader.key(Qt.Key.Key_R, ALT)
    reader.bot.waitUntil(lambda: bar(reader).mistake == BARE, timeout=20_000)
    assert bar(reader).said == ""
    reader.type("the")
    waited(reader, "1 of 2")
    assert bar(reader).mistake == ""
