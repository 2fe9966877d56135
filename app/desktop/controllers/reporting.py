# SPDX-License-Identifier: MIT
"""What an import did: its report, what is nearly the same as something else, and what a user does about it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.importing import Importing
from app.desktop.controllers.replacing import Replacing
from app.desktop.controllers.replacing_all import ReplacingAll
from app.desktop.controllers.session import Session
from app.desktop.panels.status_line import StatusLine
from database.history import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.desktop.controllers.task_thread import TaskThread
    from app.desktop.dialogs.compare import CompareDialog
    from app.desktop.dialogs.import_report import ImportReportDialog
    from app.importing.near import Differences, Near
    from app.importing.report import ImportReport

MOST = 20_000
"""In a larger collection texts are compared only when that is asked for."""


class Reporting(QObject):
    """Shows the report of an import. ``source_asked`` carries a source to read, ``said`` a word to the user."""

    source_asked = Signal(int)
    said = Signal(str)

    def __init__(
        self,
        session: Session,
        importing: Importing,
        replacing: Replacing,
        replacing_all: ReplacingAll,
        status: StatusLine,
        appearance: Appearance,
        window: QWidget,
    ):
        super().__init__(window)
        self._session = session
        self._importing = importing
        self._replacing = replacing
        self._all = replacing_all
        self._status = status
        self._look = appearance
        self._window = window
        self._dialog: ImportReportDialog | None = None
        self._compared: CompareDialog | None = None
        self._report: ImportReport | None = None
        self._thread: TaskThread | None = None
        self._aligning: TaskThread | None = None
        self._near: Sequence[Near] = ()
        importing.reported.connect(self._on_reported)
        status.cancel_asked.connect(self._stop)
        session.closing.connect(self._on_closing)
        session.changed.connect(self._on_changed)

    # Properties

    @property
    def dialog(self) -> ImportReportDialog | None:
        """The report on show, or None."""
        return self._dialog

    @property
    def comparing(self) -> bool:
        """Whether texts are being compared."""
        return self._thread is not None

    # Commands

    @Slot()
    def show(self) -> None:
        """Show the report of the last import again."""
        if self._report is None:
            self.said.emit("Nothing has been imported since the collection was opened")
        else:
            self._open(self._report)
            if self._dialog is not None:
                self._dialog.show_near(self._near)
                self._show_gone()

    @Slot()
    def find_near(self) -> None:
        """Look for sources that are nearly the same, in the whole collection."""
        from app.importing.report import ImportReport  # noqa: PLC0415  loaded when it is asked for

        self._report = ImportReport()
        self._compare(None)

    # Parts

    def _open(self, report: ImportReport, title: str = "Import finished") -> None:
        from app.desktop.dialogs.import_report import ImportReportDialog  # noqa: PLC0415  as above

        if self._dialog is not None:
            self._dialog.close()
        dialog = ImportReportDialog(report, self._look, self._window, title)
        dialog.source_asked.connect(self.source_asked)
        dialog.replace_asked.connect(self._on_replace_asked)
        dialog.replace_all_asked.connect(self._on_replace_all_asked)
        dialog.import_asked.connect(self._on_import_asked)
        dialog.compare_asked.connect(self._on_compare_asked)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.show()

    def _show_gone(self) -> None:
        """Let the report lead to no source that was deleted, or taken back, since."""
        if self._dialog is not None and self._session.collection is not None:
            here = self._session.collection.source_ids()
            self._dialog.show_gone(self._dialog.model.sources.difference(here))

    def _compare(self, wanted: Sequence[int] | None) -> None:
        """Look for texts that are nearly the same, in a process of its own."""
        from app.desktop.controllers.task_thread import TaskThread  # noqa: PLC0415  as above
        from app.importing.near import near_duplicates  # noqa: PLC0415  as above

        self._stop()
        self._near = ()
        self._thread = TaskThread(partial(near_duplicates, self._session.required.path, wanted), self)
        self._thread.progressed.connect(self._on_progressed)
        self._thread.done.connect(self._on_compared)
        self._thread.refused.connect(self._on_refused)
        self._thread.finished.connect(self._thread.deleteLater)
        self._thread.start()

    @Slot()
    def _stop(self) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.done.disconnect(self._on_compared)
            thread.cancel()
            thread.wait()
            self._finish_job()

    def _finish_job(self) -> None:
        if not self._importing.running:
            self._status.finish_job()

    # Slots

    @Slot(object)
    def _on_reported(self, report: ImportReport) -> None:
        self._report, self._near = report, ()
        self._open(report)
        collection = self._session.collection
        if report.imported and collection is not None and collection.counts()["source"] <= MOST:
            self._compare([each.id for each in report.imported])

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        if not self._importing.running and self._thread is not None:
            self._status.show_job("Comparing texts", done, total)

    @Slot(object)
    def _on_compared(self, found: Sequence[Near]) -> None:
        self._thread = None
        self._finish_job()
        self._near = found
        if self._dialog is not None:
            self._dialog.show_near(found)
            if found:
                self._show_gone()
        elif found and self._report is not None:
            self._open(self._report, "Nearly the same")
            self._on_compared(found)
        elif self._report is not None and not self._report.imported:
            self.said.emit("No two sources are nearly the same")

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        self._thread = None
        self._finish_job()
        self.said.emit(f"The texts could not be compared. {sentence}")

    @Slot(int, object)
    def _on_replace_asked(self, source: int, file: Path) -> None:
        self._replacing.replace(source, file)

    @Slot(object)
    def _on_replace_all_asked(self, pairs: list[tuple[int, Path]]) -> None:
        self._all.start(pairs)

    @Slot(object)
    def _on_import_asked(self, file: Path) -> None:
        self._importing.start([file])

    @Slot(object)
    def _on_compare_asked(self, near: Near) -> None:
        from app.desktop.controllers.task_thread import TaskThread  # noqa: PLC0415  as above
        from app.desktop.dialogs.compare import CompareDialog  # noqa: PLC0415  as above
        from app.importing.near import differences  # noqa: PLC0415  as above

        collection, parent = self._session.required, self._dialog or self._window
        dialog = CompareDialog(collection, near, self._look, parent, writable=self._session.writable)
        dialog.source_asked.connect(self.source_asked)
        dialog.delete_asked.connect(self._on_delete_asked)
        dialog.finished.connect(self._on_compare_finished)
        self._compared = dialog
        self._aligning = TaskThread(partial(differences, collection.path, near.source, near.other), self)
        self._aligning.done.connect(self._on_differences)
        self._aligning.refused.connect(self.said)
        self._aligning.finished.connect(self._aligning.deleteLater)
        self._aligning.start()
        dialog.open()

    @Slot(object)
    def _on_differences(self, found: Differences) -> None:
        self._aligning = None
        if self._compared is not None:
            self._compared.show_differences(found)

    @Slot(int)
    def _on_delete_asked(self, source: int) -> None:
        self._session.required.delete_sources([source])
        self.said.emit("Source deleted; Ctrl Z brings it back")

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        """Take out of the report what a replacement has dealt with, and what leads to a source that is gone."""
        if self._dialog is None:
            return
        if change.touches("source_version"):
            for source in change.sources:
                self._dialog.drop(source, "differing")
        if change.touches("source") and not self._dialog.model.sources.isdisjoint(change.sources):
            self._show_gone()

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._dialog = None

    @Slot()
    def _on_compare_finished(self) -> None:
        self._compared = None
        thread, self._aligning = self._aligning, None
        if thread is not None:
            thread.done.disconnect(self._on_differences)
            thread.cancel()
            thread.wait()

    @Slot()
    def _on_closing(self) -> None:
        self._stop()
        self._report, self._near = None, ()
        for dialog in (self._compared, self._dialog):
            if dialog is not None:
                dialog.close()
