# SPDX-License-Identifier: MIT
"""Taking in files of other tools: what would be done is shown first, and then done in one step."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from app.desktop.controllers.taking import TakingFailed
from app.desktop.dialogs import files
from app.desktop.dialogs.taking import TakingDialog
from app.desktop.models.plan import PlanModel
from app.exchange.export import export
from app.exchange.incoming import BadFile
from app.exchange.plan import GROUPS, Line
from app.exchange.taking import recognise
from database.records import CodeUse
from tests.builders import add_source, new_collection
from tests.desktop.conftest import BRIDGE, Driver

PATIENCE = 30_000
TITLE = "The bridge at Tamsel"


def write_lines(path: Path, *entries: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return path


def offered(driver: Driver, path: Path) -> TakingDialog:
    """Offer a file."""
    driver.window.taking.offer(path)
    dialog = driver.window.findChild(TakingDialog)
    assert dialog is not None
    return dialog


def tried(driver: Driver, dialog: TakingDialog) -> None:
    """Wait until the dry run is there."""
    driver.bot.waitUntil(lambda: dialog.plan is not None, timeout=PATIENCE)


def taken(driver: Driver, dialog: TakingDialog) -> None:
    """Take in, and wait until that is done."""
    with driver.bot.waitSignal(driver.window.taking.finished, timeout=PATIENCE):
        dialog.accept_button.click()


def drop(driver: Driver, *paths: Path) -> None:
    """Drop files on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    driver.window.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def test_the_model_of_a_plan_keeps_the_rules_of_models() -> None:
    model = PlanModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([Line("annotation", "Harbour", 2), Line("code", "x", reason="It is too long.")])
    assert model.index(0, 0).data() == "2 annotations in “Harbour”"
    assert model.index(1, 0).data() == "code “x”: It is too long."


def test_a_dry_run_is_shown_and_then_done_in_one_step(reader: Driver, tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "in.jsonl",
        {"title": TITLE, "quote": "The bridge", "kind": "claim", "codes": [{"code": "bridges"}]},
        {"title": TITLE, "quote": "Tomas Hale", "kind": "recommendation"},
        {"title": "Elsewhere", "quote": "x"},
    )
    dialog = offered(reader, path)
    tried(reader, dialog)
    assert reader.collection.annotations() == []
    assert "2 annotations and 1 code would be added. 1 source is here already." in dialog.words
    assert "1 annotation cannot be kept." in dialog.words
    taken(reader, dialog)
    assert [made.kind for made in reader.collection.annotations()] == ["claim", "recommendation"]
    assert [code.name for code in reader.collection.codes()] == ["bridges"]
    assert "in.jsonl" in reader.window.status.words
    assert "1 claim" in reader.window.status.words
    reader.window.actions_by_id.action("edit.undo").trigger()
    reader.bot.waitUntil(lambda: not reader.window.session.busy)
    assert reader.collection.annotations() == []
    assert reader.collection.codes() == []


def test_each_list_is_a_tab_and_all_can_be_saved(
    reader: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "choose_report", lambda _: tmp_path / "list.txt")
    dialog = offered(reader, write_lines(tmp_path / "in.jsonl", {"title": "Elsewhere", "quote": "x"}))
    tried(reader, dialog)
    assert "No source here matches “Elsewhere”." in dialog.words
    dialog.tabs.setCurrentIndex(GROUPS.index("added"))
    assert "Nothing in the file is new here." in dialog.words
    assert not dialog.accept_button.isEnabled()
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Save the list…").click()
    assert "No source here matches" in (tmp_path / "list.txt").read_text(encoding="utf-8")
    dialog.close()


def test_columns_of_a_table_are_mapped(reader: Driver, tmp_path: Path) -> None:
    path = tmp_path / "coded.csv"
    path.write_text(f"Fundstelle,Wo,Wer\nThe bridge,{TITLE},Mirela Dantov\n", encoding="utf-8")
    dialog = offered(reader, path)
    assert dialog.columns is not None
    reader.bot.waitUntil(lambda: "Say which column holds" in dialog.words)
    for column, field in (("Fundstelle", "quote"), ("Wo", "title"), ("Wer", "speakers")):
        box = dialog.columns.boxes[column]
        box.setCurrentIndex(box.findData(field))
    tried(reader, dialog)
    taken(reader, dialog)
    assert [made.speakers for made in reader.collection.annotations()] == [("Mirela Dantov",)]


def test_two_columns_cannot_stand_for_one_field(reader: Driver, tmp_path: Path) -> None:
    path = tmp_path / "coded.csv"
    path.write_text(f"quote,title,more\nThe bridge,{TITLE},x\n", encoding="utf-8")
    dialog = offered(reader, path)
    assert dialog.columns is not None
    box = dialog.columns.boxes["more"]
    box.setCurrentIndex(box.findData("quote"))
    reader.bot.waitUntil(lambda: "only one can" in dialog.words)
    assert not dialog.accept_button.isEnabled()
    dialog.close()


def test_a_file_that_cannot_be_read_says_why(reader: Driver, tmp_path: Path) -> None:
    path = tmp_path / "broken.qdpx"
    path.write_bytes(b"no zip")
    dialog = offered(reader, path)
    reader.bot.waitUntil(lambda: "not a zip archive" in dialog.words, timeout=PATIENCE)
    assert not dialog.accept_button.isEnabled()
    dialog.close()


