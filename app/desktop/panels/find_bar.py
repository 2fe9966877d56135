# SPDX-License-Identifier: MIT
"""The bar that finds words or a pattern in the open source."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.widgets.fields import Field
from app.desktop.widgets.parts import ElidedLabel, IconButton
from app.search.finding import Wanted

NAME = "Find in this source"

TOGGLES = (
    ("match_case", "Match case", "Tell capital from small letters", "Alt+C"),
    ("whole_word", "Whole word", "Find the words only where they stand alone", "Alt+W"),
    ("pattern", "Pattern", "Find what fits a regular expression", "Alt+R"),
)
"""What can be asked of a find: the field of :class:`Wanted`, its name, what it does, and its key."""


class FindField(Field):
    """Enter goes on, Shift+Enter back."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, or back."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Emits ``asked`` with what is wanted as it is typed, ``stepped`` with 1 or -1, ``closed`` at the end.

    ``grown`` says that it needs more or less height than before.
    """

    asked = Signal(object)
    stepped = Signal(int)
    closed = Signal()
    grown = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._field = FindField(NAME, "Words to find in this source (Ctrl F)", appearance, parent=self)
        self._field.setPlaceholderText(NAME)
        self._field.textChanged.connect(self._on_changed)
        self._field.stepped.connect(self.stepped)
        self._toggles = {name: self._toggle(*more) for name, *more in TOGGLES}
        self._where = ElidedLabel(self)
        self._where.setObjectName("meant")
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.hide()
        self._top, self._low = QHBoxLayout(), QHBoxLayout()
        self._count = QLabel(self)
        self._count.setObjectName("soft")
        self._mistake = QLabel(self)
        self._mistake.setObjectName("mistake")
        self._mistake.setWordWrap(True)
        self._mistake.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(self._top)
        column.addLayout(self._first_row(appearance))
        self._fill_rows()
        column.addLayout(self._low)
        column.addWidget(self._mistake)
        self._mistake.hide()
        self.hide()

    # Methods

    def start(self, words: str) -> None:
        """Open, with some words to begin with."""
        self.show()
        self.raise_()
        if words:
            self._put(words)
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._on_changed()

    def go_on(self, wanted: Wanted) -> None:
        """Open with what another bar was to find; the keys stay where they are, and nothing is asked."""
        self._put(wanted.words)
        for name, button in self._toggles.items():
            button.blockSignals(True)
            button.setChecked(getattr(wanted, name))
            button.blockSignals(False)
        self.show()
        self.raise_()

    def say_where(self, title: str) -> None:
        """Say which source is searched, and beside it how many places there are; nothing where there is but one."""
        words = f"In “{title}”" if title else ""
        if self._where.words != words:
            self._where.say(words)
            self._where.setVisible(bool(words))
            (self._top if words else self._low).addWidget(self._count)  # two pages leave little room in the other row
            self._field.setAccessibleName(f"Find {words[0].lower()}{words[1:]}" if words else NAME)
            self.grown.emit()

    @property
    def where(self) -> str:
        """Which source is said to be searched; empty where there is but one."""
        return self._where.words

    @Slot()
    def end(self) -> None:
        """Close."""
        self.hide()
        self.closed.emit()

    def say(self, words: str, mistake: str = "") -> None:
        """Say how many places there are, or what is wrong with what is wanted."""
        self._count.setText(words)
        self._count.setAccessibleName(words)
        if mistake != self._mistake.text():
            self._mistake.setText(mistake)
            self._mistake.setAccessibleName(mistake)
            self._mistake.setVisible(bool(mistake))
            self._field.setAccessibleDescription(mistake)
            self.grown.emit()

    @property
    def said(self) -> str:
        """What is said about the places."""
        return self._count.text()

    @property
    def mistake(self) -> str:
        """What is said to be wrong; empty where nothing is."""
        return self._mistake.text()

    @property
    def field(self) -> Field:
        """The field itself."""
        return self._field

    @property
    def wanted(self) -> Wanted:
        """What is to be found."""
        return Wanted(self._field.text(), **{name: button.isChecked() for name, button in self._toggles.items()})

    # Building

    def _put(self, words: str) -> None:
        self._field.blockSignals(True)
        self._field.setText(words)
        self._field.blockSignals(False)

    def _first_row(self, appearance: Appearance) -> QHBoxLayout:
        back = IconButton(appearance, "up", "Previous place", "Previous place (Shift F3)", self)
        onward = IconButton(appearance, "down", "Next place", "Next place (F3)", self)
        close = IconButton(appearance, "close", "Close the find bar", "Close (Escape)", self)
        back.clicked.connect(self._on_back)
        onward.clicked.connect(self._on_onward)
        close.clicked.connect(self.end)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._field, 1)
        for part in (back, onward, close):
            row.addWidget(part)
        return row

    def _fill_rows(self) -> None:
        self._top.setSpacing(8)
        self._top.addWidget(self._where, 1)
        self._low.setSpacing(4)
        for button in self._toggles.values():
            self._low.addWidget(button)
        self._low.addStretch(1)
        self._low.addWidget(self._count)
        for row in (self._top, self._low):
            row.setContentsMargins(0, 0, 8, 0)

    def _toggle(self, name: str, tip: str, key: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("toggle")
        button.setText(name)
        button.setAccessibleName(name)
        button.setToolTip(f"{tip} ({key.replace('+', ' ')})")
        button.setCheckable(True)
        button.setShortcut(key)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.toggled.connect(self._on_changed)
        return button

    # Slots

    @Slot()
    def _on_changed(self) -> None:
        self.asked.emit(self.wanted)

    @Slot()
    def _on_back(self) -> None:
        self.stepped.emit(-1)

    @Slot()
    def _on_onward(self) -> None:
        self.stepped.emit(1)
