# SPDX-License-Identifier: MIT
"""Counts over time: for each period one bar a kind of annotation, side by side.

Left and Right go from period to period, Up and Down from kind to kind, Enter shows what a bar counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import MARK, paint_focus, paint_mark
from app.desktop.wording import counted, date_words
from database.records import KINDS

LEFT, RIGHT, TOP, FOOT = 48, 16, 44, 32
WIDEST, GAP = 22, 2
LEAST = 220

_MOVES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class TimeChart(QWidget):
    """``chosen`` carries the period and the kind of a bar that was clicked or opened by Enter."""

    chosen = Signal(str, str)

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._look = appearance
        self._periods: Sequence[str] = ()
        self._cells: Mapping[tuple[str, str], int] = {}
        self._kinds: Sequence[str] = ()
        self._at = (0, 0)
        self._under: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(LEAST)
        self.setToolTip("Arrows go from bar to bar, Enter shows what it counts")
        appearance.changed.connect(self.update)
        self.show_counts((), {})

    # Properties

    @property
    def current(self) -> tuple[str, str] | None:
        """The period and the kind of the bar the keys are at, or None where there is none."""
        return self._names(self._at)

    # Methods

    def show_counts(self, periods: Sequence[str], cells: Mapping[tuple[str, str], int]) -> None:
        """Show other counts, by period and kind; periods are in order, ``2024`` or ``2024-05``."""
        self._periods, self._cells = periods, cells
        self._kinds = [kind for kind in KINDS if any(cells.get((period, kind)) for period in periods)]
        self._at = (min(self._at[0], max(0, len(periods) - 1)), min(self._at[1], max(0, len(self._kinds) - 1)))
        self._under = None
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that shows a few years."""
        return QSize(640, 320)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from bar to bar, or show what one counts."""
        found = self.current
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and found is not None:
            self.chosen.emit(*found)
        elif event.key() in _MOVES and self._periods:
            across, along = _MOVES[Qt.Key(event.key())]
            period = min(max(self._at[0] + across, 0), len(self._periods) - 1)
            self._at = period, min(max(self._at[1] + along, 0), max(0, len(self._kinds) - 1))
            self._tell()
            self.update()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which bar a click would open."""
        self._under = self._bar_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._under else Qt.CursorShape.ArrowCursor)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show what a bar counts."""
        bar = self._bar_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and bar is not None:
            self._at = bar
            found = self.current
            if found is not None:
                self.chosen.emit(*found)

    def leaveEvent(self, event: QEvent) -> None:
        """Be quiet again."""
        super().leaveEvent(event)
        self._under = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say what the bar under the pointer counts."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            bar = self._bar_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._words(bar) if bar is not None else self.toolTip(), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the scale, the bars, the periods below them and what the colours mean."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_legend(painter)
        self._paint_scale(painter)
        for period in range(len(self._periods)):
            for kind in range(len(self._kinds)):
                self._paint_bar(painter, period, kind)
        self._paint_periods(painter)
        if self.hasFocus() and self._periods and self._kinds:
            ring = self._rect(*self._at).adjusted(-4, -4, 4, 4)
            paint_focus(painter, ring, self._look.theme, 4)
        painter.end()

    # Parts

    def _paint_legend(self, painter: QPainter) -> None:
        theme, font = self._look.theme, self._look.font("small")
        x = float(LEFT)
        painter.setFont(font)
        for kind in self._kinds:
            paint_mark(painter, kind, QRectF(x, 14, MARK, MARK), theme)
            painter.setPen(theme.colour("soft"))
            words = f"{kind.capitalize()}s"
            painter.drawText(QRectF(x + MARK + 6, 8, 160, 22), Qt.AlignmentFlag.AlignVCenter, words)
            x += MARK + 6 + QFontMetrics(font).horizontalAdvance(words) + 20

    def _paint_scale(self, painter: QPainter) -> None:
        theme, top = self._look.theme, self._highest()
        painter.setFont(self._look.font("tiny"))
        for step in sorted({0, round(top / 2), top}):
            y = self._y(step)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(LEFT, round(y) + 0.5), QPointF(self.width() - RIGHT, round(y) + 0.5))
            painter.setPen(theme.colour("faint"))
            place = QRectF(0, y - 10, LEFT - 8, 20)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{step:,}")

    def _paint_bar(self, painter: QPainter, period: int, kind: int) -> None:
        if not self._count(period, kind):
            return
        theme, rect = self._look.theme, self._rect(period, kind)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._kinds[kind]))
        painter.setOpacity(1 if self._under in {None, (period, kind)} else 0.6)
        painter.drawRoundedRect(rect, 2, 2)
        painter.setOpacity(1)
        if rect.width() > 12:
            painter.setFont(self._look.font("tiny"))
            painter.setPen(theme.colour("soft"))
            over = QRectF(rect.center().x() - 30, rect.top() - 16, 60, 14)
            painter.drawText(over, Qt.AlignmentFlag.AlignCenter, f"{self._count(period, kind):,}")

    def _paint_periods(self, painter: QPainter) -> None:
        font = self._look.font("small")
        painter.setFont(font)
        painter.setPen(self._look.theme.colour("soft"))
        free = 0.0
        for number, period in enumerate(self._periods):
            words = period_words(period)
            wide = QFontMetrics(font).horizontalAdvance(words) + 16
            middle = LEFT + self._step() * (number + 0.5)
            if middle - wide / 2 >= free:
                place = QRectF(middle - wide / 2, self.height() - FOOT + 6, wide, 20)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
                free = middle + wide / 2

    def _step(self) -> float:
        room = self.width() - LEFT - RIGHT
        return min(room / max(1, len(self._periods)), 6.0 * WIDEST)

    def _highest(self) -> int:
        return max(self._cells.values(), default=0) or 1

    def _y(self, count: float) -> float:
        floor = self.height() - FOOT
        return floor - (floor - TOP - 16) * count / self._highest()

    def _rect(self, period: int, kind: int) -> QRectF:
        """Return where a bar stands, however low it is."""
        kinds = max(1, len(self._kinds))
        wide = max(1.5, min(WIDEST, self._step() * 0.8 / kinds - GAP))
        left = LEFT + self._step() * (period + 0.5) - (wide + GAP) * kinds / 2 + (wide + GAP) * kind
        top = min(self._y(self._count(period, kind)), self.height() - FOOT - 2.0)
        return QRectF(left, top, wide, self.height() - FOOT - top)

    def _count(self, period: int, kind: int) -> int:
        return self._cells.get((self._periods[period], self._kinds[kind]), 0)

    def _bar_at(self, point: QPointF) -> tuple[int, int] | None:
        period = int((point.x() - LEFT) // self._step()) if self._periods else -1
        if not 0 <= period < len(self._periods):
            return None
        for kind in range(len(self._kinds)):
            if self._count(period, kind) and self._rect(period, kind).adjusted(-1, -12, 1, 4).contains(point):
                return period, kind
        return None

    def _names(self, bar: tuple[int, int]) -> tuple[str, str] | None:
        if bar[0] < len(self._periods) and bar[1] < len(self._kinds):
            return self._periods[bar[0]], self._kinds[bar[1]]
        return None

    def _words(self, bar: tuple[int, int]) -> str:
        found = self._names(bar)
        return f"{period_words(found[0])}: {counted(self._count(*bar), found[1])}" if found is not None else ""

    def _tell(self) -> None:
        """Say to a screen reader which bar the keys are at."""
        self.setAccessibleName(f"Annotations over time. {self._words(self._at)}")


def period_words(period: str) -> str:
    """Return a period in words: “2024”, “May 2024”."""
    return date_words(period)
