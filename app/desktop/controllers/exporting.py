# SPDX-License-Identifier: MIT
"""Writing the annotations to a file, in a process of its own, so that the window goes on working."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session
from app.desktop.panels.status_line import StatusLine
from app.desktop.wording import counted
from app.errors import PostilError
from app.settings import Json

if TYPE_CHECKING:
    from app.desktop.controllers.exchange_thread import JobThread, LookThread
    from app.desktop.dialogs.export import Wish
    from app.exchange.export import Report
    from app.exchange.serving import Place

MEMORY = "exports"
"""The name under which the last choices are remembered."""


class ExportFailed(PostilError):
    """An export could not be written; the sentence is that of the process that tried."""


class Exporting(QObject):
    """Asks what to export and where to, and does it. ``finished`` comes when an export has ended, however it did."""

    finished = Signal()

    def __init__(self, session: Session, appearance: Appearance, status: StatusLine, window: QWidget):
        super().__init__(window)
        self._session = session
        self._look = appearance
        self._status = status
        self._window = window
        self._line = status.add_job("export")
        self._line.explain("Stop the export; an older file stays as it is")
        self._thread: JobThread | None = None
        self._preview: LookThread | None = None
        self._waiting: list[Wish] = []
        self._folder: Path | None = None
        self._line.cancel_asked.connect(self.cancel)
        status.link_asked.connect(self._on_link_asked)
        session.closing.connect(self._on_closing)

    @property
    def running(self) -> bool:
        """Whether an export runs."""
        return self._thread is not None

    def start(self, wish: Wish) -> None:
        """Export; while one export runs, the next wait for its end."""
        self._remember(wish)
        if self._thread is not None:
            self._waiting.append(wish)
            return
        from app.desktop.controllers.exchange_thread import JobThread  # noqa: PLC0415  loaded when it is asked for
        from app.exchange.serving import Write  # noqa: PLC0415  as above

        order = Write(wish.format, wish.path.absolute(), wish.query, wish.options, secrets.token_hex(4))
        thread = JobThread(self._place(), order, self)
        thread.progressed.connect(self._on_progressed)
        thread.finished.connect(self._on_finished)
        self._thread = thread
        self._line.show_job(f"Exporting to {wish.path.name}", 0, 0)
        thread.start()

    # Commands

    @Slot()
    def ask(self) -> None:
        """Ask what to export and where to."""
        self.ask_for("")

    @Slot(str)
    def ask_for(self, query: str) -> None:
        """Ask where the annotations that answer a query go."""
        from app.desktop.controllers.exchange_thread import LookThread  # noqa: PLC0415  loaded when it is asked for
        from app.desktop.dialogs.export import ExportDialog, Wish  # noqa: PLC0415  as above

        collection = self._session.required
        memory = self._session.state.table(MEMORY)
        folder = Path(str(memory.get("folder") or ""))
        if not memory.get("folder") or not folder.is_dir():
            folder = collection.path.parent
        counts = collection.counts()
        total = counts["claim"] + counts["recommendation"] + counts["passage"]
        wish = Wish(str(memory.get("format") or "docx"), folder / collection.path.stem, query)
        dialog = ExportDialog(
            wish, total, _options(memory.get("options")), collection.searcher, self._look, self._window
        )
        self._end_preview()
        self._preview = LookThread(self._place(), self)
        self._preview.seen.connect(dialog.show_seen)
        self._preview.lost.connect(dialog.show_lost)
        dialog.look_wanted.connect(self._preview.ask)
        dialog.confirmed.connect(self.start)
        dialog.finished.connect(self._end_preview)
        self._preview.start()
        dialog.open()

    @Slot()
    def cancel(self) -> None:
        """Stop; an older file stays as it is."""
        self._waiting.clear()
        if self._thread is not None:
            self._thread.stop()
            self._line.show_job("Stopping the export…", 0, 0)

    # Parts

    def _place(self) -> Place:
        from app.exchange.serving import Place  # noqa: PLC0415  loaded when it is asked for

        return Place(self._session.required.path.absolute(), self._session.required.annotator)

    def _remember(self, wish: Wish) -> None:
        memory = self._session.state.table(MEMORY)
        options = {**_options(memory.get("options")), wish.format: dict(wish.options)}
        kept: dict[str, Json] = {name: dict(chosen) for name, chosen in options.items()}
        self._session.state.put(MEMORY, {"format": wish.format, "folder": str(wish.path.parent), "options": kept})

    def _tell(self, report: Report) -> None:
        self._folder = report.path.parent
        words = f"{counted(report.written, report.holds)} exported to {report.path.name}"
        self._status.say_with_link(words, "Open folder", f"Show where {report.path.name} lies")
        if report.skipped:
            from app.desktop.dialogs.report import ReportDialog  # noqa: PLC0415  loaded when it is asked for

            lines = "\n".join(f"{uid}\n    {reason}" for uid, reason in report.skipped)
            left = f"{words}. {len(report.skipped):,} could not be written and are left out of the file."
            ReportDialog("Export finished", left, lines, self._window).open()

    # Slots

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        if self._thread is not None and not self._thread.stopping:
            words = f"Exporting {done:,} of {total:,}" if total else "Exporting"
            self._line.show_job(words, done, total)

    @Slot()
    def _on_finished(self) -> None:
        from app.exchange.export import Report, sweep  # noqa: PLC0415  loaded by now
        from app.exchange.serving import Refused, Write  # noqa: PLC0415  as above

        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._line.hide()
        thread.deleteLater()
        if isinstance(thread.order, Write) and not isinstance(thread.result, Report):
            sweep(thread.order.path, thread.order.mark)
        if self._waiting:
            self.start(self._waiting.pop(0))
        self.finished.emit()
        match thread.result:
            case Report():
                self._tell(thread.result)
            case Refused(sentence):
                raise ExportFailed(sentence)
            case _:
                self._status.say("Export stopped; nothing was written")

    @Slot()
    def _on_link_asked(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    @Slot()
    def _end_preview(self) -> None:
        if self._preview is not None:
            self._preview.end()
            self._preview.deleteLater()
            self._preview = None

    @Slot()
    def _on_closing(self) -> None:
        """Stop, and wait until the process is gone."""
        self._waiting.clear()
        self._end_preview()
        if self._thread is not None:
            self._thread.stop()
            self._thread.wait()
            self._on_finished()


def _options(kept: object) -> dict[str, Mapping[str, str]]:
    """Return the options that were chosen last, by format; nothing where the memory makes no sense."""
    if not isinstance(kept, dict):
        return {}
    return {
        str(name): {str(key): str(value) for key, value in chosen.items()}
        for name, chosen in kept.items()
        if isinstance(chosen, dict)
    }
