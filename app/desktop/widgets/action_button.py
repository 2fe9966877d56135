# SPDX-License-Identifier: MIT
"""A quiet button with an icon that stands for a command."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.parts import IconButton


class ActionButton(IconButton):
    """Triggers an action, and is enabled and checked as that is."""

    def __init__(self, action: QAction, icon: str, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(appearance, icon, action.text().rstrip("…"), action.toolTip(), parent)
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    def mark(self, *, on: bool) -> None:
        """Show that what the command is about is on."""
        self._tint = "accent" if on else "soft"
        self.setAccessibleDescription("on" if on else "")
        self._on_appearance_changed()

    @Slot()
    def _on_action_changed(self) -> None:
        self.setEnabled(self._action.isEnabled())
