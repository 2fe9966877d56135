# SPDX-License-Identifier: MIT
"""The table of 100,000 annotations in the window: how long it takes, and for how long the window stands still.

A stall is the longest time between two turns of the window's event loop, as a timer of one millisecond sees it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.desktop.long_work import LongWork
from app.desktop.opening import make_window
from app.desktop.start import make_application
from app.desktop.views import ANNOTATIONS, HISTORY, OVERVIEW
from app.desktop.views.annotations.view import AnnotationsView
from app.desktop.views.history.view import HistoryView
from app.desktop.views.overview.view import NETWORK, TIME, OverviewView
from app.desktop.window import Window
from app.editing import bulk

BOUND = 50
"""For how many milliseconds the window may stand still."""

STEPS = 60

REST = 1.5
"""For how many seconds after a large change the window still follows it."""


class Pulse(QObject):
    """Feels the pulse of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self.longest = 0.0

    def feel(self, do: Callable[[], None], done: Callable[[], bool], limit: float = 20.0) -> tuple[float, float]:
        """Do something and let the window work until it is done; return how long that took, and the longest stall.

        Both are in milliseconds.
        """
        loop = QEventLoop()
        self.longest = 0.0
        self._clock.start()
        self._timer.start(1)
        begun = time.perf_counter()
        do()
        while not done() and time.perf_counter() - begun < limit:
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        taken = (time.perf_counter() - begun) * 1000
        for _ in range(20):
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._timer.stop()
        return taken, self.longest

    def _on_beat(self) -> None:
        self.longest = max(self.longest, self._clock.nsecsElapsed() / 1e6)
        self._clock.restart()


def rows(path: Path, home: Path) -> list[tuple[str, str]]:
    """Return what was measured in a window on a collection, and the figures."""
    os.environ["POSTIL_HOME"] = str(home)
    application = QApplication.instance() or make_application()
    assert isinstance(application, QApplication)
    window = make_window(application)
    window.settings.asked = True
    window.frame.resize(1280, 800)
    window.frame.show()
    window.session.open_path(path)
    try:
        return _measured(window)
    finally:
        window.frame.close()


def _measured(window: Window) -> list[tuple[str, str]]:
    pulse = Pulse()
    view = window.views.view(ANNOTATIONS)
    assert isinstance(view, AnnotationsView)

    def listed() -> bool:
        return view.settled

    made = [_row("the table opens, rows on the screen", pulse.feel(window.views.annotations, listed))]
    made.append(_row("its facets are counted", pulse.feel(_nothing, lambda: bool(view.facets.facets.groups))))
    made.append(("a step of the wheel, at the median and the worst", _scrolled(window, view)))
    for words, do in (
        ("sorted by speaker", lambda: view.sort_by("speaker")),
        ("grouped by code", lambda: view.group_by("code")),
        ("narrowed to a third by a facet", lambda: view.ask("kind:claim")),
        ("narrowed by words and a code", lambda: view.ask('harbour code:"code 5"')),
        ("all of them again", view.clear),
    ):
        made.append(_row(words, pulse.feel(do, listed)))
    view.group_by("")
    pulse.feel(_nothing, listed)
    made.append(_row("all selected", pulse.feel(view.grid.selectAll, listed)))
    made.append(_row("one is edited while the table is in front", pulse.feel(lambda: _edit(window, view), listed)))
    made += [*_overview(window, pulse), *_history(window, pulse)]
    return [*made, *_large(window, pulse, view)]


def _large(window: Window, pulse: Pulse, view: AnnotationsView) -> list[tuple[str, str]]:
    """Measure changes of every annotation, with the table of them in front."""
    every = window.session.required.annotation_ids()
    count = f"{len(every):,} annotations"
    pulse.feel(window.views.annotations, lambda: view.settled)

    def written() -> bool:
        return not window.session.busy

    def give() -> None:
        work = LongWork("Adding a code", partial(bulk.add_code, ids=every, code=3), len(every))
        window.session.write(work, _forget)

    made = []
    for words, do in (
        (f"a code given to {count}", give),
        (f"undo of a code on {count}", window.undoing.undo),
        (f"redo of a code on {count}", window.undoing.redo),
    ):
        taken, stall = pulse.feel(do, written, limit=120.0)
        rests = time.perf_counter() + REST
        _, after = pulse.feel(_nothing, partial(_past, rests))
        made.append(_row(words, (taken, max(stall, after))))
    return made


def _past(moment: float) -> bool:
    return time.perf_counter() > moment


def _forget(_result: object) -> None:
    """Want nothing of a result."""


def _overview(window: Window, pulse: Pulse) -> list[tuple[str, str]]:
    view = window.views.view(OVERVIEW)
    assert isinstance(view, OverviewView)

    def shown() -> bool:
        return view.settled

    made = [_row("the matrix of speakers by addressees opens", pulse.feel(window.views.overview, shown))]
    for words, tab in (("counts over time", TIME), ("a network of actors and codes", NETWORK)):
        made.append(_row(words, pulse.feel(partial(view.tabs.setCurrentIndex, tab), shown)))
    return made


def _history(window: Window, pulse: Pulse) -> list[tuple[str, str]]:
    view = window.views.view(HISTORY)
    assert isinstance(view, HistoryView)
    return [_row("the history opens", pulse.feel(window.views.history, lambda: view.settled))]


def _nothing() -> None:
    """Only wait."""


def _edit(window: Window, view: AnnotationsView) -> None:
    window.session.required.edit(view.model.ids[3], note="Seen")


def _scrolled(window: Window, view: AnnotationsView) -> str:
    bar, taken = view.grid.verticalScrollBar(), []
    for step in range(STEPS):
        begun = time.perf_counter()
        bar.setValue(bar.maximum() * (step // 10) // STEPS + step % 10 * 3 * bar.singleStep())
        QApplication.processEvents()
        taken.append((time.perf_counter() - begun) * 1000)
    return f"{sorted(taken)[len(taken) // 2]:.1f} ms, {max(taken):.1f} ms"


def _row(words: str, felt: tuple[float, float]) -> tuple[str, str]:
    taken, stall = felt
    return f"{words}; the longest stall ({BOUND} ms or less)", f"{taken:.0f} ms; {stall:.0f} ms"
