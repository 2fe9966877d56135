# SPDX-License-Identifier: MIT
"""Another text in the place of a source's: planned, looked at, made, undone, and read again as a version."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from app.desktop.controllers import replacing
from app.desktop.dialogs import files
from app.desktop.dialogs.replace import ReplaceDialog
from app.desktop.dialogs.versions import VersionsDialog
from app.desktop.models.places import ACCEPTED, REFUSED, PlaceRow, PlacesModel, spoken
from app.editing import replace
from app.errors import PostilError
from tests.builders import new_text
from tests.desktop.conftest import BRIDGE, Driver

EDITED = BRIDGE.replace("before the harvest", "after the thaw").replace(
    "Nobody at the ministry would say so on the record.", "The rest is silence."
)


@pytest.fixture
def tagged(reader: Driver) -> Driver:
    """The reader with one annotation that stays, one whose words change, and one whose words go."""
    for words in (
        "The bridge at Tamsel is closed",
        "should open the bridge before the harvest",
        "say so on the record",
    ):
        reader.choose(words)
        reader.key(Qt.Key.Key_C)
    return reader


def planned(driver: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch, text: str = EDITED) -> ReplaceDialog:
    """Ask for a replacement by key, and wait for its plan."""
    (folder / "second.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(files, "choose_replacement", lambda *_: folder / "second.txt")
    driver.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = driver.window.findChild(ReplaceDialog)
    assert dialog is not None
    assert not dialog.replace_button.isEnabled()
    driver.bot.waitUntil(lambda: dialog.plan is not None, timeout=40_000)
    return dialog


def states(driver: Driver) -> list[str]:
    return [annotation.spans[0].state for annotation in driver.collection.annotations(1)]


def test_the_plan_is_shown_and_one_undo_takes_it_back(
    tagged: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = planned(tagged, tmp_path, monkeypatch)
    assert dialog.summary == "3 annotations: 1 stay with their words, 1 with changed words, 1 without a place."
    assert dialog.places.model.state == "orphan", "what is worst shows first"
    dialog.accept()
    assert states(tagged) == ["exact", "changed", "orphan"]
    assert "after the thaw" in tagged.window.pane.view.text
    assert "2 places to look at" in tagged.window.status.words
    tagged.window.undoing.undo()
    assert states(tagged) == ["exact"] * 3
    assert tagged.window.pane.view.text == BRIDGE


def test_places_are_accepted_and_refused_by_key(
    tagged: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = planned(tagged, tmp_path, monkeypatch)
    dialog.places.choose("")
    view = dialog.places.list_view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_D)
    assert dialog.places.model.rows[0].decision == REFUSED
    assert view.currentIndex().row() == 1, "it goes on to the next"
    QTest.keyClick(view, Qt.Key.Key_A)
    assert dialog.places.model.rows[1].decision == ACCEPTED
    QTest.keyClick(view, Qt.Key.Key_A)
    assert dialog.places.model.rows[2].decision == "", "an orphan has no place to accept"
    dialog.accept()
    assert sorted(states(tagged)) == ["exact", "orphan", "orphan"]


def test_enter_in_the_list_does_not_replace_the_text(
    tagged: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = planned(tagged, tmp_path, monkeypatch)
    dialog.places.choose("changed")
    dialog.places.list_view.setFocus()
    QTest.keyClick(dialog.places.list_view, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert tagged.collection.text(1)[0] == BRIDGE


def test_orphans_mark_nothing_in_the_text(tagged: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planned(tagged, tmp_path, monkeypatch).accept()
    view = tagged.window.pane.view
    marked = {uid for offset in range(len(view.text)) for uid in view.highlights_at(offset)}
    placed = {a.uid for a in tagged.collection.annotations(1) if a.spans[0].state != "orphan"}
    assert marked == placed


def test_a_file_that_cannot_be_read_says_why(reader: Driver, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with reader.bot.captureExceptions() as raised:
        with reader.bot.waitSignal(reader.window.text_work.replacing.ended, timeout=40_000):
            reader.window.text_work.replacing.replace(1, tmp_path / "empty.txt")
        reader.bot.waitUntil(lambda: bool(raised))
    assert isinstance(raised[0][1], PostilError)
    assert str(raised[0][1]) == "It is empty."


def test_closing_the_dialog_ends_the_work(reader: Driver, tmp_path: Path) -> None:
    (tmp_path / "second.txt").write_text(EDITED, encoding="utf-8")
    reader.window.text_work.replacing.replace(1, tmp_path / "second.txt")
    dialog = reader.window.findChild(ReplaceDialog)
    assert dialog is not None
    with reader.bot.waitSignal(reader.window.text_work.replacing.ended):
        dialog.reject()
    assert reader.collection.text(1)[0] == BRIDGE


def test_former_texts_are_read_and_come_back(reader: Driver) -> None:
    replace.apply_replacement(reader.collection, replace.plan_replacement(reader.collection, 1, new_text(EDITED)))
    reader.window.actions_by_id.action("source.versions").trigger()
    dialog = reader.window.findChild(VersionsDialog)
    assert dialog is not None
    assert (dialog.list_view.count(), dialog.page.text) == (2, BRIDGE)
    dialog.list_view.setCurrentRow(0)
    assert (dialog.page.text, dialog.back_button.isEnabled()) == (EDITED, False)
    dialog.list_view.setCurrentRow(1)
    dialog.back_button.click()
    plan = reader.window.findChild(ReplaceDialog)
    assert plan is not None
    reader.bot.waitUntil(lambda: plan.plan is not None, timeout=40_000)
    plan.accept()
    assert reader.window.pane.view.text == BRIDGE


def test_a_source_of_one_text_says_so(reader: Driver) -> None:
    reader.window.actions_by_id.action("source.versions").trigger()
    dialog = reader.window.findChild(VersionsDialog)
    assert dialog is not None
    assert dialog.list_view.count() == 1
    assert not dialog.back_button.isEnabled()
    dialog.close()


def test_the_model_of_places_is_sound(tagged: Driver) -> None:
    plan = replace.plan_replacement(tagged.collection, 1, new_text(EDITED))
    model = PlacesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([PlaceRow(placement) for placement in plan.placements])
    assert model.counts == {"exact": 1, "moved": 0, "changed": 1, "orphan": 1}
    model.narrow("changed")
    assert model.rowCount() == 1
    row = model.place(0)
    assert row is not None
    assert "after the thaw" in spoken(row)
    model.decide(0, ACCEPTED)
    assert model.row(row.placement.annotation) == 0


def test_a_long_text_is_replaced_in_a_thread_of_its_own(
    tagged: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "LONG", 10)
    dialog = planned(tagged, tmp_path, monkeypatch)
    with tagged.bot.waitSignal(tagged.window.text_work.replacing.ended, timeout=40_000):
        dialog.accept()
        assert dialog.isVisible(), "it stays until the text is written"
        dialog.reject()
        assert dialog.isVisible(), "and cannot be left half-way"
    assert states(tagged) == ["exact", "changed", "orphan"]
    assert "after the thaw" in tagged.window.pane.view.text
    assert tagged.collection.next_undo == "Replace text of “The bridge at Tamsel”"


@pytest.mark.parametrize("limit", [10, 400_000])
def test_what_changed_meanwhile_is_said_and_nothing_is_written(
    tagged: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr(replacing, "LONG", limit)
    dialog = planned(tagged, tmp_path, monkeypatch)
    tagged.collection.tag(1, "claim", [(0, 3)])
    with tagged.bot.captureExceptions() as raised:
        dialog.accept()
        tagged.bot.waitUntil(lambda: bool(raised), timeout=40_000)
    assert "was changed meanwhile" in str(raised[0][1])
    assert tagged.collection.text(1)[0] == BRIDGE


def test_the_form_says_that_the_place_is_lost_until_it_is_found_again(
    tagged: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(tagged, tmp_path, monkeypatch).accept()
    lost = next(each for each in tagged.collection.annotations(1) if each.spans[0].state == "orphan")
    tagged.window.annotating.go(lost.id)
    form = tagged.window.cards.form
    assert form is not None
    assert (form.doubt.isVisible(), form.doubt.text()) == (True, "no place in the text")
    start = tagged.window.pane.view.text.index("silence")
    replace.re_attach(tagged.collection, lost.id, [(start, start + 7)])
    assert not form.doubt.isVisible()
