# SPDX-License-Identifier: MIT
"""Persons and organisations: found, edited, merged, split and deleted by keyboard, each in one undo step."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog

from app.collection import Collection
from app.desktop.dialogs import actor_edit
from app.desktop.models.actors import ActorModel
from app.desktop.models.annotation_rows import AnnotationRows
from app.desktop.views.actors import ActorsView
from app.desktop.views.annotations.view import AnnotationsView
from app.editing import actors
from database.actors_read import Actor
from database.records import ADDRESSEE, Link, Slot
from tests.builders import add_source, new_collection
from tests.desktop.conftest import BRIDGE, Driver

D = TypeVar("D", bound=QDialog)


@pytest.fixture
def view(reader: Driver) -> ActorsView:
    """The view, over three annotations: two by Mirela Dantov, one of them under another spelling, one to a ministry."""
    collection = reader.collection
    source = collection.find_source("The bridge at Tamsel").id
    start = BRIDGE.index("The ministry should")
    collection.tag(source, "claim", [(0, 30)], chain=[Link(actor="Mirela Dantov", organisation="Harbour Board")])
    collection.tag(
        source,
        "recommendation",
        [(start, start + 40)],
        chain=[Link(actor="M. Dantov"), Link(role="quoted by", actor="Tomas Hale")],
        slots=[Slot(ADDRESSEE, "the ministry", actor="the ministry")],
    )
    reader.ctrl(Qt.Key.Key_3)
    made = reader.window.views.view("actors")
    assert isinstance(made, ActorsView)
    return made


def names(view: ActorsView) -> list[str]:
    return [actor.name for actor in view.model.actors]


def go(view: ActorsView, *wanted: str) -> None:
    """Choose actors by name, the first of them with its details."""
    view.list.setFocus()
    rows = [names(view).index(name) for name in wanted]
    view.list.go(rows[0])
    for row in rows[1:]:
        model = view.list.selectionModel()
        model.select(view.model.index(row), model.SelectionFlag.Select)


def found(view: ActorsView, name: str) -> Actor:
    actor = actors.find(view.session.required, name)
    assert actor is not None
    return actor


def dialog(reader: Driver, kind: type[D]) -> D:
    """Return the dialog that was opened, once it has the keys."""
    made = reader.window.findChild(kind)
    assert made is not None
    reader.bot.waitUntil(made.isActiveWindow)
    return made


def undo(reader: Driver) -> None:
    """Press Ctrl+Z in the window, once it has the keys again."""
    reader.window.frame.activateWindow()  # as a desktop does when a dialog closes
    reader.bot.waitUntil(reader.window.frame.isActiveWindow)
    reader.ctrl(Qt.Key.Key_Z)


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_models_keep_the_contract_of_qt(tmp_path: Path) -> None:
    collection: Collection = new_collection(tmp_path)
    source = add_source(collection, "One", BRIDGE)
    made = collection.tag(source, "claim", [(0, 30)], chain=[Link(actor="Mirela Dantov")])
    model, rows = ActorModel(), AnnotationRows(ticks=True)
    testers = watched(model), watched(rows)
    model.show(collection)
    rows.show(collection, [made.id])
    rows.setData(rows.index(0), Qt.CheckState.Checked, int(Qt.ItemDataRole.CheckStateRole))
    assert rows.chosen == [made.id]
    model.arrange(words="zzz")
    assert model.rowCount() == 0
    collection.close()
    assert len(testers) == 2


def test_the_list_is_filtered_in_any_spelling(reader: Driver, view: ActorsView) -> None:
    assert names(view) == ["Harbour Board", "M. Dantov", "Mirela Dantov", "the ministry", "Tomas Hale"]
    view.pane.filter.setText("мирела")  # no key of a test keyboard is Cyrillic
    reader.bot.waitUntil(lambda: names(view) == ["Mirela Dantov"])
    view.pane.filter.setFocus()
    view.pane.filter.selectAll()
    reader.type("nobody")
    reader.bot.waitUntil(lambda: "No actor matches" in view.empty_words)


def test_country_and_aliases_are_saved_as_they_are_left_one_step_each(reader: Driver, view: ActorsView) -> None:
    go(view, "Mirela Dantov")
    view.details.country.setFocus()
    reader.type("Orsovia")
    reader.key(Qt.Key.Key_Tab)
    reader.type("Dantova, Mirela")
    reader.key(Qt.Key.Key_Return)
    assert (found(view, "Mirela Dantov").country, found(view, "Mirela Dantov").aliases) == (
        "Orsovia",
        ("Dantova, Mirela",),
    )
    view.list.setFocus()
    undo(reader)
    assert found(view, "Mirela Dantov").aliases == ()
    assert view.details.aliases.values() == ()
    undo(reader)
    assert found(view, "Mirela Dantov").country == ""


def test_an_affiliation_is_typed_field_by_field(reader: Driver, view: ActorsView) -> None:
    go(view, "Mirela Dantov")
    view.details.affiliations.lines[0].fields[0].setFocus()
    for words in ("Lake Council", "chair", "2019-06"):
        reader.type(words)
        reader.key(Qt.Key.Key_Tab)
    row = found(view, "Mirela Dantov").id
    (made,) = actors.affiliations(view.session.required, row)
    assert (made.name, made.role, made.since, made.until) == ("Lake Council", "chair", "2019-06", "")
    assert len(view.details.affiliations.lines) == 2
    reader.type("never")
    reader.key(Qt.Key.Key_Return)
    assert "not a date" in view.details.affiliations.mistake
    assert actors.affiliations(view.session.required, row) == [made]


def test_an_alias_that_is_taken_offers_a_merge(reader: Driver, view: ActorsView) -> None:
    go(view, "Mirela Dantov")
    view.details.aliases.setFocus()
    reader.type("M. Dantov")
    reader.key(Qt.Key.Key_Return)
    merging = dialog(reader, actor_edit.MergeActorsDialog)
    assert merging.touched_words == "Touches 1 annotation"
    merging.reject()
    assert found(view, "Mirela Dantov").aliases == ()


def test_rename_keeps_the_old_name_and_is_one_step(reader: Driver, view: ActorsView) -> None:
    go(view, "Mirela Dantov")
    reader.key(Qt.Key.Key_F2)
    renaming = dialog(reader, actor_edit.RenameActorDialog)
    assert renaming.touched_words == "Touches 1 annotation"
    renaming.name.setText("Mirela Dantova")
    QTest.keyClick(renaming.name, Qt.Key.Key_Return)
    assert found(view, "Mirela Dantova").aliases == ("Mirela Dantov",)
    assert view.current is not None
    assert view.current.name == "Mirela Dantova"
    undo(reader)
    assert found(view, "Mirela Dantov").aliases == ()


def test_a_name_that_is_taken_offers_a_merge_into_who_has_it(reader: Driver, view: ActorsView) -> None:
    go(view, "M. Dantov")
    reader.key(Qt.Key.Key_F2)
    renaming = dialog(reader, actor_edit.RenameActorDialog)
    renaming.name.setText("Mirela Dantov")
    renaming.accept()
    renaming.offer.click()
    merging = dialog(reader, actor_edit.MergeActorsDialog)
    reader.key(Qt.Key.Key_Return)
    assert not merging.isVisible()
    assert found(view, "Mirela Dantov").name == "Mirela Dantov"
    assert found(view, "Mirela Dantov").aliases == ("M. Dantov",)


def test_merge_shows_what_it_touches_and_undo_takes_it_back(reader: Driver, view: ActorsView) -> None:
    go(view, "Mirela Dantov", "M. Dantov")
    reader.key(Qt.Key.Key_M)
    merging = dialog(reader, actor_edit.MergeActorsDialog)
    merging.which.setCurrentRow([actor.name for actor in merging._chosen].index("Mirela Dantov"))
    assert merging.touched_words == "Touches 1 annotation"
    QTest.keyClick(merging.which, Qt.Key.Key_Return)
    assert found(view, "Mirela Dantov").annotations == 2
    assert "M. Dantov" not in names(view)
    assert view.details.list.rows.rowCount() == 2
    undo(reader)
    assert "M. Dantov" in names(view)
    assert found(view, "Mirela Dantov").annotations == 1


def test_another_actor_is_added_to_a_merge_by_name(reader: Driver, view: ActorsView) -> None:
    go(view, "Mirela Dantov")
    reader.key(Qt.Key.Key_M)
    merging = dialog(reader, actor_edit.MergeActorsDialog)
    merging.more.setText("M. Dantov")
    QTest.keyClick(merging.more, Qt.Key.Key_Return)
    assert merging.isVisible()
    assert merging.touched_words == "Touches 1 annotation"
    merging.accept()
    assert len(names(view)) == 4


def test_split_gives_the_ticked_annotations_to_a_new_actor(reader: Driver, view: ActorsView) -> None:
    go(view, "the ministry")
    reader.key(Qt.Key.Key_S)
    splitting = dialog(reader, actor_edit.SplitActorDialog)
    splitting.name.setCurrentText("Ministry of Roads")
    splitting.list.setFocus()
    splitting.list.go(0)
    QTest.keyClick(splitting.list, Qt.Key.Key_Space)
    splitting.accept()
    assert found(view, "Ministry of Roads").addressed == 1
    assert found(view, "the ministry").annotations == 0


def test_delete_says_what_it_touches_and_offers_a_merge(reader: Driver, view: ActorsView) -> None:
    go(view, "Mirela Dantov")
    reader.key(Qt.Key.Key_Delete)
    deleting = dialog(reader, actor_edit.DeleteActorsDialog)
    assert deleting.touched_words == "Touches 1 annotation"
    assert deleting.other is not None
    QTest.keyClick(deleting, Qt.Key.Key_Return)
    assert "Mirela Dantov" not in names(view)
    undo(reader)
    assert "Mirela Dantov" in names(view)


def test_all_statements_of_an_actor_are_one_key_away(reader: Driver, view: ActorsView) -> None:
    go(view, "Mirela Dantov")
    view.query_asked.disconnect()  # the table of annotations has its own tests
    with reader.bot.waitSignal(view.query_asked) as asked:
        reader.key(Qt.Key.Key_Return)
    assert asked.args == ['by:"Mirela Dantov"']


def test_enter_on_an_annotation_goes_to_its_place(reader: Driver, view: ActorsView) -> None:
    go(view, "Tomas Hale")
    view.details.list.setFocus()
    view.details.list.go(0)
    reader.key(Qt.Key.Key_Return)
    assert reader.window.views.reading
    current = reader.window.annotating.current
    assert current is not None
    assert current.via == ("Tomas Hale",)


def test_what_an_actor_says_is_listed_in_the_table(reader: Driver, view: ActorsView) -> None:
    go(view, "Mirela Dantov")
    view.details.link.click()
    assert reader.window.views.front == "annotations"
    table = reader.window.views.view("annotations")
    assert isinstance(table, AnnotationsView)
    reader.bot.waitUntil(lambda: table.model.rowCount() == 1)
