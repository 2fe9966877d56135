# SPDX-License-Identifier: MIT
"""The view of places in doubt: each is accepted, detached or attached elsewhere, by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from app.desktop.delegates.card import doubt_words
from app.desktop.views.review import DOUBT, LOST, ReviewView
from app.editing import replace
from tests.builders import new_text
from tests.desktop.conftest import BRIDGE, Driver

EDITED = BRIDGE.replace("before the harvest", "after the thaw").replace(
    "Nobody at the ministry would say so on the record.", "The rest is silence."
)


@pytest.fixture
def doubtful(reader: Driver) -> Driver:
    """The window with one place that stays, one in doubt and one that is lost."""
    for words in (
        "The bridge at Tamsel is closed",
        "should open the bridge before the harvest",
        "say so on the record",
    ):
        start = BRIDGE.index(words)
        reader.collection.tag(1, "claim", [(start, start + len(words))])
    replace.apply_replacement(reader.collection, replace.plan_replacement(reader.collection, 1, new_text(EDITED)))
    return reader


def view_of(driver: Driver) -> ReviewView:
    driver.ctrl(Qt.Key.Key_7)
    view = driver.window.views.view("review")
    assert isinstance(view, ReviewView)
    QAbstractItemModelTester(view.places.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return view


def state(driver: Driver, annotation: int) -> tuple[str, str]:
    found = driver.collection.annotation(annotation)
    return found.spans[0].state, found.quote


def test_the_doubtful_places_show_beside_their_text(doubtful: Driver) -> None:
    view = view_of(doubtful)
    assert [row.placement.state for row in view.places.model.rows] == ["changed", "orphan"]
    assert view.places.list_view.hasFocus()
    assert view.page.text == EDITED
    assert view.hint == DOUBT
    assert view.page.highlights_at(EDITED.index("after the thaw")) == [doubtful.collection.annotation(2).uid]
    doubtful.key(Qt.Key.Key_Down)
    assert view.hint == LOST
    assert view.page.highlights_at(EDITED.index("after the thaw")) == []


def test_a_place_is_accepted_by_key_and_undo_brings_it_back(doubtful: Driver) -> None:
    view = view_of(doubtful)
    doubtful.key(Qt.Key.Key_A)
    assert state(doubtful, 2)[0] == "exact"
    assert [row.placement.annotation for row in view.places.model.rows] == [3]
    doubtful.ctrl(Qt.Key.Key_Z)
    assert [row.placement.annotation for row in view.places.model.rows] == [2, 3]


def test_a_place_is_taken_away_by_key(doubtful: Driver) -> None:
    view = view_of(doubtful)
    doubtful.key(Qt.Key.Key_D)
    assert state(doubtful, 2) == ("orphan", "should open the bridge before the harvest")
    assert view.places.model.counts["orphan"] == 2


def test_an_orphan_is_attached_to_selected_words(doubtful: Driver) -> None:
    view = view_of(doubtful)
    doubtful.key(Qt.Key.Key_Down)
    assert not view.actions_by_id["place.attach"].isEnabled()
    start = EDITED.index("The rest is silence")
    view.page.setFocus()
    view.page.select(start, start + len("The rest is silence"))
    QTest.keyClick(view.page, Qt.Key.Key_R)
    assert state(doubtful, 3) == ("exact", "The rest is silence")
    assert [row.placement.annotation for row in view.places.model.rows] == [2]
    assert len(doubtful.collection.annotations()) == 3, "R tags nothing here"


def test_all_on_show_are_accepted_but_orphans(doubtful: Driver) -> None:
    view = view_of(doubtful)
    view.places.choose("orphan")
    assert not view.actions_by_id["place.accept_all"].isEnabled()
    view.places.choose("")
    doubtful.key(Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert state(doubtful, 2)[0] == "exact"
    assert state(doubtful, 3)[0] == "orphan"


def test_enter_leads_to_the_source(doubtful: Driver) -> None:
    view_of(doubtful)
    doubtful.key(Qt.Key.Key_Return)
    assert doubtful.window.views.reading
    current = doubtful.window.annotating.current
    assert current is not None
    assert current.id == 2


def test_nothing_to_look_at_says_so(reader: Driver) -> None:
    assert view_of(reader).empty_words.startswith("Nothing to look at")


def test_a_read_only_collection_offers_only_reading(doubtful: Driver) -> None:
    path = doubtful.collection.path
    doubtful.window.session.close()
    path.chmod(0o444)
    doubtful.window.session.open_path(path)
    view = view_of(doubtful)
    assert [name for name, action in view.actions_by_id.items() if action.isEnabled()] == ["place.read"]
    doubtful.key(Qt.Key.Key_A)
    assert state(doubtful, 2)[0] == "changed"
    path.chmod(0o644)


def test_cards_say_that_a_place_is_in_doubt(doubtful: Driver) -> None:
    found = [doubt_words(annotation) for annotation in doubtful.collection.annotations(1)]
    assert found == ["", "place in doubt", "no place in the text"]
