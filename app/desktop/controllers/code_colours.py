# SPDX-License-Identifier: MIT
"""Keeps the colours of codes as the codebook of the open collection has them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.desktop.code_colours import CodeColours
from app.desktop.controllers.session import Session
from app.editing import codebook
from database.history import Change


class Colouring(QObject):
    """Reads the colours when a collection is opened, and again when a code has changed."""

    def __init__(self, session: Session, colours: CodeColours, parent: QObject):
        super().__init__(parent)
        self._session = session
        self._colours = colours
        session.opened.connect(self.read)
        session.changed.connect(self._on_changed)

    @Slot()
    def read(self) -> None:
        """Take the colours of the open collection."""
        if self._session.collection is not None:
            self._colours.show(codebook.tree(self._session.collection))

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.touches("code"):
            self.read()
