# SPDX-License-Identifier: MIT
"""The first start: a name, or none, and the sample archive to read."""

from __future__ import annotations

import pytest

from app.desktop.controllers.first_start import FirstStart
from app.desktop.dialogs.name import NameDialog
from app.settings import NotKept
from tests.desktop.conftest import Driver


@pytest.fixture
def first(bare: Driver) -> FirstStart:
    bare.window.settings.asked = False
    bare.window.settings.annotator = ""
    return FirstStart(bare.window.session, bare.window.importing, bare.window.reading, bare.window)


def ask(bare: Driver, first: FirstStart) -> NameDialog:
    first.begin()
    dialog = bare.window.findChild(NameDialog)
    assert dialog is not None
    return dialog


def test_the_name_is_kept(bare: Driver, first: FirstStart) -> None:
    bare.window.state.put("recent", ["/nowhere"])
    dialog = ask(bare, first)
    dialog.field.setText(" Ada Lovett ")
    dialog.accept()
    assert (bare.window.settings.annotator, bare.window.settings.asked) == ("Ada Lovett", True)


def test_nobody_is_asked_twice(bare: Driver, first: FirstStart) -> None:
    bare.window.state.put("recent", ["/nowhere"])
    ask(bare, first).reject()
    assert bare.window.settings.annotator == ""
    bare.bot.waitUntil(lambda: bare.window.findChild(NameDialog) is None)
    first.begin()
    assert bare.window.findChild(NameDialog) is None


def test_a_home_that_cannot_be_written_to_costs_neither_name_nor_reading(bare: Driver, first: FirstStart) -> None:
    blocked = bare.window.settings.path.with_name("blocked")
    blocked.write_text("A file, not a folder", "utf-8")
    bare.window.settings.path = blocked / "settings.json"
    with bare.bot.waitSignal(first.ready, timeout=40000), pytest.raises(NotKept):
        first._on_named("Ada Lovett")
    assert bare.collection.annotator == "Ada Lovett"
    assert bare.collection.counts()["claim"] > 0


def test_the_sample_archive_opens_with_its_annotations(bare: Driver, first: FirstStart) -> None:
    with bare.bot.waitSignal(first.ready, timeout=40000):
        ask(bare, first).reject()
    counts = bare.collection.counts()
    assert counts["source"] >= 12
    assert counts["claim"] > 0
    assert counts["recommendation"] > 0
    assert bare.window.reading.source is not None
    assert bare.window.annotation_model.rowCount() > 0
    assert bare.collection.annotations()[0].annotator != ""
