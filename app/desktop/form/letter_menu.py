# SPDX-License-Identifier: MIT
"""A menu whose entries are taken by one letter each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget


class LetterMenu(QMenu):
    """Shows the letter of an entry at its right. ``taken`` carries the data of the entry."""

    taken = Signal(str)

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self._letters: dict[str, QAction] = {}
        self.setToolTipsVisible(True)
        self.triggered.connect(self._on_triggered)

    def add(self, text: str, letter: str, data: str, tip: str = "") -> QAction:
        """Add an entry; a letter that is taken already does not count."""
        key = letter.upper()
        free = bool(key) and key not in self._letters
        action = self.addAction(f"{text}\t{key}" if free else text)
        action.setData(data)
        action.setToolTip(tip)
        if free:
            self._letters[key] = action
        return action

    def head(self, words: str) -> None:
        """Say at the top what the entries are about."""
        self.addAction(words).setEnabled(False)

    @property
    def letters(self) -> dict[str, str]:
        """What each letter stands for."""
        return {letter: str(action.data()) for letter, action in self._letters.items()}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the entry of a letter."""
        action = self._letters.get(event.text().upper())
        if action is not None and action.isEnabled():
            self.close()
            action.trigger()
            return
        super().keyPressEvent(event)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.taken.emit(str(action.data()))


def letters_of(words: Iterable[str]) -> dict[str, str]:
    """Return a letter for each of some words: its first that no word before has taken, or none."""
    made: dict[str, str] = {}
    for word in words:
        made[word] = next((sign for sign in word.upper() if sign.isalpha() and sign not in made.values()), "")
    return made
