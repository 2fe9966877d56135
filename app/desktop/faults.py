# SPDX-License-Identifier: MIT
"""Where errors end up: those a user can do something about as a sentence, faults of the program as a report."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.errors import PostilError, sentence
from database.errors import CollectionError


class Faults(QObject):
    """Shows errors that nobody caught. The program goes on: what was done before is on the disk."""

    _raised = Signal(object)

    def __init__(self, window: QWidget):
        super().__init__(window)
        self._window = window
        self._showing = False
        self._raised.connect(self._on_raised)

    def install(self) -> None:
        """Take over from Python, which would only print them."""
        sys.excepthook = self.handle

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take one error, in whatever thread it came up; it is shown in that of the window."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self._raised.emit(error)

    def show(self, error: BaseException) -> None:
        """Show an error as what it is."""
        if isinstance(error, PostilError | CollectionError | OSError):
            from app.desktop.dialogs.messages import show_sentence  # noqa: PLC0415  rarely needed

            show_sentence(sentence(error), self._window)
            return
        from app.desktop.dialogs.crash import CrashDialog, report_of  # noqa: PLC0415  as above

        sys.__excepthook__(type(error), error, error.__traceback__)
        CrashDialog(report_of(error), self._window).open()

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
