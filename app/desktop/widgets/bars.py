# SPDX-License-Identifier: MIT
"""A small chart of counts by year. A click on a year narrows by it; the years among the facets do the same by key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.desktop.appearance import Appearance
from app.desktop.wording import counted

PAD, FOOT, HEAD = 16, 24, 20
WIDEST = 28
HEIGHT = 168


class Bar(NamedTuple):
    """One year: its name, how many there are, and what narrows by it."""

    label: str
    number: int
    fragment: str = ""


class Bars(QWidget):
    """Shows one bar a year; ``chosen`` carries what narrows by the one that was clicked."""

    chosen = Signal(str)

    def __init__(self, what: str, appearance: Appearance, parent: QWidget | None = None):
        """Make an empty chart; ``what`` is what is counted, in the singular (“source”)."""
        super().__init__(parent)
        self._what = what
        self._look = appearance
        self._bars: Sequence[Bar] = ()
        self._under = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(96)
        self.show_bars(())
        appearance.changed.connect(self.update)

    @property
    def bars(self) -> Sequence[Bar]:
        """What is on show: every year from the first to the last, those without anything too."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other counts; years between them that have none get a place too."""
        self._bars = _filled(bars)
        self._under = -1
        said = ", ".join(f"{bar.label}: {bar.number}" for bar in self._bars if bar.number)
        self.setAccessibleName(f"{self._what.capitalize()}s by year. {said}" if said else "No years")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a small size."""
        return QSize(280, HEIGHT)

    # Events

    def event(self, event: QEvent) -> bool:
        """Say year and count under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            bar = self._bar_at(event.pos().x())
            words = f"{self._bars[bar].label}: {counted(self._bars[bar].number, self._what)}" if bar >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which year a click would narrow by."""
        self._point(self._bar_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Be quiet again."""
        super().leaveEvent(event)
        self._point(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Narrow by a year."""
        bar = self._bar_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and bar >= 0 and self._bars[bar].fragment:
            self.chosen.emit(self._bars[bar].fragment)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars, the line they stand on, and as many years as there is room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, floor = self._look.theme, self.height() - FOOT
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(PAD, floor + 0.5), QPointF(self.width() - PAD, floor + 0.5))
        highest = max((bar.number for bar in self._bars), default=0)
        for number, bar in enumerate(self._bars):
            if bar.number:
                self._paint_bar(painter, self._rect(number, bar.number / highest), number)
        self._paint_labels(painter, floor)
        painter.end()

    # Parts

    def _paint_bar(self, painter: QPainter, rect: QRectF, number: int) -> None:
        theme = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hit_line" if number == self._under else "accent"))
        painter.drawRoundedRect(rect, 2, 2)
        if number == self._under or (rect.width() >= WIDEST - 1 and len(self._bars) < 13):
            painter.setFont(self._look.font("tiny"))
            painter.setPen(theme.colour("soft"))
            over = QRectF(rect.center().x() - 40, rect.top() - 16, 80, 14)
            painter.drawText(over, Qt.AlignmentFlag.AlignCenter, f"{self._bars[number].number:,}")

    def _paint_labels(self, painter: QPainter, floor: int) -> None:
        font = self._look.font("tiny")
        painter.setFont(font)
        painter.setPen(self._look.theme.colour("faint"))
        wide = QFontMetrics(font).horizontalAdvance("2000") + 12
        free = -1.0
        for number, bar in enumerate(self._bars):
            middle = self._rect(number, 0).center().x()
            left = min(max(middle - wide / 2, 0), self.width() - wide)
            if left >= free:
                painter.drawText(QRectF(left, floor + 4, wide, 16), Qt.AlignmentFlag.AlignCenter, bar.label)
                free = left + wide

    def _step(self) -> float:
        return (self.width() - 2 * PAD) / max(1, len(self._bars))

    def _rect(self, number: int, part: float) -> QRectF:
        step, floor = min(self._step(), WIDEST * 1.6), self.height() - FOOT
        wide = max(1.0, min(WIDEST, step * 0.72))
        high = max(2.0, part * (floor - HEAD))
        return QRectF(PAD + step * number + (step - wide) / 2, floor - high, wide, high)

    def _bar_at(self, x: float) -> int:
        number = int((x - PAD) // min(self._step(), WIDEST * 1.6))
        return number if 0 <= number < len(self._bars) and self._bars[number].number else -1

    def _point(self, number: int) -> None:
        if number != self._under:
            self._under = number
            self.setCursor(Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()


def _filled(bars: Sequence[Bar]) -> list[Bar]:
    known = {int(bar.label): bar for bar in bars if bar.label.isdecimal()}
    if not known:
        return []
    return [known.get(year, Bar(str(year), 0)) for year in range(min(known), max(known) + 1)]
