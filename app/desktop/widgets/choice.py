# SPDX-License-Identifier: MIT
"""A choice among a few words that looks like the words themselves until one comes near it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import MARK, mark_icon, paint_mark

GAP = 7
REACH = 4
ARROW = 12


class WordChoice(QAbstractButton):
    """Shows one of some words; a click, Space or Down opens the others. ``chosen`` carries the one taken.

    With ``marked`` the words are kinds of annotation, and each has its mark. At ``right`` the words end where the
    widget does.
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        tip: str,
        appearance: Appearance,
        parent: QWidget,
        *,
        marked: bool = False,
        right: bool = False,
    ):
        super().__init__(parent)
        self._look = appearance
        self._name = name
        self._marked = marked
        self._right = right
        self._words: Sequence[str] = ()
        self._value = ""
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._on_clicked)

    @property
    def value(self) -> str:
        """The word on show."""
        return self._value

    @property
    def words(self) -> Sequence[str]:
        """The words there are."""
        return self._words

    def show_value(self, words: Sequence[str], value: str) -> None:
        """Offer these words, and show one of them."""
        self._words, self._value = words, value
        self.setAccessibleName(f"{self._name}: {value}")
        self.setVisible(len(words) > 1)
        self.updateGeometry()
        self.update()

    def take(self, value: str) -> None:
        """Choose a word, as a click in the menu does."""
        if value != self._value:
            self.chosen.emit(value)

    def sizeHint(self) -> QSize:
        """Return the room mark, word and arrow need."""
        metrics = QFontMetrics(self._font())
        width = metrics.horizontalAdvance(self._shown()) + ARROW + (MARK + GAP if self._marked else 0)
        return QSize(width, metrics.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be changed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be quiet again."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the word."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        near = self.underMouse() or self.hasFocus()
        line = self.rect()
        if self._marked:
            paint_mark(painter, self._value, QRectF(0, line.center().y() - MARK / 2 + 0.5, MARK, MARK), theme)
            line = line.adjusted(MARK + GAP, 0, 0, 0)
        painter.setFont(self._font())
        painter.setPen(theme.colour("accent" if near else "ink" if self._marked else "faint"))
        words = line.adjusted(ARROW if self._right else 0, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._shown())
        if near:
            self._paint_arrow(painter, line)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            width = QFontMetrics(self._font()).horizontalAdvance(self._shown())
            painter.drawLine(QPointF(words.x(), self.height() - 1), QPointF(words.x() + width, self.height() - 1))
        painter.end()

    def _paint_arrow(self, painter: QPainter, line: QRect) -> None:
        x = line.x() + 3.0 if self._right else line.right() - 6.0
        y = line.center().y() + 1.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._look.theme.colour("accent"), 1.4))
        painter.drawPolyline(QPolygonF([QPointF(x - 3, y - 1.5), QPointF(x, y + 1.5), QPointF(x + 3, y - 1.5)]))

    def _font(self) -> QFont:
        return self._look.font("small", bold=self._marked)

    def _shown(self) -> str:
        return self._value.capitalize() if self._marked else self._value

    @Slot()
    def _on_clicked(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word in self._words:
            action = menu.addAction(word.capitalize() if self._marked else word)
            action.setData(word)
            action.setCheckable(not self._marked)
            action.setChecked(word == self._value)
            if self._marked:
                action.setIcon(mark_icon(word, self._look.theme))
        menu.triggered.connect(self._on_triggered)
        menu.popup(self.mapToGlobal(QPoint(-REACH, self.height() + 2)))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.take(str(action.data()))
