# SPDX-License-Identifier: MIT
"""The folders that the open collection watches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.controllers.importing import Importing
from app.desktop.controllers.session import Session
from database.history import Change

if TYPE_CHECKING:
    from app.desktop.dialogs.watched import WatchedDialog


class Watching(QObject):
    """Adds and scans watched folders. ``said`` carries a word to the user."""

    said = Signal(str)

    def __init__(self, session: Session, importing: Importing, window: QWidget):
        super().__init__(window)
        self._session = session
        self._importing = importing
        self._window = window
        self._dialog: WatchedDialog | None = None
        session.changed.connect(self._on_changed)

    # Commands

    @Slot()
    def show(self) -> None:
        """Show which folders are watched."""
        from app.desktop.dialogs.watched import WatchedDialog  # noqa: PLC0415  loaded when it is asked for
        from app.editing.watched import watched_folders  # noqa: PLC0415  as above

        folders = watched_folders(self._session.required)
        self._dialog = WatchedDialog(folders, self._window, writable=self._session.writable)
        self._dialog.add_asked.connect(self._on_add_asked)
        self._dialog.remove_asked.connect(self._on_remove_asked)
        self._dialog.scan_asked.connect(self.scan)
        self._dialog.finished.connect(self._on_dialog_finished)
        self._dialog.open()

    @Slot()
    def scan(self) -> None:
        """Import what is new in the watched folders, and tell what changed."""
        from app.editing.watched import watched_folders  # noqa: PLC0415  as above

        paths = [folder.path for folder in watched_folders(self._session.required)]
        if paths:
            self._importing.scan(paths)
        else:
            self.said.emit("No folder is watched yet: add one under Collection, Watched folders")

    # Slots

    @Slot()
    def _on_add_asked(self) -> None:
        from app.desktop.dialogs import files  # noqa: PLC0415  as above
        from app.editing.watched import watch  # noqa: PLC0415  as above

        folder = files.choose_folder(self._dialog or self._window)
        if folder is not None:
            watch(self._session.required, folder)

    @Slot(object)
    def _on_remove_asked(self, rows: list[int]) -> None:
        from app.editing.watched import unwatch  # noqa: PLC0415  as above

        unwatch(self._session.required, rows)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._dialog is not None and change.touches("watched_folder"):
            from app.editing.watched import watched_folders  # noqa: PLC0415  as above

            self._dialog.show_folders(watched_folders(self._session.required))

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._dialog = None
