# SPDX-License-Identifier: MIT
"""The tree of codes as a widget: lines as wide as the pane, arrows in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionViewItem, QTreeView, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import STRIPE, paint_focus
from app.desktop.models.roles import Index

INDENT = 18


class CodeTree(QTreeView):
    """Shows codes; they are dragged to another place in it."""

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._look = appearance
        self.setHeaderHidden(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.setIndentation(INDENT)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setDragDropMode(self.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters and digits to the commands: rows are not looked up by typing."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            event.ignore()
            return
        super().keyPressEvent(event)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground of a row across the whole pane, and the row on it."""
        theme, rect = self._look.theme, QRect(0, option.rect.y(), self.viewport().width(), option.rect.height())
        chosen = self.selectionModel().isSelected(index)
        if chosen:
            painter.fillRect(rect, theme.colour("paper"))
            painter.fillRect(QRect(0, rect.y(), STRIPE, rect.height()), theme.colour("accent"))
        elif self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())) == index and self.underMouse():
            painter.fillRect(rect, theme.colour("hover"))
        super().drawRow(painter, option, index)
        if index == self.currentIndex() and self.hasFocus():
            paint_focus(painter, QRectF(rect), theme, 0)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint an arrow where there are codes below, over what the style puts there for a chosen row."""
        if self.selectionModel().isSelected(index):
            theme = self._look.theme
            painter.fillRect(rect, theme.colour("paper"))
            painter.fillRect(QRect(0, rect.y(), STRIPE, rect.height()), theme.colour("accent"))
        if not self.model().hasChildren(index):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.theme.colour("soft"), 1.5))
        x, y = rect.right() - INDENT / 2 + 1.0, rect.center().y() + 1.0
        down = self.isExpanded(index)
        places = [(-3.5, -2), (0, 2), (3.5, -2)] if down else [(-2, -3.5), (2, 0), (-2, 3.5)]
        painter.drawPolyline(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in places]))
        painter.restore()
