# SPDX-License-Identifier: MIT
"""A field of several names: each a chip that can be taken out, and a line to type the next one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QMargins, QObject, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import paint_focus
from app.desktop.widgets.fields import NameField, Suggest
from app.desktop.widgets.flow import FlowLayout
from app.desktop.widgets.key_button import CAP, paint_key

PAD = 7
CROSS = 12
ROW = 21
TYPING, RESTING = 60, 0
"""The room the line needs: while one types in it, and while it waits (then it need not have any)."""

SEPARATORS = ";"
"""What ends a name besides Enter. A comma does not: “Harbour Board, Tamsel” is one name."""


class Chip(QAbstractButton):
    """One name. A click on its cross, Delete or Backspace takes it out."""

    dropped = Signal()

    def __init__(self, label: str, appearance: Appearance, *, parent: QWidget, sign: str = ""):
        super().__init__(parent)
        self._look = appearance
        self._sign = sign
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
        return QSize(width, ROW)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the name out."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.dropped.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Delete for this chip: it must not delete the annotation."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
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


class ChipField(QWidget):
    """Names in the order they were given; ``edited`` is emitted with all of them when one comes or goes."""

    edited = Signal(object)

    def __init__(
        self,
        name: str,
        tip: str,
        appearance: Appearance,
        suggest: Suggest,
        *,
        key: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._look = appearance
        self._key = key
        self._chips: list[Chip] = []
        self._line = NameField(name, tip, appearance, suggest, parent=self)
        self._line.setObjectName("bare")
        self._line.setFixedHeight(ROW)
        self._line.setFrame(False)
        self._line.returnPressed.connect(self._on_entered)
        self._line.left.connect(self._on_entered)
        self._line.installEventFilter(self)
        self.setFocusProxy(self._line)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        right = 8 + (CAP + 4 if key else 0)
        self._flow = FlowLayout(self, margins=QMargins(8, 4, right, 4), last=RESTING)
        self._flow.addWidget(self._line)

    # Methods

    def values(self) -> tuple[str, ...]:
        """Return the names."""
        return tuple(chip.text() for chip in self._chips)

    @property
    def chips(self) -> Sequence[Chip]:
        """The chips, one a name."""
        return self._chips

    @property
    def line(self) -> NameField:
        """The line in which the next name is typed."""
        return self._line

    def show_values(self, names: Sequence[str]) -> None:
        """Show these names instead, without saying so; what is being typed stays."""
        if tuple(names) != self.values():
            self._replace(names)

    def commit(self) -> None:
        """Take what has been typed for a name."""
        self._on_entered()

    def take(self, names: Iterable[str]) -> None:
        """Add names as if they had been typed."""
        new = [name for name in names if name and name not in self.values()]
        if new:
            self._replace([*self.values(), *new])
            self.edited.emit(self.values())

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End a name at a separator, and take the last one out with Backspace in an empty line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.text() in SEPARATORS and event.text():
                self._on_entered()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self._line.text() and self._chips:
                self._drop(self._chips[-1])
                return True
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._flow.set_last(TYPING if event.type() == QEvent.Type.FocusIn else RESTING)
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, and the key that fills the field from the text."""
        painter = QPainter(self)
        paint_field(painter, self.rect(), self._look, focused=self._line.hasFocus(), hovered=self.underMouse())
        if self._key:
            cap = QRect(self.width() - CAP - 6, (min(self.height(), 29) - CAP) // 2 + 0, CAP, CAP)
            paint_key(painter, cap, self._key, self._look)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let one type wherever the field is clicked."""
        super().mousePressEvent(event)
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)

    def hasHeightForWidth(self) -> bool:
        """Return True: chips wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the chips are at a width."""
        return self._flow.heightForWidth(width)

    # Parts

    def _make(self, name: str) -> Chip:
        return Chip(name, self._look, parent=self)

    def _replace(self, names: Iterable[str]) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._make(name) for name in names]
        for place, chip in enumerate(self._chips):
            chip.setToolTip(f"{chip.text()}: click the cross or press Delete to take it out")
            chip.dropped.connect(self._on_dropped)
            self._flow.insert_widget(place, chip)
            chip.show()
        self.updateGeometry()

    def _drop(self, chip: Chip) -> None:
        rest = [known.text() for known in self._chips if known is not chip]
        self._replace(rest)
        self._line.setFocus()
        self.edited.emit(self.values())

    @Slot()
    def _on_entered(self) -> None:
        name = " ".join(self._line.text().split())
        if name:
            self._line.clear()
            self.take([name])

    @Slot()
    def _on_dropped(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self._drop(chip)


def paint_field(painter: QPainter, rect: QRect, look: Appearance, *, focused: bool, hovered: bool) -> None:
    """Paint the frame of a field as the style sheet draws those of single lines."""
    theme = look.theme
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour("paper"))
    painter.setPen(QPen(theme.colour("accent" if focused else "edge" if hovered else "line"), 2 if focused else 1))
    inset = 1.0 if focused else 0.5
    painter.drawRoundedRect(rect.toRectF().adjusted(inset, inset, -inset, -inset), 6, 6)
