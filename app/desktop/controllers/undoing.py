# SPDX-License-Identifier: MIT
"""Undo and redo, whichever view is in front."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.collection import Collection
from app.desktop.controllers.session import Session
from app.desktop.controllers.views import Views
from app.desktop.long_work import LongWork
from app.desktop.panels.annotations import AnnotationsPanel
from app.desktop.wording import uncapitalised
from app.editing import history
from database.history import Change


class Undoing(QObject):
    """Takes steps back and does them again. ``said`` carries a word to the user, ``moved`` the change that was made."""

    said = Signal(str)
    moved = Signal(object)

    def __init__(self, session: Session, cards: AnnotationsPanel, views: Views, parent: QObject):
        super().__init__(parent)
        self._session = session
        self._views = views
        session.saving.connect(cards.commit)

    @Slot()
    def undo(self) -> None:
        """Take back the last step; what is being typed is saved first, and so is the first to be taken back."""
        self._commit()
        words = f"Undoing: {uncapitalised(self._session.required.next_undo or '')}"
        size = history.undo_size(self._session.required)
        self._session.write(LongWork(words, Collection.undo, size), self._on_undone)

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        self._commit()
        words = f"Doing again: {uncapitalised(self._session.required.next_redo or '')}"
        size = history.redo_size(self._session.required)
        self._session.write(LongWork(words, Collection.redo, size), self._on_redone)

    def _commit(self) -> None:
        self._session.saving.emit()
        self._views.commit()

    def _tell(self, change: object, how: str, nothing: str) -> None:
        if isinstance(change, Change):
            self.said.emit(f"{how}: {uncapitalised(change.label)}")
            self.moved.emit(change)
        else:
            self.said.emit(nothing)

    # Slots

    @Slot(object)
    def _on_undone(self, change: object) -> None:
        self._tell(change, "Undone", "There is nothing to undo")

    @Slot(object)
    def _on_redone(self, change: object) -> None:
        self._tell(change, "Done again", "There is nothing to redo")
