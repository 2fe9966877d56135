# SPDX-License-Identifier: MIT
"""Tagging in the window, in a collection of 100,000 annotations: from the key to what it changed being painted.

The window is off screen, so that painting costs what it costs the program, without a display. The page shows a hundred
overlapping annotations. A loop of a million additions is timed in turn with the keys: on a machine that does nothing
else it takes about 12 ms.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.desktop.opening import make_window
from app.desktop.start import make_application
from app.desktop.window import Window
from tests.benchmarks.annotations import COUNT, fill, seconds
from tests.builders import new_collection

TIMES = 60
LIMIT = "16 ms or less"


def rows() -> list[tuple[str, str]]:
    """Return what was measured, and the figures."""
    with tempfile.TemporaryDirectory(prefix="postil-bench-", ignore_cleanup_errors=True) as folder:
        os.environ["POSTIL_HOME"] = folder
        with closing(new_collection(Path(folder))) as collection:
            fill(collection)
            path = collection.path
        existing = QApplication.instance()
        application = existing if isinstance(existing, QApplication) else make_application()
        window = opened(application, path)
        made = measured(window)
        window.frame.close()
        return made


def opened(application: QApplication, path: Path) -> Window:
    """Return a window on the collection, with one source open and the form made, as it is after a moment."""
    window = make_window(application)
    window.settings.asked = True
    window.settings.annotator = "Ada"
    window.frame.show()
    window.session.open_path(path)
    window.reading.open_source(1)
    window.cards.warm()
    window.pane.view.setFocus()
    settle()
    return window


def measured(window: Window) -> list[tuple[str, str]]:
    """Measure each key in its turn, on another passage every time."""
    tags, speakers, places, loops = [], [], [], []
    for number in range(TIMES):
        start = 97 * (number % 25)
        select(window, start, start + 40)
        tags.append(seconds(partial(press, window, Qt.Key.Key_C)))
        select(window, start + 4, start + 17)
        speakers.append(seconds(partial(press, window, Qt.Key.Key_S)))
        select(window, start + 4, start + 17)
        press(window, Qt.Key.Key_F)
        places.append(seconds(partial(press, window, Qt.Key.Key_L)))
        loops.append(seconds(add_up))
    return [
        (f"C, tag a passage as a claim, among {COUNT:,} annotations, until it is painted ({LIMIT})", _of(tags)),
        (f"S, make the selected words its speaker ({LIMIT})", _of(speakers)),
        (f"F, L, make them its place ({LIMIT})", _of(places)),
        ("(for scale) a million additions", _of(loops)),
    ]


def select(window: Window, start: int, end: int) -> None:
    """Select words and let the window show it."""
    window.pane.view.select(start, end)
    settle()


def press(window: Window, key: Qt.Key) -> None:
    """Press a key and wait until what it changed is painted."""
    QTest.keyClick(QApplication.activePopupWidget() or window.pane.view, key)
    settle()


def settle() -> None:
    """Let the window do and paint everything that waits."""
    QCoreApplication.sendPostedEvents()
    QApplication.processEvents()


def add_up() -> int:
    """Do a known amount of work."""
    return sum(range(1_000_000))


def _of(taken: list[float]) -> str:
    return f"{median(taken) * 1000:.1f} ms, at best {min(taken) * 1000:.1f} ms"
