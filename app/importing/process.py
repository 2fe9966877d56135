# SPDX-License-Identifier: MIT
"""Holds on to one worker process: starts it, listens to it, and is sure to end it."""

from __future__ import annotations

import multiprocessing
from types import TracebackType
from typing import Self, cast

from app.importing import worker
from app.importing.worker import Message, Order

_COPIED = "copied"
_PATIENCE = 5.0


class WorkerDied(Exception):
    """The worker ended without saying so."""


class WorkerProcess:
    """A running worker; as a context manager it is gone when the block ends, whatever it was doing."""

    def __init__(self, order: Order):
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=worker.run, args=(theirs, order), name="import", daemon=True)
        try:
            self._process.start()
        except BaseException:
            self._pipe.close()
            raise
        finally:
            theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def receive(self, seconds: float) -> Message | None:
        """Return the next message, or None where none comes within so many seconds.

        Raises:
            WorkerDied: the worker is gone and has nothing more to say.
        """
        try:
            return cast("Message", self._pipe.recv()) if self._pipe.poll(seconds) else None
        except (EOFError, OSError) as error:
            raise WorkerDied from error

    def copied(self) -> None:
        """Tell the worker that a batch has been copied. One that has died meanwhile is noticed at the next message."""
        try:
            self._pipe.send(_COPIED)
        except OSError:
            return

    def end(self) -> None:
        """End the process, at once, and let go of everything."""
        if self._process.is_alive():
            self._process.kill()
        self._process.join(_PATIENCE)
        self._pipe.close()
        if not self._process.is_alive():
            self._process.close()
