# SPDX-License-Identifier: MIT
"""Large changes: written away from the window's thread, with nothing else written meanwhile, and nothing half done."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.collection import Collection
from app.desktop import long_work
from app.desktop.dialogs.code_edit import MergeCodesDialog
from app.desktop.dialogs.go_back import GoBackDialog
from app.desktop.long_work import LongWork
from app.desktop.views import CODEBOOK, HISTORY
from app.desktop.views.codebook import CodebookView
from app.desktop.views.history.view import HistoryView
from app.editing import codebook, history
from database.errors import BusyCollection, HistoryConflict
from database.records import CodeUse
from tests.desktop.conftest import Driver

COUNTING = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {}) SELECT count(*) FROM n"


@pytest.fixture
def tagged(reader: Driver) -> Driver:
    """A window with two tagged passages, where every change counts as large."""
    for start, code in ((0, "bridge"), (12, "trade")):
        reader.collection.tag(1, "claim", [(start, start + 5)], codes=[CodeUse(code)])
    return reader


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_work, "MANY", 1)


def settled(driver: Driver) -> None:
    """Wait until what is being written is there, and told."""
    driver.bot.waitUntil(lambda: not driver.window.session.busy)


def retitle(collection: Collection, count: int) -> None:
    """Change a source, and take long for it."""
    with collection.action("Retitle"):
        collection.connection.execute("UPDATE source SET title = 'Elsewhere' WHERE id = 1")
        collection.connection.execute(COUNTING.format(count)).fetchall()


def begin(driver: Driver, count: int) -> list[object]:
    """Begin to write something large; return where its result will be put."""
    results: list[object] = []
    driver.window.session.write(LongWork("Retitling", partial(retitle, count=count), long_work.MANY), results.append)
    return results


def title(driver: Driver) -> str:
    return driver.collection.source(1).title


@pytest.mark.usefixtures("large")
def test_undo_and_redo_of_much_are_told_when_they_are_done(tagged: Driver) -> None:
    tagged.ctrl(Qt.Key.Key_Z)
    assert tagged.window.session.busy
    settled(tagged)
    assert len(tagged.collection.annotations()) == 1
    assert "Undone: tag as claim" in tagged.window.status.words
    assert tagged.window.annotation_model.rowCount() == 1
    tagged.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settled(tagged)
    assert len(tagged.collection.annotations()) == 2
    assert "Done again: tag as claim" in tagged.window.status.words


def test_nothing_else_is_written_meanwhile_and_reading_goes_on(tagged: Driver) -> None:
    allowed = tagged.window.actions_by_id.action
    results = begin(tagged, 3_000_000)
    assert not tagged.window.session.writable
    assert not allowed("edit.undo").isEnabled()
    assert allowed("edit.undo").text() == "Undo"
    assert not allowed("annotation.claim").isEnabled()
    with pytest.raises(BusyCollection, match="a large change is being written"):
        tagged.collection.tag(1, "claim", [(0, 3)])
    assert title(tagged) == "The bridge at Tamsel"
    settled(tagged)
    assert title(tagged) == "Elsewhere"
    assert results == [None]
    assert allowed("edit.undo").isEnabled()
    assert tagged.collection.next_undo == "Retitle"


def test_what_is_cancelled_is_taken_back_whole(tagged: Driver) -> None:
    before = len(tagged.collection.log())
    results = begin(tagged, 10**12)
    line = tagged.window.long_writing.line
    assert line.words == "Retitling…"
    line.cancel_button.click()
    settled(tagged)
    assert title(tagged) == "The bridge at Tamsel"
    assert len(tagged.collection.log()) == before
    assert tagged.collection.check() == []
    assert results == []
    assert line.words == ""
    assert "Cancelled; nothing was changed" in tagged.window.status.words
    assert tagged.window.session.writable


def test_closing_the_window_lets_it_be_written(tagged: Driver, archive: Path) -> None:
    begin(tagged, 3_000_000)
    tagged.window.frame.close()
    again = Collection.open(archive)
    assert again.source(1).title == "Elsewhere"
    again.close()


def test_what_cannot_be_done_is_told_and_changes_nothing(tagged: Driver) -> None:
    def conflict(collection: Collection) -> None:
        with collection.action("Retitle"):
            collection.connection.execute("UPDATE source SET title = 'Elsewhere' WHERE id = 1")
            raise HistoryConflict("Retitle", "it must not be")

    with tagged.bot.captureExceptions() as raised:
        tagged.window.session.write(LongWork("Retitling", conflict, long_work.MANY), _forget)
        settled(tagged)
    assert [str(error) for _, error, _ in raised] == ["“Retitle” cannot be undone or redone: it must not be."]
    assert title(tagged) == "The bridge at Tamsel"
    assert tagged.window.session.writable


@pytest.mark.usefixtures("large")
def test_a_merge_of_codes_in_use_comes_when_it_is_done(tagged: Driver) -> None:
    tagged.window.views.codebook()
    view = tagged.window.views.view(CODEBOOK)
    assert isinstance(view, CodebookView)
    view.show_code(codebook.tree(tagged.collection)[0].id)
    view.merge()
    dialog = view.findChild(MergeCodesDialog)
    assert dialog is not None
    dialog.more.setText("trade")
    dialog.more.returnPressed.emit()
    dialog.accept()
    settled(tagged)
    assert [[use.code for use in each.codes] for each in tagged.collection.annotations()] == [["bridge"], ["bridge"]]
    assert tagged.collection.next_undo == "Merge 2 codes"


@pytest.mark.usefixtures("large")
def test_a_source_goes_with_its_annotations_when_that_is_done(tagged: Driver) -> None:
    tagged.window.source_work.delete()
    settled(tagged)
    assert tagged.collection.annotations() == []
    assert tagged.collection.next_undo == "Delete source"
    assert tagged.window.reading.source is None
    tagged.window.undoing.undo()
    settled(tagged)
    assert len(tagged.collection.annotations()) == 2


@pytest.mark.usefixtures("large")
def test_going_back_to_a_point_comes_when_it_is_done(tagged: Driver) -> None:
    tagged.window.views.history()
    view = tagged.window.views.view(HISTORY)
    assert isinstance(view, HistoryView)
    tagged.bot.waitUntil(lambda: view.settled and view.model.rowCount() > 2)
    view.list.go(1)
    tagged.bot.waitUntil(lambda: view.current is not None)
    view.back()
    dialog = view.findChild(GoBackDialog)
    assert dialog is not None
    dialog.accept()
    settled(tagged)
    assert len(tagged.collection.annotations()) == 1
    assert history.undo_size(tagged.collection) > 0
    assert "Gone back to" in tagged.window.status.words


def _forget(_result: object) -> None:
    """Want nothing of a result."""
