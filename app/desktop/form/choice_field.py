# SPDX-License-Identifier: MIT
"""A choice among a few words that looks like the other fields of the form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.desktop.appearance import Appearance
from app.desktop.form.chip_field import paint_field
from app.desktop.form.letter_menu import LetterMenu, letters_of
from app.desktop.widgets.choice import WordChoice

HEIGHT, PAD = 29, 10


class ChoiceField(WordChoice):
    """Space or Down opens the choices, a letter takes one at once, Delete takes the value out."""

    def __init__(self, name: str, tip: str, appearance: Appearance, words: Sequence[str], parent: QWidget):
        super().__init__(name, tip, appearance, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_value(words, "")

    def sizeHint(self) -> QSize:
        """Return the height of a field."""
        return QSize(80, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a choice by its letter, and take the value out with Delete."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.take("")
        elif _is_letter(event):
            self.take(
                {letter: word for word, letter in letters_of(self.words).items()}.get(event.text().upper(), self.value)
            )
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep letters and Delete: here they are no commands."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            deletes = event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
            if deletes or _is_letter(event):
                event.accept()
                return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the field and its value."""
        theme = self._look.theme
        painter = QPainter(self)
        near = self.underMouse() or self.hasFocus()
        paint_field(painter, self.rect(), self._look, focused=self.hasFocus(), hovered=self.underMouse())
        line = self.rect().adjusted(PAD, 0, -PAD, 0)
        painter.setFont(self._look.font())
        painter.setPen(theme.colour("ink"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self.value)
        if near:
            self._paint_arrow(painter, QRect(line.x(), line.y(), line.width() + 4, line.height()))
        painter.end()

    @Slot()
    def _on_clicked(self) -> None:
        menu = LetterMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word, letter in letters_of(self.words).items():
            action = menu.add(word, letter, word)
            action.setCheckable(True)
            action.setChecked(word == self.value)
        if self.value:
            menu.addSeparator()
            menu.add("none", "", "")
        menu.taken.connect(self.take)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))


def _is_letter(event: QKeyEvent) -> bool:
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return not held and event.text().isalpha()
