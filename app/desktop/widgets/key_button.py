# SPDX-License-Identifier: MIT
"""A button for a command: its mark, its name, and its key in a small cap."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAction, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import MARK, paint_focus, paint_mark

PAD, GAP, CAP = 10, 8, 18


class KeyButton(QAbstractButton):
    """Shows an action; a click triggers it."""

    def __init__(self, action: QAction, kind: str, key: str, appearance: Appearance, parent: QWidget | None = None):
        super().__init__(parent)
        self._action = action
        self._kind = kind
        self._key = key
        self._look = appearance
        self.setText(action.text())
        self.setAccessibleName(action.text())
        self.setToolTip(action.toolTip())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        appearance.changed.connect(self._on_appearance_changed)

    def sizeHint(self) -> QSize:
        """Return what mark, name and key need."""
        width = MARK + GAP + QFontMetrics(self._look.font()).horizontalAdvance(self.text()) + GAP + CAP
        return QSize(width + 2 * PAD, 32)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("line" if self.isDown() else "hover"))
            painter.drawRoundedRect(rect, theme.size("radius"), theme.size("radius"))
        if not self.isEnabled():
            painter.setOpacity(0.55)
        paint_mark(painter, self._kind, QRectF(PAD, (self.height() - MARK) / 2, MARK, MARK), theme)
        painter.setFont(self._look.font())
        painter.setPen(theme.colour("ink"))
        words = self.rect().adjusted(PAD + MARK + GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        cap = QRect(self.width() - PAD - CAP, (self.height() - CAP) // 2, CAP, CAP)
        paint_key(painter, cap, self._key, self._look)
        if self.hasFocus():
            paint_focus(painter, rect, theme, theme.size("radius"))
        painter.end()

    @Slot()
    def _on_action_changed(self) -> None:
        self.setEnabled(self._action.isEnabled())

    @Slot()
    def _on_appearance_changed(self) -> None:
        self.updateGeometry()
        self.update()


def paint_key(painter: QPainter, cap: QRect, key: str, look: Appearance) -> None:
    """Paint the cap of a key."""
    theme = look.theme
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.setBrush(theme.colour("panel"))
    painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(theme.colour("faint"))
    painter.setFont(look.font("tiny"))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
