# SPDX-License-Identifier: MIT
"""How far a job is, with what cancels it: a part of the status line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from app.desktop.widgets.parts import ElidedLabel

BAR_WIDTH = 140


class JobLine(QWidget):
    """Words, a bar and a button; hidden while nothing runs."""

    cancel_asked = Signal()

    def __init__(self, name: str, font: QFont, parent: QWidget):
        super().__init__(parent)
        self._words = ""
        self._label = ElidedLabel(self)
        self._label.setObjectName("soft")
        self._bar = QProgressBar(self)
        self._bar.setFixedWidth(BAR_WIDTH)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(f"Progress of the {name}")
        self._bar.setToolTip(f"How far the {name} is")
        self._cancel = QToolButton(self)
        self._cancel.setText("Cancel")
        self._cancel.setAccessibleName(f"Cancel the {name}")
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cancel.clicked.connect(self.cancel_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for part in (self._label, self._bar, self._cancel):
            part.setFont(font)
            row.addWidget(part)
        self.explain("Stop; what is finished stays")
        self.hide()

    def explain(self, tip: str) -> None:
        """Say what cancelling does."""
        self._cancel.setToolTip(tip)

    def show_job(self, words: str, done: int, total: int) -> None:
        """Say how far the job is; a total of 0 says that nobody knows."""
        self._words = words
        self._label.say(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.show()

    @property
    def words(self) -> str:
        """What it says, where it is on show."""
        return "" if self.isHidden() else self._words

    @property
    def cancel_button(self) -> QToolButton:
        """The button that cancels."""
        return self._cancel
