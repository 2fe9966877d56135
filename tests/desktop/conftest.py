# SPDX-License-Identifier: MIT
"""A window on a small collection, driven as a user drives it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.collection import Collection
from app.desktop.opening import make_window
from app.desktop.window import Window
from tests.builders import add_source, new_collection

BRIDGE = (
    "The bridge at Tamsel is closed, said Mirela Dantov.\n"
    "The ministry should open the bridge before the harvest, she told Tomas Hale.\n"
    "Nobody at the ministry would say so on the record."
)
GRAIN = "Grain goes round by sea when the bridge is closed.\nThe price goes with it."


class Driver:
    """What a user does with the window."""

    def __init__(self, bot: QtBot, window: Window):
        self.bot = bot
        self.window = window

    @property
    def collection(self) -> Collection:
        return self.window.session.required

    def choose(self, words: str) -> None:
        """Select words of the open source."""
        start = self.window.pane.view.text.index(words)
        self.window.pane.view.select(start, start + len(words))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifiers)

    def ctrl(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, words: str) -> None:
        """Type where the focus is."""
        target = QApplication.focusWidget()
        assert target is not None
        for sign in words:
            if sign.isascii():
                QTest.keyClicks(QApplication.focusWidget() or target, sign)
            else:
                for what in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(what, 0, Qt.KeyboardModifier.NoModifier, sign)
                    QApplication.sendEvent(QApplication.focusWidget() or target, event)

    def read(self) -> None:
        """Put the focus into the text."""
        self.window.pane.view.setFocus()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of Postil's own for this test."""
    monkeypatch.setenv("POSTIL_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def archive(home: Path) -> Path:
    """A collection of two sources, closed."""
    collection = new_collection(home, "Tamsel.postil")
    add_source(collection, "The bridge at Tamsel", BRIDGE, publication="Lantern Review", date="2025-05-14")
    add_source(collection, "Grain, ports and patience", GRAIN, publication="Varna Ledger", date="2025-04")
    collection.close()
    return home / "Tamsel.postil"


@pytest.fixture
def bare(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Driver]:
    """A window without a collection."""
    window = make_window(qapp)
    window.settings.asked = True
    window.settings.annotator = "Ada"
    with qtbot.waitActive(window.frame):
        window.frame.show()
        window.frame.activateWindow()
    yield Driver(qtbot, window)
    window.frame.close()
    window.frame.deleteLater()


@pytest.fixture
def reader(bare: Driver, archive: Path) -> Driver:
    """A window with the first source open and the focus in its text."""
    bare.window.session.open_path(archive)
    bare.window.reading.open_source(bare.collection.find_source("The bridge at Tamsel").id)
    bare.read()
    return bare
