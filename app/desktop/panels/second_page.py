# SPDX-License-Identifier: MIT
"""A second source beside the page, to compare: read and copied from, never tagged."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.desktop.actions import Actions
from app.desktop.appearance import Appearance
from app.desktop.commands import command
from app.desktop.measures import HEAD, LEAST_BESIDE
from app.desktop.reading.view import ReadingView
from app.desktop.widgets.action_button import ActionButton
from app.desktop.widgets.parts import ElidedLabel, hairline

BUTTONS = ("compare.exchange", "compare.end")


class SecondPage(QWidget):
    """Shows a text under its title. ``focused`` comes when the keys come to it or leave it."""

    focused = Signal()

    def __init__(self, actions: Actions, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(LEAST_BESIDE)
        self._look = appearance
        self._title = ElidedLabel(self)
        self._title.setObjectName("soft")
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.view = ReadingView(appearance.page_style(), self)
        self.view.setAccessibleName("Text of the second source")
        self.view.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head(actions))
        column.addWidget(self.view, 1)
        appearance.changed.connect(self._on_appearance_changed)
        appearance.page_changed.connect(self._on_appearance_changed)

    def say(self, title: str) -> None:
        """Show what is being read here."""
        self._title.say(title)
        self.view.setAccessibleDescription(title)

    @property
    def title(self) -> str:
        """What is shown of what is being read."""
        return self._title.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the keys come and go; pass everything on."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.focused.emit()
        return super().eventFilter(watched, event)

    def _make_head(self, actions: Actions) -> QWidget:
        head = QWidget(self)
        head.setFixedHeight(HEAD + 1)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(0)
        row.addWidget(self._title, 1)
        row.addSpacing(8)
        for wanted in BUTTONS:
            button = ActionButton(actions.action(wanted), command(wanted).icon, self._look, head)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(hairline(head))
        return head

    @Slot()
    def _on_appearance_changed(self) -> None:
        self.view.set_style(self._look.page_style())
        self.view.viewport().setPalette(self.view.palette())  # a style sheet stops Qt from handing it down
