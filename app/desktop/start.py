# SPDX-License-Identifier: MIT
"""From an empty process to the window: what :mod:`app.desktop.application` runs once its modules are there."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.desktop.appearance import Appearance
from app.desktop.controllers.first_start import FirstStart
from app.desktop.faults import Faults
from app.desktop.window import Window
from app.errors import PostilError
from app.settings import Settings, State, settings_path, state_path
from database.errors import CollectionError

WARM_MS = 700
"""When the form is made and the search thread starts: late enough to leave the first paint alone."""


def run(path: Path | None) -> int:
    """Show the window on a collection, or on the one opened last, until it is closed; return the exit status."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Postil")
    application.setDesktopFileName("postil")
    window = make_window(application)
    faults = Faults(window)
    faults.install()
    error = open_at_start(window, path)
    window.show()
    if error is not None:
        faults.show(error)
    first = FirstStart(window.session, window.importing, window.reading, window)
    QTimer.singleShot(0, first.begin)
    QTimer.singleShot(WARM_MS, window.cards.warm)
    QTimer.singleShot(WARM_MS, window.searching.warm)
    return int(application.exec())


def make_window(application: QApplication) -> Window:
    """Return the window as the user left it, without a collection."""
    settings, state = Settings(settings_path()), State(state_path())
    return Window(Appearance(application, settings.theme), settings, state)


def open_at_start(window: Window, path: Path | None) -> CollectionError | PostilError | None:
    """Open a collection, or the one opened last; return what was wrong where that failed."""
    recent = window.state.recent
    wanted = path or (recent[0] if recent and recent[0].exists() else None)
    if wanted is None:
        return None
    try:
        window.session.open_path(wanted)
    except (CollectionError, PostilError) as error:
        return error
    return None