def test_a_file_that_goes_before_it_is_taken_in_changes_nothing(reader: Driver, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "in.jsonl", {"title": TITLE, "quote": "The bridge"})
    taking = reader.window.taking
    path.unlink()
    with reader.bot.captureExceptions() as faults, reader.bot.waitSignal(taking.finished, timeout=PATIENCE):
        taking.start(path, {})
    reader.bot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0][1], TakingFailed)
    assert reader.collection.annotations() == []


def test_what_was_written_before_a_stop_stays_as_one_step(reader: Driver, tmp_path: Path) -> None:
    entries: list[dict[str, object]] = [
        {"title": TITLE, "spans": [[n % 90, n % 90 + 5]], "note": str(n)} for n in range(6000)
    ]
    taking = reader.window.taking
    taking.start(write_lines(tmp_path / "many.jsonl", *entries), {})
    reader.bot.waitUntil(lambda: len(reader.collection.annotation_ids()) > 0, timeout=PATIENCE)
    assert reader.collection.next_undo == "Import"
    with reader.bot.waitSignal(taking.finished, timeout=PATIENCE):
        taking.cancel()
    assert 0 < len(reader.collection.annotation_ids()) < 6000
    assert "before it was stopped" in reader.window.status.words
    reader.window.actions_by_id.action("edit.undo").trigger()
    reader.bot.waitUntil(lambda: not reader.window.session.busy)
    assert reader.collection.annotation_ids() == []


def test_the_window_can_write_while_a_file_is_taken_in(reader: Driver, tmp_path: Path) -> None:
    entries: list[dict[str, object]] = [{"title": TITLE, "spans": [[n % 90, n % 90 + 5]]} for n in range(1500)]
    taking = reader.window.taking
    with reader.bot.waitSignal(taking.finished, timeout=PATIENCE):
        taking.start(write_lines(tmp_path / "many.jsonl", *entries), {})
        reader.bot.waitUntil(lambda: len(reader.collection.annotation_ids()) > 0, timeout=PATIENCE)
        mine = reader.collection.tag(2, "claim", [(0, 5)])
        assert taking.running
    assert len(reader.collection.annotation_ids()) == 1501
    assert reader.collection.annotation(mine.id).kind == "claim"
    assert reader.collection.check() == []


def test_another_collection_is_taken_in(reader: Driver, tmp_path: Path) -> None:
    other = new_collection(tmp_path, "hers.postil", "Grace")
    add_source(other, TITLE, BRIDGE)
    other.tag(1, "claim", [(0, 10)], codes=[CodeUse("bridges")])
    other.close()
    dialog = offered(reader, tmp_path / "hers.postil")
    assert any(button.text() == "Open it instead" for button in dialog.findChildren(QPushButton))
    tried(reader, dialog)
    taken(reader, dialog)
    assert [made.annotator for made in reader.collection.annotations()] == ["Grace"]


def test_dropped_files_of_other_tools_are_offered_and_the_rest_imported(reader: Driver, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "in.jsonl", {"title": TITLE, "quote": "The bridge"})
    (tmp_path / "ferry.txt").write_text("The ferry runs again.\n", encoding="utf-8")
    with reader.bot.waitSignal(reader.window.importing.finished, timeout=PATIENCE):
        drop(reader, path, tmp_path / "ferry.txt")
    dialog = reader.window.findChild(TakingDialog)
    assert dialog is not None
    assert "in.jsonl" in dialog.windowTitle()
    dialog.close()


def test_the_other_thing_can_be_done_with_a_dropped_file(reader: Driver, tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text(f"quote,title\nThe bridge,{TITLE}\n", encoding="utf-8")
    drop(reader, path)
    dialog = reader.window.findChild(TakingDialog)
    assert dialog is not None
    with reader.bot.waitSignal(reader.window.importing.finished, timeout=PATIENCE):
        next(button for button in dialog.findChildren(QPushButton) if button.text().startswith("Import it")).click()
    assert reader.collection.annotations() == []


def test_a_collection_that_is_closed_takes_the_dialog_along(reader: Driver, tmp_path: Path) -> None:
    dialog = offered(reader, write_lines(tmp_path / "in.jsonl", {"title": TITLE, "quote": "The bridge"}))
    reader.window.session.close()
    assert not dialog.isVisible()


def test_what_is_recognised_when_it_is_dropped(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", {"quote": "x"})
    write_lines(tmp_path / "b.json", {"items": [1]})
    (tmp_path / "c.csv").write_text("name,age\nx,1\n", encoding="utf-8")
    (tmp_path / "d.csv").write_text("Quotation;Code\nx;1\n", encoding="utf-8")
    for name, member in (("e.zip", "a.ann"), ("f.zip", "a.txt")):
        with zipfile.ZipFile(tmp_path / name, "w") as made:
            made.writestr(member, "")
    (tmp_path / "g.zip").write_bytes(b"x")
    (tmp_path / "h.txt").write_text("quote", encoding="utf-8")
    found = {path.name for path in tmp_path.iterdir() if recognise(path)}
    assert found == {"a.jsonl", "d.csv", "e.zip"}


def test_an_unknown_kind_is_refused(reader: Driver, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="of no kind"):
        reader.window.taking.offer(tmp_path / "x.doc")


def test_what_was_exported_comes_back_as_here_already(reader: Driver, tmp_path: Path) -> None:
    reader.collection.tag(1, "claim", [(0, 10)])
    export(reader.collection, "w3c", tmp_path / "out.jsonld")
    dialog = offered(reader, tmp_path / "out.jsonld")
    tried(reader, dialog)
    assert dialog.plan is not None
    assert dialog.plan.count("matched", "annotation") == 1
    dialog.close()
