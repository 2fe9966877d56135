# SPDX-License-Identifier: MIT
"""The strip above a page: what is being read, and what can be done with the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.desktop.actions import Actions
from app.desktop.appearance import Appearance
from app.desktop.commands import command
from app.desktop.measures import HEAD
from app.desktop.widgets.action_button import ActionButton
from app.desktop.widgets.parts import ElidedLabel, hairline, plain

MEANT = 2
"""How thick the line is under the strip of the page that is meant, in pixels."""


class PageHead(QWidget):
    """Holds buttons at both ends and the title between them. ``pressed`` comes before a button does what it does."""

    pressed = Signal()

    def __init__(
        self,
        actions: Actions,
        appearance: Appearance,
        before: tuple[str, ...],
        after: tuple[str, ...],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._look = appearance
        self._buttons = {wanted: self._button(actions, wanted) for wanted in (*before, *after)}
        self._last = after[-1]
        self._title = ElidedLabel(self)
        self._title.setObjectName("soft")
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(0)
        for wanted in before:
            row.addWidget(self._buttons[wanted], 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(8)
        row.addWidget(self._title, 1)
        row.addSpacing(8)
        for wanted in after:
            row.addWidget(self._buttons[wanted], 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(hairline(self))
        self.setFixedHeight(HEAD + 1)
        self._line = plain("meant_line", self)
        self._line.hide()

    def button(self, wanted: str) -> ActionButton:
        """Return the button of a command by its id."""
        return self._buttons[wanted]

    @property
    def last(self) -> ActionButton:
        """The button at the right end."""
        return self._buttons[self._last]

    def say(self, title: str) -> None:
        """Show what is being read."""
        self._title.say(title)

    @property
    def title(self) -> str:
        """What is shown of what is being read."""
        return self._title.text()

    def show_meant(self, *, meant: bool) -> None:
        """Show that of two pages this one is meant."""
        self._line.setVisible(meant)
        self._line.raise_()
        self._title.setObjectName("meant" if meant else "soft")
        self._title.style().unpolish(self._title)
        self._title.style().polish(self._title)

    @property
    def meant(self) -> bool:
        """Whether it shows that this page is meant."""
        return not self._line.isHidden()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line at the lower edge."""
        super().resizeEvent(event)
        self._line.setGeometry(0, self.height() - MEANT, self.width(), MEANT)

    def _button(self, actions: Actions, wanted: str) -> ActionButton:
        button = ActionButton(actions.action(wanted), command(wanted).icon, self._look, self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.pressed.connect(self.pressed)
        return button
