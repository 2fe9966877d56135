# SPDX-License-Identifier: MIT
"""How a matrix shows: the darker a cell, the more there is in it; names of columns stand upright above them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.desktop.appearance import Appearance
from app.desktop.models.matrix import Cell, MatrixModel
from app.desktop.models.roles import RECORD, Index

WIDE, LEVEL, HIGH = 48, 144, 32
UPRIGHT, ACROSS = 232, 224
MEASURED = 200
"""How many names are measured to see how high upright ones must stand."""
PAD = 8
GAP = 1.5
LIGHT, DARK, MANY = (0.14, 0.44), (0.84, 1.0), 0.66
"""How much of the accent a cell has: few lie in the light range, many in the dark one. No ink can be read between."""


class MatrixDelegate(QStyledItemDelegate):
    """Paints the cells of a matrix."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size every cell has."""
        return QSize(WIDE, HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        cell = index.data(RECORD)
        if not isinstance(cell, Cell):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        rect = QRectF(option.rect).adjusted(GAP, GAP, -GAP, -GAP)
        painter.setPen(Qt.PenStyle.NoPen)
        if cell.count:
            ground = blended(theme.colour("paper"), theme.colour("accent"), shade(cell.part))
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, 4, 4)
            painter.setFont(self._look.font("small", bold=True))
            painter.setPen(readable(ground, theme.colour("ink"), theme.colour("accent_ink"), theme.colour("paper")))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"{cell.count:,}")
        else:
            painter.setBrush(theme.colour("panel"))
            painter.drawRoundedRect(rect, 4, 4)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawRoundedRect(rect, 4, 4)
        painter.restore()


class NameHeader(QHeaderView):
    """The names of rows, or those of columns, which may stand upright; each with its count."""

    def __init__(
        self,
        orientation: Qt.Orientation,
        model: MatrixModel,
        appearance: Appearance,
        parent: QWidget,
        *,
        upright: bool = False,
    ):
        super().__init__(orientation, parent)
        self._upright = upright
        self._matrix = model
        self._look = appearance
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        if orientation == Qt.Orientation.Horizontal:
            self.setDefaultSectionSize(WIDE if upright else LEVEL)
            self.setFixedHeight(UPRIGHT if upright else HIGH)
            if upright:
                model.modelReset.connect(self._on_reset)
        else:
            self.setDefaultSectionSize(HIGH)
            self.setFixedWidth(ACROSS)
        self.setToolTip("Show these annotations")

    @Slot()
    def _on_reset(self) -> None:
        """Stand as high as the names need, and no higher than a window allows."""
        number = min(self._matrix.columnCount(), MEASURED)
        heads = [self._matrix.head(section, self.orientation()) for section in range(number)]
        name, count = QFontMetrics(self._look.font("small")), QFontMetrics(self._look.font("tiny"))
        widths = (
            name.horizontalAdvance(it[1]) + count.horizontalAdvance(f"{it[2]:,}") for it in heads if it is not None
        )
        self.setFixedHeight(min(UPRIGHT, max(widths, default=0) + 4 * PAD))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint a name and its count."""
        value = self._matrix.head(section, self.orientation())
        if value is None:
            return
        theme, font, small = self._look.theme, self._look.font("small"), self._look.font("tiny")
        painter.save()
        painter.fillRect(rect, theme.colour("paper"))
        line = QRect(rect)
        if self._upright:
            painter.translate(rect.left(), rect.bottom())
            painter.rotate(-90)
            line = QRect(0, 0, rect.height(), rect.width())
        line.adjust(PAD, 0, -PAD, 0)
        count = f"{value[2]:,}"
        left = self.orientation() == Qt.Orientation.Horizontal
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
        room = line.width() - QFontMetrics(small).horizontalAdvance(count) - PAD
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        name = QFontMetrics(font).elidedText(value[1], Qt.TextElideMode.ElideRight, room)
        place = QRect(line.x(), line.y(), room, line.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side, name)
        used = QFontMetrics(font).horizontalAdvance(name) + PAD if left else room + PAD
        painter.setFont(small)
        painter.setPen(QPen(theme.colour("faint")))
        after = QRect(line.x() + used, line.y(), line.width() - used + PAD, line.height())
        painter.drawText(after, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, count)
        painter.restore()


def shade(part: float) -> float:
    """Return how much of the accent a cell has that is so large beside the largest."""
    (low, high), share = (LIGHT, part / MANY) if part <= MANY else (DARK, (part - MANY) / (1 - MANY))
    return low + (high - low) * share


def blended(one: QColor, other: QColor, part: float) -> QColor:
    """Return a colour between two: the first where the part is 0, the second where it is 1."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * part,
        one.greenF() + (other.greenF() - one.greenF()) * part,
        one.blueF() + (other.blueF() - one.blueF()) * part,
    )


def readable(ground: QColor, *inks: QColor) -> QColor:
    """Return the ink that stands out best on a ground, by the contrast of WCAG 2."""
    return max(inks, key=lambda ink: contrast(ground, ink))


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours: 1 for the same, 21 for black on white (WCAG 2.2, “contrast ratio”)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
