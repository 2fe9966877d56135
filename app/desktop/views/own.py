# SPDX-License-Identifier: MIT
"""The commands of a view as actions: their keys work where the view says, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from app.desktop.commands import tip
from app.desktop.commands.command import Command


def own_actions(view: QWidget, rows: Iterable[Command], place: QWidget) -> dict[str, QAction]:
    """Return an action for each command of a view, by id; its keys work while they are in ``place``.

    The handler of such a command is a method of the view.
    """
    made = {}
    for known in rows:
        action = QAction(known.text, view)
        action.setObjectName(known.id)
        action.setToolTip(tip(known))
        action.setShortcuts([QKeySequence(keys) for keys in known.shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(getattr(view, known.handler))
        place.addAction(action)
        made[known.id] = action
    return made


def buttons(actions: Sequence[QAction], parent: QWidget) -> list[QPushButton]:
    """Return a button for each of these actions; it can be pressed while the action is enabled."""
    return [ActionButton(action, parent) for action in actions]


class ActionButton(QPushButton):
    """A button that is an action."""

    def __init__(self, action: QAction, parent: QWidget):
        super().__init__(action.text(), parent)
        self._action = action
        self.setToolTip(action.toolTip())
        self.setAccessibleName(action.text().rstrip("…"))
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())
