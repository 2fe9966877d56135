# SPDX-License-Identifier: MIT
"""What is known about the chosen sources."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session
from app.desktop.controllers.sources import Sources


class Detailing(QObject):
    """Shows and changes the metadata of the chosen sources."""

    def __init__(self, session: Session, sources: Sources, appearance: Appearance, window: QWidget):
        super().__init__(window)
        self._session = session
        self._sources = sources
        self._look = appearance
        self._window = window

    @Slot()
    def show(self) -> None:
        """Show what is known about the chosen sources."""
        from app.desktop.dialogs.source_details import SourceDetailsDialog  # noqa: PLC0415  loaded when asked for

        ids = self._sources.ids
        if ids:
            SourceDetailsDialog(ids, self._session.required, self._look, self._window).open()
