# SPDX-License-Identifier: MIT
"""What is known about the chosen sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session

Chosen = Callable[[], Sequence[int]]
"""Gives the sources that a command acts on."""


class Detailing(QObject):
    """Shows and changes the metadata of the chosen sources."""

    def __init__(self, session: Session, chosen: Chosen, appearance: Appearance, window: QWidget):
        super().__init__(window)
        self._session = session
        self._chosen = chosen
        self._look = appearance
        self._window = window

    @Slot()
    def show(self) -> None:
        """Show what is known about the chosen sources."""
        from app.desktop.dialogs.source_details import SourceDetailsDialog  # noqa: PLC0415  loaded when asked for

        ids = self._chosen()
        if ids:
            SourceDetailsDialog(ids, self._session.required, self._look, self._window).open()
