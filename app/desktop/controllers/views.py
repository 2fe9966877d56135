# SPDX-License-Identifier: MIT
"""Which view is in front; the others are made when they are first wanted."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session
from app.desktop.panels.rail import Rail
from app.desktop.views import ACTORS, ANNOTATIONS, CODEBOOK, HISTORY, OVERVIEW, READ, REVIEW, STATEMENTS, VIEWS
from app.desktop.views.view import View
from database.history import Change


class Views(QObject):
    """Keeps the views in a stack beside the rail.

    ``switched`` comes when another view is in front, ``made`` with a view that is there for the first time, and
    ``text_wanted`` when the reading view was brought to the front by its command.
    """

    switched = Signal()
    made = Signal(object)
    text_wanted = Signal()

    def __init__(self, session: Session, appearance: Appearance, stack: QStackedWidget, rail: Rail, reading: QWidget):
        super().__init__(stack)
        self._session = session
        self._look = appearance
        self._stack = stack
        self._rail = rail
        self._reading = reading
        self._views: dict[str, View] = {}
        self._stale: set[str] = set()
        self._front = READ
        stack.addWidget(reading)
        rail.chosen.connect(self.show)
        session.opened.connect(self._on_session)
        session.closing.connect(self.commit)
        session.closed.connect(self._on_session)
        session.busy_changed.connect(self._on_busy_changed)

    # Properties

    @property
    def front(self) -> str:
        """The id of the view in front."""
        return self._front

    @property
    def reading(self) -> bool:
        """Whether the reading view is in front."""
        return self._front == READ

    @property
    def stack(self) -> QStackedWidget:
        """The widget that holds the views."""
        return self._stack

    def view(self, wanted: str) -> View:
        """Return a view by its id, making it where it is not there yet. The reading view is none of them.

        Raises:
            KeyError: there is no such view.
        """
        if wanted not in self._views:
            self._views[wanted] = self._make(wanted)
            self._stale.add(wanted)
            self.made.emit(self._views[wanted])
        return self._views[wanted]

    # Methods

    @Slot(str)
    def show(self, wanted: str) -> None:
        """Bring a view to the front and give it the keys."""
        if wanted != self._front:
            self.commit()
            self._front = wanted
            self._bring()
            self.switched.emit()
        if wanted == READ:
            self.text_wanted.emit()
        else:
            self.view(wanted).enter()

    @Slot(str)
    def list_annotations(self, query: str) -> None:
        """Show the annotations that answer a query."""
        self.show(ANNOTATIONS)
        self.view(ANNOTATIONS).ask(query)

    def refresh(self, change: Change) -> None:
        """Follow a change of the collection; views out of sight catch up when they are next in front."""
        self._stale.update(self._views)
        if self._front in self._views:
            self._stale.discard(self._front)
            self._views[self._front].refresh(change)

    @Slot()
    def commit(self) -> None:
        """Save what is being typed in the view in front."""
        if self._front in self._views:
            self._views[self._front].commit()

    # Commands: one a view

    @Slot()
    def read(self) -> None:
        """Read and tag sources."""
        self.show(READ)

    @Slot()
    def annotations(self) -> None:
        """See everything that was tagged."""
        self.show(ANNOTATIONS)

    @Slot()
    def overview(self) -> None:
        """See what the annotations add up to."""
        self.show(OVERVIEW)

    @Slot()
    def history(self) -> None:
        """See what was changed."""
        self.show(HISTORY)

    @Slot()
    def actors(self) -> None:
        """Show persons and organisations."""
        self.show(ACTORS)

    @Slot()
    def codebook(self) -> None:
        """Show the codes and what they mean."""
        self.show(CODEBOOK)

    @Slot()
    def statements(self) -> None:
        """Show what several annotations say in common."""
        self.show(STATEMENTS)

    @Slot()
    def review(self) -> None:
        """Look at the places that a replaced text left in doubt."""
        self.show(REVIEW)

    # Parts

    def _bring(self) -> None:
        front = self._reading if self.reading else self.view(self._front)
        if self._front in self._stale:
            self._stale.discard(self._front)
            self._views[self._front].reload()
        self._stack.setCurrentWidget(front)
        self._rail.mark(self._front)

    def _make(self, wanted: str) -> View:
        row = {known.id: known for known in VIEWS}[wanted]
        module, _, name = row.maker.partition(":")
        made = getattr(import_module(module), name)(self._session, self._look, self._stack)
        if not isinstance(made, View):
            raise TypeError(row.maker)
        made.setAccessibleName(row.name)
        self._stack.addWidget(made)
        return made

    @Slot()
    def _on_session(self) -> None:
        self._stale.update(self._views)
        if self._front in self._views:
            self._bring()

    @Slot()
    def _on_busy_changed(self) -> None:
        self._stale.update(self._views.keys() - {self._front})
        if self._front in self._views:
            self._views[self._front].allow()
