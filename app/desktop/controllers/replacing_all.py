# SPDX-License-Identifier: MIT
"""Putting many changed files in the place of their sources, one after another; doubtful places wait in Review."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.desktop.controllers.session import Session
from app.desktop.panels.status_line import StatusLine
from app.desktop.wording import counted
from app.errors import PostilError
from database.errors import CollectionError
from database.history import Change

if TYPE_CHECKING:
    from app.desktop.controllers.apply_thread import ApplyThread
    from app.desktop.controllers.task_thread import TaskThread
    from app.editing.replacement import Replacement

Pair = tuple[int, Path]
"""A source, and the file whose text is to take its place."""


class ReplacingAll(QObject):
    """Plans and writes one replacement after another, each a step of its own. ``said`` carries how it went."""

    said = Signal(str)
    ended = Signal()

    def __init__(self, session: Session, status: StatusLine, parent: QObject):
        super().__init__(parent)
        self._session = session
        self._status = status
        self._waiting: list[Pair] = []
        self._total = self._replaced = self._doubtful = self._failed = 0
        self._planning: TaskThread | None = None
        self._applying: ApplyThread | None = None
        status.cancel_asked.connect(self.stop)
        session.closing.connect(self.stop)

    @property
    def running(self) -> bool:
        """Whether texts are being replaced."""
        return self._planning is not None or self._applying is not None

    def start(self, pairs: Sequence[Pair]) -> None:
        """Replace the texts of sources by those of files; what runs already goes on first."""
        self._session.saving.emit()
        self._waiting += pairs
        self._total += len(pairs)
        if not self.running:
            self._next()

    @Slot()
    def stop(self) -> None:
        """End it after the text that is being written."""
        self._waiting.clear()
        thread, self._planning = self._planning, None
        if thread is not None:
            thread.done.disconnect(self._on_planned)
            thread.refused.disconnect(self._on_refused)
            thread.cancel()
            thread.wait()
            self._end()
        if self._applying is not None:
            self._applying.wait()

    # Parts

    def _next(self) -> None:
        from app.desktop.controllers.task_thread import TaskThread  # noqa: PLC0415  loaded when it is asked for
        from app.importing.replacing import planned  # noqa: PLC0415  as above

        if not self._waiting:
            self._end()
            return
        source, path = self._waiting.pop(0)
        done = self._total - len(self._waiting) - 1
        self._status.show_job(f"Replacing {done + 1:,} of {self._total:,}", done, self._total)
        self._planning = TaskThread(partial(planned, self._session.required.path, source, path), self)
        self._planning.done.connect(self._on_planned)
        self._planning.refused.connect(self._on_refused)
        self._planning.finished.connect(self._planning.deleteLater)
        self._planning.start()

    def _end(self) -> None:
        self._status.finish_job()
        parts = [f"{counted(self._replaced, 'text')} replaced"]
        parts += [f"{counted(self._doubtful, 'place')} to look at in Review"] if self._doubtful else []
        parts += [f"{self._failed:,} could not be replaced"] if self._failed else []
        self.said.emit("; ".join(parts))
        self._total = self._replaced = self._doubtful = self._failed = 0
        self.ended.emit()

    # Slots

    @Slot(object)
    def _on_planned(self, plan: Replacement) -> None:
        from app.desktop.controllers.apply_thread import ApplyThread  # noqa: PLC0415  as above
        from app.editing.replace import apply_replacement  # noqa: PLC0415  as above

        self._planning = None
        self._doubtful += len(plan.doubtful)
        self._applying = ApplyThread(self._session.required, partial(apply_replacement, plan=plan), self)
        self._applying.wrote.connect(self._on_wrote)
        self._applying.refused.connect(self._on_not_applied)
        self._applying.finished.connect(self._applying.deleteLater)
        self._applying.start()

    @Slot(object)
    def _on_wrote(self, change: Change) -> None:
        self._applying = None
        self._replaced += 1
        self._session.announce(change)
        self._next()

    @Slot(object)
    def _on_not_applied(self, _error: PostilError | CollectionError) -> None:
        self._applying = None
        self._on_refused()

    @Slot()
    def _on_refused(self) -> None:
        self._planning = None
        self._failed += 1
        self._next()
