# SPDX-License-Identifier: MIT
"""The overview: the matrix, the chart and the network open the annotations behind them, by mouse and by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest

from app.desktop.delegates.matrix import blended, contrast, readable, shade
from app.desktop.models.edges import EdgeModel
from app.desktop.models.matrix import MatrixModel
from app.desktop.theme import load_theme
from app.desktop.views import ANNOTATIONS, OVERVIEW
from app.desktop.views.annotations.view import AnnotationsView
from app.desktop.views.overview.view import MATRIX, NETWORK, TIME, OverviewView
from app.desktop.widgets.sort_button import SortButton
from database.records import CodeUse, Link, Slot
from tests.builders import know_words
from tests.desktop.conftest import Driver


class OverviewDriver(Driver):
    """What a user does with the overview."""

    @property
    def view(self) -> OverviewView:
        view = self.window.views.view(OVERVIEW)
        assert isinstance(view, OverviewView)
        return view

    def settle(self) -> None:
        """Wait until what is shown answers what was asked."""
        self.bot.waitUntil(lambda: self.view.settled)

    def turn(self, tab: int) -> None:
        """Turn to a page."""
        self.view.tabs.setCurrentIndex(tab)
        self.settle()
        self.view.enter()

    def choose_from(self, button: SortButton, value: str) -> None:
        """Choose from a menu."""
        button.menu().aboutToShow.emit()
        next(action for action in button.menu().actions() if action.data() == value).trigger()
        self.settle()

    def listed(self) -> list[int]:
        """Return the annotations that the table lists, once it does."""
        assert self.window.views.front == ANNOTATIONS
        table = self.window.views.view(ANNOTATIONS)
        assert isinstance(table, AnnotationsView)
        self.bot.waitUntil(lambda: table.settled)
        return list(table.model.ids)


@pytest.fixture
def overview(reader: Driver) -> OverviewDriver:
    """Ada and Bo recommend to the board and the city; Ada claims something too."""
    collection = reader.collection
    know_words(collection)
    first, second = (source.id for source in collection.sources())

    def tag(source: int, kind: str, who: str, to: str, code: str, stance: str) -> None:
        slots = [Slot("addressee", to, to)] if to else []
        codes = [CodeUse(code, stance)]
        collection.tag(source, kind, [(0, 10)], chain=[Link(actor=who)], slots=slots, codes=codes)

    tag(first, "recommendation", "Ada", "Board", "x", "supports")
    tag(first, "recommendation", "Ada", "Board", "y", "supports")
    tag(first, "recommendation", "Ada", "City", "x", "supports")
    tag(second, "recommendation", "Bo", "City", "x", "opposes")
    tag(second, "claim", "Ada", "", "y", "neutral")
    for source, day in ((first, "2024-05-14"), (second, "2025-04-02")):
        collection.edit_source(source, date=day)
    made = OverviewDriver(reader.bot, reader.window)
    made.ctrl(Qt.Key.Key_6)
    made.settle()
    return made


def test_the_matrix_says_who_recommends_to_whom(overview: OverviewDriver) -> None:
    model = overview.view.matrix.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = [model.head(number, Qt.Orientation.Vertical) for number in range(model.rowCount())]
    columns = [model.head(number, Qt.Orientation.Horizontal) for number in range(model.columnCount())]
    assert rows == [("Ada", "Ada", 3), ("Bo", "Bo", 1)]
    assert columns == [("Board", "Board", 2), ("City", "City", 2)]
    assert [[model.index(row, column).data() for column in range(2)] for row in range(2)] == [["2", "1"], ["", "1"]]
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Ada, Board: 2 recommendations"
    assert tester.model() is model


def test_a_cell_opens_its_annotations_by_key(overview: OverviewDriver) -> None:
    assert overview.view.matrix.grid.hasFocus()
    overview.key(Qt.Key.Key_Return)
    assert overview.listed() == [1, 2]
    overview.ctrl(Qt.Key.Key_6)
    overview.key(Qt.Key.Key_Down)
    overview.key(Qt.Key.Key_Return)
    assert overview.window.views.front == OVERVIEW
    overview.key(Qt.Key.Key_Right)
    overview.key(Qt.Key.Key_Return)
    assert overview.listed() == [4]


def test_the_name_of_a_row_opens_all_of_it(overview: OverviewDriver) -> None:
    header = overview.view.matrix.grid.verticalHeader()
    place = QPoint(40, header.sectionViewportPosition(0) + 10)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert overview.listed() == [1, 2, 3]


def test_every_matrix_agrees_with_the_table(overview: OverviewDriver) -> None:
    overview.choose_from(overview.view.rows, "code")
    overview.choose_from(overview.view.columns, "stance")
    overview.choose_from(overview.view.kind, "")
    model, asked = overview.view.matrix.model, list[str]()
    overview.view.query_asked.disconnect()
    overview.view.query_asked.connect(asked.append)
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            cell = model.cell(row, column)
            assert cell is not None
            overview.view.matrix.grid.entered_cell.emit(model.index(row, column))
            if cell.count:
                assert len(overview.collection.searcher.annotations(asked.pop())) == cell.count
    assert asked == []


def test_a_query_narrows_every_page_and_is_said_in_words(overview: OverviewDriver) -> None:
    overview.view.ask("by:Bo")
    overview.settle()
    assert overview.view.matrix.model.rowCount() == 1
    assert overview.view.meaning.words == "Recommendations by Bo"
    overview.view.ask("colour:red")
    overview.settle()
    assert "colour" in overview.view.mistake.words
    overview.view.meaning.acted.emit()
    overview.settle()
    assert overview.view.matrix.model.rowCount() == 2


def test_the_chart_counts_by_kind_and_opens_a_bar(overview: OverviewDriver) -> None:
    overview.turn(TIME)
    chart = overview.view.time.chart
    assert chart.hasFocus()
    assert chart.current == ("2024", "claim")
    overview.key(Qt.Key.Key_Down)
    assert chart.accessibleName() == "Annotations over time. 2024: 3 recommendations"
    overview.key(Qt.Key.Key_Right)
    overview.key(Qt.Key.Key_Up)
    assert chart.current == ("2025", "claim")
    assert chart.accessibleName() == "Annotations over time. 2025: 1 claim"
    overview.key(Qt.Key.Key_Return)
    assert overview.listed() == [5]


def test_months_without_anything_have_their_place(overview: OverviewDriver) -> None:
    overview.turn(TIME)
    overview.choose_from(overview.view.step, "month")
    model = overview.view.time.model
    assert model.rowCount() == 12
    assert model.headerData(0, Qt.Orientation.Vertical) == "May 2024"
    assert [model.index(row, 1).data() for row in (0, 1, 11)] == ["3", "", "1"]


def test_the_network_is_a_picture_and_a_table(overview: OverviewDriver) -> None:
    overview.turn(NETWORK)
    overview.choose_from(overview.view.kind, "")
    page = overview.view.network
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table = [[page.model.index(row, column).data() for column in range(3)] for row in range(page.model.rowCount())]
    assert table == [["Ada", "x", "2"], ["Ada", "y", "2"], ["Bo", "x", "1"]]
    assert len(page.picture.nodes) == 4
    assert page.picture.accessibleName() == "Network. Ada, actor: 2 lines"
    assert tester.model() is page.model


def test_a_node_and_a_line_open_their_annotations(overview: OverviewDriver) -> None:
    overview.turn(NETWORK)
    overview.choose_from(overview.view.kind, "")
    overview.view.enter()
    overview.key(Qt.Key.Key_Return)
    assert overview.listed() == [1, 2, 3, 5]
    overview.ctrl(Qt.Key.Key_6)
    overview.view.network.table.setFocus()
    overview.view.network.table.selectRow(2)
    overview.key(Qt.Key.Key_Return)
    assert overview.listed() == [4]


def test_a_line_of_two_who_disagree_opens_what_they_say_of_the_codes_they_share(overview: OverviewDriver) -> None:
    overview.turn(NETWORK)
    overview.choose_from(overview.view.kind, "")
    overview.choose_from(overview.view.net, "conflict")
    overview.view.network.table.setFocus()
    overview.view.network.table.selectRow(0)
    overview.key(Qt.Key.Key_Return)
    assert overview.listed() == [1, 3, 4]


def test_a_node_that_is_only_addressed_opens_what_addresses_it(overview: OverviewDriver) -> None:
    overview.turn(NETWORK)
    overview.choose_from(overview.view.net, "addressees")
    picture, lines = overview.view.network.picture, overview.view.network.model
    speakers = {edge.source for edge in map(lines.edge, range(lines.rowCount())) if edge is not None}
    picture.go(next(node for node in picture.nodes if node not in speakers))
    place = picture.place(picture.current).toPoint()
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=place)
    assert overview.listed() in ([1, 2], [3, 4])


def test_keys_reach_every_node(overview: OverviewDriver) -> None:
    overview.turn(NETWORK)
    picture, seen = overview.view.network.picture, list[str]()
    picture.moved.connect(seen.append)
    for _ in picture.nodes:
        overview.key(Qt.Key.Key_PageDown)
    assert set(seen) == set(picture.nodes)
    here = picture.place(picture.current)
    for key, ahead in ((Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)):
        overview.key(key)
        assert (picture.place(picture.current).x() - here.x()) * ahead >= 0
        here = picture.place(picture.current)


@pytest.mark.parametrize(("net", "lines"), [("congruence", 1), ("conflict", 1), ("addressees", 3)])
def test_every_network_shows(overview: OverviewDriver, net: str, lines: int) -> None:
    overview.turn(NETWORK)
    overview.choose_from(overview.view.kind, "")
    overview.choose_from(overview.view.net, net)
    assert overview.view.network.model.rowCount() == (0 if net == "congruence" else lines)
    assert bool(overview.view.empty_words) is (net == "congruence")


def test_a_change_is_counted_at_once(overview: OverviewDriver) -> None:
    overview.collection.delete_annotations([1])
    overview.settle()
    overview.bot.waitUntil(lambda: overview.view.matrix.model.index(0, 0).data() == "1")


def test_empty_states(overview: OverviewDriver) -> None:
    overview.view.ask("zeppelin")
    overview.settle()
    assert overview.view.empty_words.startswith("Nothing to show. Of the recommendations here none")
    assert overview.view.empty_words.endswith("or change the query.")
    overview.turn(NETWORK)
    assert overview.view.empty_words.endswith("joined to anybody. Change the query.")
    overview.turn(MATRIX)
    overview.window.session.close()
    assert overview.view.empty_words.startswith("Open a collection")
    assert overview.view.tabs.currentIndex() == MATRIX


@pytest.mark.parametrize("theme", ["light", "dark", "sepia", "contrast"])
def test_counts_can_be_read_in_every_theme(theme: str) -> None:
    colours = load_theme(theme)
    inks = [colours.colour(name) for name in ("ink", "accent_ink", "paper")]
    for part in (number / 20 for number in range(21)):
        ground = blended(colours.colour("paper"), colours.colour("accent"), shade(part))
        assert contrast(ground, readable(ground, *inks)) >= 4.5


def test_contrast_is_that_of_the_web() -> None:
    assert round(contrast(QColor("white"), QColor("black")), 1) == 21.0
    assert contrast(QColor("red"), QColor("red")) == 1.0
    assert EdgeModel().columnCount() == 3
    assert MatrixModel().rowCount() == 0


def test_a_word_typed_halfway_counts_and_opens_what_begins_so(overview: OverviewDriver) -> None:
    overview.view.field.setFocus()
    overview.type("gra")
    overview.settle()
    model = overview.view.matrix.model
    assert [model.head(row, Qt.Orientation.Vertical) for row in range(model.rowCount())] == [("Bo", "Bo", 1)]
    assert "gra…" in overview.view.meaning.words
    overview.key(Qt.Key.Key_Return)
    overview.key(Qt.Key.Key_Return)
    assert overview.listed() == [4]
