# SPDX-License-Identifier: MIT
"""Holds on to one worker process: starts it, listens to it, and is sure to end it."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Iterable
from multiprocessing.connection import Connection, wait
from typing import cast

from app.importing import worker
from app.importing.worker import NOTHING, Current, Message, Order
from app.spawned import Spawned

_COPIED = "copied"


class WorkerDied(Exception):
    """The worker ended without saying so."""


class WorkerProcess:
    """A running worker. It starts while whoever wants it still finds out what it is to do."""

    def __init__(self) -> None:
        self._current = multiprocessing.get_context("spawn").RawValue(Current, NOTHING)
        self._process = Spawned(worker.run, "import", self._current)

    def give(self, order: Order) -> None:
        """Tell the worker what to do, once. One that has died meanwhile is noticed at the next message."""
        self._send(order)

    @property
    def pipe(self) -> Connection:
        """What to wait on for its messages."""
        return self._process.pipe

    @property
    def current(self) -> int | None:
        """The number of the file it is reading, or was reading when it died."""
        number = int(self._current.value)
        return None if number == NOTHING else number

    def receive(self) -> Message:
        """Return the next message; wait for it.

        Raises:
            WorkerDied: the worker is gone and has nothing more to say.
        """
        try:
            return cast("Message", self._process.pipe.recv())
        except (EOFError, OSError) as error:
            raise WorkerDied from error

    def copied(self) -> None:
        """Tell the worker that a batch has been copied. One that has died meanwhile is noticed at the next message."""
        self._send(_COPIED)

    def end(self) -> None:
        """End the process, at once, and let go of everything; a second time does nothing."""
        self._process.end()

    def _send(self, told: object) -> None:
        with contextlib.suppress(OSError):
            self._process.pipe.send(told)


def speaking(pipes: Iterable[Connection], seconds: float) -> set[Connection]:
    """Return those pipes that have something to say, or whose other end is gone, as soon as there is one."""
    return {cast("Connection", pipe) for pipe in wait(list(pipes), seconds)}
