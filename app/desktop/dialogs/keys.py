# SPDX-License-Identifier: MIT
"""Every command with its keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from app.desktop.appearance import Appearance
from app.desktop.commands import COMMANDS, MENUS
from app.desktop.commands.command import Command
from app.desktop.commands.within import WITHIN
from app.desktop.dialogs.frame import Frame
from app.search.examples import EXAMPLES


class KeysDialog(Frame):
    """One list, by menu, and what the search field understands."""

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__("Keys and commands", "", parent, width=620)
        self._look = appearance
        inner = QWidget(self)
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 16, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self._row = 0
        for menu in MENUS:
            self._add_menu(menu, [known for known in COMMANDS if known.menu == menu])
        for view, commands in WITHIN.items():
            self._add_menu(f"In the view {view}", commands)
        self._add_title("Search")
        for queries, meaning in EXAMPLES:
            self._add_example(queries, meaning)
        area = QScrollArea(self)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumHeight(460)
        area.setAccessibleName("Commands and their keys")
        self.column.addWidget(area, 1)
        self.add_buttons("Close")

    def _add_menu(self, title: str, commands: Sequence[Command]) -> None:
        if commands:
            self._add_title(title)
        for known in commands:
            keys = [QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in known.shortcuts]
            self._add(known.text.rstrip("…"), " or ".join(keys), known.tip)

    def _add_title(self, words: str) -> None:
        label = QLabel(words, self)
        label.setFont(self._look.font(bold=True))
        if self._row:
            label.setContentsMargins(0, 12, 0, 0)
        self._grid.addWidget(label, self._row, 0, 1, 3)
        self._row += 1

    def _add_example(self, queries: str, meaning: str) -> None:
        """Add queries, and what they find on the line below: both may be long."""
        for words, name in ((queries, ""), (meaning, "soft")):
            label = QLabel(words, self)
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            if name:
                label.setContentsMargins(0, 0, 0, 6)
            else:
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label, self._row, 0, 1, 3)
            self._row += 1

    def _add(self, name: str, keys: str, tip: str) -> None:
        first, second, third = QLabel(name, self), QLabel(keys, self), QLabel(tip, self)
        second.setObjectName("soft")
        third.setObjectName("soft")
        third.setWordWrap(True)
        for column, label in enumerate((first, second, third)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._grid.addWidget(label, self._row, column, Qt.AlignmentFlag.AlignTop)
        self._row += 1
