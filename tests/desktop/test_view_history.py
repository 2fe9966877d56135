# SPDX-License-Identifier: MIT
"""The history in the window: what changed, by whom, in one annotation, and back to any point."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.desktop.dialogs.go_back import GoBackDialog
from app.desktop.views import HISTORY
from app.desktop.views.history.view import HistoryView
from tests.desktop.conftest import Driver


class PastDriver(Driver):
    """What a user does with the history."""

    @property
    def view(self) -> HistoryView:
        view = self.window.views.view(HISTORY)
        assert isinstance(view, HistoryView)
        return view

    @property
    def titles(self) -> list[object]:
        return [self.view.model.index(row).data() for row in range(self.view.model.rowCount())]

    def until(self, titles: list[str]) -> None:
        """Wait until these entries are listed."""
        self.bot.waitUntil(lambda: _is(self.titles, titles))


def _is(found: object, wanted: object) -> None:
    assert found == wanted


WHOLE = ["Edit annotation", "Tag as recommendation", "Tag as claim", "Import", "Import"]


@pytest.fixture
def past(reader: Driver) -> PastDriver:
    """A history of two tags and an edit, in front."""
    made = PastDriver(reader.bot, reader.window)
    made.choose("The bridge at Tamsel is closed")
    made.key(Qt.Key.Key_C)
    made.choose("open the bridge before the harvest")
    made.key(Qt.Key.Key_R)
    made.collection.set_annotator("Bo")
    made.collection.edit(1, status="contested")
    made.ctrl(Qt.Key.Key_8)
    made.until(WHOLE)
    return made


def test_what_changed_is_told_in_words(past: PastDriver) -> None:
    tester = QAbstractItemModelTester(past.view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert past.view.list.hasFocus()
    assert "Status from “unchecked” to “contested”" in past.view.details.words
    assert "Bo · Today at" in past.view.details.words
    past.key(Qt.Key.Key_Down)
    assert "Added annotation recommendation" in past.view.details.words
    assert tester.model() is past.view.model


def test_facets_and_words_narrow(past: PastDriver) -> None:
    past.bot.waitUntil(lambda: past.view.facets.facets.place("annotator", "Bo").isValid())
    past.view.facets.setFocus()
    past.view.facets.setCurrentIndex(past.view.facets.facets.place("annotator", "Bo"))
    past.key(Qt.Key.Key_Space)
    past.until(WHOLE[:1])
    past.key(Qt.Key.Key_Space)
    past.until(WHOLE)
    past.key(Qt.Key.Key_Slash)
    past.type("tag")
    past.until(WHOLE[1:3])
    past.view.whole()
    past.until(WHOLE)


def test_the_history_of_one_annotation(past: PastDriver) -> None:
    past.window.views.read()
    past.window.annotating.go(1)
    past.read()
    past.key(Qt.Key.Key_H)
    assert past.window.views.front == HISTORY
    past.until(["Edit annotation", "Tag as claim"])
    assert past.view.band.words == "History of “The bridge at Tamsel is closed”"
    past.collection.delete_annotations([1])
    past.until(["Delete annotation", "Edit annotation", "Tag as claim"])
    past.view.list.setFocus()
    past.key(Qt.Key.Key_W)
    past.until(["Delete annotation", *WHOLE])


def test_enter_goes_to_what_was_changed(past: PastDriver) -> None:
    past.key(Qt.Key.Key_Return)
    assert past.window.views.reading
    assert past.window.annotating.current is not None
    assert past.window.annotating.current.status == "contested"


def test_going_back_asks_and_can_be_undone(past: PastDriver) -> None:
    past.key(Qt.Key.Key_Down)
    past.key(Qt.Key.Key_Down)
    past.key(Qt.Key.Key_B)
    dialog = past.view.findChild(GoBackDialog)
    assert dialog is not None
    assert dialog.told == "2 actions since, on 2 annotations:"
    dialog.yes.click()
    assert [each.kind for each in past.collection.annotations()] == ["claim"]
    assert past.collection.annotations()[0].status == "unchecked"
    past.until(["Go back to “Tag as claim”", *WHOLE])
    with past.bot.waitActive(past.window.frame):
        past.window.frame.activateWindow()
    past.view.enter()
    past.ctrl(Qt.Key.Key_Z)
    assert len(past.collection.annotations()) == 2
    past.until(["Undone: go back to “Tag as claim”", "Go back to “Tag as claim”", *WHOLE])


def test_there_is_nothing_to_go_back_from_at_the_end(past: PastDriver) -> None:
    past.key(Qt.Key.Key_B)
    assert past.view.findChild(GoBackDialog) is None
    assert "nothing was done since" in past.window.status.words


def test_empty_states(past: PastDriver) -> None:
    past.key(Qt.Key.Key_Slash)
    past.type("zeppelin")
    past.until([])
    assert past.view.empty_words.startswith("Nothing matches")
    past.window.session.close()
    assert past.view.empty_words.startswith("Open a collection")


def test_the_filter_knows_who_did_it_and_what_was_touched(past: PastDriver) -> None:
    past.key(Qt.Key.Key_Slash)
    past.type("bo")
    past.until(WHOLE[:1])
    past.ctrl(Qt.Key.Key_A)
    past.type("tamsel")
    past.until([*WHOLE[:3], "Import"])
    past.type(" ada")
    past.until([*WHOLE[1:3], "Import"])
    past.key(Qt.Key.Key_Return)
    assert past.view.list.hasFocus()
    assert past.view.current is not None
    past.key(Qt.Key.Key_Slash)
    past.ctrl(Qt.Key.Key_A)
    past.type("nowhere")
    past.until([])
    assert "Nothing matches" in past.view.empty_words
