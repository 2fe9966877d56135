# SPDX-License-Identifier: MIT
"""Where errors end up: those a user can do something about as a sentence, faults of the program as a report."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtWidgets import QWidget

from app.errors import PostilError
from database.errors import CollectionError


class Faults:
    """Shows errors that nobody caught. The program goes on: what was done before is on the disk."""

    def __init__(self, window: QWidget):
        self._window = window
        self._showing = False

    def install(self) -> None:
        """Take over from Python, which would only print them."""
        sys.excepthook = self.handle

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show one error; another one while its window is being made is only printed."""
        if issubclass(kind, KeyboardInterrupt) or self._showing:
            sys.__excepthook__(kind, error, trace)
            return
        self._showing = True
        try:
            self.show(error)
        finally:
            self._showing = False

    def show(self, error: BaseException) -> None:
        """Show an error as what it is."""
        if isinstance(error, PostilError | CollectionError | OSError):
            from app.desktop.dialogs.messages import show_sentence  # noqa: PLC0415  rarely needed

            show_sentence(str(error), self._window)
            return
        from app.desktop.dialogs.crash import CrashDialog, report_of  # noqa: PLC0415  as above

        sys.__excepthook__(type(error), error, error.__traceback__)
        CrashDialog(report_of(error), self._window).open()
