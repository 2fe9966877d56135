# SPDX-License-Identifier: MIT
"""Where errors end up: those a user can do something about as a sentence, faults of the program as a report."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.errors import PostilError, sentence
from database.errors import CollectionError, DamagedCollection, is_damage

if TYPE_CHECKING:
    from app.desktop.controllers.session import Session


class Faults(QObject):
    """Shows errors that nobody caught. The program goes on: what was done before is on the disk."""

    _raised = Signal(object)

    def __init__(self, window: QWidget):
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._showing = False
        self._raised.connect(self._on_raised)

    def install(self) -> None:
        """Take over from Python, which would only print them."""
        sys.excepthook = self.handle

    def watch(self, session: Session) -> None:
        """Say of which session the collection is, should its file turn out to be damaged."""
        self._session = session

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take one error, in whatever thread it came up; it is shown in that of the window."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self._raised.emit(error)

    def show(self, error: BaseException) -> None:
        """Show an error as what it is."""
        error = self._explained(error)
        if isinstance(error, PostilError | CollectionError | OSError):
            from app.desktop.dialogs.messages import show_sentence  # noqa: PLC0415  rarely needed

            show_sentence(sentence(error), self._window)
            return
        from app.desktop.dialogs.crash import CrashDialog, report_of  # noqa: PLC0415  as above

        sys.__excepthook__(type(error), error, error.__traceback__)
        CrashDialog(report_of(error), self._window).open()

    def _explained(self, error: BaseException) -> BaseException:
        """Return what SQLite says of damaged pages as an error of the open collection: no fault of the program."""
        collection = self._session.collection if self._session is not None else None
        if collection is None or not is_damage(error):
            return error
        return DamagedCollection(collection.path, str(error).rpartition(": ")[2])

    @Slot(object)
    def _on_raised(self, error: BaseException) -> None:
        """Show one error; another one that comes while its window is being made is only printed."""
        if self._showing:
            sys.__excepthook__(type(error), error, error.__traceback__)
            return
        self._showing = True
        try:
            self.show(error)
        finally:
            self._showing = False
