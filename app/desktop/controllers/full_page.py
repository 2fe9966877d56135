# SPDX-License-Identifier: MIT
"""Nothing but the page: the bars and the other panes step aside until the reader wants them back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.panels.reading import ReadingPane

HINT = "F11 or Escape brings the window back"


class FullPage(QObject):
    """Hides what is not the page. ``changed`` comes when it is on or off."""

    changed = Signal()

    def __init__(self, frame: QWidget, pane: ReadingPane, others: Sequence[QWidget], parent: QObject):
        super().__init__(parent)
        self._frame = frame
        self._pane = pane
        self._others = others
        self._hidden: list[QWidget] = []
        self._states = Qt.WindowState.WindowNoState
        self._on = False

    @property
    def on(self) -> bool:
        """Whether there is nothing but the page."""
        return self._on

    # Commands

    @Slot()
    def toggle(self) -> None:
        """Show nothing but the page, or everything again."""
        if self._on:
            self.leave()
        else:
            self._enter()

    @Slot()
    def leave(self) -> None:
        """Show everything again."""
        if not self._on:
            return
        self._on = False
        place = self._pane.view.place()
        for part in self._hidden:
            part.show()
        self._hidden = []
        self._pane.head.show()
        self._pane.hint("")
        self._frame.setWindowState(self._states)
        self._pane.view.restore_place(place)
        self.changed.emit()

    # Parts

    def _enter(self) -> None:
        self._on = True
        place = self._pane.view.place()
        self._states = self._frame.windowState()
        self._hidden = [part for part in self._others if part.isVisible()]
        for part in (*self._hidden, self._pane.head):
            part.hide()
        self._frame.setWindowState(self._states | Qt.WindowState.WindowFullScreen)
        self._pane.view.restore_place(place)
        self._pane.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pane.hint(HINT)
        self.changed.emit()
