# SPDX-License-Identifier: MIT
"""Watched folders in the window: added, scanned by key, and reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.desktop.dialogs import files
from app.desktop.dialogs.import_report import ImportReportDialog
from app.desktop.dialogs.watched import WatchedDialog
from app.editing import attributes
from app.editing.watched import watch, watched_folders
from tests.desktop.conftest import Driver


@pytest.fixture
def folder(home: Path) -> Path:
    made = home / "letters"
    made.mkdir()
    for name in ("first", "second"):
        (made / f"{name}.txt").write_text(f"The {name} letter says little.", encoding="utf-8")
    return made


def scan(driver: Driver) -> ImportReportDialog:
    with driver.bot.waitSignal(driver.window.importing.reported, timeout=40_000):
        driver.window.actions_by_id.action("collection.scan").trigger()
    dialog = driver.window.text_work.reporting.dialog
    assert dialog is not None
    driver.bot.waitUntil(lambda: not driver.window.text_work.reporting.comparing, timeout=40_000)
    return dialog


def test_a_folder_is_added_and_scanned(reader: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.window.actions_by_id.action("collection.watched").trigger()
    dialog = reader.window.findChild(WatchedDialog)
    assert dialog is not None
    assert not dialog.scan_button.isEnabled()
    monkeypatch.setattr(files, "choose_folder", lambda _: folder)
    dialog.add_asked.emit()
    assert [each.path for each in watched_folders(reader.collection)] == [folder]
    assert dialog.list_view.count() == 1
    with reader.bot.waitSignal(reader.window.importing.reported, timeout=40_000):
        dialog.scan_button.click()
    assert {source.path for source in reader.collection.sources()} >= {"letters/first.txt", "letters/second.txt"}
    reader.bot.waitUntil(lambda: not reader.window.text_work.reporting.comparing, timeout=40_000)


def test_a_scan_adds_what_is_new_and_tells_the_rest(reader: Driver, folder: Path) -> None:
    watch(reader.collection, folder)
    assert scan(reader).model.counts["imported"] == 2
    (folder / "third.txt").write_text("The third one is new.", encoding="utf-8")
    (folder / "first.txt").write_text("The first letter was written anew.", encoding="utf-8")
    (folder / "second.txt").unlink()
    counts = scan(reader).model.counts
    assert (counts["imported"], counts["differing"], counts["missing"]) == (1, 1, 1)
    titles = {source.path for source in reader.collection.sources()}
    assert {"letters/first.txt", "letters/second.txt", "letters/third.txt"} <= titles, "nothing is ever deleted"
    assert reader.collection.next_undo == "Scan watched folders"


def test_a_scan_asks_nothing_and_goes_by_what_was_said(reader: Driver, folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    for name in ("USA_70_2015", "FRA_70_2015", "RUS_71_2016"):
        (folder / f"{name}.txt").write_text(f"The speech of {name}, and its words.", encoding="utf-8")
    reader.window.state.put("name_patterns", ["{country}_{session}_{year}"])
    watch(reader.collection, folder)
    scan(reader)
    assert [each.name for each in attributes.all_attributes(reader.collection)] == ["country", "session"]


def test_a_folder_is_taken_away(reader: Driver, folder: Path) -> None:
    watch(reader.collection, folder)
    reader.window.actions_by_id.action("collection.watched").trigger()
    dialog = reader.window.findChild(WatchedDialog)
    assert dialog is not None
    dialog.remove_button.click()
    assert watched_folders(reader.collection) == []
    assert not dialog.remove_button.isEnabled()
    dialog.close()


def test_without_a_folder_a_scan_says_so(reader: Driver) -> None:
    with reader.bot.waitSignal(reader.window.text_work.watching.said) as said:
        reader.key(Qt.Key.Key_F5)
    assert "No folder is watched yet" in str(said.args)
