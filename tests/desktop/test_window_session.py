# SPDX-License-Identifier: MIT
"""Opening, closing and coming back: the last place, read-only collections, empty states, the first start."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.collection import Collection
from app.desktop.controllers.session import NoCollection
from app.desktop.dialogs import files
from app.desktop.dialogs.crash import CrashDialog
from app.desktop.dialogs.messages import Message
from app.desktop.faults import Faults
from app.desktop.opening import make_window, open_at_start
from tests.builders import add_source, new_collection
from tests.desktop.conftest import Driver


def test_without_a_collection_the_window_says_what_to_do(bare: Driver) -> None:
    assert bare.window.pane.empty_words.startswith("Open a collection")


def test_an_empty_collection_offers_to_import(bare: Driver, home: Path) -> None:
    new_collection(home, "empty.postil").close()
    bare.window.session.open_path(home / "empty.postil")
    assert bare.window.pane.empty_words.startswith("This collection is empty")
    assert bare.window.sources.empty_words.startswith("Nothing here yet")


def test_a_source_without_tags_says_how_to_tag(reader: Driver) -> None:
    assert reader.window.cards.empty_words.startswith("Nothing tagged here yet")


def test_the_last_source_and_place_come_back(
    bare: Driver, qapp: QApplication, qtbot: QtBot, archive: Path, home: Path
) -> None:
    collection = Collection.open(archive)
    long = add_source(collection, "Long", "\n".join(f"Paragraph {number}. " * 20 for number in range(60)))
    collection.close()
    bare.window.session.open_path(archive)
    bare.window.reading.open_source(long)
    bare.window.pane.view.reveal(9000, margin=0)
    place = bare.window.pane.view.place()
    bare.window.frame.close()
    again = make_window(qapp)
    qtbot.addWidget(again.frame)
    assert open_at_start(again, None) is None
    again.frame.show()
    source = again.reading.source
    assert source is not None
    assert source.id == long
    assert abs(again.pane.view.place().offset - place.offset) < 200
    again.frame.close()


def test_window_and_panes_keep_their_sizes(bare: Driver, qapp: QApplication, qtbot: QtBot) -> None:
    bare.window.frame.resize(970, 640)
    bare.window.splitter.setSizes([230, 366, 310])
    sizes = bare.window.splitter.sizes()
    bare.window.frame.close()
    again = make_window(qapp)
    qtbot.addWidget(again.frame)
    again.frame.show()
    assert (again.frame.width(), again.frame.height()) == (970, 640)
    assert again.splitter.sizes() == sizes
    again.frame.close()


def test_a_held_collection_is_read_only_and_says_who_holds_it(bare: Driver, archive: Path) -> None:
    holder = Collection.open(archive, annotator="Grace")
    bare.window.session.open_path(archive)
    bare.window.reading.open_source(1)
    assert "Grace" in bare.window.pane.banner.words
    assert "Read-only" in bare.window.status.words
    bare.choose("The bridge")
    bare.read()
    bare.key(Qt.Key.Key_C)
    assert holder.annotations() == []
    holder.close()


def test_choosing_a_source_by_key_opens_it(reader: Driver) -> None:
    reader.window.sources.list_view.setFocus()
    before = reader.window.reading.source
    reader.key(Qt.Key.Key_Up)
    after = reader.window.reading.source
    assert before is not None
    assert after is not None
    assert before.id != after.id


def test_the_filter_narrows_the_list(reader: Driver) -> None:
    reader.window.sources.filter_field.setFocus()
    with reader.bot.waitSignal(reader.window.source_model.modelReset):
        reader.type("grain")
    assert reader.window.source_model.rowCount() == 1


def test_f6_goes_through_the_panes(reader: Driver) -> None:
    visited = []
    for _ in range(3):
        reader.key(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        visited.append(focus.accessibleName() if focus is not None else "")
    assert visited == ["Search everything", "Sources", "Text of the source"]


def test_a_deleted_source_is_closed_and_comes_back_with_undo(reader: Driver) -> None:
    reader.ctrl(Qt.Key.Key_Delete)
    assert len(reader.collection.sources()) == 1
    assert reader.window.reading.source is None
    reader.ctrl(Qt.Key.Key_Z)
    assert len(reader.collection.sources()) == 2
    assert reader.window.source_model.rowCount() == 2


def test_a_source_that_stays_open_counts_as_read(reader: Driver) -> None:
    reader.window.reading.dwell()
    assert [source.read for source in reader.collection.sources([1])] == [True]
    reader.key(Qt.Key.Key_U)
    assert [source.read for source in reader.collection.sources([1])] == [False]


def test_a_new_collection_is_made_and_opened(bare: Driver, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "choose_new_collection", lambda *_: home / "fresh.postil")
    bare.ctrl(Qt.Key.Key_N)
    assert bare.collection.path == home / "fresh.postil"
    assert bare.window.frame.windowTitle() == "fresh – Postil"


def test_a_file_that_is_no_collection_leaves_the_old_one_open(reader: Driver, home: Path) -> None:
    (home / "letter.postil").write_text("Dear all")
    error = open_at_start(reader.window, home / "letter.postil")
    assert "is not a Postil collection" in str(error)
    assert reader.collection.path.name == "Tamsel.postil"


def test_files_dropped_on_the_window_are_imported(reader: Driver, tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("A note about the ferry.\n\nIt runs again.", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(text))])
    actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPoint(10, 10), actions, data, buttons, keys)
    with reader.bot.waitSignal(reader.window.importing.finished, timeout=30000):
        reader.window.dropEvent(event)
    assert len(reader.collection.sources()) == 3
    assert reader.window.source_model.rowCount() == 3


def test_an_expected_error_is_shown_as_a_sentence(bare: Driver) -> None:
    Faults(bare.window).show(NoCollection())
    dialog = bare.window.findChild(Message)
    assert dialog is not None
    assert dialog.words == "No collection is open."


def test_a_damaged_file_is_no_fault_of_the_program(reader: Driver) -> None:
    faults = Faults(reader.window)
    faults.watch(reader.window.session)
    faults.show(
        sqlite3.DatabaseError("Error calling Python override of QThread::run(): database disk image is malformed")
    )
    dialog = reader.window.findChild(Message)
    assert dialog is not None
    assert dialog.words.startswith("“Tamsel.postil” is damaged (database disk image is malformed). Open a backup")
    assert reader.window.findChild(CrashDialog) is None


def test_a_fault_is_shown_with_a_report_to_copy(bare: Driver, capsys: pytest.CaptureFixture[str]) -> None:
    Faults(bare.window).show(ValueError("a fault"))
    dialog = bare.window.findChild(CrashDialog)
    assert dialog is not None
    assert "ValueError: a fault" in dialog.report


def test_the_order_of_the_sources_comes_back(bare: Driver, qapp: QApplication, qtbot: QtBot) -> None:
    bare.window.sources.arrange("title")
    bare.window.frame.close()
    again = make_window(qapp)
    qtbot.addWidget(again.frame)
    assert again.source_model.sort_name == "title"


def test_the_menu_says_what_undo_takes_back(reader: Driver) -> None:
    reader.choose("The bridge at Tamsel")
    reader.key(Qt.Key.Key_C)
    assert reader.window.actions_by_id.action("edit.undo").text() == "Undo tag as claim"
    reader.ctrl(Qt.Key.Key_Z)
    assert reader.window.actions_by_id.action("edit.redo").text() == "Redo tag as claim"


def test_moving_to_the_cards_opens_none_of_them(reader: Driver) -> None:
    reader.collection.tag(1, "claim", [(0, 10)])
    reader.key(Qt.Key.Key_F6)
    assert reader.window.cards.list_view.hasFocus()
    assert reader.window.annotating.current is None
    reader.key(Qt.Key.Key_Down)
    assert reader.window.annotating.current is not None


def test_reading_waits_while_an_import_writes(reader: Driver) -> None:
    reader.collection.running.add("step")
    reader.window.reading.dwell()
    assert [source.read for source in reader.collection.sources([1])] == [False]
    reader.collection.running.clear()
    reader.window.reading.dwell()
    assert [source.read for source in reader.collection.sources([1])] == [True]
