# SPDX-License-Identifier: MIT
"""The former texts of the source that is read."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.pages import Pages
from app.desktop.controllers.replacing import Replacing
from app.desktop.controllers.session import Session


class Versions(QObject):
    """Shows the texts the open source has had, and goes back to one."""

    def __init__(self, session: Session, pages: Pages, replacing: Replacing, appearance: Appearance, window: QWidget):
        super().__init__(window)
        self._session = session
        self._pages = pages
        self._replacing = replacing
        self._look = appearance
        self._window = window
        self._source = 0

    # Commands

    @Slot()
    def show(self) -> None:
        """Show the texts the open source has had."""
        from app.desktop.dialogs.versions import VersionsDialog  # noqa: PLC0415  loaded when it is asked for

        source = self._pages.meant.source
        if source is not None:
            self._source = source.id
            writable = self._session.writable
            dialog = VersionsDialog(self._session.required, source, self._look, self._window, writable=writable)
            dialog.back_asked.connect(self._on_back_asked)
            dialog.open()

    @Slot(int)
    def _on_back_asked(self, version: int) -> None:
        self._replacing.go_back(self._source, version)
