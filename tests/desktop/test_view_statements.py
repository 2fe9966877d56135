# SPDX-License-Identifier: MIT
"""Statements: made of annotations found by a query, in the order of time, with roles given by key."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog

from app.desktop.dialogs import statement_edit
from app.desktop.models.statements import Appearance, MemberModel, Section, StatementModel
from app.desktop.views.statements import StatementsView
from app.editing import relations, statements
from app.editing.notes import note
from database.records import Link
from tests.builders import add_source, know_words, new_collection
from tests.desktop.conftest import Driver

D = TypeVar("D", bound=QDialog)


@pytest.fixture
def view(reader: Driver) -> StatementsView:
    """The view, over four annotations in two sources: the later source first in the list, the earlier by date."""
    collection = reader.collection
    for title, day in (("The bridge at Tamsel", "2025-05-14"), ("Grain, ports and patience", "2025-04-01")):
        collection.edit_source(collection.find_source(title).id, date=day)
    bridge = collection.find_source("The bridge at Tamsel").id
    grain = collection.find_source("Grain, ports and patience").id
    collection.tag(bridge, "claim", [(0, 30)], chain=[Link(actor="Mirela Dantov")])
    collection.tag(bridge, "claim", [(104, 120)])
    collection.tag(grain, "claim", [(30, 50)], chain=[Link(actor="Tomas Hale")])
    collection.tag(grain, "passage", [(52, 70)])
    reader.ctrl(Qt.Key.Key_5)
    made = reader.window.views.view("statements")
    assert isinstance(made, StatementsView)
    return made


def dialog(reader: Driver, kind: type[D]) -> D:
    """Return the dialog that was opened, once it has the keys."""
    made = reader.window.findChild(kind)
    assert made is not None
    reader.bot.waitUntil(made.isActiveWindow)
    return made


def back(reader: Driver) -> None:
    """Go back to the window, as a desktop does when a dialog closes."""
    reader.window.frame.activateWindow()
    reader.bot.waitUntil(reader.window.frame.isActiveWindow)


def shown(view: StatementsView) -> list[str]:
    """Return heads, and the ids of annotations, as they stand below each other."""
    rows = view.details.model.rows
    return [row.name if isinstance(row, Section) else str(row.annotation.id) for row in rows]


@pytest.fixture
def one(reader: Driver, view: StatementsView) -> StatementsView:
    """The view with a statement of the first and the third annotation."""
    made = statements.create_statement(reader.collection, [1, 3], "The bridge is closed.")
    view.show_statement(made)
    return view


def test_the_models_keep_the_contract_of_qt(tmp_path: Path, qapp: object) -> None:
    collection = new_collection(tmp_path)
    source = add_source(collection, "One", "The bridge is closed, and open again.")
    made = [collection.tag(source, "claim", [span]).id for span in ((0, 20), (22, 36))]
    row = statements.create_statement(collection, made, "It is closed.")
    statements.add_members(collection, row, made[1:], "contradicts")
    model, members = StatementModel(), MemberModel()
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(each, mode) for each in (model, members)]
    model.show(collection)
    members.show(collection, row)
    assert [type(each) for each in members.rows] == [Section, Appearance, Section, Appearance]
    model.arrange(words="OPEN")
    assert model.rowCount() == 0
    collection.close()
    assert len(testers) == 2


def test_a_statement_is_made_of_what_a_query_finds(reader: Driver, view: StatementsView) -> None:
    assert "No statements yet" in view.empty_words
    view.list.setFocus()
    reader.key(Qt.Key.Key_A)
    making = dialog(reader, statement_edit.MembersDialog)
    reader.type("by:Hale")
    reader.bot.waitUntil(lambda: list(making.list.rows.ids) == [3])
    making.list.setFocus()
    making.list.go(0)
    QTest.keyClick(making.list, Qt.Key.Key_Space)
    making.query.setText("by:Dantov")
    making.search()
    assert list(making.list.rows.ids) == [3, 1]
    making.list.rows.tick([3, 1])
    making.accept()
    assert view.current is not None
    assert view.current.text == reader.collection.annotation(3).quote
    assert shown(view) == ["First said by", "3", "Repeated by", "1"]


def test_a_word_typed_halfway_finds_what_begins_so(reader: Driver, view: StatementsView) -> None:
    know_words(reader.collection)
    view.add()
    making = dialog(reader, statement_edit.MembersDialog)
    reader.type("by:Dantov kind:cl")
    reader.bot.waitUntil(lambda: list(making.list.rows.ids) == [1])
    making.query.setText("kind:cl")
    making.search()
    assert list(making.list.rows.ids) == []
    making.reject()


def test_a_mistake_in_the_query_is_said(reader: Driver, view: StatementsView) -> None:
    view.add()
    making = dialog(reader, statement_edit.MembersDialog)
    making.query.setText("nosuchfield:x")
    making.search()
    assert making.mistake
    making.reject()


def test_roles_are_given_by_key_and_undone(reader: Driver, one: StatementsView) -> None:
    one.details.list.setFocus()
    one.details.list.go(3)
    reader.key(Qt.Key.Key_C)
    assert shown(one) == ["First said by", "3", "Contradicted by", "1"]
    assert one.details.chosen == [1]
    reader.key(Qt.Key.Key_F)
    assert shown(one) == ["First said by", "1", "Repeated by", "3"]
    reader.key(Qt.Key.Key_X)
    assert shown(one) == ["First said by", "3"]
    for _ in range(3):
        reader.ctrl(Qt.Key.Key_Z)
    assert shown(one) == ["First said by", "3", "Repeated by", "1"]


def test_what_is_related_is_shown_and_taken_in_by_key(reader: Driver, one: StatementsView) -> None:
    relations.relate(reader.collection, 2, "rebuts", 1)
    assert shown(one)[-2:] == ["Related to one of these, not in it yet", "2"]
    one.details.list.setFocus()
    one.details.list.go(5)
    reader.key(Qt.Key.Key_C)
    assert shown(one)[-2:] == ["Contradicted by", "2"]


def test_annotations_are_added_with_a_role(reader: Driver, one: StatementsView) -> None:
    one.list.setFocus()
    reader.key(Qt.Key.Key_B)
    adding = dialog(reader, statement_edit.MembersDialog)
    assert list(adding.list.rows.ids) == [2, 4]
    adding.role.setCurrentIndex(1)
    adding.list.rows.tick([4])
    adding.accept()
    assert shown(one)[-2:] == ["Contradicted by", "4"]


def test_a_statement_is_reworded_and_noted(reader: Driver, one: StatementsView) -> None:
    one.list.setFocus()
    reader.key(Qt.Key.Key_F2)
    wording = dialog(reader, statement_edit.RewordDialog)
    wording.words.setPlainText("Nobody can cross.")
    wording.accept()
    back(reader)
    one.details.note.setFocus()
    reader.type("Both say it")
    one.list.setFocus()
    assert one.current is not None
    assert (one.current.text, note(reader.collection, "statement", one.current.id)) == (
        "Nobody can cross.",
        "Both say it",
    )
    assert one.details.headline.words.startswith("Nobody can cross.")


def test_statements_are_merged_and_deleted(reader: Driver, one: StatementsView) -> None:
    statements.create_statement(reader.collection, [2, 3], "It is shut.")
    one.list.setFocus()
    one.list.selectAll()
    reader.key(Qt.Key.Key_M)
    merging = dialog(reader, statement_edit.MergeStatementsDialog)
    assert merging.touched_words == "Touches 3 annotations"
    merging.which.setCurrentRow(1)
    merging.accept()
    back(reader)
    (left,) = statements.all_statements(reader.collection)
    assert (left.text, left.members) == ("The bridge is closed.", 3)
    one.list.setFocus()
    reader.key(Qt.Key.Key_Delete)
    dialog(reader, statement_edit.DeleteStatementsDialog).accept()
    back(reader)
    assert statements.all_statements(reader.collection) == []
    assert len(reader.collection.annotations()) == 4
    reader.ctrl(Qt.Key.Key_Z)
    assert one.current is not None


def test_enter_goes_to_the_place(reader: Driver, one: StatementsView) -> None:
    one.details.list.setFocus()
    one.details.list.go(1)
    reader.key(Qt.Key.Key_Return)
    assert reader.window.reading.source is not None
    assert reader.window.reading.source.title == "Grain, ports and patience"
    assert reader.window.annotating.current is not None
    assert reader.window.annotating.current.id == 3
