# SPDX-License-Identifier: MIT
"""Going back to where one came from, and forward again, by key, button and mouse."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.desktop.reading.footing import Place
from app.desktop.reading.trail import MOST, Stop, Trail
from tests.builders import add_source
from tests.desktop.conftest import Driver

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
LONG = "\n".join(f"Paragraph {number} says what the gates of Tamsel cost. " * 4 for number in range(120))


@pytest.fixture
def long(bare: Driver, archive: Path) -> Driver:
    """A window with a long source open at its top, in which no place is only passed."""
    bare.window.session.open_path(archive)
    source = add_source(bare.collection, "The long report", LONG)
    bare.window.reading.open_source(source)
    bare.window.around.going_back.passed_ms = 0
    bare.read()
    return bare


def title(driver: Driver) -> str:
    source = driver.window.reading.source
    return source.title if source is not None else ""


def jump(driver: Driver, paragraph: int) -> Place:
    """Jump to a paragraph as a link or a hit does; return the place."""
    driver.window.pane.view.reveal(LONG.index(f"Paragraph {paragraph} "), margin=40)
    return driver.window.pane.view.place()


def test_back_and_forward_go_through_the_places_of_a_source(long: Driver) -> None:
    top, first = long.window.pane.view.place(), jump(long, 40)
    second = jump(long, 90)
    long.key(Qt.Key.Key_Left, ALT)
    assert long.window.pane.view.place() == first
    long.key(Qt.Key.Key_Left, ALT)
    assert long.window.pane.view.place() == top
    long.key(Qt.Key.Key_Right, ALT)
    long.key(Qt.Key.Key_Right, ALT)
    assert long.window.pane.view.place() == second


def test_back_leads_to_the_source_before_and_the_line_in_it(long: Driver) -> None:
    place = jump(long, 60)
    long.window.reading.open_source(long.collection.find_source("Grain, ports and patience").id)
    long.key(Qt.Key.Key_Left, ALT)
    assert (title(long), long.window.pane.view.place()) == ("The long report", place)
    long.key(Qt.Key.Key_Right, ALT)
    assert title(long) == "Grain, ports and patience"


def test_a_new_way_takes_the_place_of_what_was_ahead(long: Driver) -> None:
    jump(long, 40)
    long.key(Qt.Key.Key_Left, ALT)
    jump(long, 90)
    assert not long.window.actions_by_id.action("go.forward").isEnabled()


def test_annotations_and_hits_and_the_ruler_make_places(long: Driver) -> None:
    window, source = long.window, long.window.reading.source
    assert source is not None
    made = window.session.required.tag(source.id, "claim", [(len(LONG) // 2, len(LONG) // 2 + 20)])
    long.key(Qt.Key.Key_N)
    assert window.annotating.current == made
    at_annotation = window.pane.view.place()
    window.reading.mark([(len(LONG) - 40, len(LONG) - 30)], 0)
    at_hit = window.pane.view.place()
    window.pane.view.ruler.asked.emit(10)
    long.key(Qt.Key.Key_Left, ALT)
    assert window.pane.view.place() == at_hit
    long.key(Qt.Key.Key_Left, ALT)
    assert window.pane.view.place() == at_annotation


def test_places_that_are_only_passed_are_not_kept(long: Driver) -> None:
    long.window.around.going_back.passed_ms = 60_000
    top = long.window.pane.view.place()
    for paragraph in (30, 60, 90):
        jump(long, paragraph)
    long.key(Qt.Key.Key_Left, ALT)
    assert long.window.pane.view.place() == top
    assert not long.window.around.going_back.can_go_back


def test_a_source_that_is_gone_is_no_place_any_more(long: Driver) -> None:
    grain = long.collection.find_source("Grain, ports and patience").id
    place = jump(long, 50)
    long.window.reading.open_source(grain)
    long.window.reading.open_source(long.collection.find_source("The bridge at Tamsel").id)
    long.collection.delete_sources([grain])
    long.key(Qt.Key.Key_Left, ALT)
    assert (title(long), long.window.pane.view.place()) == ("The long report", place)


def test_one_goes_back_from_a_source_that_was_deleted(long: Driver) -> None:
    place = jump(long, 50)
    grain = long.collection.find_source("Grain, ports and patience").id
    long.window.reading.open_source(grain)
    long.collection.delete_sources([grain])
    assert long.window.reading.source is None
    long.key(Qt.Key.Key_Left, ALT)
    assert (title(long), long.window.pane.view.place()) == ("The long report", place)


def test_the_buttons_of_the_strip_and_of_the_mouse_go_back_and_forward(long: Driver) -> None:
    window = long.window
    back, forward = (window.pane.head.button(wanted) for wanted in ("go.back", "go.forward"))
    assert not back.isEnabled()
    top, place = window.pane.view.place(), jump(long, 70)
    back.click()
    assert window.pane.view.place() == top
    QTest.mouseClick(window.pane.view.viewport(), Qt.MouseButton.ForwardButton)
    assert window.pane.view.place() == place
    QTest.mouseClick(window.pane.view.viewport(), Qt.MouseButton.BackButton)
    assert window.pane.view.place() == top
    assert forward.isEnabled()


def test_what_is_taken_away_does_not_move_the_page(long: Driver) -> None:
    window, source = long.window, long.window.reading.source
    assert source is not None
    long.collection.tag(source.id, "claim", [(0, 20)])
    jump(long, 90)
    place, start = window.pane.view.place(), window.pane.view.seen()[0]
    for key, modifiers in ((Qt.Key.Key_Z, CTRL), (Qt.Key.Key_X, NONE)):
        window.pane.view.select(start, start + 20)
        long.key(Qt.Key.Key_C)
        long.key(key, modifiers)
        assert len(long.collection.annotations(source.id)) == 1
        assert window.pane.view.place() == place
        assert window.annotating.current is None


def test_another_collection_begins_without_places(long: Driver) -> None:
    jump(long, 70)
    long.window.session.close()
    assert not long.window.around.going_back.can_go_back


def test_a_trail_keeps_the_newest_places() -> None:
    trail = Trail()
    for number in range(MOST + 20):
        trail.leave(Stop(1, Place(number, 0.0)))
    assert trail.behind == MOST
    assert trail.back(Stop(1, Place(9999, 0.0))) == Stop(1, Place(MOST + 19, 0.0))


def test_where_no_place_fits_none_is_ahead_either() -> None:
    trail = Trail()
    trail.leave(Stop(1, Place(0, 0.0)))
    assert trail.back(Stop(2, Place(0, 0.0)), lambda stop: stop.source != 1) is None
    assert (trail.behind, trail.ahead) == (0, 0)
