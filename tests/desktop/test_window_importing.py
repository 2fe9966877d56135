# SPDX-License-Identifier: MIT
"""Imports as a user sees them: the report, what changed since, and what is nearly the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton, QWidget

from app.desktop.dialogs import files
from app.desktop.dialogs.columns import ColumnsDialog
from app.desktop.dialogs.compare import CompareDialog
from app.desktop.dialogs.import_report import ImportReportDialog
from app.desktop.dialogs.replace import ReplaceDialog
from app.desktop.models.report import ReportModel, rows_of
from app.importing.files import Problem
from app.importing.report import Imported, ImportReport
from app.importing.rules import Rules
from tests.builders import add_source
from tests.desktop.conftest import Driver

LONG = " ".join(f"word{number}" for number in range(200))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "letters"
    made.mkdir()
    (made / "first.txt").write_text("The first letter says little.", encoding="utf-8")
    (made / "second.txt").write_text("The second one says more than the first.", encoding="utf-8")
    return made


def bring(driver: Driver, path: Path) -> ImportReportDialog:
    """Import by the window and return its report."""
    with driver.bot.waitSignal(driver.window.importing.reported, timeout=40_000):
        driver.window.importing.bring([path])
    dialog = driver.window.text_work.reporting.dialog
    assert dialog is not None
    driver.bot.waitUntil(lambda: not driver.window.text_work.reporting.comparing, timeout=40_000)
    return dialog


def press(dialog: QWidget, words: str) -> None:
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == words)
    assert button.isVisible()
    assert button.isEnabled()
    button.click()


def test_the_report_lists_what_came_in_and_leads_to_it(reader: Driver, folder: Path) -> None:
    dialog = bring(reader, folder)
    assert dialog.model.counts["imported"] == 2
    row = dialog.current
    assert row is not None
    press(dialog, "Read")
    source = reader.window.reading.source
    assert source is not None
    assert source.title == row.head
    assert dialog.isVisible(), "the report stays while the source is read"


def test_what_failed_shows_first_with_its_reason(reader: Driver, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    dialog = bring(reader, folder)
    assert dialog.model.sort_name == "failed"
    row = dialog.current
    assert row is not None
    assert (Path(row.head).name, row.words) == ("empty.txt", "It is empty.")


def test_a_changed_file_takes_the_place_of_its_source(reader: Driver, folder: Path) -> None:
    bring(reader, folder)
    (folder / "first.txt").write_text("The first letter now says a little more.", encoding="utf-8")
    dialog = bring(reader, folder)
    assert dialog.model.sort_name == "differing"
    count = len(reader.collection.sources())
    press(dialog, "Replace text…")
    plan = reader.window.findChild(ReplaceDialog)
    assert plan is not None
    reader.bot.waitUntil(lambda: plan.plan is not None, timeout=40_000)
    plan.accept()
    source = next(each for each in reader.collection.sources() if each.path == "letters/first.txt")
    assert reader.collection.text(source.id)[0] == "The first letter now says a little more."
    assert dialog.model.counts["differing"] == 0
    assert len(reader.collection.sources()) == count


def test_all_changed_files_take_the_place_of_their_sources(reader: Driver, folder: Path) -> None:
    bring(reader, folder)
    first = next(each for each in reader.collection.sources() if each.path == "letters/first.txt")
    made = reader.collection.tag(first.id, "claim", [(0, 16)])
    (folder / "first.txt").write_text("The first letter now says a little more.", encoding="utf-8")
    (folder / "second.txt").write_text("The second one was written anew, too.", encoding="utf-8")
    dialog = bring(reader, folder)
    with reader.bot.waitSignal(reader.window.text_work.replacing_all.ended, timeout=40_000):
        press(dialog, "Replace all")
    texts = [reader.collection.text(each.id)[0] for each in reader.collection.sources() if each.path.startswith("lett")]
    assert texts == ["The first letter now says a little more.", "The second one was written anew, too."]
    assert reader.collection.annotation(made.id).quote == "The first letter"
    assert dialog.model.counts["differing"] == 0
    assert "2 texts replaced" in reader.window.status.words
    reader.window.undoing.undo()
    assert reader.collection.next_undo == "Replace text of “first”", "each is a step of its own"


def test_replacing_all_can_be_stopped(reader: Driver, folder: Path) -> None:
    bring(reader, folder)
    ids = [each.id for each in reader.collection.sources() if each.path.startswith("letters/")]
    work = reader.window.text_work.replacing_all
    with reader.bot.waitSignal(work.ended, timeout=40_000):
        work.start([(source, folder / "missing.txt") for source in ids])
        work.stop()
    assert not work.running
    assert len(reader.collection.versions(ids[0])) == 0


def test_what_cannot_be_replaced_is_counted(reader: Driver, folder: Path) -> None:
    bring(reader, folder)
    source = next(each for each in reader.collection.sources() if each.path == "letters/first.txt")
    work = reader.window.text_work.replacing_all
    with reader.bot.waitSignal(work.said, timeout=40_000) as said:
        work.start([(source.id, folder / "missing.txt")])
    assert said.args == ["0 texts replaced; 1 could not be replaced"]


def test_a_changed_file_can_be_a_source_of_its_own(reader: Driver, folder: Path) -> None:
    bring(reader, folder)
    (folder / "first.txt").write_text("The first letter now says a little more.", encoding="utf-8")
    dialog = bring(reader, folder)
    count = len(reader.collection.sources())
    with reader.bot.waitSignal(reader.window.importing.finished, timeout=40_000):
        press(dialog, "Import as new")
    assert len(reader.collection.sources()) == count + 1


def test_what_is_nearly_the_same_is_shown_compared_and_deleted(reader: Driver, tmp_path: Path) -> None:
    add_source(reader.collection, "The original", LONG)
    (tmp_path / "copy.txt").write_text(LONG.replace("word100", "changed"), encoding="utf-8")
    dialog = bring(reader, tmp_path / "copy.txt")
    dialog.choose("near")
    row = dialog.current
    assert row is not None
    assert "of its wording is that of “The original”" in row.words
    press(dialog, "Compare…")
    compare = dialog.findChild(CompareDialog)
    assert compare is not None
    reader.bot.waitUntil(lambda: compare.words == "They differ in 1 place.", timeout=40_000)
    QTest.keyClick(compare, Qt.Key.Key_N)
    assert compare.pages[0].text[compare.pages[0].caret() :].startswith("changed")
    count = len(reader.collection.sources())
    next(each for each in compare.findChildren(QPushButton) if each.text() == "Delete…").click()
    assert len(reader.collection.sources()) == count - 1
    reader.window.undoing.undo()
    assert len(reader.collection.sources()) == count, "nothing is lost by it"


def test_the_whole_collection_is_searched_for_near_duplicates(reader: Driver) -> None:
    add_source(reader.collection, "The original", LONG)
    add_source(reader.collection, "A copy", LONG + " and more")
    reader.window.actions_by_id.action("collection.near").trigger()
    reader.bot.waitUntil(lambda: reader.window.text_work.reporting.dialog is not None, timeout=40_000)
    dialog = reader.window.text_work.reporting.dialog
    assert dialog is not None
    assert dialog.model.counts["near"] == 1


def test_where_nothing_is_alike_it_says_so(reader: Driver) -> None:
    with reader.bot.waitSignal(reader.window.text_work.reporting.said, timeout=40_000) as said:
        reader.window.actions_by_id.action("collection.near").trigger()
    assert said.args == ["No two sources are nearly the same"]


def test_the_last_report_can_be_shown_again(reader: Driver, folder: Path) -> None:
    with reader.bot.waitSignal(reader.window.text_work.reporting.said):
        reader.window.actions_by_id.action("collection.report").trigger()
    bring(reader, folder).close()
    assert reader.window.text_work.reporting.dialog is None
    reader.window.actions_by_id.action("collection.report").trigger()
    assert reader.window.text_work.reporting.dialog is not None


def test_the_list_can_be_saved(reader: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = bring(reader, folder)
    monkeypatch.setattr(files, "choose_report", lambda _: folder / "list.txt")
    press(dialog, "Save the list…")
    kept = (folder / "list.txt").read_text(encoding="utf-8")
    assert kept.startswith("Imported (2)\n")
    assert str(folder / "first.txt") in kept


def test_the_model_of_a_report_is_sound() -> None:
    model = ReportModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.add(rows_of(ImportReport((Imported(1, "A", "a.txt", 5),), (), (Problem("b.txt", "It is empty."),))))
    model.narrow("failed")
    row = model.record(0)
    assert row is not None
    assert row.words == "It is empty."
    model.drop(row)
    assert (model.rowCount(), model.counts["imported"]) == (0, 1)


def test_what_is_dropped_while_something_is_asked_comes_after_it(reader: Driver, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(f"title,text\nA,{LONG}\nB,{LONG} more\n", encoding="utf-8")
    reader.window.importing.bring([tmp_path / "table.csv"])
    reader.window.importing.bring([folder])
    reader.bot.waitUntil(lambda: reader.window.findChild(ColumnsDialog) is not None, timeout=40_000)
    asked = reader.window.findChild(ColumnsDialog)
    assert asked is not None
    asked.reject()
    with reader.bot.waitSignal(reader.window.importing.reported, timeout=40_000):
        pass
    titles = {each.title for each in reader.collection.sources()}
    assert {"first", "second"} <= titles
    assert "A" not in titles


def test_the_report_leads_to_no_source_that_is_gone(reader: Driver, folder: Path) -> None:
    for name in ("one", "other"):
        (folder / f"{name}.txt").write_text(f"{LONG} {name}", encoding="utf-8")
    dialog = bring(reader, folder)
    dialog.choose("near")
    assert dialog.current is not None
    reader.collection.delete_sources([dialog.current.source])
    assert (dialog.model.counts["near"], dialog.model.counts["imported"]) == (0, 4)
    assert dialog.model.listing().count("deleted since") == 1
    reader.window.undoing.undo()
    assert dialog.model.counts["near"] == 1
    assert "deleted since" not in dialog.model.listing()


def test_the_report_of_an_import_that_was_taken_back_reads_nothing(reader: Driver, folder: Path) -> None:
    dialog = bring(reader, folder)
    read = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Read")
    assert read.isVisible()
    reader.window.undoing.undo()
    assert not read.isVisible()


def test_a_list_that_cannot_be_saved_says_why(
    reader: Driver, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = bring(reader, folder)
    monkeypatch.setattr(files, "choose_report", lambda _parent: tmp_path / "nowhere" / "list.txt")
    with reader.bot.captureExceptions() as raised:
        press(dialog, "Save the list…")
    assert str(raised[0][1]) == f"“{tmp_path / 'nowhere' / 'list.txt'}” cannot be written: No such file or directory."


def test_an_import_waits_for_a_large_change(reader: Driver, folder: Path) -> None:
    importing = reader.window.importing
    reader.window.session.set_busy(busy=True)
    importing.start([folder / "first.txt"], Rules())
    importing.start([folder / "second.txt"], Rules())
    assert not importing.running
    assert "when the change is written" in reader.window.status.words
    reader.window.session.set_busy(busy=False)
    reader.bot.waitUntil(lambda: len(reader.collection.sources()) == 4, timeout=40_000)
    reader.bot.waitUntil(lambda: not importing.running, timeout=40_000)
