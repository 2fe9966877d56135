# SPDX-License-Identifier: MIT
"""What the views of actors, codes and statements share: beside their list stands what is known about the chosen one."""

from __future__ import annotations

from typing import ClassVar, Protocol

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session
from app.desktop.long_work import LongWork
from app.desktop.views.view import View
from app.desktop.widgets.empty import EmptyState
from database.history import Change


class _Known(Protocol):
    """Something of the collection that has an id."""

    @property
    def id(self) -> int: ...


class DetailedView(View):
    """A view with details at the right, or a sentence why there are none."""

    touching: ClassVar[tuple[str, ...]] = ()
    """The tables whose changes can show in it."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget):
        super().__init__(session, appearance, parent)
        self._empty = EmptyState(appearance, self)
        self._right = QStackedWidget(self)

    def refresh(self, change: Change) -> None:
        """Follow a change, if it can have touched what is shown."""
        if change.touches(*self.touching):
            self.reload()

    @property
    def empty_words(self) -> str:
        """What is said in place of the details; empty while they show."""
        return self._empty.words if self._right.currentWidget() is self._empty else ""

    def edited(self, row: int) -> None:
        """Go to what a dialog has changed, by its id; 0 for nothing in particular."""
        raise NotImplementedError

    # Parts

    def _stack(self, details: QWidget) -> QStackedWidget:
        """Return the right side, which shows the details or why there are none."""
        self._right.addWidget(details)
        self._right.addWidget(self._empty)
        return self._right

    # Slots

    @Slot(object)
    def _on_work_asked(self, work: LongWork) -> None:
        self.session.write(work, self._on_worked)

    @Slot(object)
    def _on_worked(self, changed: object) -> None:
        self.edited(changed if isinstance(changed, int) else 0)

    @Slot(int)
    def _on_edited(self, row: int) -> None:
        self.edited(row)


def same(one: _Known | None, other: _Known | None) -> bool:
    """Tell whether two records are of one thing: a list that is read again gives another record of it."""
    return one is not None and other is not None and one.id == other.id
