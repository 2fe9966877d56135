# SPDX-License-Identifier: MIT
"""The codebook as a tree: edited, moved, merged, split and deleted by key, kept in versions, written and read."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog

from app.desktop.dialogs import code_edit, codebook_versions, files
from app.desktop.dialogs.taking import TakingDialog
from app.desktop.models.codes import CodeModel
from app.desktop.models.comparison import ComparisonModel, Difference
from app.desktop.views import codebook_files
from app.desktop.views.codebook import CodebookView
from app.editing import codebook
from app.editing.codebook_versions import keep_version, versions
from database.codebook import Entry
from database.records import CodeUse
from tests.builders import new_collection
from tests.desktop.conftest import Driver

D = TypeVar("D", bound=QDialog)


@pytest.fixture
def view(reader: Driver) -> CodebookView:
    """The view, over economy (trade, tolls) and roads, with two annotations."""
    collection = reader.collection
    top = codebook.add_code(collection, "economy", colour="#0072b2")
    codebook.add_code(collection, "trade", parent=top, definition="What is sold over the river")
    codebook.add_code(collection, "tolls", parent=top)
    codebook.add_code(collection, "roads")
    source = collection.find_source("The bridge at Tamsel").id
    collection.tag(source, "claim", [(0, 30)], codes=[CodeUse("trade", "supports"), CodeUse("tolls", "opposes")])
    collection.tag(source, "claim", [(4, 20)], codes=[CodeUse("roads")])
    reader.ctrl(Qt.Key.Key_4)
    made = reader.window.views.view("codebook")
    assert isinstance(made, CodebookView)
    return made


def paths(view: CodebookView) -> list[str]:
    return [" > ".join(entry.path) for entry in codebook.tree(view.session.required)]


def entry(view: CodebookView, name: str) -> Entry:
    return next(each for each in codebook.tree(view.session.required) if each.name == name)


def go(view: CodebookView, *names: str) -> None:
    """Choose codes by name, the first of them with its details."""
    view.tree.setFocus()
    view.show_code(entry(view, names[0]).id)
    model = view.tree.selectionModel()
    for name in names[1:]:
        model.select(view.model.find(entry(view, name).id), model.SelectionFlag.Select)


def dialog(reader: Driver, kind: type[D]) -> D:
    """Return the dialog that was opened, once it has the keys."""
    made = reader.window.findChild(kind)
    assert made is not None
    reader.bot.waitUntil(made.isActiveWindow)
    return made


def undo(reader: Driver) -> None:
    """Press Ctrl+Z in the window, once it has the keys again."""
    reader.window.frame.activateWindow()
    reader.bot.waitUntil(reader.window.frame.isActiveWindow)
    reader.ctrl(Qt.Key.Key_Z)


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_models_keep_the_contract_of_qt(tmp_path: Path, qapp: object) -> None:
    collection = new_collection(tmp_path)
    top = codebook.add_code(collection, "economy")
    codebook.add_code(collection, "trade", parent=top)
    codebook.add_code(collection, "roads")
    model, rows = CodeModel(), ComparisonModel()
    testers = watched(model), watched(rows)
    model.show(collection, movable=True)
    model.filter("tra")
    assert [each.name for each in model.entries] == ["economy", "trade"]
    rows.show([Difference("added", "trade")])
    collection.close()
    assert len(testers) == 2


def test_what_a_code_means_is_saved_as_it_is_left(reader: Driver, view: CodebookView) -> None:
    go(view, "roads")
    reader.key(Qt.Key.Key_E)
    reader.type("How goods come to market")
    reader.key(Qt.Key.Key_Tab)
    view.details.colour.swatches[3].click()
    view.details.key.setCurrentIndex(4)
    view.details.key.activated.emit(4)
    saved = entry(view, "roads")
    assert (saved.definition, saved.colour, saved.shortcut) == ("How goods come to market", "#009e73", 4)
    for _ in range(3):
        view.tree.setFocus()
        undo(reader)
    assert entry(view, "roads").definition == ""
    assert view.details.definition.text() == ""


def test_codes_are_moved_by_key(reader: Driver, view: CodebookView) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    go(view, "tolls")
    reader.key(Qt.Key.Key_Up, alt)
    assert paths(view) == ["economy", "economy > tolls", "economy > trade", "roads"]
    reader.key(Qt.Key.Key_Left, alt)
    assert paths(view) == ["economy", "economy > trade", "tolls", "roads"]
    reader.key(Qt.Key.Key_Down, alt)
    reader.key(Qt.Key.Key_Right, alt)
    assert paths(view) == ["economy", "economy > trade", "roads", "roads > tolls"]
    assert view.current is not None
    assert view.current.name == "tolls"
    for _ in range(4):
        undo(reader)
    assert paths(view) == ["economy", "economy > trade", "economy > tolls", "roads"]


def test_a_code_is_dragged_under_another_but_not_under_itself(reader: Driver, view: CodebookView) -> None:
    roads, trade, economy = (view.model.find(entry(view, name).id) for name in ("roads", "trade", "economy"))
    data = view.model.mimeData([roads])
    move = Qt.DropAction.MoveAction
    view.model.dropMimeData(data, move, 0, 0, economy)
    assert paths(view) == ["economy", "economy > roads", "economy > trade", "economy > tolls"]
    data = view.model.mimeData([view.model.find(entry(view, "economy").id)])
    trade = view.model.find(entry(view, "trade").id)
    assert not view.model.canDropMimeData(data, move, -1, -1, trade)
    undo(reader)
    assert paths(view)[-1] == "roads"


def test_all_chosen_codes_are_dragged_in_one_step(reader: Driver, view: CodebookView) -> None:
    codebook.add_code(reader.collection, "ferries", parent=entry(view, "roads").id)
    go(view, "trade", "roads", "ferries")
    data = view.model.mimeData(view.tree.selectionModel().selectedRows())
    view.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert paths(view) == ["trade", "roads", "roads > ferries", "economy", "economy > tolls"]
    assert [code.name for code in view.chosen] == ["trade", "roads"]
    undo(reader)
    assert paths(view) == ["economy", "economy > trade", "economy > tolls", "roads", "roads > ferries"]


def test_a_new_code_goes_where_the_current_one_lies(reader: Driver, view: CodebookView) -> None:
    go(view, "trade")
    reader.key(Qt.Key.Key_A)
    adding = dialog(reader, code_edit.NewCodeDialog)
    adding.name.setText("fish")
    QTest.keyClick(adding.name, Qt.Key.Key_Return)
    assert "economy > fish" in paths(view)
    assert view.current is not None
    assert view.current.name == "fish"


def test_a_name_that_is_taken_offers_a_merge(reader: Driver, view: CodebookView) -> None:
    go(view, "tolls")
    reader.key(Qt.Key.Key_F2)
    renaming = dialog(reader, code_edit.RenameCodeDialog)
    renaming.name.setText("trade")
    renaming.accept()
    assert "already" in renaming.mistake
    renaming.offer.click()
    merging = dialog(reader, code_edit.MergeCodesDialog)
    assert "become neutral" in merging.touched_words
    assert merging.target.name == "trade"
    merging.accept()
    assert paths(view) == ["economy", "economy > trade", "roads"]
    assert [use.stance for note in reader.collection.annotations() for use in note.codes] == ["neutral", "neutral"]
    undo(reader)
    assert "economy > tolls" in paths(view)


def test_split_and_delete_show_what_they_touch(reader: Driver, view: CodebookView) -> None:
    go(view, "roads")
    reader.key(Qt.Key.Key_S)
    splitting = dialog(reader, code_edit.SplitCodeDialog)
    splitting.name.setText("bridges")
    splitting.list.rows.tick(splitting.list.rows.ids)
    splitting.accept()
    assert codebook.usage(reader.collection)[entry(view, "bridges").id].own == 1
    reader.window.frame.activateWindow()
    reader.bot.waitUntil(reader.window.frame.isActiveWindow)
    go(view, "economy")
    reader.key(Qt.Key.Key_Delete)
    deleting = dialog(reader, code_edit.DeleteCodeDialog)
    assert deleting.touched_words == "Touches no annotation"
    deleting.below.setChecked(True)
    assert deleting.touched_words == "Touches 1 annotation and 2 codes below"
    deleting.accept()
    assert paths(view) == ["roads", "bridges"]


def test_the_annotations_of_a_code_are_one_key_away(reader: Driver, view: CodebookView) -> None:
    go(view, "economy")
    assert [part.words for part in view.details._parts] == ["This code", "With the codes below it"]
    view.query_asked.disconnect()  # the table of annotations has its own tests
    with reader.bot.waitSignal(view.query_asked) as asked:
        reader.key(Qt.Key.Key_Return)
    assert asked.args == ['code:"economy"']


def test_a_version_is_kept_and_compared(reader: Driver, view: CodebookView) -> None:
    view.keep_version()
    keeping = dialog(reader, codebook_versions.KeepVersionDialog)
    keeping.name.setText("After the pilot")
    keeping.accept()
    codebook.define_code(reader.collection, entry(view, "roads").id, definition="Ways")
    codebook.rename_code(reader.collection, entry(view, "tolls").id, "fees")
    view.compare_versions()
    comparing = dialog(reader, codebook_versions.CompareVersionsDialog)
    assert comparing.model.rows == [
        Difference("renamed", "fees", "", "tolls", "fees"),
        Difference("changed", "roads", "definition", "", "Ways"),
    ]
    comparing.name.setText("Before the round")
    comparing.name.editingFinished.emit()
    comparing.note.setFocus()
    reader.type("By both coders")
    comparing.name.setFocus()
    (version,) = versions(reader.collection)
    assert (version.name, version.note) == ("Before the round", "By both coders")
    comparing.delete.click()
    assert "No version" in comparing.words
    comparing.close()


@pytest.mark.parametrize("suffix", [".qdc", ".csv"])
def test_codes_go_out_and_come_back(
    reader: Driver, view: CodebookView, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"codes{suffix}"
    before = paths(view)
    assert codebook_files.write_file(reader.collection, path) == f"4 codes written to codes{suffix}"
    codebook.delete_code(reader.collection, entry(view, "economy").id, below_too=True)
    monkeypatch.setattr(files, "choose_codebook", lambda _parent: path)
    view.import_codes()
    dialog = reader.window.findChild(TakingDialog)
    assert dialog is not None
    reader.bot.waitUntil(lambda: dialog.plan is not None, timeout=20_000)
    assert dialog.words.startswith("3 codes would be added. 1 code is here already")
    assert dialog.accept_button.hasFocus()
    with reader.bot.waitSignal(reader.window.taking.finished, timeout=20_000):
        reader.key(Qt.Key.Key_Return)
    assert sorted(paths(view)) == sorted(before)
    assert entry(view, "trade").definition == "What is sold over the river"


def test_a_version_keeps_the_view_where_it_is(reader: Driver, view: CodebookView) -> None:
    view.tree.collapse(view.model.find(entry(view, "economy").id))
    keep_version(reader.collection, "Now")
    codebook.recolour_code(reader.collection, entry(view, "roads").id, "#808080")
    assert not view.tree.isExpanded(view.model.find(entry(view, "economy").id))
