# SPDX-License-Identifier: MIT
"""Searching as one types, and finding in the open source."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from app.collection import Collection
from app.desktop.controllers.questions import Answer
from app.desktop.views import CODEBOOK, READ
from app.desktop.widgets.parts import Band
from app.editing import actors, sources
from app.editing.correct import correct
from database.records import Link
from tests.desktop.conftest import Driver


def answered(query: str) -> Callable[[Answer], bool]:
    def check(answer: Answer) -> bool:
        return answer.question.query == query

    return check


def search(reader: Driver, query: str) -> None:
    reader.ctrl(Qt.Key.Key_K)
    with reader.bot.waitSignal(reader.window.searching.answered, check_params_cb=answered(query), timeout=20000):
        reader.type(query)


def rows(reader: Driver) -> list[str]:
    model = reader.window.results.list_view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_results_come_as_one_types(reader: Driver) -> None:
    search(reader, "grain")
    assert reader.window.left.results_shown
    row = reader.window.result_model.record(0)
    assert row is not None
    assert row.source.title == "Grain, ports and patience"
    assert row.passages[0].text[slice(*row.passages[0].marks[0])] == "Grain"
    assert "1 source" in reader.window.results.said


def test_enter_opens_the_first_result_with_its_hits_marked(reader: Driver) -> None:
    search(reader, "grain")
    reader.key(Qt.Key.Key_Return)
    source = reader.window.reading.source
    assert source is not None
    assert source.title == "Grain, ports and patience"
    assert reader.window.reading.hits[0] == (0, 5)
    assert reader.window.pane.view.hasFocus()


def test_arrows_move_in_the_results_and_show_each(reader: Driver) -> None:
    search(reader, "bridge")
    reader.key(Qt.Key.Key_Down)
    first = reader.window.reading.source
    reader.key(Qt.Key.Key_Down)
    second = reader.window.reading.source
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert reader.window.top_bar.search.hasFocus()


def test_escape_goes_back_to_the_text(reader: Driver) -> None:
    reader.ctrl(Qt.Key.Key_K)
    reader.key(Qt.Key.Key_Escape)
    assert reader.window.pane.view.hasFocus()


def test_nothing_found_says_so(reader: Driver) -> None:
    search(reader, "zeppelin")
    assert reader.window.results.empty_words.startswith("Nothing found for zeppelin")


def test_a_broken_query_is_explained(reader: Driver) -> None:
    search(reader, "colour:red bridge")
    assert "colour" in reader.window.results.said


def test_an_empty_field_clears_results_and_marks(reader: Driver) -> None:
    search(reader, "grain")
    reader.key(Qt.Key.Key_Return)
    reader.ctrl(Qt.Key.Key_K)
    reader.key(Qt.Key.Key_Backspace)
    assert reader.window.result_model.rowCount() == 0
    assert list(reader.window.reading.hits) == []


def test_a_query_for_tags_goes_to_the_annotation(reader: Driver) -> None:
    reader.choose("The bridge at Tamsel is closed")
    reader.key(Qt.Key.Key_C)
    search(reader, "kind:claim")
    reader.key(Qt.Key.Key_Return)
    current = reader.window.annotating.current
    assert current is not None
    assert current.kind == "claim"


def test_find_in_source_marks_counts_and_steps(reader: Driver) -> None:
    reader.ctrl(Qt.Key.Key_F)
    reader.type("the BRIDGE")
    assert len(reader.window.reading.hits) == 2
    assert reader.window.pane.find_bar.said == "1 of 2"
    reader.key(Qt.Key.Key_Return)
    assert reader.window.pane.find_bar.said == "2 of 2"
    reader.key(Qt.Key.Key_F3)
    assert reader.window.pane.find_bar.said == "1 of 2"


def test_escape_closes_the_find_bar_and_its_marks(reader: Driver) -> None:
    reader.ctrl(Qt.Key.Key_F)
    reader.type("bridge")
    reader.key(Qt.Key.Key_Escape)
    assert not reader.window.pane.find_bar.isVisible()
    assert list(reader.window.reading.hits) == []
    assert reader.window.pane.view.hasFocus()


def test_what_is_not_there_is_said(reader: Driver) -> None:
    reader.ctrl(Qt.Key.Key_F)
    reader.type("zeppelin")
    assert reader.window.pane.find_bar.said == "Not found"


def test_tagging_keeps_the_results_where_they_were(reader: Driver) -> None:
    search(reader, "bridge")
    reader.key(Qt.Key.Key_Down)
    reader.key(Qt.Key.Key_Down)
    at = reader.window.results.current_source
    reader.read()
    reader.choose("bridge")
    with reader.bot.waitSignal(reader.window.searching.answered, timeout=20000):
        reader.key(Qt.Key.Key_C)
    assert reader.window.results.current_source == at
    assert reader.window.pane.view.hasFocus()


def test_a_mistake_is_underlined_and_set_right_by_a_click(reader: Driver) -> None:
    search(reader, "kind:clam bridge")
    band = reader.window.results.findChildren(QToolButton)
    link = next(button for button in band if button.text() == "Did you mean kind:claim bridge?")
    with reader.bot.waitSignal(reader.window.searching.answered, timeout=20000):
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert reader.window.top_bar.search.text() == "kind:claim bridge"
    assert "no kind" not in reader.window.results.said


def test_what_changed_out_of_sight_is_searched_again(reader: Driver) -> None:
    """A source goes while the list of sources is in front, tags come while another view is."""
    search(reader, "kind:claim OR bridge")
    assert len(rows(reader)) == 2
    reader.window.left.show_sources()
    with reader.bot.waitSignal(reader.window.searching.answered):
        reader.collection.delete_sources([reader.collection.find_source("Grain, ports and patience").id])
    assert rows(reader) == ["The bridge at Tamsel"]
    search(reader, "kind:claim")
    reader.window.views.show(CODEBOOK)
    reader.collection.tag(reader.collection.find_source("The bridge at Tamsel").id, "claim", [(0, 9)])
    with reader.bot.waitSignal(reader.window.searching.answered):
        reader.window.views.show(READ)
    assert rows(reader) == ["The bridge at Tamsel"]


def mark_read(collection: Collection, source: int) -> None:
    sources.mark_sources(collection, [source], read=True)


def put_in_set(collection: Collection, source: int) -> None:
    sources.create_set(collection, "ports", [source])


def give_alias(collection: Collection, _source: int) -> None:
    actors.add_alias(collection, actors.actors(collection)[0].id, "Orlova")


@pytest.mark.parametrize(
    ("query", "change", "before", "after"),
    [("is:unread", mark_read, 2, 1), ("set:ports", put_in_set, 0, 1), ("by:orlova", give_alias, 0, 1)],
)
def test_an_answer_follows_all_that_can_be_asked_for(
    reader: Driver, query: str, change: Callable[[Collection, int], None], before: int, after: int
) -> None:
    bridge = reader.collection.find_source("The bridge at Tamsel").id
    reader.collection.tag(bridge, "claim", [(0, 9)], chain=[Link(actor="Mirela Dantov")])
    search(reader, query)
    assert len(rows(reader)) == before
    with reader.bot.waitSignal(reader.window.searching.answered):
        change(reader.collection, bridge)
    assert len(rows(reader)) == after


def test_places_stay_marked_while_the_text_is_corrected(reader: Driver) -> None:
    search(reader, "bridge")
    bridge = reader.collection.find_source("The bridge at Tamsel").id
    with reader.bot.waitSignal(reader.window.searching.placed):
        reader.key(Qt.Key.Key_Down)
    if reader.window.reading.source is None or reader.window.reading.source.id != bridge:
        with reader.bot.waitSignal(reader.window.searching.placed):
            reader.key(Qt.Key.Key_Down)
    with reader.bot.waitSignal(reader.window.searching.placed):
        correct(reader.collection, bridge, {0: "Once more: the bridge at Tamsel, the bridge, is closed."})
    text = reader.window.pane.view.text
    assert [text[slice(*span)] for span in reader.window.reading.hits] == ["bridge"] * 3


def test_a_long_suggestion_leaves_room_for_the_sentence(qtbot: QtBot) -> None:
    band = Band("warning")
    qtbot.addWidget(band)
    band.resize(300, 60)
    better = 'Did you mean kind:recommendation to:"Central Electoral Board" title:x?'
    band.say("There is no field “tilte”.", better)
    band.show()
    words, link = band.findChildren(QLabel)[0], band.findChildren(QToolButton)[0]
    qtbot.waitUntil(lambda: 100 < words.width() < link.x())
    assert link.toolTip() == better
