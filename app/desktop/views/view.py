# SPDX-License-Identifier: MIT
"""What every view beside the reading view is: a widget that shows the open collection and follows its changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.controllers.session import Session
from database.history import Change


class View(QWidget):
    """A view of the window. It asks for what lies outside itself by its signals.

    ``annotation_asked`` carries an annotation to show in its source, ``source_asked`` a source to read,
    ``query_asked`` a query whose annotations to list, ``export_asked`` one whose annotations to export,
    ``history_asked`` an annotation whose history to show, ``file_asked`` a file to offer to take in, and ``said`` a
    word for the status line.
    """

    annotation_asked = Signal(int)
    source_asked = Signal(int)
    query_asked = Signal(str)
    export_asked = Signal(str)
    history_asked = Signal(int)
    file_asked = Signal(object)
    said = Signal(str)

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.look = appearance

    def reload(self) -> None:
        """Show the open collection as it is now, or that there is none."""
        raise NotImplementedError

    def refresh(self, change: Change) -> None:  # noqa: ARG002  most views have no cheaper way
        """Follow a change while the view is in front."""
        self.reload()

    def allow(self) -> None:
        """Offer what can be done now: whether the collection can be written has changed."""
        self.reload()

    def ask(self, query: str) -> None:
        """Narrow what is shown by a query; views without a query show everything."""

    def commit(self) -> None:
        """Save what is being typed: the view or the collection is about to be left."""

    def enter(self) -> None:
        """Take the keys."""
        panes = self.panes()
        (panes[0] if panes else self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> Sequence[QWidget]:
        """Return the parts that F6 goes through, in order."""
        return ()
