# SPDX-License-Identifier: MIT
"""Taking in files of other tools: which file, what it would do, and doing it while the window goes on working."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session
from app.desktop.panels.status_line import StatusLine
from app.desktop.wording import counted
from app.errors import PostilError
from database.history import Change, new_uid, together

if TYPE_CHECKING:
    from app.desktop.controllers.exchange_thread import JobThread
    from app.desktop.dialogs.taking import TakingDialog
    from app.exchange.plan import Plan
    from app.exchange.serving import Order, Place

TOLD_MS = 400
"""How often the window hears of what has been written meanwhile: it is written in many short transactions."""

SHARE = 10
"""How many times as long as the window takes to show a change it is then left alone."""


class TakingFailed(PostilError):
    """A file could not be taken in; the sentence is that of the process that tried."""


class Taking(QObject):
    """Offers to take in files, and takes them in. ``finished`` comes when that has ended, however it did.

    ``import_wanted`` carries a file that is to be imported as a source instead.
    """

    finished = Signal()
    import_wanted = Signal(object)

    def __init__(self, session: Session, appearance: Appearance, status: StatusLine, window: QWidget):
        super().__init__(window)
        self._session = session
        self._look = appearance
        self._status = status
        self._window = window
        self._line = status.add_job("taking in")
        self._dialog: TakingDialog | None = None
        self._trial: JobThread | None = None
        self._thread: JobThread | None = None
        self._step = ""
        self._path = Path()
        self._waiting: list[Path] = []
        self._changes: list[Change] = []
        self._tell = QTimer(self)
        self._tell.setInterval(TOLD_MS)
        self._tell.timeout.connect(self._on_told)
        self._line.cancel_asked.connect(self.cancel)
        session.closing.connect(self._on_closing)

    @property
    def running(self) -> bool:
        """Whether a file is being taken in."""
        return self._thread is not None

    # Commands

    @Slot()
    def choose(self) -> None:
        """Ask for a file of another tool, and offer to take it in."""
        from app.desktop.dialogs import files  # noqa: PLC0415  loaded when it is asked for

        path = files.choose_taking(self._window)
        if path is not None:
            self.offer(path)

    @Slot()
    def cancel(self) -> None:
        """Stop; what has been written stays, as one step."""
        if self._thread is not None:
            self._thread.stop()
            self._line.show_job("Stopping…", 0, 0)

    # Methods

    def split(self, paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
        """Return those of some files that are of other tools, and the rest."""
        from app.exchange.taking import recognise  # noqa: PLC0415  loaded when it is asked for

        known = [path for path in paths if recognise(path)]
        return known, [path for path in paths if path not in known]

    def offer_all(self, paths: Sequence[Path]) -> None:
        """Offer some files, one after the other."""
        self._waiting += paths
        self._next()

    def offer(self, path: Path) -> None:
        """Show what taking in a file would do, and ask whether to.

        Raises:
            BadFile: it is a table that cannot be read.
            CollectionError: the collection cannot be changed.
        """
        from app.desktop.dialogs.taking import TakingDialog  # noqa: PLC0415  loaded when it is asked for
        from app.exchange.csv_read import peek  # noqa: PLC0415  as above
        from app.exchange.taking import kind_of  # noqa: PLC0415  as above

        self._session.required.store.require_writable()
        kind = kind_of(path)
        beginning = peek(path) if kind.name == "csv" else None
        title, other = kind.title, _other(path)
        if beginning is not None and beginning.codebook:
            title, other, beginning = (
                "Codebook as a table: what it says of a code takes the place of what is here",
                "",
                None,
            )
        dialog = TakingDialog(path, title, self._look, self._window, peek=beginning, other=other)
        self._path, self._dialog = path, dialog
        dialog.try_wanted.connect(self._on_try_wanted)
        dialog.confirmed.connect(self._on_confirmed)
        dialog.other_wanted.connect(self._on_other_wanted)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.open()

    def start(self, path: Path, mapping: Mapping[str, str]) -> None:
        """Take in a file."""
        from app.exchange.serving import Take  # noqa: PLC0415  loaded when it is asked for

        self._step = new_uid()
        thread = self._job(Take(path.absolute(), dict(mapping), self._step))
        thread.progressed.connect(self._on_progressed)
        thread.wrote.connect(self._on_wrote)
        thread.finished.connect(self._on_finished)
        self._session.required.running.add(self._step)
        self._thread = thread
        self._line.show_job(f"Taking in {path.name}", 0, 0)
        self._tell.start()
        thread.start()

    # Parts

    def _job(self, order: Order) -> JobThread:
        from app.desktop.controllers.exchange_thread import JobThread  # noqa: PLC0415  loaded when it is asked for

        return JobThread(self._place(), order, self)

    def _place(self) -> Place:
        from app.exchange.serving import Place  # noqa: PLC0415  loaded when it is asked for

        collection = self._session.required
        return Place(collection.path.absolute(), collection.annotator, collection.replica)

    def _next(self) -> None:
        if self._waiting and self._dialog is None and self._thread is None:
            self.offer(self._waiting.pop(0))

    def _end_trial(self) -> None:
        trial, self._trial = self._trial, None
        if trial is not None:
            trial.finished.disconnect()
            trial.progressed.disconnect()
            trial.end()
            trial.deleteLater()

    # Slots

    @Slot(object)
    def _on_try_wanted(self, mapping: Mapping[str, str]) -> None:
        from app.exchange.serving import Try  # noqa: PLC0415  loaded when it is asked for

        self._end_trial()
        trial = self._job(Try(self._path.absolute(), dict(mapping)))
        if self._dialog is not None:
            trial.progressed.connect(self._dialog.show_progress)
        trial.finished.connect(self._on_tried)
        self._trial = trial
        trial.start()

    @Slot()
    def _on_tried(self) -> None:
        from app.exchange.plan import Plan  # noqa: PLC0415  loaded by now
        from app.exchange.serving import Refused  # noqa: PLC0415  as above

        trial, dialog = self._trial, self._dialog
        if trial is None or dialog is None:
            return
        match trial.result:
            case Plan():
                dialog.show_plan(trial.result)
            case Refused(sentence):
                dialog.show_refusal(sentence)

    @Slot(object)
    def _on_confirmed(self, mapping: Mapping[str, str]) -> None:
        self.start(self._path, mapping)

    @Slot()
    def _on_other_wanted(self) -> None:
        if self._path.suffix.casefold() == ".postil":
            QTimer.singleShot(0, partial(self._session.open_path, self._path))
        else:
            self.import_wanted.emit(self._path)

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._end_trial()
        self._dialog = None
        self._next()

    @Slot(int, int)
    def _on_progressed(self, done: int, _total: int) -> None:
        if self._thread is not None and not self._thread.stopping:
            self._line.show_job(f"Taking in: {counted(done, 'annotation')}", 0, 0)

    @Slot(object)
    def _on_wrote(self, change: Change) -> None:
        self._changes.append(change)

    @Slot()
    def _on_told(self) -> None:
        """Tell the window of what has been written since it last heard of it."""
        changes, self._changes = self._changes, []
        if changes:
            begun = monotonic()
            self._session.announce(together(changes))
            self._tell.setInterval(max(TOLD_MS, round((monotonic() - begun) * 1000 * SHARE)))

    @Slot()
    def _on_finished(self) -> None:
        from app.exchange.plan import Plan  # noqa: PLC0415  loaded by now
        from app.exchange.serving import Refused, Stopped  # noqa: PLC0415  as above

        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._tell.stop()
        self._line.hide()
        thread.deleteLater()
        if self._session.collection is not None:
            self._session.collection.running.discard(self._step)
        self._on_told()
        self.finished.emit()
        self._next()
        match thread.result:
            case Plan():
                self._say(thread.result, "taken in from")
            case Stopped(Plan() as plan):
                self._say(plan, "taken in before it was stopped, from")
            case Refused(sentence):
                raise TakingFailed(sentence)
            case _:
                self._status.say("Stopped")

    def _say(self, plan: Plan, how: str) -> None:
        added = plan.phrase("added") or "Nothing new"
        lost = f"; {plan.phrase('lost')} lost" if plan.lost else ""
        self._status.say(f"{added} {how} {plan.file}{lost}")

    @Slot()
    def _on_closing(self) -> None:
        """Stop, and wait until the process is gone; a dialog for the old collection goes with it."""
        self._waiting.clear()
        if self._dialog is not None:
            self._dialog.reject()
        self._end_trial()
        if self._thread is not None:
            self._thread.stop()
            self._thread.wait()
            self._on_finished()


def _other(path: Path) -> str:
    """Return what else could be done with such a file, in words."""
    from app.importing.formats import is_wanted  # noqa: PLC0415  loaded when it is asked for

    if path.suffix.casefold() == ".postil":
        return "Open it instead"
    return "Import it as a source instead" if is_wanted(path) else ""
