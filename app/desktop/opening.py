# SPDX-License-Identifier: MIT
"""The window, put into its frame, with a collection in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.desktop.appearance import Appearance
from app.desktop.controllers.first_start import FirstStart
from app.desktop.faults import Faults
from app.desktop.first_page import FirstPage
from app.desktop.frame import Frame
from app.desktop.start import theme_at_start
from app.desktop.theme import load_theme
from app.desktop.window import Window
from app.errors import PostilError
from app.settings import Settings, State, settings_path, state_path
from database.errors import CollectionError

WARM_MS = 700
"""When the form is made and the search thread starts: late enough to leave the first paint alone."""


def fill(
    frame: Frame, appearance: Appearance, settings: Settings, state: State, path: Path | None, page: FirstPage | None
) -> Window:
    """Build the window in a frame that is on the screen, open a collection in it, and see to a first start.

    ``page`` is what is in the frame already, to be taken over.
    """
    faults = Faults(frame)
    faults.install()
    window = Window(frame, appearance, settings, state, page)
    faults.watch(window.session)
    frame.put(window)  # before anything is opened, so that a text is set at the width it will have
    error = open_at_start(window, path)
    if window.reading.source is None:
        window.pane.show_nothing()  # the page that was there first could not be opened after all
    if error is not None:
        faults.show(error)
    first = FirstStart(window.session, window.importing, window.reading, window)
    QTimer.singleShot(0, first.begin)
    QTimer.singleShot(WARM_MS, window.cards.warm)
    QTimer.singleShot(WARM_MS, window.searching.warm)
    return window


def make_window(application: QApplication) -> Window:
    """Return the window as the user left it, in a frame that is not shown yet, without a collection."""
    settings, state = Settings(settings_path()), State(state_path())
    theme = load_theme(theme_at_start(application, settings.theme))
    frame = Frame(theme, state)
    window = Window(frame, Appearance(application, settings.theme), settings, state)
    frame.put(window)
    return window


def open_at_start(window: Window, path: Path | None) -> CollectionError | PostilError | None:
    """Open a collection, or the one opened last; return what was wrong where that failed."""
    wanted = path or window.state.last
    if wanted is None:
        return None
    try:
        window.session.open_path(wanted)
    except (CollectionError, PostilError) as error:
        return error
    return None
