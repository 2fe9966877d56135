# SPDX-License-Identifier: MIT
"""Correcting words of the open source by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from app.desktop.controllers.reading import Reading
from app.desktop.controllers.session import Session
from app.desktop.reading.clipboard import plain_text
from app.desktop.reading.view import ReadingView
from app.desktop.wording import counted
from app.errors import PostilError
from database.errors import CollectionError

if TYPE_CHECKING:
    from app.desktop.controllers.apply_thread import ApplyThread
    from app.desktop.reading.correction import CorrectionEditor


LONG = 400_000
"""A text of more characters is corrected in a thread of its own."""


class Correcting(QObject):
    """Opens an editor over the paragraph at the caret and saves what is typed there. ``said`` carries a word."""

    said = Signal(str)

    def __init__(self, session: Session, reading: Reading, view: ReadingView, parent: QObject):
        super().__init__(parent)
        self._session = session
        self._reading = reading
        self._view = view
        self._editor: CorrectionEditor | None = None
        self._source = 0
        self._typed = ""
        self._thread: ApplyThread | None = None
        reading.opened.connect(self._on_left)
        reading.reloaded.connect(self._on_reloaded)
        session.saving.connect(self._on_left)
        session.closing.connect(self._on_closing)

    @property
    def editor(self) -> CorrectionEditor | None:
        """The editor that is open, or None."""
        return self._editor

    # Commands

    @Slot()
    def start(self) -> None:
        """Edit the paragraph at the caret, or the first one in view where the caret is out of sight."""
        from app.desktop.reading.correction import CorrectionEditor  # noqa: PLC0415  loaded when it is asked for
        from app.desktop.reading.keyboard import caret_into_view  # noqa: PLC0415  as above

        source = self._reading.source
        if source is None or not self._view.text or self._thread is not None:
            return
        self._on_left()
        caret_into_view(self._view)
        caret = self._view.caret()
        number = self._view.layout_of_text.block_at(caret)
        self._source = source.id
        self._editor = CorrectionEditor(self._view, number)
        self._editor.saved.connect(self._on_saved)
        self._editor.given_up.connect(self._on_given_up)
        self._editor.start(caret - self._view.layout_of_text.starts[number])

    # Slots

    @Slot(int, str)
    def _on_saved(self, number: int, text: str) -> None:
        from app.editing.correct import correct  # noqa: PLC0415  as above

        if len(self._view.text) > LONG and self._reading.source is not None:
            self._correct_long(number, text)
            return
        try:
            doubtful = correct(self._session.required, self._source, {number: text}, before=self._close)
        except (PostilError, CollectionError):
            self._keep(text)
            raise
        self._tell(doubtful)

    def _correct_long(self, number: int, text: str) -> None:
        """Correct a long text in a thread of its own; nothing else can be corrected meanwhile."""
        from app.desktop.controllers.apply_thread import ApplyThread  # noqa: PLC0415  as above
        from app.editing.correct import correct  # noqa: PLC0415  as above

        self._close()
        work = partial(correct, source=self._source, blocks={number: text})
        self._typed = text
        self._thread = ApplyThread(self._session.required, work, self)
        self._thread.wrote.connect(self._session.announce)
        self._thread.done.connect(self._on_done)
        self._thread.refused.connect(self._on_refused)
        self._thread.finished.connect(self._thread.deleteLater)
        self._thread.start()

    @Slot(object)
    def _on_done(self, doubtful: int) -> None:
        self._thread = None
        self._tell(doubtful)

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self._thread = None
        self._keep(self._typed)
        raise error

    def _keep(self, text: str) -> None:
        """Put what was typed on the clipboard where it could not be saved and its editor is gone."""
        if self._editor is None:
            QGuiApplication.clipboard().setMimeData(plain_text(text))
            self.said.emit("The correction was not saved; what you typed is on the clipboard")

    def _tell(self, doubtful: int) -> None:
        self.said.emit("Text corrected" + (f"; {counted(doubtful, 'place')} to look at in Review" if doubtful else ""))

    @Slot()
    def _on_given_up(self) -> None:
        self._close()

    @Slot()
    def _on_reloaded(self) -> None:
        """Go on where only what is said of the source is new; another text leaves no place for what was typed."""
        editor = self._editor
        if editor is not None and editor.fits:
            editor.place()
            return
        self._close()
        if editor is not None and editor.changed:
            self._keep(editor.text)

    @Slot()
    def _on_left(self) -> None:
        """Save what was typed, if it can be: the source, or the collection, is about to be left."""
        editor = self._editor
        self._close()
        if editor is not None and editor.changed:
            self._on_saved(editor.number, editor.text)

    @Slot()
    def _on_closing(self) -> None:
        self._on_left()
        if self._thread is not None:
            self._thread.wait()

    def _close(self) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        focused = editor.window().focusWidget()
        editor.hide()
        editor.deleteLater()
        if focused is not None and editor.isAncestorOf(focused):
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
