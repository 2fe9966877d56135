# SPDX-License-Identifier: MIT
"""Putting another text in the place of a source's, with its annotations."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.reading import Reading
from app.desktop.controllers.session import Session
from app.desktop.wording import counted
from app.errors import PostilError
from database.errors import CollectionError
from database.history import Change

if TYPE_CHECKING:
    from app.desktop.controllers.apply_thread import ApplyThread
    from app.desktop.controllers.task_thread import TaskThread
    from app.desktop.dialogs.replace import ReplaceDialog
    from app.editing.replacement import Replacement
    from app.importing.task import Work


LONG, MANY = 400_000, 300
"""From so many characters, or annotations, on a replacement is written in a thread of its own."""


class Replacing(QObject):
    """Plans a replacement in another process, shows the plan, and applies it. ``said`` carries a word to the user.

    ``ended`` comes when a replacement was made or given up.
    """

    said = Signal(str)
    ended = Signal()

    def __init__(self, session: Session, reading: Reading, appearance: Appearance, window: QWidget):
        super().__init__(window)
        self._session = session
        self._reading = reading
        self._look = appearance
        self._window = window
        self._thread: TaskThread | None = None
        self._dialog: ReplaceDialog | None = None
        self._applying: ApplyThread | None = None
        self._plan: Replacement | None = None
        session.closing.connect(self._on_closing)

    # Methods

    def replace(self, source: int, path: Path) -> None:
        """Read a file and show what putting its text in the place of a source's would do."""
        from app.importing.replacing import planned  # noqa: PLC0415  loaded when it is asked for

        collection = self._session.required
        title = collection.source(source).title
        self._begin(
            partial(planned, collection.path, source, path),
            "Replace the text",
            f"“{title}” takes the text of {path.name}.",
        )

    def go_back(self, source: int, version: int) -> None:
        """Show what going back to a former text of a source would do."""
        from app.importing.replacing import planned_return  # noqa: PLC0415  as above

        collection = self._session.required
        title = collection.source(source).title
        self._begin(
            partial(planned_return, collection.path, source, version),
            "Go back to a former text",
            f"The present text of “{title}” stays among its versions.",
        )

    # Commands

    @Slot()
    def choose(self) -> None:
        """Ask for the file whose text is to take the place of the open source's."""
        from app.desktop.dialogs import files  # noqa: PLC0415  as above

        source = self._reading.source
        if source is not None:
            path = files.choose_replacement(self._window, source.title)
            if path is not None:
                self.replace(source.id, path)

    # Parts

    def _begin(self, work: Work[Replacement], title: str, words: str) -> None:
        from app.desktop.controllers.task_thread import TaskThread  # noqa: PLC0415  as above
        from app.desktop.dialogs.replace import ReplaceDialog  # noqa: PLC0415  as above

        self._stop()
        self._session.saving.emit()
        self._dialog = ReplaceDialog(title, words, self._look, self._window)
        self._dialog.confirmed.connect(self._on_confirmed)
        self._dialog.rejected.connect(self._on_rejected)
        self._thread = TaskThread(work, self)
        self._thread.progressed.connect(self._dialog.show_progress)
        self._thread.done.connect(self._on_planned)
        self._thread.refused.connect(self._on_refused)
        self._thread.finished.connect(self._thread.deleteLater)
        self._thread.start()
        self._dialog.open()

    def _stop(self) -> None:
        """End what is being planned, and take its dialog away."""
        thread, self._thread = self._thread, None
        dialog, self._dialog = self._dialog, None
        if thread is not None:
            thread.done.disconnect(self._on_planned)
            thread.refused.disconnect(self._on_refused)
            thread.cancel()
            thread.wait()
        if dialog is not None:
            dialog.close()

    # Slots

    @Slot(object)
    def _on_planned(self, plan: Replacement) -> None:
        self._thread = None
        if self._dialog is not None:
            self._dialog.show_plan(plan)

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        self._thread = None
        self._stop()
        self.ended.emit()
        raise PostilError(sentence)

    @Slot(object)
    def _on_confirmed(self, plan: Replacement) -> None:
        """Replace the text: a short one at once, a long one in a thread, for that takes longer than a window may."""
        from app.editing.replace import apply_replacement  # noqa: PLC0415  as above

        self._plan = plan
        if len(plan.new.content.text) > LONG or len(plan.placements) > MANY:
            from app.desktop.controllers.apply_thread import ApplyThread  # noqa: PLC0415  as above

            self._applying = ApplyThread(self._session.required, partial(apply_replacement, plan=plan), self)
            self._applying.wrote.connect(self._on_wrote)
            self._applying.refused.connect(self._on_not_applied)
            self._applying.finished.connect(self._applying.deleteLater)
            self._applying.start()
            return
        try:
            apply_replacement(self._session.required, plan)
        except (PostilError, CollectionError) as error:
            self._on_not_applied(error)
        else:
            self._tell(plan)

    @Slot(object)
    def _on_wrote(self, change: Change) -> None:
        self._applying = None
        self._session.announce(change)
        if self._plan is not None:
            self._tell(self._plan)

    @Slot(object)
    def _on_not_applied(self, error: Exception) -> None:
        self._applying = None
        self._finish()
        raise error

    def _tell(self, plan: Replacement) -> None:
        self._finish()
        doubtful = len(plan.doubtful)
        look = f"; {counted(doubtful, 'place')} to look at in Review" if doubtful else ""
        self.said.emit(f"Text replaced{look}")

    def _finish(self) -> None:
        dialog, self._dialog = self._dialog, None
        self._plan = None
        if dialog is not None:
            dialog.finish()
        self.ended.emit()

    @Slot()
    def _on_rejected(self) -> None:
        self._dialog = None
        self._stop()
        self.ended.emit()

    @Slot()
    def _on_closing(self) -> None:
        if self._applying is not None:
            self._applying.wait()
            self._finish()
        self._stop()
