# SPDX-License-Identifier: MIT
"""What every dialog of ours looks like: a title, what it is about, and buttons at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

MARGIN, GAP = 24, 12


class Frame(QDialog):
    """A dialog that goes when it is closed. Parts go into ``column``."""

    def __init__(self, title: str, words: str, parent: QWidget, *, width: int = 440):
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.column.setSpacing(GAP)
        self.snug = False
        """Whether the dialog is as high as its words need, and no higher; Qt counts them as if they did not wrap."""
        self.live = False
        """Whether fields are saved as they are left: then Enter in one of them is its own, and closes nothing."""
        head = QLabel(title, self)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        font = head.font()
        font.setPixelSize(round(font.pixelSize() * 1.3))
        font.setWeight(font.Weight.DemiBold)
        head.setFont(font)
        self.column.addWidget(head)
        if words:
            self.column.addWidget(self.paragraph(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the default button by Enter, unless Enter belongs to a field."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not (self.live and enter and isinstance(self.focusWidget(), QLineEdit | QListWidget)):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that is needed at this width."""
        super().showEvent(event)
        if self.snug:
            self.resize(self.width(), self.column.totalHeightForWidth(self.width()))

    def paragraph(self, words: str, name: str = "soft") -> QLabel:
        """Return some words as a paragraph."""
        label = QLabel(words, self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def add_buttons(self, accept: str, reject: str = "") -> tuple[QPushButton, QPushButton | None]:
        """Put buttons at the foot; the first is the default. Return both."""
        box = QDialogButtonBox(self)
        yes = box.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        yes.setDefault(True)
        no = box.addButton(reject, QDialogButtonBox.ButtonRole.RejectRole) if reject else None
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        self.column.addSpacing(4)
        self.column.addWidget(box)
        self._foot = box
        return yes, no

    def add_beside(self, button: QPushButton) -> None:
        """Put a button at the other side of the foot, whose buttons are there already."""
        self._foot.addButton(button, QDialogButtonBox.ButtonRole.ResetRole)
