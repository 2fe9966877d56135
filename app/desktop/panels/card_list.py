# SPDX-License-Identifier: MIT
"""The list of cards; one can be dragged onto another to relate the two."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.appearance import Appearance
from app.desktop.delegates.card import MARGIN_X, MARGIN_Y, RADIUS
from app.desktop.models.annotations import AnnotationModel
from app.desktop.virtual_list import VirtualList

MIME = "application/x-postil-annotation"


class CardList(VirtualList):
    """``carried`` carries the annotation that was dragged, the one it was dropped on, and where on the screen."""

    carried = Signal(int, int, QPoint)

    def __init__(self, model: AnnotationModel, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._cards = model
        self._look = appearance
        self._pressed: QPoint | None = None
        self._target = -1
        self.writable = False
        self.setModel(model)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    def start_drag(self, annotation: int) -> None:
        """Let the user carry a card until it is dropped."""
        if self.writable:
            drag = QDrag(self)
            drag.setMimeData(card_data(annotation))
            drag.exec(Qt.DropAction.LinkAction)

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to carry the current card."""
        far = QApplication.startDragDistance()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if (event.position().toPoint() - self._pressed).manhattanLength() >= far:
                self._pressed = None
                carried = self._cards.annotation(self.currentIndex().row())
                if carried is not None:
                    self.start_drag(carried.id)
            return
        super().mouseMoveEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take cards."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show on which card it would fall."""
        at = self.indexAt(event.position().toPoint()).row()
        carried = _carried(event.mimeData())
        there = self._cards.annotation(at)
        self._aim(at if there is not None and there.id != carried else -1)
        event.setAccepted(self._target >= 0)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Aim at nothing."""
        self._aim(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Relate the two cards."""
        target = self._cards.annotation(self.indexAt(event.position().toPoint()).row())
        carried = _carried(event.mimeData())
        self._aim(-1)
        if target is not None and carried and target.id != carried:
            event.acceptProposedAction()
            self.carried.emit(carried, target.id, self.viewport().mapToGlobal(event.position().toPoint()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards, and a ring around the one that is aimed at."""
        super().paintEvent(event)
        if self._target >= 0:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._look.theme.colour("accent"), 2, Qt.PenStyle.DashLine))
            place = self.visualRect(self._cards.index(self._target))
            painter.drawRoundedRect(place.adjusted(MARGIN_X, 0, -MARGIN_X, -MARGIN_Y), RADIUS, RADIUS)
            painter.end()

    def _aim(self, row: int) -> None:
        if row != self._target:
            self._target = row
            self.viewport().update(QRect(QPoint(0, 0), self.viewport().size()))


def card_data(annotation: int) -> QMimeData:
    """Return what is carried for a card."""
    data = QMimeData()
    data.setData(MIME, str(annotation).encode())
    return data


def _carried(data: QMimeData) -> int:
    """Return the annotation that is carried, or 0."""
    return int(bytes(data.data(MIME).data()).decode() or 0)
