# SPDX-License-Identifier: MIT
"""The thread that has long texts searched, and patterns tried, in a process that can be ended.

Sending five megabytes to a process that is still starting would stop the window, so the thread does it. It keeps only
the latest question: the process is given a moment to end the one before, and is then replaced.
"""

from __future__ import annotations

from time import monotonic
from typing import NamedTuple

from PySide6.QtCore import QObject, QThread, Signal

from app.desktop.controllers.wishes import Wishes
from app.search import finding
from app.search.finding import BadPattern, Found, Wanted
from app.spawned import Spawned

LIMIT = 2.0
"""Seconds a pattern may take before it is stopped."""
GRACE = 0.15
"""Seconds an old question may still take once there is a newer one: less than a new process needs to start."""
START = 30.0
"""Seconds a process may take to start and to read the text: they do not count for the pattern."""
NOTHING = Found([])
LOOK = 0.02


class Ask(NamedTuple):
    """A question: its number, the text and what to find in it; None for nothing yet, only to have the text there."""

    number: int
    text: str
    wanted: Wanted | None = None


class Told(NamedTuple):
    """The answer to a question; None where it took too long and was stopped."""

    number: int
    found: Found | BadPattern | None


class FindThread(QThread):
    """Answers the latest question. ``told`` carries a :class:`Told`."""

    told = Signal(object)

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self._wishes: Wishes[Ask] = Wishes()
        self._worker: _Worker | None = None

    def ask(self, question: Ask) -> None:
        """Put a question in place of the one before."""
        self._wishes.put([question])

    def end(self) -> None:
        """End the thread and its process, and wait for both."""
        self._wishes.end()
        self.wait()

    def run(self) -> None:
        """Answer until the end."""
        try:
            while (question := self._wishes.take()) is not None:
                self._answer(question)
        finally:
            self._stop()

    def _answer(self, question: Ask) -> None:
        try:
            found = self._found(question)
        except (EOFError, OSError):
            found = None  # the process is gone: the system has ended it, most likely for want of memory
        if found is None:
            self._stop()
        if question.wanted is not None and not self._wishes.any():
            self.told.emit(Told(question.number, found))

    def _found(self, question: Ask) -> Found | BadPattern | None:
        """Return the answer, or None where the time was up."""
        if self._worker is None:
            self._worker = _Worker()
        self._worker.give(question.text)
        if question.wanted is None:
            return NOTHING
        self._worker.ask(question.wanted)
        asked = monotonic()
        while not self._worker.answered(LOOK):
            if monotonic() - asked > (GRACE if self._wishes.any() else LIMIT):
                return None
        return self._worker.receive()

    def _stop(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


class _Worker:
    """One process that answers, and the text it has."""

    def __init__(self) -> None:
        self._process = Spawned(finding.serve, "find")
        self._text: str | None = None

    def give(self, text: str) -> None:
        """Give a text, unless the process has it already, and wait until it is there.

        Raises:
            OSError: the process does not take it.
            EOFError: the process is gone.
        """
        if self._text != text:
            self._process.pipe.send(text)
            if not self._process.pipe.poll(START):
                raise TimeoutError
            self._process.pipe.recv()
            self._text = text

    def ask(self, wanted: Wanted) -> None:
        """Ask for something in the text."""
        self._process.pipe.send(wanted)

    def answered(self, seconds: float) -> bool:
        """Wait so long for an answer at most; tell whether there is one."""
        return self._process.pipe.poll(seconds)

    def receive(self) -> Found | BadPattern | None:
        """Return the answer that is there."""
        told = self._process.pipe.recv()
        return told if isinstance(told, Found | BadPattern) else None

    def end(self) -> None:
        """End the process at once."""
        self._process.end()
