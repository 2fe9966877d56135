# SPDX-License-Identifier: MIT
"""A quiet button that says in which order a list is, and offers the others."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget


class SortButton(QToolButton):
    """``chosen`` carries the name of the order that was taken."""

    chosen = Signal(str)

    def __init__(self, name: str, tip: str, choices: Mapping[str, str], parent: QWidget):
        super().__init__(parent)
        self._name = name
        self._choices = dict(choices)
        self._value = ""
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._on_about_to_show)
        menu.triggered.connect(self._on_triggered)
        self.setMenu(menu)
        self.show_value(next(iter(self._choices)))

    @property
    def value(self) -> str:
        """The name of the order on show."""
        return self._value

    def offer(self, choices: Mapping[str, str]) -> None:
        """Offer other orders; the one on show stays."""
        self._choices = dict(choices)
        self.menu().clear()
        self.show_value(self._value)

    def show_value(self, value: str) -> None:
        """Show the order there is."""
        self._value = value
        self.setText(self._choices.get(value, value))
        self.setAccessibleName(f"{self._name}: {self.text()}")

    @Slot()
    def _on_about_to_show(self) -> None:
        menu = self.menu()
        if menu.isEmpty():
            for value, words in self._choices.items():
                action = menu.addAction(words)
                action.setData(value)
                action.setCheckable(True)
        for action in menu.actions():
            action.setChecked(action.data() == self._value)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.show_value(str(action.data()))
        self.chosen.emit(self._value)
