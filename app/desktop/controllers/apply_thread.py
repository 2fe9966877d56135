# SPDX-License-Identifier: MIT
"""The thread that writes what takes longer than a window may stand still, on a connection of its own."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from app.collection import Collection
from app.errors import PostilError
from database.errors import CollectionError

LOOK_EVERY = 1_000_000
"""After so many steps of its virtual machine, some .02 s, SQLite asks whether it should stop."""


class ApplyThread(QThread):
    """Does one piece of writing. ``wrote`` carries the change, ``done`` what the work returned, ``refused`` why not.

    The change has to be announced in the thread of the window, by whoever hears of it. Where it was cancelled in time,
    nothing has been written, and ``cancelled`` comes instead.
    """

    wrote = Signal(object)
    done = Signal(object)
    refused = Signal(object)
    cancelled = Signal()

    def __init__(self, collection: Collection, work: Callable[[Collection], object], parent: QObject):
        super().__init__(parent)
        self._path, self._annotator = collection.path, collection.annotator
        self._running = frozenset(collection.running)
        self._work = work
        self._cancel = threading.Event()

    def cancel(self) -> None:
        """Take the work back as far as it has come; what is committed already stays."""
        self._cancel.set()

    def run(self) -> None:
        """Write."""
        try:
            with contextlib.closing(Collection.open_lent(self._path, annotator=self._annotator)) as lent:
                lent.running.update(self._running)
                lent.connection.set_progress_handler(self._cancel.is_set, LOOK_EVERY)
                lent.subscribe(self.wrote.emit)
                result = self._work(lent)
        except (PostilError, CollectionError) as error:
            self.refused.emit(error)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            self.cancelled.emit()
        else:
            self.done.emit(result)
