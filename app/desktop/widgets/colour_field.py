# SPDX-License-Identifier: MIT
"""A choice among a few colours, or one of one's own as #rrggbb."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from app.desktop.appearance import Appearance
from app.desktop.code_colours import COLOURS
from app.desktop.delegates.painting import paint_focus
from app.desktop.widgets.fields import Field

SIDE, ROUND = 24, 4


class Swatch(QAbstractButton):
    """One colour; an empty one takes the colour away."""

    def __init__(self, name: str, colour: str, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self.colour = colour
        self._look = appearance
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name.capitalize())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return one size for all."""
        return QSize(SIDE, SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the colour, and a ring around the one that is chosen."""
        theme, rect = self._look.theme, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(QPen(theme.colour("ink"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), ROUND + 2, ROUND + 2)
        inner = rect.adjusted(4.5, 4.5, -4.5, -4.5)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(QColor(self.colour) if self.colour else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(inner, ROUND, ROUND)
        if not self.colour:
            painter.drawLine(inner.bottomLeft(), inner.topRight())
        if self.hasFocus():
            paint_focus(painter, rect, theme, ROUND + 2)
        painter.end()


class ColourField(QWidget):
    """``edited`` carries the colour that was chosen: ``#rrggbb``, or nothing."""

    edited = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._value = ""
        self.swatches = [Swatch("no colour", "", appearance, self)]
        self.swatches += [Swatch(name, colour, appearance, self) for name, colour in COLOURS.items()]
        self.field = Field("Colour of your own", "A colour of your own, as #b7791f", appearance, parent=self)
        self.field.setPlaceholderText("#rrggbb")
        self.field.setFixedWidth(92)
        self.field.editingFinished.connect(self.commit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for swatch in self.swatches:
            swatch.clicked.connect(self._on_clicked)
            row.addWidget(swatch)
        row.addSpacing(8)
        row.addWidget(self.field)
        row.addStretch(1)
        self.setFocusProxy(self.swatches[0])

    def show_value(self, colour: str) -> None:
        """Show a colour, without saying so."""
        self._value = colour
        for swatch in self.swatches:
            swatch.setChecked(swatch.colour == colour)
        if self.field.text() != colour:
            self.field.setText(colour)

    @Slot()
    def _on_clicked(self) -> None:
        swatch = self.sender()
        if isinstance(swatch, Swatch):
            self._take(swatch.colour)

    @Slot()
    def commit(self) -> None:
        """Take the colour that has been typed."""
        self._take(self.field.text().strip().lower())

    def _take(self, colour: str) -> None:
        before = self._value
        if colour != before:
            self.edited.emit(colour)
        self.show_value(self._value)
