# SPDX-License-Identifier: MIT
"""Processes of our own: each is spawned with a pipe to it, and is sure to end with whoever started it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVarTuple

Given = TypeVarTuple("Given")

_PATIENCE = 5.0
"""How many seconds the system has to take away a process that was ended."""


class Spawned:
    """A running process, and our end of the pipe to it."""

    def __init__(self, target: Callable[[Connection, *Given], None], name: str, *arguments: *Given):
        """Start a process that calls ``target`` with its end of the pipe and what else is given.

        Raises:
            OSError: the system has no room for another process.
        """
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=target, args=(theirs, *arguments), name=name, daemon=True)
        self._ended = False
        try:
            self._process.start()
        except BaseException:
            self.pipe.close()
            raise
        finally:
            theirs.close()

    def end(self) -> None:
        """End the process at once, and let go of everything; a second time does nothing."""
        if self._ended:
            return
        self._ended = True
        self._process.kill()
        self._process.join(_PATIENCE)
        self.pipe.close()
        if not self._process.is_alive():
            self._process.close()
