# SPDX-License-Identifier: MIT
"""Does one piece of heavy work in a process of its own, with progress, a limit of time and a way to end it.

Reading a file that somebody sent, or comparing two long texts, must not stop the window, and must not take it along
when it goes wrong. The work is a function of one argument, a :data:`Report`; both it and its result travel between
processes, so the function is one of a module, bound to its arguments with :func:`functools.partial`.
"""

from __future__ import annotations

import logging
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Generic, TypeVar, cast

from app.errors import PostilError
from app.importing.document import ImportFailure
from app.importing.offline import forbid_network
from app.spawned import Spawned
from database.errors import CollectionError

Result = TypeVar("Result")

Report = Callable[[int, int], None]
"""Says how much is done, and how much there is."""

Work = Callable[[Report], Result]

LIMIT = 120.0
"""Seconds a piece of work may be silent."""

HANGS = "It took more than {seconds:g} seconds."
KILLS = "The process that did it failed."

_TICK = 0.05


class WorkRefused(PostilError):
    """The work could not be done; ``str()`` is a sentence for the user."""


class WorkCancelled(PostilError):
    """Somebody ended the work."""

    def __init__(self) -> None:
        super().__init__("It was cancelled.")


class WorkFault(RuntimeError):
    """The work failed for a reason that is a bug; ``str()`` is the trace of the other process."""


@dataclass(frozen=True, slots=True)
class _Progress:
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class _Done(Generic[Result]):
    result: Result


@dataclass(frozen=True, slots=True)
class _Refused:
    sentence: str


@dataclass(frozen=True, slots=True)
class _Fault:
    trace: str


def run_task(
    work: Work[Result], *, progress: Report | None = None, cancelled: Callable[[], bool] = bool, seconds: float = LIMIT
) -> Result:
    """Do some work in a process of its own and return its result; waits for it.

    ``progress`` hears of it in the calling thread; ``cancelled`` is asked now and then. The process may be silent for
    ``seconds`` at most.

    Raises:
        WorkRefused: it cannot be done, it hung, or its process died.
        WorkCancelled: ``cancelled`` said so.
        WorkFault: there is a bug in it.
    """
    process = Spawned(_serve, "task", work)
    try:
        return cast("Result", _listen(process.pipe, progress, cancelled, seconds))
    finally:
        process.end()


def _listen(pipe: Connection, progress: Report | None, cancelled: Callable[[], bool], seconds: float) -> object:
    heard = time.monotonic()
    while not cancelled():
        if pipe.poll(_TICK):
            heard = time.monotonic()
            message = _received(pipe)
            if isinstance(message, _Done):
                return message.result
            if isinstance(message, _Progress) and progress is not None:
                progress(message.done, message.total)
        elif time.monotonic() - heard > seconds:
            raise WorkRefused(HANGS.format(seconds=seconds))
    raise WorkCancelled


def _received(pipe: Connection) -> object:
    try:
        message = pipe.recv()
    except (EOFError, OSError) as error:
        raise WorkRefused(KILLS) from error
    if isinstance(message, _Refused):
        raise WorkRefused(message.sentence)
    if isinstance(message, _Fault):
        raise WorkFault(message.trace)
    return cast("object", message)


def _serve(pipe: Connection, work: Work[object]) -> None:
    """Do the work in the other process, and send what comes of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable(logging.CRITICAL)
    forbid_network()
    try:
        pipe.send(_outcome(work, pipe))
    except OSError:
        return  # whoever asked is gone


def _outcome(work: Work[object], pipe: Connection) -> object:
    try:
        return _Done(work(_Sender(pipe)))
    except (PostilError, CollectionError, ImportFailure) as error:
        return _Refused(str(error))
    except Exception:  # noqa: BLE001  it is raised again in the process that asked
        return _Fault(traceback.format_exc())


class _Sender:
    """Sends progress, but not more often than anybody could see."""

    def __init__(self, pipe: Connection):
        self._pipe = pipe
        self._sent = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._sent >= _TICK or done == total:
            self._sent = now
            self._pipe.send(_Progress(done, total))
