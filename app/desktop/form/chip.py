# SPDX-License-Identifier: MIT
"""One name in a field of several."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import SWATCH, paint_focus, paint_swatch

PAD = 7
CROSS = 12
ROW = 21

_DROP = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_CHANGE = frozenset({Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Chip(QAbstractButton):
    """A name with a cross.

    ``dropped`` asks to take it out (the cross, Delete, Backspace), ``changed`` to write it otherwise (a double click,
    Enter, F2), ``stepped`` to go to the one before (-1) or after (1); ``typed`` carries any other sign typed on it.
    """

    dropped = Signal()
    changed = Signal()
    stepped = Signal(int)
    typed = Signal(str)

    def __init__(self, label: str, appearance: Appearance, *, parent: QWidget, sign: str = "", swatch: str = ""):
        super().__init__(parent)
        self._look = appearance
        self._sign = sign
        self._swatch = swatch
        self.setText(label)
        self.setAccessibleName(f"{sign} {label}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_sign(self, sign: str) -> None:
        """Show another stance."""
        self._sign = sign
        self.setAccessibleName(f"{sign} {self.text()}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return what sign, name and cross need."""
        metrics = QFontMetrics(self._look.font("small"))
        width = metrics.horizontalAdvance(self._shown()) + 2 * PAD + CROSS
        return QSize(width + (SWATCH + 5 if self._swatch else 0), ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setFont(self._look.font("small"))
        painter.setPen(theme.colour("accent"))
        words = self.rect().adjusted(PAD, 0, -PAD - CROSS, 0)
        if self._swatch:
            rect = QRectF(PAD, (self.height() - SWATCH) / 2, SWATCH, SWATCH)
            paint_swatch(painter, rect, self._swatch, theme)
            words.adjust(SWATCH + 5, 0, 0, 0)
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(self._shown(), Qt.TextElideMode.ElideRight, words.width() + 1)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        self._paint_cross(painter)
        if self.hasFocus():
            paint_focus(painter, self.rect().toRectF(), theme, 4)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the name out where the cross was clicked."""
        if event.button() == Qt.MouseButton.LeftButton and event.position().x() >= self.width() - PAD - CROSS:
            self.setDown(False)
            self.dropped.emit()
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Write it otherwise."""
        if event.position().x() < self.width() - PAD - CROSS:
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the name out, write it otherwise, or go to another."""
        if event.key() in _DROP:
            self.dropped.emit()
        elif event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in _CHANGE:
            self.changed.emit()
        elif event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep these keys for this chip: Delete must not delete the annotation, and no letter is a command here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def _shown(self) -> str:
        return f"{self._sign} {self.text()}".strip()

    def _paint_cross(self, painter: QPainter) -> None:
        painter.setPen(QPen(self._look.theme.colour("accent"), 1))
        painter.setOpacity(1.0 if self.underMouse() or self.hasFocus() else 0.55)
        x, y = self.width() - PAD - CROSS / 2 + 1, self.height() / 2
        painter.drawLine(QPointF(x - 2.5, y - 2.5), QPointF(x + 2.5, y + 2.5))
        painter.drawLine(QPointF(x - 2.5, y + 2.5), QPointF(x + 2.5, y - 2.5))
        painter.setOpacity(1.0)


def _is_own(event: QKeyEvent) -> bool:
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    if held:
        return False
    printable = bool(event.text().strip()) and event.text().isprintable()
    return event.key() in _DROP or event.key() in _STEPS or event.key() in _CHANGE or printable
