# SPDX-License-Identifier: MIT
"""From an empty process to the frame of the window: what :mod:`app.desktop.application` runs once Qt is loaded.

The window itself, and with it most of the program, is loaded when the frame has been painted.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from app.desktop.frame import Frame
from app.desktop.garbage import GarbageCollector
from app.desktop.theme import load_theme
from app.settings import Settings, State, settings_path, state_path

if TYPE_CHECKING:
    from app.desktop.appearance import Appearance
    from app.desktop.first_page import FirstPage

SENT_MS = 1
"""How long the program sleeps once the frame is painted: only an event loop that waits sends pictures off at once."""

UNSEEN_MS = 500
"""When the window is built even if no picture of the frame was wanted: it may have been started out of sight."""

LIGHT, DARK = "light", "dark"
CHOSEN = {LIGHT, DARK, "sepia", "contrast"}
"""The themes a user can choose beside that of the desktop."""
MIDDLE = 128


class Start(QObject):
    """Shows the frame, then the page of the last source in it, and builds the window when those are on the screen.

    ``paged`` carries the page of the last source when it is painted in the frame, where there is one; ``filled``
    the window when it is in the frame.
    """

    paged = Signal(object)
    filled = Signal(object)

    def __init__(self, application: QApplication, path: Path | None):
        super().__init__()
        self._application = application
        self._settings, self._state = Settings(settings_path()), State(state_path())
        self._path = path or self._state.last
        self._theme = load_theme(theme_at_start(application, self._settings.theme))
        self.frame = Frame(self._theme, self._state)
        if self._path is not None:
            self.frame.setWindowTitle(f"{self._path.stem} – Postil")
        self._begun = False
        self._look: Appearance | None = None
        self._page: FirstPage | None = None
        self.frame.painted.connect(self._on_painted)
        QTimer.singleShot(UNSEEN_MS, self._on_sent)

    @Slot()
    def _on_painted(self) -> None:
        QTimer.singleShot(SENT_MS, self._on_sent)

    @Slot()
    def _on_sent(self) -> None:
        """Show the page that was open last in the frame; the window follows when that is on the screen too.

        The frame may have been closed before it came to that.
        """
        if self._begun or not self.frame.waiting:
            return
        self._begun = True
        QTimer.singleShot(SENT_MS, self._on_page_sent)
        from app.desktop.appearance import Appearance  # noqa: PLC0415  the frame does not wait for it
        from app.desktop.first_page import show  # noqa: PLC0415  as above
        from app.desktop.reading.preferences import KEPT, Preferences  # noqa: PLC0415  as above

        self._look = Appearance(self._application, self._settings.theme, self._theme)
        self._look.set_page(Preferences.read(self._settings.table(KEPT)))
        self._page = show(self.frame, self._look, self._state, self._path)
        if self._page is not None:
            self.paged.emit(self._page.view)

    @Slot()
    def _on_page_sent(self) -> None:
        """Build the window, all in one turn of the event loop: keys pressed meanwhile wait in the queue of the desktop.

        The frame may have been closed before it came to that.
        """
        if self._look is None or not self.frame.waiting:
            return
        from app.desktop import opening  # noqa: PLC0415  most of the program, and the page does not wait for it

        window = opening.fill(self.frame, self._look, self._settings, self._state, self._path, self._page)
        self.filled.emit(window)


def run(path: Path | None) -> int:
    """Show the window on a collection, or on the one opened last, until it is closed; return the exit status."""
    application = make_application()
    begun = Start(application, path)
    begun.filled.connect(keep_what_is_loaded)
    begun.frame.show()
    return int(application.exec())


def keep_what_is_loaded() -> None:
    """Let nobody look for garbage among what is there now: all of that stays to the end."""
    gc.freeze()


def make_application() -> QApplication:
    """Return the application, in the Fusion style.

    The style is named as an argument because :meth:`QApplication.setStyle` returns it, and then PySide6 builds every
    constant a style knows.
    """
    application = QApplication([sys.argv[0], "-style", "fusion"])
    application.setApplicationName("Postil")
    application.setDesktopFileName("postil")
    GarbageCollector(application)
    return application


def theme_at_start(application: QApplication, choice: str) -> str:
    """Return the name of the theme to begin with: the one chosen, or one that goes with the desktop.

    The colours of the desktop say whether it is dark; asking for its scheme would build every constant of ``Qt``.
    """
    if choice in CHOSEN:
        return choice
    return DARK if application.palette().window().color().lightness() < MIDDLE else LIGHT
