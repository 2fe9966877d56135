# SPDX-License-Identifier: MIT
"""A second source beside the page, to compare: read, searched and copied from, never tagged."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.actions import Actions
from app.desktop.appearance import Appearance
from app.desktop.measures import LEAST_BESIDE
from app.desktop.panels.page_pane import PagePane

BUTTONS = ("read.outline", "compare.exchange", "compare.end")


class SecondPage(PagePane):
    """Shows a text under its title."""

    def __init__(self, actions: Actions, appearance: Appearance, parent: QWidget):
        super().__init__(actions, appearance, ((), BUTTONS), parent)
        self.setMinimumWidth(LEAST_BESIDE)
        self.view.setAccessibleName("Text of the second source")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.view, 1)

    def say(self, title: str) -> None:
        """Show what is being read here."""
        self.head.say(title)
        self.view.setAccessibleDescription(title)

    @property
    def title(self) -> str:
        """What is shown of what is being read."""
        return self.head.title
