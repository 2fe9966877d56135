# SPDX-License-Identifier: MIT
"""The strip above the page: back and forward, what is being read, and what can be done with the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.desktop.actions import Actions
from app.desktop.appearance import Appearance
from app.desktop.commands import command
from app.desktop.measures import HEAD
from app.desktop.widgets.action_button import ActionButton
from app.desktop.widgets.parts import ElidedLabel, hairline

BEFORE = ("go.back", "go.forward")
AFTER = ("compare.choose", "read.filter", "read.outline", "read.letters")
"""The commands at the left end and at the right."""


class PageHead(QWidget):
    """Holds the buttons; the title comes once the page's own has been scrolled away."""

    def __init__(self, actions: Actions, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self._look = appearance
        self._buttons = {wanted: self._button(actions, wanted) for wanted in (*BEFORE, *AFTER)}
        self._title = ElidedLabel(self)
        self._title.setObjectName("soft")
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(0)
        for wanted in BEFORE:
            row.addWidget(self._buttons[wanted], 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(8)
        row.addWidget(self._title, 1)
        row.addSpacing(8)
        for wanted in AFTER:
            row.addWidget(self._buttons[wanted], 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(hairline(self))
        self.setFixedHeight(HEAD + 1)

    def button(self, wanted: str) -> ActionButton:
        """Return the button of a command by its id."""
        return self._buttons[wanted]

    @property
    def last(self) -> ActionButton:
        """The button at the right end."""
        return self._buttons[AFTER[-1]]

    def say(self, title: str) -> None:
        """Show what is being read."""
        self._title.say(title)

    @property
    def title(self) -> str:
        """What is shown of what is being read."""
        return self._title.text()

    def _button(self, actions: Actions, wanted: str) -> ActionButton:
        button = ActionButton(actions.action(wanted), command(wanted).icon, self._look, self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
