# SPDX-License-Identifier: MIT
"""Keeping searches, going back to those asked lately, tagging what was found, and writing it to a file."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QWidget

from app.desktop.dialogs.save_search import SaveSearchDialog
from app.desktop.dialogs.tag_places import TagPlacesDialog
from app.desktop.models.roles import RECORD
from app.desktop.models.saved import Folder, Recent, SavedModel
from app.desktop.panels.saved import SavedPanel
from app.desktop.views import READ
from app.editing.searches import SavedSearch, save_search, saved_searches
from tests.desktop.conftest import Driver
from tests.desktop.test_window_search import search as quick_search
from tests.desktop.test_window_search_view import search


def dialog(reader: Driver, kind: type[QDialog]) -> QWidget:
    reader.bot.waitUntil(lambda: reader.window.findChild(kind) is not None)
    found = reader.window.findChild(kind)
    assert isinstance(found, kind)
    return found


def accept(reader: Driver, asked: QDialog) -> None:
    """Close a dialog; the offscreen platform does not give the keys back to the window by itself."""
    asked.accept()
    with reader.bot.waitActive(reader.window.frame):
        reader.window.frame.activateWindow()


def panel(reader: Driver) -> SavedPanel:
    found = reader.window.keeping.panel
    assert found is not None
    return found


def folders(reader: Driver) -> list[tuple[str, int | None]]:
    model = panel(reader).model
    rows = [model.record(row) for row in range(model.rowCount())]
    return [(row.search.name, row.sources) for row in rows if isinstance(row, Folder)]


def keep(reader: Driver, query: str, name: str) -> None:
    quick_search(reader, query)
    reader.ctrl(Qt.Key.Key_D)
    asked = dialog(reader, SaveSearchDialog)
    assert isinstance(asked, SaveSearchDialog)
    asked.name.setText(name)
    accept(reader, asked)


def test_a_search_is_kept_by_a_name_and_counts_what_it_finds(reader: Driver) -> None:
    keep(reader, "bridge", "Bridges")
    assert [(each.name, each.query) for each in saved_searches(reader.collection)] == [("Bridges", "bridge")]
    reader.bot.waitUntil(lambda: folders(reader) == [("Bridges", 2)])
    assert reader.window.left.saved_shown


def test_a_folder_follows_the_collection(reader: Driver) -> None:
    keep(reader, "kind:claim", "Claims")
    reader.bot.waitUntil(lambda: folders(reader) == [("Claims", 0)])
    reader.read()
    reader.choose("The bridge at Tamsel is closed")
    reader.key(Qt.Key.Key_C)
    reader.bot.waitUntil(lambda: folders(reader) == [("Claims", 1)])


def test_a_folder_is_opened_by_key(reader: Driver) -> None:
    save_search(reader.collection, "Grain", "grain")
    reader.window.left.show_saved()
    panel(reader).list_view.setFocus()
    panel(reader).go(1)
    with reader.bot.waitSignal(reader.window.searching.answered, timeout=20000):
        reader.key(Qt.Key.Key_Return)
    assert reader.window.top_bar.search.text() == "grain"
    assert reader.window.left.results_shown


def test_folders_are_moved_changed_and_deleted_by_key(reader: Driver) -> None:
    for name in ("One", "Two"):
        save_search(reader.collection, name, name.lower())
    reader.window.left.show_saved()
    panel(reader).list_view.setFocus()
    panel(reader).go(2)
    reader.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [name for name, _ in folders(reader)] == ["Two", "One"]
    reader.key(Qt.Key.Key_F2)
    asked = dialog(reader, SaveSearchDialog)
    assert isinstance(asked, SaveSearchDialog)
    asked.name.setText("One")
    asked.accept()
    assert "One" in asked.mistake
    asked.name.setText("Second")
    accept(reader, asked)
    assert [name for name, _ in folders(reader)] == ["Second", "One"]
    panel(reader).list_view.setFocus()
    reader.key(Qt.Key.Key_Delete)
    assert [each.name for each in saved_searches(reader.collection)] == ["One"]
    reader.ctrl(Qt.Key.Key_Z)
    assert [name for name, _ in folders(reader)] == ["Second", "One"]


def test_down_in_the_empty_field_shows_what_was_asked_lately(reader: Driver) -> None:
    quick_search(reader, "grain")
    reader.key(Qt.Key.Key_Return)
    quick_search(reader, "bridge")
    reader.key(Qt.Key.Key_Return)
    reader.ctrl(Qt.Key.Key_K)
    reader.key(Qt.Key.Key_Backspace)
    reader.key(Qt.Key.Key_Down)
    menu = reader.window.keeping.menu
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["bridge", "grain"]
    with reader.bot.waitSignal(reader.window.searching.answered, timeout=20000):
        menu.actions()[1].trigger()
    assert reader.window.top_bar.search.text() == "grain"
    menu.close()


def test_what_was_asked_lately_can_be_forgotten(reader: Driver) -> None:
    quick_search(reader, "grain")
    reader.key(Qt.Key.Key_Return)
    reader.window.left.show_saved()
    view = panel(reader).list_view
    view.setCurrentIndex(panel(reader).model.index(1))
    assert view.currentIndex().data(RECORD) == Recent("grain")
    view.setFocus()
    reader.key(Qt.Key.Key_Delete)
    assert reader.window.state.queries == []
    assert panel(reader).model.rowCount() == 0


def tag_dialog(reader: Driver) -> TagPlacesDialog:
    reader.ctrl(Qt.Key.Key_T)
    found = dialog(reader, TagPlacesDialog)
    assert isinstance(found, TagPlacesDialog)
    return found


def test_every_place_is_tagged_in_one_undo_step(reader: Driver) -> None:
    search(reader, "bridge")
    asked = tag_dialog(reader)
    asked.kind.setCurrentText("Recommendation")
    asked.codes.take(["crossings"])
    assert asked.counts == "3 recommendations in 2 sources"
    assert asked.preview.count() == 3
    accept(reader, asked)
    made = reader.collection.annotations()
    assert [each.kind for each in made] == ["recommendation"] * 3
    assert made[0].quote == "The bridge at Tamsel is closed, said Mirela Dantov."
    assert {code.code for each in made for code in each.codes} == {"crossings"}
    reader.ctrl(Qt.Key.Key_Z)
    assert reader.collection.annotations() == []


def test_chosen_places_alone_can_be_tagged(reader: Driver) -> None:
    found = search(reader, "bridge")
    found.context.list_view.setFocus()
    reader.key(Qt.Key.Key_Down)
    chosen = found.context.current()
    assert chosen is not None
    asked = tag_dialog(reader)
    asked.extent.setCurrentText("Only the words found")
    asked.accept()
    assert [(each.source, each.start) for each in reader.collection.annotations()] == [(chosen.source, chosen.start)]


def test_what_is_tagged_already_is_said_and_left_alone(reader: Driver) -> None:
    search(reader, "bridge")
    accept(reader, tag_dialog(reader))
    with reader.bot.waitSignal(reader.window.searching.found, timeout=20000):
        reader.window.searching.ask_again()
    asked = tag_dialog(reader)
    assert asked.counts == "Nothing new to tag; 3 are tagged so already"
    assert not asked.accept_button.isEnabled()
    asked.reject()


def test_what_is_tagged_is_what_was_asked_last(reader: Driver) -> None:
    """Also where the places of an earlier query still stand in the view of the whole answer."""
    search(reader, "bridge")
    reader.window.views.show(READ)
    quick_search(reader, "price")
    reader.ctrl(Qt.Key.Key_T)
    asked = dialog(reader, TagPlacesDialog)
    assert isinstance(asked, TagPlacesDialog)
    assert asked.counts == "1 claim in 1 source"
    accept(reader, asked)
    assert [each.quote for each in reader.collection.annotations()] == ["The price goes with it."]


def test_places_are_looked_for_before_they_are_tagged(reader: Driver) -> None:
    quick_search(reader, "price")
    asked = tag_dialog(reader)
    assert asked.counts == "1 claim in 1 source"


def test_nothing_is_tagged_where_nothing_was_found(reader: Driver) -> None:
    reader.ctrl(Qt.Key.Key_T)
    assert reader.window.findChild(TagPlacesDialog) is None
    assert "Search for something first" in reader.window.status.words


@pytest.mark.timeout(120)
def test_places_are_written_to_a_file_as_they_are_sorted(reader: Driver) -> None:
    found = search(reader, "bridge")
    found.context.side_choice.take("by words after")
    path = reader.collection.path.with_name("places.csv")
    reader.window.gathering.write(path)
    reader.bot.waitUntil(lambda: "3 places written" in reader.window.status.words, timeout=60000)
    rows = list(csv.DictReader(StringIO(path.read_text("utf-8-sig"))))
    assert [row["after"].split()[0] for row in rows] == ["at", "before", "is"]
    assert {row["words"] for row in rows} == {"bridge"}


def test_the_model_of_saved_searches_keeps_its_contract() -> None:
    model = SavedModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([SavedSearch(1, "a", "One", "one", 0)], ["two", "three"])
    model.count({"one": 7, "other": 3})
    found = model.record(1)
    assert isinstance(found, Folder)
    assert (found.sources, model.rowCount()) == (7, 5)
    model.show([], [])
    assert model.rowCount() == 0
    assert tester.model() is model
