# SPDX-License-Identifier: MIT
"""Exporting in the window: what is asked, what is shown of it beforehand, and what happens to the file."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog, QLabel

from app.desktop.controllers.exporting import ExportFailed
from app.desktop.dialogs.export import ExportDialog, Wish
from app.desktop.dialogs.report import ReportDialog
from app.desktop.models.formats import FormatModel
from app.desktop.models.rows import RowsModel
from app.exchange.formats import FAMILIES, formats
from database.records import CodeUse, Link
from tests.builders import know_words
from tests.desktop.conftest import Driver

PATIENCE = 30_000


@pytest.fixture
def tagged(reader: Driver) -> Driver:
    """A window on a collection with a claim, a recommendation and a code."""
    reader.collection.tag(1, "claim", [(0, 30)], chain=[Link(actor="Mirela Dantov")], codes=[CodeUse("bridges")])
    reader.collection.tag(1, "recommendation", [(52, 90)], chain=[Link(actor="Mirela Dantov")])
    return reader


def opened(driver: Driver) -> ExportDialog:
    """Open the dialog by its command."""
    driver.window.actions_by_id.action("collection.export").trigger()
    dialog = driver.window.findChild(ExportDialog)
    assert dialog is not None
    return dialog


def looked(driver: Driver, dialog: ExportDialog, name: str, query: str = "") -> None:
    """Choose a format and a query, and wait until the preview of both is there."""
    dialog.choose(name)
    dialog.query_field.setText(query)

    def shown() -> bool:
        seen = dialog.seen
        return seen is not None and (seen.look.format, seen.look.query) == (name, query)

    driver.bot.waitUntil(shown, timeout=PATIENCE)


def confirmed(driver: Driver, dialog: ExportDialog, path: Path) -> None:
    """Export to a path, and wait until that is done."""
    dialog.path_field.setText(str(path))
    with driver.bot.waitSignal(driver.window.exporting.finished, timeout=PATIENCE):
        QTest.keyClick(dialog.path_field, Qt.Key.Key_Return)


def test_the_models_of_the_dialog_keep_the_rules_of_models() -> None:
    model, rows = FormatModel(formats().values()), RowsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.show([["a", "b"], ["1"], ["2", "3\n4"]])
    assert [rows.index(row, 1).data() for row in range(2)] == ["", "3 4"]
    assert model.rowCount() == len(formats()) + len(FAMILIES)
    assert {known.family for known in formats().values()} == set(FAMILIES)
    assert all(known.about.endswith(".") for known in formats().values())


def test_a_word_typed_halfway_is_previewed_and_written_as_a_beginning(tagged: Driver, tmp_path: Path) -> None:
    know_words(tagged.collection)
    dialog = opened(tagged)
    looked(tagged, dialog, "csv")
    dialog.query_field.setFocus()
    QTest.keyClicks(dialog.query_field, "minis")
    tagged.bot.waitUntil(lambda: dialog.seen is not None and dialog.seen.look.query == "minis*", timeout=PATIENCE)
    assert dialog.seen is not None
    assert dialog.seen.count == 1
    confirmed(tagged, dialog, tmp_path / "some.csv")
    assert len((tmp_path / "some.csv").read_text(encoding="utf-8").strip().splitlines()) == 2


def test_it_opens_with_its_key(tagged: Driver) -> None:
    tagged.ctrl(Qt.Key.Key_E)
    dialog = tagged.window.findChild(ExportDialog)
    assert dialog is not None
    dialog.close()


def test_the_list_is_gone_through_by_key_and_passes_over_headings(tagged: Driver) -> None:
    dialog = opened(tagged)
    dialog.choose("html")
    QTest.keyClick(dialog.format_list, Qt.Key.Key_Down)
    assert dialog.path_field.text().endswith(".jsonl")
    QTest.keyClick(dialog.format_list, Qt.Key.Key_Up)
    assert dialog.path_field.text().endswith(".html")
    dialog.close()


def test_everything_is_reached_by_tab_in_the_order_it_is_read(tagged: Driver) -> None:
    dialog = opened(tagged)
    dialog.choose("csv-matrix")
    looked(tagged, dialog, "csv-matrix")
    dialog.format_list.setFocus()
    names = []
    for _ in range(9):
        front = dialog.focusWidget()
        names.append(front.accessibleName() or front.property("text"))
        QTest.keyClick(front, Qt.Key.Key_Tab)
    options = ["Table", "Values", "Actors are"]
    assert names == ["Format", *options, "Which annotations", "Preview", "File", "Choose…", "Export"]
    dialog.close()


def test_an_export_writes_the_chosen_format_where_it_was_told(tagged: Driver, tmp_path: Path) -> None:
    dialog = opened(tagged)
    dialog.choose("csv")
    confirmed(tagged, dialog, tmp_path / "out.csv")
    assert "The bridge at Tamsel" in (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert "2 annotations exported to out.csv" in tagged.window.status.words
    assert not [left.name for left in tmp_path.iterdir() if left.name.startswith(".out")]


def test_the_folder_of_an_export_can_be_opened(tagged: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened_urls: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened_urls.append(url.toLocalFile()))
    dialog = opened(tagged)
    dialog.choose("jsonl")
    confirmed(tagged, dialog, tmp_path / "out.jsonl")
    assert tagged.window.status.link_words == "Open folder"
    tagged.window.status.link_asked.emit()
    assert opened_urls == [str(tmp_path)]


def test_a_query_is_counted_explained_and_obeyed(tagged: Driver, tmp_path: Path) -> None:
    dialog = opened(tagged)
    looked(tagged, dialog, "jsonl", "kind:claim")
    assert dialog.scope_words == "Claims · 1 of 2 annotations in 1 source"
    confirmed(tagged, dialog, tmp_path / "out.jsonl")
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_a_query_that_finds_nothing_cannot_be_exported(tagged: Driver) -> None:
    dialog = opened(tagged)
    looked(tagged, dialog, "csv", "kind:passage")
    assert not dialog.accept_button.isEnabled()
    assert dialog.preview.words == "No annotation matches the query."
    looked(tagged, dialog, "csv", "nofield:x")
    assert "nofield" in dialog.scope_words
    dialog.close()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("jsonl", '"kind":"claim"'),
        ("csv", "Mirela Dantov"),
        ("xlsx", "Mirela Dantov"),
        ("docx", "The bridge at Tamsel"),
        ("html", "Lantern Review"),
        ("refi-qda", "<Project"),
        ("brat", "T1\tClaim 0 30"),
        ("datasette", "Mirela Dantov"),
    ],
)
def test_a_preview_is_what_would_be_written(tagged: Driver, name: str, words: str) -> None:
    dialog = opened(tagged)
    looked(tagged, dialog, name)
    assert words in dialog.preview.words
    dialog.close()


def test_the_preview_of_a_pdf_is_its_pages(tagged: Driver) -> None:
    dialog = opened(tagged)
    looked(tagged, dialog, "pdf")
    assert dialog.preview.pages == 1
    dialog.close()


def test_options_are_offered_narrowed_used_and_remembered(tagged: Driver, tmp_path: Path) -> None:
    dialog = opened(tagged)
    dialog.choose("csv-edges")
    menus = dialog.option_menus.menus
    menus["network"].setCurrentIndex(menus["network"].findData("actor-addressee"))
    assert not menus["stance"].isEnabled()
    menus["network"].setCurrentIndex(menus["network"].findData("code-code"))
    assert menus["stance"].isEnabled()
    menus["period"].setCurrentIndex(menus["period"].findData("year"))
    dialog.choose("markdown")
    dialog.option_menus.menus["group-by"].setCurrentIndex(1)
    confirmed(tagged, dialog, tmp_path / "out.md")
    assert "## Mirela Dantov" in (tmp_path / "out.md").read_text(encoding="utf-8")
    again = opened(tagged)
    assert again.path_field.text() == str(tmp_path / "Tamsel.md")
    assert again.option_menus.values == {"group-by": "speaker"}
    again.close()


def test_it_says_when_a_file_would_be_replaced_or_a_folder_is_missing(tagged: Driver, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("x", encoding="utf-8")
    dialog = opened(tagged)
    dialog.path_field.setText(str(tmp_path / "old.csv"))
    assert dialog.accept_button.text() == "Replace"
    dialog.path_field.setText(str(tmp_path / "new.csv"))
    assert dialog.accept_button.text() == "Export"
    dialog.path_field.setText(str(tmp_path / "nowhere" / "new.csv"))
    assert not dialog.accept_button.isEnabled()
    dialog.close()


def test_an_ending_is_changed_and_other_dots_of_a_name_are_kept(tagged: Driver, tmp_path: Path) -> None:
    dialog = opened(tagged)
    dialog.path_field.setText(str(tmp_path / "draft 1.5"))
    dialog.choose("csv")
    assert dialog.path_field.text() == str(tmp_path / "draft 1.5.csv")
    dialog.choose("xlsx")
    assert dialog.path_field.text() == str(tmp_path / "draft 1.5.xlsx")
    dialog.close()


def test_an_export_that_is_cancelled_leaves_the_older_file(tagged: Driver, tmp_path: Path) -> None:
    path = tmp_path / "old.jsonl"
    path.write_text("precious", encoding="utf-8")
    exporting = tagged.window.exporting
    with tagged.bot.waitSignal(exporting.finished, timeout=PATIENCE):
        exporting.start(Wish("pdf", path))
        exporting.cancel()
    assert path.read_text(encoding="utf-8") == "precious"
    assert "Export stopped" in tagged.window.status.words
    assert not [left.name for left in tmp_path.iterdir() if left.name.startswith(".old")]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs a device that is always full")
def test_what_goes_wrong_is_said_and_nothing_is_left(tagged: Driver, tmp_path: Path) -> None:
    exporting = tagged.window.exporting
    with tagged.bot.captureExceptions() as faults, tagged.bot.waitSignal(exporting.finished, timeout=PATIENCE):
        exporting.start(Wish("csv", Path("/proc/out.csv")))
    tagged.bot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0][1], ExportFailed)
    assert "cannot be written" in str(faults[0][1])


def test_a_second_export_waits_for_the_first(tagged: Driver, tmp_path: Path) -> None:
    exporting = tagged.window.exporting
    exporting.start(Wish("csv", tmp_path / "one.csv"))
    exporting.start(Wish("csv", tmp_path / "two.csv"))
    tagged.bot.waitUntil((tmp_path / "two.csv").exists, timeout=PATIENCE)
    assert (tmp_path / "one.csv").exists()
    tagged.bot.waitUntil(lambda: not exporting.running, timeout=PATIENCE)


def test_closing_the_collection_ends_an_export(tagged: Driver, tmp_path: Path) -> None:
    tagged.window.exporting.start(Wish("pdf", tmp_path / "out.pdf"))
    tagged.window.session.close()
    assert not tagged.window.exporting.running
    assert list(tmp_path.glob(".out*")) == []


def test_a_damaged_annotation_is_named(tagged: Driver, tmp_path: Path) -> None:
    uid = tagged.collection.annotations()[0].uid
    with closing(tagged.collection.store.connect(write=True)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE annotation SET note = CAST(x'ff' AS TEXT) WHERE uid = ?", (uid,))
    dialog = opened(tagged)
    dialog.choose("jsonl")
    confirmed(tagged, dialog, tmp_path / "out.jsonl")
    report = next(found for found in tagged.window.findChildren(QDialog) if isinstance(found, ReportDialog))
    assert uid in report.words
    report.close()


def test_no_export_takes_the_place_of_a_collection(tagged: Driver) -> None:
    dialog = opened(tagged)
    looked(tagged, dialog, "jsonl")
    dialog.path_field.setText(str(tagged.collection.path))
    assert not dialog.accept_button.isEnabled()
    assert any("is a collection" in label.text() for label in dialog.findChildren(QLabel))
    dialog.close()
