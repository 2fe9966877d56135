# SPDX-License-Identifier: MIT
"""The whole answer to a search: facets that narrow, places in context, and going from there to the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QSplitter

from app.desktop.controllers.questions import Answer, Context
from app.desktop.delegates.context import boxes
from app.desktop.models.context import ContextModel
from app.desktop.views import SEARCH
from app.desktop.views.search import SearchView
from app.search.concordance import Line, Side
from app.search.folding import describe
from database import vocabulary
from database.records import CodeUse
from tests.builders import write_source
from tests.desktop.conftest import Driver


def whole(query: str) -> Callable[[Context], bool]:
    def check(context: Context) -> bool:
        return context.last and context.question.query == query

    return check


def view(reader: Driver) -> SearchView:
    found = reader.window.views.view(SEARCH)
    assert isinstance(found, SearchView)
    return found


def search(reader: Driver, query: str) -> SearchView:
    """Open the view and type a query; wait for all of its answer."""
    reader.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    reader.ctrl(Qt.Key.Key_K)
    with reader.bot.waitSignal(reader.window.searching.found, check_params_cb=whole(query), timeout=20000):
        reader.type(query)
    return view(reader)


def titles(found: SearchView) -> list[str]:
    model = found.results.list_view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def facet(found: SearchView, name: str) -> dict[str, int]:
    groups = {group.name: group for group in found.facets.facets.groups}
    return {value.label: value.count for value in groups[name].values} if name in groups else {}


def lines(found: SearchView) -> list[Line]:
    return found.context.model.lines(range(found.context.model.rowCount()))


def test_shows_sources_facets_places_and_years(reader: Driver) -> None:
    found = search(reader, "bridge")
    assert sorted(titles(found)) == ["Grain, ports and patience", "The bridge at Tamsel"]
    assert facet(found, "publication") == {"Lantern Review": 1, "Varna Ledger": 1}
    assert [line.words for line in lines(found)] == ["bridge", "bridge", "bridge"]
    assert "3 places" in found.results.said


def test_a_facet_narrows_and_widens_the_query(reader: Driver) -> None:
    found = search(reader, "bridge")
    narrowed = 'bridge publication:"Varna Ledger"'
    with reader.bot.waitSignal(reader.window.searching.found, check_params_cb=whole(narrowed), timeout=20000):
        found.facets.toggle(found.facets.facets.place("publication", 'publication:"Varna Ledger"'))
    assert reader.window.top_bar.search.text() == narrowed
    assert titles(found) == ["Grain, ports and patience"]
    with reader.bot.waitSignal(reader.window.searching.found, check_params_cb=whole("bridge"), timeout=20000):
        found.facets.toggle(found.facets.facets.place("publication", 'publication:"Varna Ledger"'))
    assert reader.window.top_bar.search.text() == "bridge"
    assert len(titles(found)) == 2


def test_a_facet_narrows_by_key(reader: Driver) -> None:
    found = search(reader, "bridge")
    place = found.facets.facets.place("publication", 'publication:"Lantern Review"')
    found.facets.setFocus()
    found.facets.setCurrentIndex(place)
    narrowed = whole('bridge publication:"Lantern Review"')
    with reader.bot.waitSignal(reader.window.searching.found, check_params_cb=narrowed, timeout=20000):
        reader.key(Qt.Key.Key_Space)
    assert titles(found) == ["The bridge at Tamsel"]


def test_places_are_sorted_by_the_words_at_one_side(reader: Driver) -> None:
    found = search(reader, "bridge")
    found.context.side_choice.take("by words after")
    assert [line.after.split()[0] for line in lines(found)] == ["at", "before", "is"]
    found.context.side_choice.take("by words before")
    assert [line.before.split()[-1] for line in lines(found)] == ["The", "the", "the"]


def test_enter_on_a_place_goes_to_it_in_its_source(reader: Driver) -> None:
    found = search(reader, "bridge")
    found.context.list_view.setFocus()
    reader.key(Qt.Key.Key_Down)
    wanted = found.context.current()
    assert wanted is not None
    assert wanted != lines(found)[0]
    reader.key(Qt.Key.Key_Return)
    window = reader.window
    assert window.views.reading
    assert window.reading.source is not None
    assert window.reading.source.id == wanted.source
    assert window.reading.hits[window.reading.hit_number - 1] == (wanted.start, wanted.end)
    assert window.pane.view.hasFocus()


def test_enter_on_a_source_opens_it_at_its_best_passage(reader: Driver) -> None:
    found = search(reader, "grain")
    found.results.list_view.setFocus()
    reader.key(Qt.Key.Key_Down)
    reader.key(Qt.Key.Key_Return)
    assert reader.window.reading.source is not None
    assert reader.window.reading.source.title == "Grain, ports and patience"
    assert reader.window.reading.hit_number == 1


def test_f3_goes_through_every_place_of_every_source(reader: Driver) -> None:
    search(reader, "bridge")
    reader.read()
    seen = []
    for _ in range(3):
        with reader.bot.waitSignal(reader.window.stepping.said, timeout=20000):
            reader.key(Qt.Key.Key_F3)
        source = reader.window.reading.source
        assert source is not None
        seen.append((source.title, reader.window.reading.hit_number))
    assert sorted(seen) == [
        ("Grain, ports and patience", 1),
        ("The bridge at Tamsel", 1),
        ("The bridge at Tamsel", 2),
    ]
    before = seen[1]
    with reader.bot.waitSignal(reader.window.stepping.said, timeout=20000):
        reader.key(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    source = reader.window.reading.source
    assert source is not None
    assert (source.title, reader.window.reading.hit_number) == before


def test_answers_come_in_another_order(reader: Driver) -> None:
    found = search(reader, "bridge")
    with reader.bot.waitSignal(reader.window.searching.answered, timeout=20000):
        found.results.order_choice.take("by title")
    assert titles(found) == ["Grain, ports and patience", "The bridge at Tamsel"]
    with reader.bot.waitSignal(reader.window.searching.answered, timeout=20000):
        found.results.order_choice.take("as imported")
    assert titles(found) == ["The bridge at Tamsel", "Grain, ports and patience"]


def test_the_answer_comes_before_its_facets(reader: Driver) -> None:
    order: list[str] = []
    reader.window.searching.answered.connect(lambda: order.append("answer"))
    reader.window.searching.counted.connect(lambda: order.append("facets"))
    search(reader, "grain")
    assert order.index("answer") < order.index("facets")


def test_a_click_on_a_year_narrows_by_it(reader: Driver) -> None:
    collection = reader.collection
    with collection.action("Date"):
        collection.connection.execute("UPDATE source SET date_from = '2025-05-14', date_to = '2025-05-14' WHERE id = 1")
    found = search(reader, "bridge")
    assert [(bar.label, bar.number) for bar in found.bars.bars] == [("2025", 1)]
    narrowed = whole("bridge date:2025")
    with reader.bot.waitSignal(reader.window.searching.found, check_params_cb=narrowed, timeout=20000):
        QTest.mouseClick(found.bars, Qt.MouseButton.LeftButton, pos=QPoint(30, 60))
    assert reader.window.top_bar.search.text() == "bridge date:2025"
    assert titles(found) == ["The bridge at Tamsel"]


def test_nothing_found_leaves_no_facets_behind(reader: Driver) -> None:
    found = search(reader, "bridge")
    reader.ctrl(Qt.Key.Key_K)

    def nothing(answer: Answer) -> bool:
        return answer.question.query == "zeppelin"

    with reader.bot.waitSignal(reader.window.searching.answered, check_params_cb=nothing, timeout=20000):
        reader.type("zeppelin")
    assert (list(found.facets.facets.groups), lines(found)) == ([], [])


@pytest.mark.parametrize("side", Side)
def test_the_model_of_places_keeps_its_contract(side: Side) -> None:
    model = ContextModel(str)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort_by(side)
    model.add([Line(1, 0, 3, "b ", "one", " d"), Line(1, 9, 12, "a ", "two", " c")])
    model.add([Line(2, 0, 3, "c ", "six", " a")])
    assert sorted(line.words for line in model.lines(range(model.rowCount(QModelIndex())))) == ["one", "six", "two"]
    assert tester.model() is model


def test_codes_that_stand_together_narrow_by_key(reader: Driver) -> None:
    for start, codes in ((0, ("shut", "trade")), (10, ("trade",))):
        reader.collection.tag(1, "claim", [(start, start + 30)], codes=[CodeUse(code) for code in codes])
    found = search(reader, "kind:claim")
    assert [found.together.index(row).data() for row in range(found.together.rowCount())] == [
        *("shut + trade", "trade", "shut"),
    ]
    found.tabs.setCurrentIndex(1)
    with reader.bot.waitSignal(reader.window.searching.answered, timeout=20000):
        found.together_list.setFocus()
        found.together_list.setCurrentIndex(found.together.index(0))
        reader.key(Qt.Key.Key_Return)
    assert reader.window.top_bar.search.text() == 'kind:claim code:"shut" code:"trade"'


def test_more_answers_come_as_one_goes_down(reader: Driver) -> None:
    with reader.collection.action("Import"):
        for number in range(130):
            write_source(reader.collection, f"Note {number:03}", "A bridge of no renown.")
    found = search(reader, "renown")
    assert len(titles(found)) == 60
    found.results.list_view.setFocus()
    reader.key(Qt.Key.Key_End)
    reader.bot.waitUntil(lambda: len(titles(found)) == 120)
    reader.key(Qt.Key.Key_End)
    reader.bot.waitUntil(lambda: len(titles(found)) == 130)
    assert len(set(titles(found))) == 130


def test_names_are_searched_in_both_scripts_where_that_is_ticked(reader: Driver) -> None:
    with reader.collection.action("Import"):
        write_source(reader.collection, "Мост", "Пишет Щербаков.", language="ru")
        vocabulary.rebuild(reader.collection.connection, describe)
    found = search(reader, "shcherbakov")
    assert titles(found) == []
    with reader.bot.waitSignal(reader.window.searching.answered, timeout=20000):
        found.names_box.click()
    assert titles(found) == ["Мост"]
    assert "other script too: Щербаков" in found.results.said
    assert reader.window.settings.names


def test_the_widths_of_the_columns_are_remembered(reader: Driver) -> None:
    found = search(reader, "bridge")
    splitter = found.findChild(QSplitter)
    assert splitter is not None
    splitter.setSizes([300, 400, 300])
    wanted = splitter.sizes()
    reader.window.views.read()
    assert reader.window.state.numbers("search panes") == wanted


def learn(reader: Driver) -> None:
    """Have the words of the sources known, as an import does."""
    with reader.collection.action("Import"):
        vocabulary.rebuild(reader.collection.connection, describe)


def test_what_is_found_while_typing_stays_found(reader: Driver) -> None:
    """Sorted otherwise, marked on the page, narrowed by a facet and widened again: a word typed halfway goes on."""
    learn(reader)
    found = search(reader, "bri")
    assert len(titles(found)) == 2
    with reader.bot.waitSignal(reader.window.searching.found, check_params_cb=whole("bri"), timeout=20000):
        found.results.ordered.emit("newest")
    assert len(titles(found)) == 2
    narrowed = 'bri* publication:"Varna Ledger"'
    with reader.bot.waitSignal(reader.window.searching.found, check_params_cb=whole(narrowed), timeout=20000):
        found.facets.toggle(found.facets.facets.place("publication", 'publication:"Varna Ledger"'))
    assert titles(found) == ["Grain, ports and patience"]
    with reader.bot.waitSignal(reader.window.searching.found, check_params_cb=whole("bri*"), timeout=20000):
        found.facets.toggle(found.facets.facets.place("publication", 'publication:"Varna Ledger"'))
    assert len(titles(found)) == 2


def test_every_place_of_a_word_typed_halfway_is_marked(reader: Driver) -> None:
    learn(reader)
    reader.ctrl(Qt.Key.Key_K)
    with reader.bot.waitSignal(reader.window.searching.answered):
        reader.type("bri")
    with reader.bot.waitSignal(reader.window.searching.placed):
        reader.key(Qt.Key.Key_Down)
    reader.bot.waitUntil(lambda: bool(reader.window.reading.hits))
    marked = {reader.window.pane.view.text[slice(*span)] for span in reader.window.reading.hits}
    assert marked == {"bridge"}


def test_a_facet_narrows_a_query_with_an_open_quotation(reader: Driver) -> None:
    found = search(reader, '"bridge')
    narrowed = 'bridge publication:"Varna Ledger"'
    with reader.bot.waitSignal(reader.window.searching.found, check_params_cb=whole(narrowed), timeout=20000):
        found.facets.toggle(found.facets.facets.place("publication", 'publication:"Varna Ledger"'))
    assert titles(found) == ["Grain, ports and patience"]


def test_stepping_goes_on_from_the_source_that_is_open(reader: Driver) -> None:
    """Whether it was opened from the whole answer, or by hand."""
    found = search(reader, "bridge")
    last = reader.window.searching.answer.rows[-1].source if reader.window.searching.answer else None
    assert last is not None
    found.results.list_view.setFocus()
    with reader.bot.waitSignal(reader.window.searching.placed):
        reader.key(Qt.Key.Key_End)
        reader.key(Qt.Key.Key_Return)
    assert reader.window.reading.source == last
    assert reader.window.results.current_source == last.id
    reader.window.reading.open_source(1 if last.id == 2 else 2)
    with reader.bot.waitSignal(reader.window.searching.placed):
        reader.key(Qt.Key.Key_F3)
    assert reader.window.reading.source is not None
    assert reader.window.reading.source.id != last.id
    assert reader.window.reading.hit_number == 1


def test_what_is_written_from_the_right_is_shown_so() -> None:
    rect = QRect(10, 0, 400, 20)
    before, hit, after = boxes(rect, 60, 10, backwards=False)
    assert before.right() < hit.left() < hit.right() < after.left()
    mirrored = boxes(rect, 60, 10, backwards=True)
    assert mirrored[2].right() < mirrored[1].left() < mirrored[1].right() < mirrored[0].left()
    assert [each.width() for each in mirrored] == [before.width(), hit.width(), after.width()]
    assert all(rect.contains(each) for each in mirrored)


def test_stepping_goes_from_annotation_to_annotation(reader: Driver) -> None:
    bridge = reader.collection.find_source("The bridge at Tamsel").id
    for span in ((0, 30), (52, 90)):
        reader.collection.tag(bridge, "claim", [span])
    search(reader, "kind:claim")
    with reader.bot.waitSignal(reader.window.searching.placed):
        reader.key(Qt.Key.Key_Return)
    assert list(reader.window.reading.hits) == [(0, 30), (52, 90)]
    before = reader.window.reading.hit_number
    reader.key(Qt.Key.Key_F3)
    assert (before, reader.window.reading.hit_number) == (1, 2)
