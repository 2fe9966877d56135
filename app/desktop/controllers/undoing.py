# SPDX-License-Identifier: MIT
"""Undo and redo, whichever view is in front."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.desktop.controllers.session import Session
from app.desktop.controllers.views import Views
from app.desktop.panels.annotations import AnnotationsPanel
from app.desktop.waiting import waiting
from app.desktop.wording import uncapitalised


class Undoing(QObject):
    """Takes steps back and does them again. ``said`` carries a word to the user, ``moved`` the change that was made."""

    said = Signal(str)
    moved = Signal(object)

    def __init__(self, session: Session, cards: AnnotationsPanel, views: Views, parent: QObject):
        super().__init__(parent)
        self._session = session
        self._cards = cards
        self._views = views

    @Slot()
    def undo(self) -> None:
        """Take back the last step; what is being typed is saved first, and so is the first to be taken back."""
        self._commit()
        with waiting():
            change = self._session.required.undo()
        self.said.emit(f"Undone: {uncapitalised(change.label)}" if change else "There is nothing to undo")
        if change is not None:
            self.moved.emit(change)

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        self._commit()
        with waiting():
            change = self._session.required.redo()
        self.said.emit(f"Done again: {uncapitalised(change.label)}" if change else "There is nothing to redo")
        if change is not None:
            self.moved.emit(change)

    def _commit(self) -> None:
        self._cards.commit()
        self._views.commit()
