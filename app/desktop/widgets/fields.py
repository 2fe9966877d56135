# SPDX-License-Identifier: MIT
"""Fields to type in: with a key shown while they are empty, and undo that hands over to the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.key_button import CAP, paint_key

OFFER_WIDTH = 260

Suggest = Callable[[], Sequence[str]]
"""Gives the names a field offers; asked each time the field is entered, since names come and go."""


class Field(QLineEdit):
    """A line to type in. Undo with nothing typed belongs to the window: it takes back the last step."""

    def __init__(self, name: str, tip: str, appearance: Appearance, *, key: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self._look = appearance
        self._key = key
        self.setAccessibleName(name)
        self.setToolTip(tip)

    def empty(self) -> None:
        """Take what was typed out of the line, and forget it: the next undo is the window's."""
        self.setText("")

    def event(self, event: QEvent) -> bool:
        """Let the window have undo and redo where there is nothing of this field to undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the key that leads here, as long as nothing has been typed."""
        super().paintEvent(event)
        if self._key and not self.text() and not self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_key(painter, key_cap(self.rect(), self._key, painter), self._key, self._look)
            painter.end()


class OfferingField(Field):
    """A field with a list of names under it; ``left`` comes when it is left, but not for that list."""

    left = Signal()

    def __init__(self, name: str, tip: str, appearance: Appearance, *, parent: QWidget | None = None):
        super().__init__(name, tip, appearance, parent=parent)
        self._names: QStringListModel | None = None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left, but not for its own list of names."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def offer(self, names: Sequence[str]) -> None:
        """Offer these names from now on."""
        if self._names is None:
            self._names = QStringListModel(self)
            self.setCompleter(self.new_completer(self._names))
        self._names.setStringList(list(names))

    def new_completer(self, names: QStringListModel) -> QCompleter:
        """Return what offers the names; made when there are any to offer."""
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(8)
        popup = QListView(self)
        popup.setObjectName("popup")
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        popup.setMinimumWidth(OFFER_WIDTH)
        completer.setPopup(popup)
        return completer


class NameField(OfferingField):
    """A field that offers those of all names that hold what one types."""

    def __init__(self, name: str, tip: str, appearance: Appearance, suggest: Suggest, *, parent: QWidget | None = None):
        super().__init__(name, tip, appearance, parent=parent)
        self._suggest = suggest
        self.textEdited.connect(self._on_text_edited)

    def new_completer(self, names: QStringListModel) -> QCompleter:
        """Return what finds the letters anywhere in a name."""
        completer = super().new_completer(names)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        return completer

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ask for the names there are now."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.offer(self._suggest())

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        """Ask again at the first letter: a name may have come since the field was entered."""
        if len(text) == 1:
            self.offer(self._suggest())


def key_cap(rect: QRect, key: str, painter: QPainter) -> QRect:
    """Return where the cap of a key stands in a field."""
    width = max(CAP, painter.fontMetrics().horizontalAdvance(key) + 10)
    return QRect(rect.right() - width - 8, rect.center().y() - CAP // 2 + 1, width, CAP)
