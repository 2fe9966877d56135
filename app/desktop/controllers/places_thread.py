# SPDX-License-Identifier: MIT
"""Writes all places of an answer to a file, in a process of its own so that the window stays free, and can be ended."""

from __future__ import annotations

import contextlib
import multiprocessing
import secrets
from multiprocessing.connection import Connection
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from app.errors import PostilError
from app.exchange.concordance import Wanted, draft_of, export_places
from database import store

PATIENCE = 5.0
LOOK = 0.05

Told = tuple[int, int] | int | str
"""Progress, how many places were written, or why they could not be."""


class PlacesThread(QThread):
    """Writes one file.

    ``progressed`` carries how many sources have been read and of how many, ``written`` how many places there are, and
    ``failed`` why they could not be written; neither comes where it was cancelled.
    """

    progressed = Signal(int, int)
    written = Signal(int)
    failed = Signal(str)

    def __init__(self, collection: Path, wanted: Wanted, path: Path, parent: QObject):
        super().__init__(parent)
        self._path, self._mark = path, secrets.token_hex(4)
        self._given = (collection, wanted, path, self._mark)

    def cancel(self) -> None:
        """End it soon; a file that was there before stays as it was."""
        self.requestInterruption()

    def run(self) -> None:
        """Start the process and pass on what it says."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, *self._given), name="places", daemon=True)
        process.start()
        theirs.close()
        try:
            self._listen(ours)
        finally:
            process.kill()
            process.join(PATIENCE)
            ours.close()
            if not process.is_alive():
                process.close()
            with contextlib.suppress(OSError):  # a process that was ended leaves what it has written
                draft_of(self._path, self._mark).unlink(missing_ok=True)

    def _listen(self, pipe: Connection) -> None:
        while not self.isInterruptionRequested():
            if not pipe.poll(LOOK):
                continue
            try:
                told: Told = pipe.recv()
            except (EOFError, OSError):
                told = "The file was not written: the process that wrote it has ended."
            match told:
                case tuple():
                    self.progressed.emit(*told)
                    continue
                case int():
                    self.written.emit(told)
                case str():
                    self.failed.emit(told)
            return


def work(pipe: Connection, collection: Path, wanted: Wanted, path: Path, mark: str) -> None:
    """Write the places, and tell how far it has come."""

    def tell(done: int, total: int) -> None:
        pipe.send((done, total))

    try:
        with contextlib.closing(store.open_store(collection, write=False)) as opened:
            pipe.send(export_places(opened.connection, wanted, path, mark, tell))
    except PostilError as error:
        pipe.send(str(error))
