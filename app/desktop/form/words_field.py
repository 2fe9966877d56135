# SPDX-License-Identifier: MIT
"""A field for some words that may wrap: as high as they are, and left by Enter."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.form.note_field import PAUSE_MS, NoteEdit


class WordsField(NoteEdit):
    """``edited`` carries the words when the field is left, or typing pauses, and they are others than before."""

    edited = Signal(str)

    def __init__(self, name: str, tip: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._shown = ""
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setPlaceholderText("")
        self.left.connect(self.commit)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)
        self.textChanged.connect(self._pause.start)

    def words(self) -> str:
        """Return the words, on one line."""
        return " ".join(self.toPlainText().split())

    def show_words(self, words: str) -> None:
        """Show other words; where they are the same as before, what is being typed stays."""
        if words != self._shown:
            self._shown = words
            if words != self.words():
                self.setPlainText(words)

    @Slot()
    def commit(self) -> None:
        """Say what the words are now, if that is news."""
        if self.words() != self._shown:
            self._shown = self.words()
            self.edited.emit(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the field with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.commit()
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste on one line."""
        plain = QMimeData()
        plain.setText(" ".join(source.text().split()))
        super().insertFromMimeData(plain)

    def focus_at_end(self) -> None:
        """Put the cursor behind the words."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.moveCursor(self.textCursor().MoveOperation.End)
        QApplication.inputMethod().update(Qt.InputMethodQuery.ImQueryInput)

    @Slot()
    def _on_paused(self) -> None:
        """Save what there is so far. Nothing is no words yet: they would lose their place for it."""
        if self.words():
            self.commit()
