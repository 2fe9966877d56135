# SPDX-License-Identifier: MIT
"""Facets: groups of values with counts, chosen by click and by key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desktop.appearance import Appearance
from app.desktop.models.facets import SHOWN, FacetGroup, FacetModel, FacetMore, FacetValue
from app.desktop.models.roles import RECORD
from app.desktop.views.annotations.task import Facets, TableTask
from app.desktop.widgets.facets import FacetList
from app.editing.table import Wanted
from app.search.narrowing import Narrowed
from database.records import Link
from tests.builders import add_source, new_collection

KIND = FacetGroup("kind", "Kind", (FacetValue("claim", "Claim", 61), FacetValue("recommendation", "R", 24)), 2)
PEOPLE = FacetGroup("speaker", "Speaker", tuple(FacetValue(f"p{n}", f"Person {n}", 40 - n) for n in range(30)), 45)
EMPTY = FacetGroup("code", "Code", (), 0)


@pytest.fixture
def facets(qtbot: QtBot, qapp: QApplication) -> FacetList:
    """A list of two groups, on the screen."""
    made = FacetList("annotation", Appearance(qapp))
    qtbot.addWidget(made)
    made.resize(200, 600)
    made.show_groups([KIND, PEOPLE, EMPTY])
    with qtbot.waitExposed(made):
        made.show()
    return made


def row(facets: FacetList, name: str, value: str | None = None) -> QModelIndex:
    return facets.facets.place(name, value)


def test_the_model_keeps_qts_contract(qapp: QApplication) -> None:
    model = FacetModel("annotation")
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([KIND, PEOPLE, EMPTY])
    model.unfold("speaker")
    model.show([PEOPLE])
    model.show([])
    assert tester.model() is model


def test_a_group_shows_its_commonest_values_and_how_many_more_there_are(facets: FacetList) -> None:
    people = row(facets, "speaker")
    assert facets.facets.rowCount(people) == SHOWN + 1
    assert facets.facets.index(SHOWN, 0, people).data() == f"{45 - SHOWN} more…"
    facets.toggle(facets.facets.index(SHOWN, 0, people))
    assert facets.facets.rowCount(row(facets, "speaker")) == 31
    assert row(facets, "code").isValid() is False


def test_a_chosen_value_shows_however_rare_it_is(facets: FacetList) -> None:
    rare = replace(PEOPLE, values=(*PEOPLE.values[:-1], replace(PEOPLE.values[-1], chosen=True)))
    facets.show_groups([KIND, rare])
    shown = row(facets, "speaker", "p29")
    assert shown.isValid()
    assert shown.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def test_a_click_chooses_a_value(facets: FacetList) -> None:
    spy = QSignalSpy(facets.toggled)
    place = facets.visualRect(row(facets, "kind", "recommendation")).center()
    QTest.mouseClick(facets.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert spy.at(0) == ["kind", "recommendation"]


def test_keys_choose_fold_and_unfold(facets: FacetList) -> None:
    spy = QSignalSpy(facets.toggled)
    facets.setCurrentIndex(row(facets, "kind"))
    QTest.keyClick(facets, Qt.Key.Key_Down)
    QTest.keyClick(facets, Qt.Key.Key_Space)
    assert spy.at(0) == ["kind", "claim"]
    QTest.keyClick(facets, Qt.Key.Key_Left)
    QTest.keyClick(facets, Qt.Key.Key_Left)
    assert not facets.isExpanded(row(facets, "kind"))
    QTest.keyClick(facets, Qt.Key.Key_Right)
    assert facets.isExpanded(row(facets, "kind"))


def test_letters_are_left_to_the_commands(facets: FacetList) -> None:
    facets.setCurrentIndex(row(facets, "kind"))
    QTest.keyClick(facets, Qt.Key.Key_R)
    assert facets.currentIndex() == row(facets, "kind")


def test_what_is_folded_and_current_stays_when_counts_change(facets: FacetList) -> None:
    facets.setCurrentIndex(row(facets, "speaker", "p2"))
    facets.setExpanded(row(facets, "kind"), False)
    facets.show_groups([KIND, replace(PEOPLE, values=PEOPLE.values[1:])])
    assert not facets.isExpanded(row(facets, "kind"))
    assert facets.currentIndex() == row(facets, "speaker", "p2")


def test_a_screen_reader_hears_group_value_count_and_choice(facets: FacetList) -> None:
    chosen = replace(KIND, values=(replace(KIND.values[0], chosen=True), KIND.values[1]))
    facets.show_groups([chosen])
    index = row(facets, "kind", "claim")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Kind: Claim, 61 annotations, chosen"
    table = QAccessible.queryAccessibleInterface(facets)
    assert table is not None
    cells = [table.child(number) for number in range(table.childCount())]
    assert any(cell.text(QAccessible.Text.Name).startswith("Kind: Claim, 61") for cell in cells if cell)


def test_the_more_row_says_what_it_does(facets: FacetList) -> None:
    more = facets.facets.index(SHOWN, 0, row(facets, "speaker"))
    assert isinstance(more.data(RECORD), FacetMore)
    assert more.data(Qt.ItemDataRole.AccessibleTextRole) == f"Speaker: {45 - SHOWN} more…"


def test_a_chosen_name_with_quotation_marks_is_shown_as_chosen(tmp_path: Path) -> None:
    name = "“Honest people”"
    collection = new_collection(tmp_path)
    collection.tag(add_source(collection, "One", "Words"), "claim", [(0, 5)], chain=[Link(organisation=name)])
    query = Narrowed().toggled("organisation", name).query()
    _, found = TableTask(Wanted(query)).answers(collection.searcher)
    assert isinstance(found, Facets)
    (group,) = (group for group in found.groups if group.name == "organisation")
    assert group.values == (FacetValue(name, name, 1, chosen=True),)
    collection.close()
