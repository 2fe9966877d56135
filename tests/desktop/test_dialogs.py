# SPDX-License-Identifier: MIT
"""Dialogs ask one thing, and what was answered happens."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from app.desktop.controllers.session import AlreadyThere
from app.desktop.dialogs import files
from app.desktop.dialogs.crash import CrashDialog
from app.desktop.dialogs.import_report import ImportReportDialog, summary
from app.desktop.dialogs.messages import LinkDialog, Message
from app.desktop.dialogs.name import NameDialog
from app.desktop.faults import Faults
from app.importing.files import Problem
from app.importing.job import Imported, ImportReport
from tests.desktop.conftest import Driver

REPORT = ImportReport(
    imported=(Imported(1, "A", "a.txt", 5),),
    skipped=(Problem("b.txt", "The same text is in the collection already."),),
    failed=(Problem("c.txt", "It is empty."), Problem("d.txt", "It is empty.")),
    left=3,
)


def test_the_name_can_be_changed_later(reader: Driver) -> None:
    reader.window.actions_by_id.action("collection.annotator").trigger()
    dialog = reader.window.findChild(NameDialog)
    assert dialog is not None
    assert dialog.field.text() == "Ada"
    dialog.field.setText("Grace")
    dialog.accept()
    reader.choose("The bridge at Tamsel")
    reader.key(Qt.Key.Key_C)
    assert [made.annotator for made in reader.collection.annotations()] == ["Grace"]


def test_an_import_says_what_it_left_out(bare: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert summary(REPORT) == "1 source imported, 1 file skipped, 2 could not be read, 3 files not come to."
    monkeypatch.setattr(files, "choose_report", lambda _: tmp_path / "list.txt")
    dialog = ImportReportDialog(REPORT, bare.window.appearance, bare.window)
    assert dialog.model.sort_name == "failed", "what failed shows before what came in"
    assert dialog.model.listing().splitlines()[:3] == ["Imported (1)", "A", "    a.txt · 5 characters"]
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Save the list…").click()
    assert (tmp_path / "list.txt").read_text(encoding="utf-8") == dialog.model.listing() + "\n"
    dialog.close()


def test_a_link_of_the_web_is_asked_about(reader: Driver) -> None:
    reader.window.pane.view.link_activated.emit("https://example.org/a")
    dialog = reader.window.findChild(LinkDialog)
    assert dialog is not None
    assert dialog.target == "https://example.org/a"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:alert(1)", "#note-1", "notes.md", "\\\\host\\x"])
def test_other_links_lead_nowhere(reader: Driver, target: str) -> None:
    reader.window.pane.view.link_activated.emit(target)
    assert reader.window.findChild(LinkDialog) is None


def test_the_report_of_a_fault_can_be_copied(bare: Driver, capsys: pytest.CaptureFixture[str]) -> None:
    Faults(bare.window).show(ZeroDivisionError("no parts"))
    dialog = bare.window.findChild(CrashDialog)
    assert dialog is not None
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy the report").click()
    assert "ZeroDivisionError: no parts" in QGuiApplication.clipboard().text()


def test_a_fault_of_another_thread_is_shown_in_the_window(bare: Driver) -> None:
    faults = Faults(bare.window)
    error = OSError("The disk has gone.")
    thread = threading.Thread(target=faults.handle, args=(OSError, error, None))
    thread.start()
    thread.join()
    bare.bot.waitUntil(lambda: bare.window.findChild(Message) is not None)
    shown = bare.window.findChild(Message)
    assert shown is not None
    assert shown.words == "The disk has gone."


def test_files_are_imported_from_the_menu(reader: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ferry.md").write_text("# The ferry\n\nIt runs again.\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    monkeypatch.setattr(files, "choose_imports", lambda _: [tmp_path / "ferry.md", tmp_path / "empty.txt"])
    with reader.bot.waitSignal(reader.window.importing.finished, timeout=40000):
        reader.ctrl(Qt.Key.Key_I)
    assert {source.title for source in reader.collection.sources()} >= {"The ferry"}
    assert reader.window.findChild(ImportReportDialog) is not None
    assert not reader.window.importing.running
    reader.window.actions_by_id.action("edit.undo").trigger()
    assert "The ferry" not in {source.title for source in reader.collection.sources()}


def test_a_new_collection_never_takes_the_place_of_a_file(
    reader: Driver, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "other.postil").write_text("precious", encoding="utf-8")
    monkeypatch.setattr(files, "choose_new_collection", lambda *_: home / "other.postil")
    with pytest.raises(AlreadyThere):
        reader.window.session.new()
    assert (home / "other.postil").read_text(encoding="utf-8") == "precious"
    assert reader.collection.path.name == "Tamsel.postil"
