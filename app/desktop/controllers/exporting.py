# SPDX-License-Identifier: MIT
"""Writing the annotations to a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.controllers.session import Session
from app.desktop.panels.status_line import StatusLine
from app.desktop.wording import counted


class Exporting(QObject):
    """Asks what to export and where to, and does it."""

    def __init__(self, session: Session, status: StatusLine, window: QWidget):
        super().__init__(window)
        self._session = session
        self._status = status
        self._window = window

    def write(self, format_name: str, path: Path, query: str) -> None:
        """Export what a query finds, or everything where it is empty.

        Raises:
            PostilError: the file cannot be written.
        """
        from app.exchange.export import export  # noqa: PLC0415  loaded when it is asked for

        collection = self._session.required
        ids = collection.matching_annotations(query) if query.strip() else None
        report = export(collection, format_name, path, ids=ids, query=query)
        self._session.state.put("export", [format_name, str(path.parent)])
        self._status.say(f"{counted(report.written, 'annotation')} exported to {path.name}")

    @Slot()
    def ask(self) -> None:
        """Ask what to export and where to."""
        from app.desktop.dialogs.export import ExportDialog  # noqa: PLC0415  as above

        collection = self._session.required
        last = self._session.state.texts("export")
        folder = Path(last[1]) if len(last) == 2 else collection.path.parent
        dialog = ExportDialog(collection, folder, last[0] if last else "", self._window)
        dialog.confirmed.connect(self._on_confirmed)
        dialog.open()

    @Slot(str, str, str)
    def _on_confirmed(self, format_name: str, path: str, query: str) -> None:
        self.write(format_name, Path(path), query)
