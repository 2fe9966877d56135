# SPDX-License-Identifier: MIT
"""A row of quiet buttons of which one is chosen: it says how many there are of each sort, and narrows a list to one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QToolButton, QWidget


class FilterBar(QWidget):
    """Emits ``chosen`` with the name of what the user wants to see."""

    chosen = Signal(str)

    def __init__(self, about: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._about = about
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._on_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self._buttons: dict[str, QToolButton] = {}

    def show_sorts(self, sorts: Iterable[tuple[str, str, int]]) -> None:
        """Show some sorts, each by name, words and number; those of which there is none cannot be chosen."""
        for name, words, count in sorts:
            button = self._buttons.get(name) or self._add(name)
            button.setText(f"{words}  {count:,}")
            button.setAccessibleName(f"{words}, {count:,}")
            button.setToolTip(f"{self._about}: {words.lower()}")
            button.setEnabled(bool(count) or button.isChecked())

    def choose(self, name: str) -> None:
        """Choose one, as a click does not: nothing is said."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def button(self, name: str) -> QToolButton:
        """Return the button of a sort."""
        return self._buttons[name]

    def _add(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("filter")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setChecked(not self._buttons)
        self._group.addButton(button)
        self._row.insertWidget(len(self._buttons), button)
        self._buttons[name] = button
        return button

    @Slot(QAbstractButton)
    def _on_clicked(self, clicked: QAbstractButton) -> None:
        for name, button in self._buttons.items():
            if button is clicked:
                self.chosen.emit(name)
