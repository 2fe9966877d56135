# SPDX-License-Identifier: MIT
"""Bringing files into the collection while the window goes on working."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session
from app.desktop.panels.status_line import StatusLine
from app.desktop.wording import counted
from app.errors import PostilError
from database.errors import CollectionError
from database.history import Change

if TYPE_CHECKING:
    from app.desktop.controllers.before_import import BeforeImport
    from app.desktop.controllers.import_thread import JobThread
    from app.importing.job import ImportReport
    from app.importing.rules import Rules


class Importing(QObject):
    """Runs one import at a time. ``started`` comes when it begins; ``finished`` carries its report.

    ``reported`` carries it too, where a user asked for the import and wants to know what came of it.
    """

    started = Signal()
    finished = Signal(object)
    reported = Signal(object)

    def __init__(self, session: Session, status: StatusLine, appearance: Appearance, window: QWidget):
        super().__init__(window)
        self._session = session
        self._status = status
        self._look = appearance
        self._window = window
        self._thread: JobThread | None = None
        self._waiting: list[tuple[Sequence[Path], Rules | None]] = []
        self._unasked: list[tuple[Sequence[Path], bool]] = []
        self._asked = False
        self._asking: BeforeImport | None = None
        status.cancel_asked.connect(self._on_cancel_asked)
        session.closing.connect(self._on_closing)
        session.busy_changed.connect(self._start_next)

    @property
    def running(self) -> bool:
        """Whether an import runs."""
        return self._thread is not None

    def bring(self, paths: Sequence[Path]) -> None:
        """Import files and folders as a user asks for it: with a report, and with questions where there are any.

        Raises:
            CollectionError: the collection cannot be changed.
        """
        from app.importing.look import is_worth_a_look  # noqa: PLC0415  loaded when it is asked for
        from app.importing.rules import Rules  # noqa: PLC0415  as above

        if not is_worth_a_look(paths):
            self.start(paths, Rules(ask_changed=True))
        else:
            self._ask(paths)

    def scan(self, folders: Sequence[Path]) -> None:
        """Import what is new in watched folders, and report what has changed there.

        Raises:
            CollectionError: the collection cannot be changed.
        """
        self._ask(folders, scan=True)

    def start(self, paths: Sequence[Path], rules: Rules | None = None) -> None:
        """Import files and folders, when nothing else is imported or written at length. Without rules: no report.

        Raises:
            CollectionError: the collection cannot be changed.
        """
        if self._thread is not None or self._session.busy:
            self._waiting.append((paths, rules))
            if self._thread is None:
                self._status.say("The import begins when the change is written")
            return
        from app.desktop.controllers.import_thread import JobThread  # noqa: PLC0415  loaded when it is asked for
        from app.importing.job import job_for  # noqa: PLC0415  as above

        thread = JobThread(self)
        collection = self._session.required
        self._asked = rules is not None
        thread.job = job_for(collection, paths, progress=thread.progress, changed=thread.changed, rules=rules)
        thread.progressed.connect(self._on_progressed)
        thread.wrote.connect(self._on_wrote)
        thread.refused.connect(self._on_refused)
        thread.finished.connect(self._on_finished)
        collection.running.add(thread.job.step)
        self._thread = thread
        self._status.show_job("Looking for files", 0, 0)
        thread.start()
        self.started.emit()

    def _ask(self, paths: Sequence[Path], *, scan: bool = False) -> None:
        """Ask what there is to ask; while something is asked already, the next wait for its end."""
        asking = self._make_asking()
        if asking.busy:
            self._unasked.append((paths, scan))
            return
        asking.ask(paths, scan=scan)
        if self._thread is None:
            self._status.show_job("Looking at the files", 0, 0)

    def _ask_next(self) -> None:
        if self._unasked:
            paths, scan = self._unasked.pop(0)
            self._ask(paths, scan=scan)

    def _make_asking(self) -> BeforeImport:
        """Return what asks before an import; it is made when it is first wanted, and stays."""
        from app.desktop.controllers.before_import import BeforeImport  # noqa: PLC0415  loaded when it is asked for

        if self._asking is None:
            self._asking = BeforeImport(self._session.state, self._look, self._window)
            self._asking.answered.connect(self._on_answered)
            self._asking.dropped.connect(self._on_dropped)
            self._asking.asked.connect(self._on_question)
            self._asking.refused.connect(self._on_look_refused)
        return self._asking

    def _end_asking(self) -> None:
        if self._asking is not None:
            self._asking.stop()
        if self._thread is None:
            self._status.finish_job()

    # Commands

    @Slot()
    def choose_files(self) -> None:
        """Ask for files and import them."""
        from app.desktop.dialogs import files  # noqa: PLC0415  loaded when it is asked for

        chosen = files.choose_imports(self._window)
        if chosen:
            self.bring(chosen)

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder and import it."""
        from app.desktop.dialogs import files  # noqa: PLC0415  as above

        chosen = files.choose_folder(self._window)
        if chosen is not None:
            self.bring([chosen])

    # Slots

    @Slot(object, object)
    def _on_answered(self, paths: Sequence[Path], rules: Rules) -> None:
        self._end_asking()
        self._ask_next()
        self.start(paths, rules)

    @Slot()
    def _on_question(self) -> None:
        if self._thread is None:
            self._status.finish_job()

    @Slot()
    def _on_dropped(self) -> None:
        self._end_asking()
        self._status.say("Nothing imported")
        self._ask_next()

    @Slot(str)
    def _on_look_refused(self, sentence: str) -> None:
        self._end_asking()
        self._ask_next()
        raise PostilError(sentence)

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        self._status.show_job(f"Importing {done:,} of {total:,}", done, total)

    @Slot(object)
    def _on_wrote(self, change: Change) -> None:
        self._session.announce(change)

    @Slot()
    def _on_cancel_asked(self) -> None:
        self._waiting.clear()
        self._unasked.clear()
        if self._asking is not None and self._asking.busy:
            self._on_dropped()
        if self._thread is not None and self._thread.job is not None:
            self._thread.job.cancel()
            self._status.show_job("Stopping…", 0, 0)

    @Slot(object)
    def _on_refused(self, error: CollectionError) -> None:
        raise error

    @Slot()
    def _on_finished(self) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._status.finish_job()
        if self._session.collection is not None and thread.job is not None:
            self._session.collection.running.discard(thread.job.step)
        if thread.report is not None:
            self._tell(thread.report)
        thread.deleteLater()
        self._start_next()

    @Slot()
    def _start_next(self) -> None:
        if self._waiting and self._thread is None and not self._session.busy:
            self.start(*self._waiting.pop(0))

    @Slot()
    def _on_closing(self) -> None:
        """Stop, and wait for the batch that is being written."""
        self._waiting.clear()
        self._unasked.clear()
        self._end_asking()
        if self._thread is not None and self._thread.job is not None:
            self._thread.job.cancel()
            self._thread.wait()
            self._on_finished()

    def _tell(self, report: ImportReport) -> None:
        count = len(report.imported)
        self._status.say(f"{counted(count, 'source')} imported" if count else "Nothing new imported")
        self.finished.emit(report)
        if self._asked:
            self.reported.emit(report)
