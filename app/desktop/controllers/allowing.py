# SPDX-License-Identifier: MIT
"""Which commands make sense now."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.desktop.actions import Actions
from app.desktop.controllers.annotating import Annotating
from app.desktop.controllers.going_back import GoingBack
from app.desktop.controllers.pages import Pages
from app.desktop.controllers.session import Session
from app.desktop.controllers.views import Views


class Allowing(QObject):
    """Enables the commands whose needs are there, as :class:`app.desktop.commands.command.Command` names them."""

    def __init__(
        self,
        session: Session,
        pages: Pages,
        views: Views,
        annotating: Annotating,
        going_back: GoingBack,
        actions: Actions,
        parent: QObject,
    ):
        super().__init__(parent)
        self._session = session
        self._pages = pages
        self._views = views
        self._going_back = going_back
        self._actions = actions
        session.busy_changed.connect(self.allow)
        for signal in (views.switched, annotating.current_changed, going_back.changed, pages.changed):
            signal.connect(self.allow)

    @Slot()
    def allow(self) -> None:
        """Enable what makes sense: commands about a source do while it is in front."""
        source = self._pages.first.source is not None and self._views.reading
        writable = source and self._session.writable and not self._pages.second_meant
        present = {
            "collection": self._session.collection is not None,
            "write": self._session.writable,
            "source": source,
            "second": source and self._pages.two,
            "back": self._views.reading and self._going_back.can_go_back,
            "forward": self._views.reading and self._going_back.can_go_forward,
            "passage": writable,
            "annotation": writable,
        }
        self._actions.allow(frozenset(name for name, there in present.items() if there))
