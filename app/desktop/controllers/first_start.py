# SPDX-License-Identifier: MIT
"""The first start: who is reading, and something to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.controllers.importing import Importing
from app.desktop.controllers.reading import Reading
from app.desktop.controllers.session import SUFFIX, Session
from app.settings import documents_path

if TYPE_CHECKING:
    from app.importing.job import ImportReport


class FirstStart(QObject):
    """Asks for a name once, then opens the sample archive where there is nothing else to open.

    ``ready`` comes when the sample archive is whole.
    """

    ready = Signal()

    def __init__(self, session: Session, importing: Importing, reading: Reading, window: QWidget):
        super().__init__(window)
        self._session = session
        self._reading = reading
        self._importing = importing
        self._window = window

    def begin(self) -> None:
        """Ask for a name if nobody has been asked, and see to something to read."""
        if self._session.settings.asked:
            self._open_something()
            return
        from app.desktop.dialogs.name import NameDialog  # noqa: PLC0415  once in a lifetime

        dialog = NameDialog(self._session.settings.annotator, self._window, first=True)
        dialog.named.connect(self._on_named)
        dialog.open()

    def _open_something(self) -> None:
        if self._session.collection is None and not self._session.state.recent:
            self._open_sample()

    def _open_sample(self) -> None:
        from app.sample import TITLE, sample_paths  # noqa: PLC0415  as above

        path = documents_path() / f"{TITLE}{SUFFIX}"
        fresh = not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._session.open_path(path, create=True)
        if fresh:
            self._importing.finished.connect(self._on_imported)
            self._importing.start(sample_paths())

    @Slot(str)
    def _on_named(self, name: str) -> None:
        try:
            self._session.set_name(name)
        finally:
            self._open_something()  # also where the name cannot be kept

    @Slot(object)
    def _on_imported(self, report: ImportReport) -> None:
        from app.sample import tag_sample  # noqa: PLC0415  as above

        self._importing.finished.disconnect(self._on_imported)
        if report.left or not report.imported:
            return  # somebody stopped it; the annotations would find no text
        collection = self._session.required
        tag_sample(collection)
        tagged = [source for source in collection.sources() if source.annotations]
        if tagged and self._reading.source is None:
            self._reading.open_source(tagged[0].id)
        self.ready.emit()
