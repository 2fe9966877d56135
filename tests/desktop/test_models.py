# SPDX-License-Identifier: MIT
"""The models keep Qt's contract, and follow changes of the collection row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QApplication

from app.collection import Collection
from app.desktop.models.annotations import AnnotationModel
from app.desktop.models.results import Passage, ResultModel, ResultRow
from app.desktop.models.roles import RECORD
from app.desktop.models.sources import PAGE, SourceModel
from app.editing.source_groups import Arrangement
from database.records import Annotation
from tests.builders import add_source, new_collection, write_source


@pytest.fixture
def collection(tmp_path: Path, qapp: QApplication) -> Iterator[Collection]:
    opened = new_collection(tmp_path)
    yield opened
    opened.close()


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def titles(model: SourceModel) -> list[object]:
    return [model.index(row).data() for row in range(model.rowCount())]


def tagged(collection: Collection, source: int, start: int, end: int) -> Annotation:
    return collection.tag(source, "claim", [(start, end)])


def test_sources_follow_the_collection(collection: Collection) -> None:
    model = SourceModel()
    tester = watched(model)
    model.show(collection)
    collection.subscribe(model.refresh)
    first = add_source(collection, "Beta", "One two three.", date="2024", date_from="2024-01-01")
    add_source(collection, "Alpha", "Four five six.", date="2025", date_from="2025-01-01")
    assert titles(model) == ["Alpha", "Beta"]
    collection.delete_sources([first])
    assert titles(model) == ["Alpha"]
    collection.undo()
    assert titles(model) == ["Alpha", "Beta"]
    assert tester.model() is model


def test_a_tag_changes_only_the_row_of_its_source(collection: Collection) -> None:
    first = add_source(collection, "Beta", "One two three.")
    add_source(collection, "Alpha", "Four five six.")
    model = SourceModel()
    model.show(collection)
    collection.subscribe(model.refresh)
    changed, reset = QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)
    tagged(collection, first, 0, 3)
    assert [changed.at(number)[0].row() for number in range(changed.count())] == [model.row(first)]
    assert reset.count() == 0
    source = model.source(model.row(first))
    assert source is not None
    assert source.claims == 1


def test_filter_and_order(collection: Collection) -> None:
    add_source(collection, "Beta", "Text.", publication="Review")
    add_source(collection, "Alpha", "Text.", publication="Ledger")
    model = SourceModel()
    model.show(collection)
    model.arrange(Arrangement("title"))
    assert titles(model) == ["Alpha", "Beta"]
    model.arrange(Arrangement("title", "rev"))
    assert titles(model) == ["Beta"]


def test_sources_are_read_a_page_at_a_time(collection: Collection) -> None:
    with collection.action("Import"):
        for number in range(PAGE + 10):
            write_source(collection, f"Source {number:03}", f"Text {number}.")
    model = SourceModel()
    model.show(collection)
    model.arrange(Arrangement("title"))
    assert model.loaded == 0
    assert model.index(3).data() == "Source 003"
    assert model.loaded == PAGE
    assert model.index(PAGE + 1).data() == f"Source {PAGE + 1:03}"
    assert model.loaded == PAGE + 10


def test_annotations_stay_in_text_order(collection: Collection) -> None:
    source = add_source(collection, "Beta", "One two three four five six seven.")
    late, early = tagged(collection, source, 14, 18), tagged(collection, source, 0, 3)
    model = AnnotationModel()
    tester = watched(model)
    model.show([late])
    model.put(early)
    assert list(model.ids()) == [early.id, late.id]
    model.put(collection.edit(early.id, spans=[(20, 24)]))
    assert list(model.ids()) == [late.id, early.id]
    kept = QPersistentModelIndex(model.index(0))
    model.put(collection.edit(late.id, spans=[(30, 33)]))
    assert list(model.ids()) == [early.id, late.id]
    assert kept.row() == 1
    model.put(collection.edit(late.id, spans=[(14, 18)], note="see below"))
    shown = model.index(0).data(RECORD)
    assert isinstance(shown, Annotation)
    assert shown.note == "see below"
    model.drop(late.id)
    model.drop(late.id)
    assert list(model.ids()) == [early.id]
    assert tester.model() is model


def test_results_say_what_a_screen_reader_should_say(collection: Collection) -> None:
    source = collection.source(add_source(collection, "Beta", "One two three.", publication="Review"))
    model = ResultModel()
    tester = watched(model)
    model.show([ResultRow(source, (Passage("One two", 0, ((0, 3),)),), (4,))])
    words = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Beta. Review. One two. 1 annotation"
    assert tester.model() is model


def test_annotations_are_fetched_when_they_come_into_sight(collection: Collection) -> None:
    source = add_source(collection, "Beta", "word " * 300)
    made = [tagged(collection, source, 5 * number, 5 * number + 4) for number in range(250)]
    fetched: list[int] = []

    def fetch(ids: Sequence[int]) -> list[Annotation]:
        fetched.extend(ids)
        return list(collection.iter_annotations(ids))

    model = AnnotationModel()
    tester = watched(model)
    model.show_later([(one.start, one.spans[-1].end, one.id) for one in reversed(made)], fetch)
    fetched.clear()  # the tester looks at the first
    shown = model.index(120).data(RECORD)
    assert (shown, len(fetched)) == (made[120], 100)
    assert model.first_from(made[120].start) == 120
    changed = collection.edit(made[200].id, note="new")
    model.put(changed)
    assert model.annotation(200) == changed
    assert list(model.annotations) == [*made[:200], changed, *made[201:]]
    assert sorted(fetched) == sorted({*fetched})
    assert tester.model() is model
