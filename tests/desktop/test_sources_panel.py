# SPDX-License-Identifier: MIT
"""The list of sources: groups, several sources at once, sets, columns, notes, and what is left to read and tag."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog

from app.desktop.dialogs.note import CollectionNoteDialog
from app.desktop.dialogs.source_about import SourceAboutDialog
from app.desktop.dialogs.source_attributes import AttributesDialog
from app.desktop.dialogs.source_delete import DeleteSourcesDialog
from app.desktop.dialogs.source_details import SourceDetailsDialog
from app.desktop.dialogs.source_sets import SetsDialog
from app.desktop.models.sources import GroupRow, SourceModel
from app.editing import attributes, sources
from app.editing.notes import note
from app.editing.source_groups import Arrangement
from tests.builders import add_source, new_collection
from tests.desktop.conftest import BRIDGE, Driver

D = TypeVar("D", bound=QDialog)


@pytest.fixture
def panel(reader: Driver) -> Driver:
    """A window on four sources, the bridge the open one, with the keys in the list."""
    add_source(reader.collection, "Third", "Word.", publication="Lantern Review", date="2023", date_from="2023-01-01")
    add_source(reader.collection, "Fourth", "Word.", publication="Lantern Review")
    reader.window.sources.list_view.setFocus()
    return reader


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


def everything(reader: Driver) -> list[int]:
    """Choose all sources by key."""
    reader.window.sources.list_view.setFocus()
    reader.ctrl(Qt.Key.Key_A)
    return reader.window.sources.ids


def heads(reader: Driver) -> list[tuple[str, int]]:
    model = reader.window.source_model
    found = [model.group(row) for row in range(model.rowCount())]
    return [(head.name, head.sources) for head in found if head is not None]


def test_groups_keep_the_contract_of_qt(tmp_path: Path, qapp: object) -> None:
    collection = new_collection(tmp_path)
    for number in (1, 2, 3):
        add_source(collection, f"Text {number}", "Words.", publication="Review" if number < 3 else "")
    model = SourceModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(collection)
    model.arrange(Arrangement("title", group="publication"))
    assert [model.data(model.index(row)) for row in range(5)] == [
        "Review, 2 sources",
        "Text 1",
        "Text 2",
        "No publication, 1 source",
        "Text 3",
    ]
    model.fold(0)
    assert (model.rowCount(), model.group(0)) == (3, GroupRow("Review", 2, True))
    assert model.row(1) == -1
    collection.close()
    assert tester.model() is model


def test_the_list_is_grouped_from_the_menu(panel: Driver) -> None:
    button = panel.window.sources.arrange_button
    button.fill()
    next(action for action in button.menu().actions() if action.data() == ("group", "publication")).trigger()
    assert heads(panel) == [("Lantern Review", 3), ("Varna Ledger", 1)]
    assert panel.window.reading.source is not None
    assert panel.window.sources.ids == [panel.window.reading.source.id]


def test_a_group_is_folded_by_key(panel: Driver) -> None:
    panel.window.sources.arrange("newest", "publication")
    panel.window.sources.list_view.setFocus()
    panel.window.sources.mark(1)
    panel.key(Qt.Key.Key_Left)
    panel.key(Qt.Key.Key_Left)
    assert panel.window.source_model.rowCount() == 3
    panel.key(Qt.Key.Key_Right)
    assert panel.window.source_model.rowCount() == 6
    assert panel.window.reading.source is not None
    assert panel.window.reading.source.id == 1


def test_choosing_several_opens_none_and_says_how_many(panel: Driver) -> None:
    before = panel.window.reading.source
    assert len(everything(panel)) == 4
    assert panel.window.sources.foot_words == "4 sources chosen"
    assert panel.window.reading.source == before


def test_several_sources_are_marked_at_once(panel: Driver) -> None:
    ids = everything(panel)
    panel.window.source_work.mark_read()
    assert sources.read_sources(panel.collection) == set(ids)
    assert panel.window.sources.ids == ids
    panel.bot.waitUntil(lambda: panel.window.source_work._count.isActive() is False)
    panel.window.sources.mark(ids[0])
    assert panel.window.sources.foot_words == "4 of 4 read · 0 tagged"
    panel.window.sources._list.choose(ids)
    panel.key(Qt.Key.Key_U)
    assert sources.read_sources(panel.collection) == set()


def test_several_sources_go_into_a_set_in_one_step(panel: Driver) -> None:
    ids = everything(panel)
    panel.ctrl(Qt.Key.Key_B)
    about = dialog(panel, SourceAboutDialog)
    about.extras.sets.setFocus()
    panel.type("Pilot")
    panel.key(Qt.Key.Key_Return)
    (pilot,) = sources.sets(panel.collection)
    assert sorted(sources.sources_in(panel.collection, pilot.id)) == sorted(ids)
    assert about.isVisible()
    about.accept()
    back(panel)
    panel.ctrl(Qt.Key.Key_Z)
    assert sources.sets(panel.collection) == []


def test_an_attribute_is_defined_and_given_to_several(panel: Driver) -> None:
    panel.window.source_work.attributes()
    defining = dialog(panel, AttributesDialog)
    panel.type("Print run")
    panel.key(Qt.Key.Key_Return)
    defining.type.setCurrentText("number")
    defining.type.activated.emit(1)
    defining.accept()
    (column,) = attributes.all_attributes(panel.collection)
    assert (column.name, column.type) == ("Print run", "number")
    back(panel)
    ids = everything(panel)
    panel.window.source_work.about()
    about = dialog(panel, SourceAboutDialog)
    about.extras.fields[0].setFocus()
    panel.type("many")
    about.accept()
    assert "not a number" in about.extras.mistake
    about.extras.fields[0].line.setText("1 200")  # type: ignore[union-attr]
    about.accept()
    assert attributes.column(panel.collection, column.id) == dict.fromkeys(ids, "1200")
    assert panel.collection.next_undo == "Set attribute of 4 sources"


def test_a_choice_begins_with_the_values_there_are(panel: Driver) -> None:
    column = attributes.add_attribute(panel.collection, "Country")
    attributes.set_value(panel.collection, [1], column, "Orsovia")
    panel.window.source_work.attributes()
    defining = dialog(panel, AttributesDialog)
    defining.type.setCurrentText("choice")
    defining.type.activated.emit(3)
    defining.choices.setFocus()
    panel.type("Salis")
    panel.key(Qt.Key.Key_Return)
    assert attributes.attribute(panel.collection, column).choices == ("Orsovia", "Salis")
    defining.choices.edited.emit(("Salis",))
    assert defining.mistake
    assert attributes.attribute(panel.collection, column).choices == ("Orsovia", "Salis")
    defining.accept()


def test_sets_are_named_noted_and_deleted(panel: Driver) -> None:
    panel.window.source_work.sets()
    keeping = dialog(panel, SetsDialog)
    for name in ("Pilot", "Second"):
        keeping.new.setFocus()
        panel.type(name)
        panel.key(Qt.Key.Key_Return)
    keeping.name.setText("pilot")
    keeping.name.editingFinished.emit()
    assert "already" in keeping.mistake
    keeping.name.setText("Main")
    keeping.name.editingFinished.emit()
    keeping.note.setFocus()
    panel.type("Coded twice")
    panel.key(Qt.Key.Key_Tab)
    assert [(each.name, each.note) for each in sources.sets(panel.collection)] == [
        ("Main", "Coded twice"),
        ("Pilot", ""),
    ]
    keeping.remove.click()
    assert [each.name for each in sources.sets(panel.collection)] == ["Pilot"]
    keeping.accept()


def test_notes_on_a_source_and_on_the_collection(panel: Driver) -> None:
    panel.read()
    panel.ctrl(Qt.Key.Key_B)
    about = dialog(panel, SourceAboutDialog)
    about.extras.note.setFocus()
    panel.type("Seen *twice*")
    about.accept()
    assert note(panel.collection, "source", 1) == "Seen *twice*"
    back(panel)
    panel.window.source_work.note()
    writing = dialog(panel, CollectionNoteDialog)
    panel.type("For the thesis")
    writing.accept()
    assert note(panel.collection, "collection") == "For the thesis"


def test_coverage_is_said_in_the_list_and_in_the_dialog(panel: Driver) -> None:
    panel.collection.tag(1, "claim", [(0, 51)])
    model, share = panel.window.source_model, f"{round(51 / len(BRIDGE) * 100)} %"

    def told() -> str:
        return str(model.data(model.index(model.row(1)), Qt.ItemDataRole.AccessibleTextRole))

    assert "1 claim" in told()
    panel.bot.waitUntil(lambda: f"{share} of the text annotated" in told())
    panel.read()
    panel.window.source_work.about()
    about = dialog(panel, SourceAboutDialog)
    assert about.extras.coverage.text() == f"{share} of {len(BRIDGE)} characters · 1 of 3 paragraphs"
    about.accept()


def test_deleting_several_says_what_goes_along(panel: Driver) -> None:
    panel.collection.tag(1, "claim", [(0, 30)])
    everything(panel)
    panel.ctrl(Qt.Key.Key_Delete)
    deleting = dialog(panel, DeleteSourcesDialog)
    assert deleting.touched_words == "Touches 1 annotation"
    QTest.keyClick(deleting, Qt.Key.Key_Return)
    assert panel.collection.source_ids() == []
    back(panel)
    panel.ctrl(Qt.Key.Key_Z)
    assert len(panel.collection.source_ids()) == 4


def test_what_is_left_to_read_is_shown_alone(panel: Driver) -> None:
    sources.mark_sources(panel.collection, panel.collection.source_ids(), read=True)
    panel.window.sources.arrange_button.chosen.emit(Arrangement("newest", only="unread"))
    assert "No source is left" in panel.window.sources.empty_words
    panel.window.reading.close_source()
    assert "Choose a source" in panel.window.pane.empty_words


def test_details_are_those_of_all_chosen_sources(panel: Driver) -> None:
    everything(panel)
    panel.window.actions_by_id.action("source.details").trigger()
    details = dialog(panel, SourceDetailsDialog)
    assert details.windowTitle() == "Details of 4 sources"
    details.reject()
