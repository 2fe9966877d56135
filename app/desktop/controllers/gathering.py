# SPDX-License-Identifier: MIT
"""What is done with the places of an answer as a whole: tagging them, and writing them to a file."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.searching import Searching
from app.desktop.controllers.session import Session
from app.desktop.controllers.surveying import Surveying
from app.desktop.panels.status_line import StatusLine
from app.desktop.wording import counted
from app.errors import PostilError
from database.records import CodeUse

if TYPE_CHECKING:
    from app.desktop.controllers.task_thread import TaskThread
    from app.editing.tag_places import Place, TagPlan
    from app.search.concordance import Line


class Gathering(QObject):
    """Tags and exports places. ``said`` carries a word for the status line."""

    said = Signal(str)

    def __init__(
        self,
        session: Session,
        searching: Searching,
        surveying: Surveying,
        status: StatusLine,
        look: Appearance,
        window: QWidget,
    ):
        super().__init__(window)
        self._session = session
        self._searching = searching
        self._surveying = surveying
        self._status = status
        self._look = look
        self._window = window
        self._thread: TaskThread | None = None
        self._path, self._mark = Path(), ""
        self._wanted = ""
        surveying.surveyed.connect(self._on_surveyed)
        surveying.tag_asked.connect(self.tag)
        surveying.export_asked.connect(self.export)
        session.closing.connect(self._on_closing)

    # Commands

    @Slot()
    def tag(self) -> None:
        """Ask as what the places on show, or those that are chosen, are to be tagged."""
        view = self._surveying.view
        if view is None or not self._surveying.current:
            self._wanted = self._searching.query
            self._surveying.show()
            if not self._wanted.strip():
                self.said.emit("Search for something first, then tag what was found")
            return
        everything = view.context.model.lines(range(view.context.model.rowCount()))
        if not everything:
            self.said.emit("Nothing was found that could be tagged")
            return
        chosen = view.context.selected()
        if not chosen:
            sources = {row.source.id for row in view.results.selected()}
            chosen = [line for line in everything if line.source in sources]
        from app.desktop.dialogs.tag_places import TagPlacesDialog  # noqa: PLC0415  loaded when it is asked for

        dialog = TagPlacesDialog(self._session, _places(everything), _places(chosen), self._look, self._window)
        dialog.confirmed.connect(self._on_confirmed)
        dialog.open()

    @Slot()
    def export(self) -> None:
        """Ask where all places of the answer are to be written."""
        from app.desktop.dialogs import files  # noqa: PLC0415  as above

        collection = self._session.required
        if self._thread is None and self._searching.answer is not None:
            path = files.choose_export(self._window, collection.path.with_name("places.csv"), "*.csv")
            if path is not None:
                self.write(path)

    def write(self, path: Path) -> None:
        """Write all places of the answer on show to a CSV file, in the order they are shown in."""
        from app.desktop.controllers.task_thread import TaskThread  # noqa: PLC0415  as above
        from app.exchange.concordance import Wanted, export_from  # noqa: PLC0415

        view, answer = self._surveying.view, self._searching.answer
        if view is None or answer is None:
            return
        asked = answer.question
        wanted = Wanted(self._searching.finished, view.context.model.side, asked.order, asked.names)
        self._path, self._mark = path, secrets.token_hex(4)
        work = partial(export_from, self._session.required.path, wanted, path, self._mark)
        self._thread = TaskThread(work, self)
        self._thread.progressed.connect(self._on_progressed)
        self._thread.done.connect(self._on_written)
        self._thread.refused.connect(self.said)
        self._thread.finished.connect(self._on_finished)
        self._status.cancel_asked.connect(self._thread.cancel)
        self._thread.start()

    # Slots

    @Slot()
    def _on_surveyed(self) -> None:
        """Go on to tag what was still being looked for, unless something else has been asked since."""
        wanted, self._wanted = self._wanted, ""
        if wanted.strip() and wanted == self._searching.query:
            self.tag()

    @Slot(object, object)
    def _on_confirmed(self, plan: TagPlan, codes: Sequence[CodeUse]) -> None:
        from app.editing.tag_places import tag_places  # noqa: PLC0415  as above

        try:
            tag_places(self._session.required, plan, codes)
        except PostilError as error:
            self.said.emit(str(error))
            return
        if self._surveying.view is not None:  # in the search field Ctrl Z would take back letters
            self._surveying.view.context.list_view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit(f"{counted(len(plan.passages), plan.kind)} tagged; Ctrl Z takes them back")

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        self._status.show_job(f"Writing places: {done:,} of {counted(total, 'source')}", done, total)

    @Slot(object)
    def _on_written(self, places: int) -> None:
        self.said.emit(f"{counted(places, 'place')} written to {self._path.name}")

    @Slot()
    def _on_finished(self) -> None:
        from app.exchange.concordance import clear  # noqa: PLC0415  as above

        clear(self._path, self._mark)
        if self._thread is not None:
            self._thread.deleteLater()
            self._thread = None
        self._status.finish_job()

    @Slot()
    def _on_closing(self) -> None:
        if self._thread is not None:
            self._thread.cancel()
            self._thread.wait()


def _places(lines: Iterable[Line]) -> list[Place]:
    return [(line.source, line.start, line.end) for line in lines]
