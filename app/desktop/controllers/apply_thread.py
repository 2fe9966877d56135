# SPDX-License-Identifier: MIT
"""The thread that writes what takes longer than a window may stand still, on a connection of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from app.collection import Collection
from app.errors import PostilError
from database.errors import CollectionError


class ApplyThread(QThread):
    """Does one piece of writing. ``wrote`` carries the change, ``done`` what the work returned, ``refused`` why not.

    The change has to be announced in the thread of the window, by whoever hears of it.
    """

    wrote = Signal(object)
    done = Signal(object)
    refused = Signal(object)

    def __init__(self, collection: Collection, work: Callable[[Collection], object], parent: QObject):
        super().__init__(parent)
        self._path, self._annotator = collection.path, collection.annotator
        self._work = work

    def run(self) -> None:
        """Write."""
        try:
            with contextlib.closing(Collection.open_lent(self._path, annotator=self._annotator)) as lent:
                lent.subscribe(self.wrote.emit)
                result = self._work(lent)
        except (PostilError, CollectionError) as error:
            self.refused.emit(error)
        else:
            self.done.emit(result)
