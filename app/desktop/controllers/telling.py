# SPDX-License-Identifier: MIT
"""The history of one annotation, asked for from wherever it is on show."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.desktop.controllers.annotating import Annotating
from app.desktop.controllers.views import Views
from app.desktop.views import HISTORY


class Telling(QObject):
    """Brings the history of an annotation to the front. ``said`` carries a word to the user."""

    said = Signal(str)

    def __init__(self, annotating: Annotating, views: Views, parent: QObject):
        super().__init__(parent)
        self._annotating = annotating
        self._views = views

    @Slot(int)
    def tell(self, annotation: int) -> None:
        """Show what was done to an annotation."""
        from app.desktop.views.history.view import HistoryView  # noqa: PLC0415  loaded when it is asked for

        self._views.show(HISTORY)
        view = self._views.view(HISTORY)
        if isinstance(view, HistoryView):
            view.tell(annotation)

    @Slot()
    def tell_current(self) -> None:
        """Show what was done to the current annotation of the open source."""
        found = self._annotating.current
        if found is None:
            self.said.emit("Choose an annotation first")
        else:
            self.tell(found.id)
