# SPDX-License-Identifier: MIT
"""Small parts used all over: hairlines, quiet tool buttons, and a band with a message."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from app.desktop.appearance import Appearance

Does = Callable[[], object] | SignalInstance
"""A slot, or a signal that goes on."""


def plain(name: str, parent: QWidget | None = None) -> QWidget:
    """Return a widget whose ground the style sheet paints, by its object name."""
    made = QWidget(parent)
    made.setObjectName(name)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made


def hairline(parent: QWidget, *, upright: bool = False) -> QWidget:
    """Return a line one pixel thin."""
    line = plain("hairline", parent)
    if upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def text_link(words: str, tip: str, parent: QWidget) -> QToolButton:
    """Return a button that looks like a link."""
    link = QToolButton(parent)
    link.setObjectName("link")
    link.setText(words)
    link.setAccessibleName(words)
    link.setToolTip(tip)
    link.setCursor(Qt.CursorShape.PointingHandCursor)
    return link


def push_button(words: str, tip: str, parent: QWidget, does: Does | None = None) -> QPushButton:
    """Return a button; Enter in a field beside it does not press it."""
    button = QPushButton(words, parent)
    button.setToolTip(tip)
    button.setAccessibleName(words.rstrip("…"))
    button.setAutoDefault(False)
    if does is not None:
        button.clicked.connect(does)
    return button


class IconButton(QToolButton):
    """A quiet button with an icon of the theme."""

    def __init__(self, appearance: Appearance, icon: str, name: str, tip: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._look = appearance
        self._icon = icon
        self._tint = "soft"
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setIconSize(QSize(18, 18))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        appearance.changed.connect(self._on_appearance_changed)
        self._on_appearance_changed()

    @Slot()
    def _on_appearance_changed(self) -> None:
        self.setIcon(self._look.icon(self._icon, self._tint))


class ElidedLabel(QLabel):
    """A label that gives way: it shows an ellipsis where there is no room for all of it."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(20)

    def say(self, words: str) -> None:
        """Show some words."""
        self._whole = words
        self._fit()
        self.updateGeometry()

    @property
    def words(self) -> str:
        """All the words, those there is no room for too."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Return the room the whole text needs."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return that little room is enough."""
        return QSize(20, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(20, self.width()))
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Band(QWidget):
    """A message across a pane, with a link to act on it; hidden while there is nothing to say."""

    acted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._link = QToolButton(self)
        self._link.setVisible(False)
        self._link.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 12, 7)
        row.addWidget(self._words, 1)
        row.addWidget(self._link, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, words: str, link: str = "") -> None:
        """Show a message, or hide where it is empty."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._link.setText(link)
        self._link.setAccessibleName(link)
        self._link.setToolTip(link)
        self._link.setVisible(bool(link))
        self.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep half of the width for the message, however long the link is."""
        super().resizeEvent(event)
        self._link.setMaximumWidth(self.width() // 2)

    @property
    def words(self) -> str:
        """The message on show."""
        return self._words.text()
