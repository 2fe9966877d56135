# SPDX-License-Identifier: MIT
"""Cold start: from the start of the process to the first painted window, against a bare PySide6 window.

Both run in fresh processes, in turn, on the same platform plugin; the figure is the ratio of the medians.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.builders import new_collection, write_source

SOURCES = 2000
RUNS = 9
ROOT = Path(__file__).parents[2]

BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtCore import QTimer
def stop():
    os._exit(0)
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, stop)
application = QApplication(sys.argv)
window = Window()
window.resize(1440, 900)
window.show()
application.exec()
"""

POSTIL = """
import os, sys
from pathlib import Path
from app.desktop import application
application.load_qt()
from PySide6.QtCore import QEvent, QObject, QTimer
from app.desktop import start
def stop():
    os._exit(0)
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, stop)
        return False
watch = Watch()
def watch_window(window):
    window.installEventFilter(watch)
made = start.Start.__init__
def watched(self, *arguments):
    made(self, *arguments)
    if sys.argv[2] == "frame":
        self.frame.painted.connect(stop)
    elif sys.argv[2] == "page":
        self.paged.connect(stop)
    else:
        self.filled.connect(watch_window)
start.Start.__init__ = watched
application.main(Path(sys.argv[1]))
"""
"""What ``postil COLLECTION`` does, with a watch for the first picture of the window, the page, or the whole window."""


def rows() -> list[tuple[str, str]]:
    """Return the ratios of Postil's cold start to that of a bare window."""
    with tempfile.TemporaryDirectory() as folder:
        path = _collection(Path(folder))
        bare, frame, window = starts(path, Path(folder), ("frame", "window"))
    return [
        (f"cold start, {SOURCES} sources: first painted window / bare window (1.5 or less)", ratio(frame, bare)),
        ("cold start: the sources listed and the last text on the page / bare window", ratio(window, bare)),
    ]


def starts(path: Path, home: Path, wanted: Sequence[str]) -> list[float]:
    """Return what a bare window takes to start, and Postil up to each thing wanted, in seconds: medians of turns.

    ``home`` is where Postil keeps its settings meanwhile.
    """
    environment = _environment(home)
    _run(POSTIL, path, wanted[-1], environment)
    seconds: dict[str, list[float]] = {"bare": [], **{what: [] for what in wanted}}
    for _ in range(RUNS):
        for what, taken in seconds.items():
            taken.append(_run(BARE if what == "bare" else POSTIL, path, what, environment))
    return [statistics.median(taken) for taken in seconds.values()]


def work(path: Path, home: Path, what: str) -> tuple[float, float]:
    """Return what the processor works to start a bare window, and Postil up to a thing, in seconds: the least of turns.

    On a busy machine a long start waits longer for its turn than a short one; this is the ratio without the waiting.
    """
    environment = _environment(home)
    least = {"bare": float("inf"), what: float("inf")}
    for _ in range(RUNS):
        for one in ("bare", what):
            before = os.times()
            _run(BARE if one == "bare" else POSTIL, path, one, environment)
            after = os.times()
            spent = after.children_user + after.children_system - before.children_user - before.children_system
            least[one] = min(least[one], spent)
    return least["bare"], least[what]


def ratio(ours: float, bare: float) -> str:
    """Return two times, in seconds, and how they relate."""
    return f"{ours / bare:.2f}  ({ours * 1000:.0f} ms against {bare * 1000:.0f})"


def _environment(home: Path) -> dict[str, str]:
    """Return what the programs run with. What Python compiles is kept, as it is where Postil is installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "POSTIL_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


def _collection(folder: Path) -> Path:
    collection = new_collection(folder, "start.postil")
    with collection.action("Import"):
        for number in range(SOURCES):
            write_source(collection, f"Source {number}", f"Text {number}. " * 200)
    collection.close()
    return folder / "start.postil"


def _run(script: str, path: Path, what: str, environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", script, str(path), what], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    return time.perf_counter() - started
