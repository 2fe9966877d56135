# SPDX-License-Identifier: MIT
"""The threads that speak with the processes of :mod:`app.exchange.serving`: one for previews, one for each job.

The work is done in a process, since Python in a thread would hold the window up; the threads only wait for it.
"""

from __future__ import annotations

import threading
from time import monotonic

from PySide6.QtCore import QObject, QThread, Signal

from app.desktop.controllers.wishes import Wishes
from app.exchange import serving
from app.exchange.serving import STOP, Look, Order, Place, Progress, Refused, Seen, Stopped, Told
from app.spawned import Spawned
from database.history import Change

LISTEN = 0.05
"""How many seconds pass at most until a wish to stop is heard."""

GRACE = 3.0
"""How many seconds a process has to stop by itself before it is ended."""

LOST = "The process that did this has ended by itself, most likely for want of memory. Nothing was changed."


class JobThread(QThread):
    """Has one order carried out. ``progressed`` carries how far it is, ``wrote`` what an import wrote.

    ``result`` is the report of an export, the plan of an import, :class:`Refused` or :class:`Stopped`; it is there
    when the thread has finished.
    """

    progressed = Signal(int, int)
    wrote = Signal(object)

    def __init__(self, place: Place, order: Order, parent: QObject):
        super().__init__(parent)
        self.order = order
        self.result: Told = Stopped()
        self._place = place
        self._stopping = threading.Event()
        self._ended = threading.Event()

    def stop(self) -> None:
        """Stop the work as soon as may be."""
        self._stopping.set()

    def end(self) -> None:
        """End the work at once, and wait for that; whatever it had done is of no use."""
        self._ended.set()
        self.wait()

    @property
    def stopping(self) -> bool:
        """Whether it has been told to stop."""
        return self._stopping.is_set()

    def run(self) -> None:
        """Wait for the process, and pass on what it says."""
        process = Spawned(serving.work, "exchange", self._place, self.order)
        try:
            self.result = self._heard(process)
        except (EOFError, OSError):
            self.result = Refused(LOST)
        finally:
            process.end()

    def _heard(self, process: Spawned) -> Told:
        asked = 0.0
        while True:
            if process.pipe.poll(LISTEN):
                told = process.pipe.recv()
                match told:
                    case Progress(done, total):
                        self.progressed.emit(done, total)
                    case Change():
                        self.wrote.emit(told)
                    case _:
                        return told  # type: ignore[no-any-return]  # the process sends nothing else
            if self._ended.is_set():
                return Stopped()
            if self._stopping.is_set():
                if not asked:
                    asked = monotonic()
                    process.pipe.send(STOP)
                elif monotonic() - asked > GRACE:
                    return Stopped()


class LookThread(QThread):
    """Answers the latest wish to look; ``seen`` carries a :class:`Seen`, ``lost`` comes where the process is gone."""

    seen = Signal(object)
    lost = Signal()

    def __init__(self, place: Place, parent: QObject):
        super().__init__(parent)
        self._place = place
        self._wishes: Wishes[Look] = Wishes()

    def ask(self, wish: Look) -> None:
        """Put a wish in place of the one before."""
        self._wishes.put([wish])

    def end(self) -> None:
        """End the thread and its process, and wait for both."""
        self._wishes.end()
        self.wait()

    def run(self) -> None:
        """Answer until the end."""
        process = Spawned(serving.look, "preview", self._place)
        try:
            while (wish := self._wishes.take()) is not None:
                process.pipe.send(wish)
                self._answer(process)
        except (EOFError, OSError):
            self.lost.emit()
        finally:
            process.end()

    def _answer(self, process: Spawned) -> None:
        """Wait for the answer; it is passed on if nobody wishes for anything else meanwhile."""
        while not process.pipe.poll(LISTEN):
            if self._wishes.ended:
                return
        seen = process.pipe.recv()
        if isinstance(seen, Seen) and not self._wishes.any():
            self.seen.emit(seen)
