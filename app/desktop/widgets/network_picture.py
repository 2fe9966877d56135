# SPDX-License-Identifier: MIT
"""A network as a picture: nodes where the layout put them, lines as thick as they weigh.

Persons are discs, organisations squares, codes diamonds, so that shape tells them apart as well as colour. The arrow
keys go to the nearest node that way, Page Down and Page Up through all of them by weight; Enter shows what a node
stands for.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.analysis.layout import Point
from app.analysis.networks import Edge
from app.desktop.appearance import Appearance
from app.desktop.delegates.matrix import blended, contrast
from app.desktop.delegates.painting import paint_focus
from app.desktop.wording import counted
from database.networks import Party

SIDE, TOP, FOOT = 96, 32, 64
SMALLEST, LARGEST = 5.0, 14.0
THINNEST, THICKEST = 1.0, 7.0
LABEL = 128
REACH = 8.0
LEAST_CONTRAST = 3.0

_COLOURS = {"person": "recommendation", "organisation": "accent"}
_LEGEND = (
    ("person", "recommendation", "Person"),
    ("organisation", "accent", "Organisation"),
    ("actor", "faint", "Kind not known"),
    ("code", "passage", "Code"),
)

_STEPS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class NetworkPicture(QWidget):
    """``chosen`` carries the uid of a node that was clicked or opened by Enter, ``moved`` that of the current one."""

    chosen = Signal(str)
    moved = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget):
        super().__init__(parent)
        self._look = appearance
        self._places: Mapping[str, Point] = {}
        self._edges: Sequence[Edge] = ()
        self._parties: Mapping[str, Party] = {}
        self._weights: dict[str, float] = {}
        self._heaviest = 1.0
        self._directed = False
        self._at = ""
        self._under = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 280)
        self.setToolTip("Arrows and Page Down go from node to node, Enter shows what one stands for")
        self._tell()
        appearance.changed.connect(self.update)

    # Properties

    @property
    def current(self) -> str:
        """The uid of the node the keys are at, or nothing."""
        return self._at

    @property
    def nodes(self) -> Sequence[str]:
        """The uids of the nodes that are drawn, those with the heaviest lines first."""
        return list(self._places)

    # Methods

    def show_network(
        self, places: Mapping[str, Point], edges: Sequence[Edge], parties: Mapping[str, Party], *, directed: bool
    ) -> None:
        """Show another network; lines to nodes without a place are left out."""
        self._places, self._parties, self._directed = places, parties, directed
        self._edges = [edge for edge in edges if edge.source in places and edge.target in places]
        self._weights = dict.fromkeys(places, 0.0)
        for edge in self._edges:
            self._weights[edge.source] += edge.weight
            self._weights[edge.target] += edge.weight
        self._heaviest = max((edge.weight for edge in self._edges), default=1.0)
        self._at = self._at if self._at in places else next(iter(places), "")
        self._under = ""
        self._tell()
        self.update()

    def place(self, node: str) -> QPointF:
        """Return where a node is drawn, in pixels."""
        x, y = self._places[node]
        return QPointF(SIDE + x * (self.width() - 2 * SIDE), TOP + y * (self.height() - TOP - FOOT))

    def go(self, node: str) -> None:
        """Make a node the current one."""
        if node in self._places and node != self._at:
            self._at = node
            self._tell()
            self.moved.emit(node)
            self.update()

    def sizeHint(self) -> QSize:
        """Return a size that shows a dozen nodes."""
        return QSize(560, 480)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from node to node, or show what one stands for."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._at:
            self.chosen.emit(self._at)
        elif event.key() in _STEPS and self._at:
            order = self.nodes
            self.go(order[(order.index(self._at) + _STEPS[Qt.Key(event.key())]) % len(order)])
        elif event.key() in _WAYS and self._at:
            self.go(self._next(*_WAYS[Qt.Key(event.key())]))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which node a click would open."""
        self._under = self._node_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._under else Qt.CursorShape.ArrowCursor)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show what a node stands for."""
        node = self._node_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and node:
            self.go(node)
            self.chosen.emit(node)

    def leaveEvent(self, event: QEvent) -> None:
        """Be quiet again."""
        super().leaveEvent(event)
        self._under = ""
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say what the node under the pointer is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            node = self._node_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._words(node) if node else self.toolTip(), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines, over them the nodes, and over all the names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus, strong = self._under, self._under or (self._at if self.hasFocus() else "")
        near = {focus} | {other for edge in self._edges for other in _ends(edge) if focus in _ends(edge)}
        for edge in sorted(self._edges, key=_by_weight):
            self._paint_edge(
                painter, edge, faded=bool(focus) and focus not in _ends(edge), strong=strong in _ends(edge)
            )
        taken: list[QRectF] = []
        for node in self._places:
            self._paint_node(painter, node, faded=bool(focus) and node not in near)
            taken.append(QRectF(self.place(node) - QPointF(6, 6), QSize(12, 12)))
        for node in dict.fromkeys([*([strong] if strong else []), *sorted(self._places, key=self._by_size)]):
            self._paint_name(painter, node, taken, wanted=not focus or node in near)
        self._paint_legend(painter)
        painter.end()

    # Parts

    def _paint_edge(self, painter: QPainter, edge: Edge, *, faded: bool, strong: bool) -> None:
        theme = self._look.theme
        part = edge.weight / self._heaviest
        colour = blended(theme.colour("line"), theme.colour("accent" if strong else "faint"), 0.4 + 0.6 * part)
        pen = QPen(theme.colour("line") if faded else colour, THINNEST + (THICKEST - THINNEST) * part)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        start, end = self.place(edge.source), self.place(edge.target)
        painter.drawLine(start, end)
        if self._directed and start != end:
            self._paint_arrow(painter, start, end, self._size(edge.target) + 2, pen.color())

    def _paint_arrow(self, painter: QPainter, start: QPointF, end: QPointF, before: float, colour: QColor) -> None:
        angle = math.atan2(end.y() - start.y(), end.x() - start.x())
        tip = end - QPointF(math.cos(angle), math.sin(angle)) * before
        wings = [tip - QPointF(math.cos(angle + turn), math.sin(angle + turn)) * 9 for turn in (-0.42, 0.42)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([tip, *wings]))

    def _paint_node(self, painter: QPainter, node: str, *, faded: bool) -> None:
        theme, party, at, size = self._look.theme, self._parties[node], self.place(node), self._size(node)
        colour = self._colour(party)
        painter.setPen(QPen(theme.colour("paper"), 2))
        painter.setBrush(blended(theme.colour("paper"), colour, 0.35) if faded else colour)
        box = QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size)
        _paint_shape(painter, party.kind, at, size)
        if node == self._at and self.hasFocus():
            paint_focus(painter, box.adjusted(-6, -6, 6, 6), theme, 6)

    def _paint_name(self, painter: QPainter, node: str, taken: list[QRectF], *, wanted: bool) -> None:
        """Paint a name below its node, where it does not cover another one."""
        font = self._look.font("small", bold=node in {self._at if self.hasFocus() else "", self._under})
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(self._parties[node].name, Qt.TextElideMode.ElideRight, LABEL)
        wide, at, size = metrics.horizontalAdvance(shown) + 6, self.place(node), self._size(node)
        under = QRectF(at.x() - wide / 2, at.y() + size + 2, wide, metrics.height())
        over = QRectF(at.x() - wide / 2, at.y() - size - 2 - metrics.height(), wide, metrics.height())
        after = QRectF(at.x() + size + 4, at.y() - metrics.height() / 2, wide, metrics.height())
        before = after.translated(-wide - 2 * size - 8, 0)
        free = [place for place in (under, over, after, before) if not any(place.intersects(other) for other in taken)]
        if not wanted or not free:
            return
        taken.append(free[0])
        ground = QColor(self._look.theme.colour("paper"))
        ground.setAlphaF(0.78)
        painter.fillRect(free[0], ground)
        painter.setFont(font)
        painter.setPen(self._look.theme.colour("ink"))
        painter.drawText(free[0], Qt.AlignmentFlag.AlignCenter, shown)

    def _colour(self, party: Party) -> QColor:
        theme = self._look.theme
        if party.kind == "code":
            colour = QColor(party.colour) if party.colour else theme.colour("passage")
            clear = contrast(colour, theme.colour("paper")) >= LEAST_CONTRAST
            return colour if clear else blended(colour, theme.colour("ink"), 0.4)
        return theme.colour(_COLOURS.get(party.kind, "faint"))

    def _by_size(self, node: str) -> float:
        return -self._weights[node]

    def _paint_legend(self, painter: QPainter) -> None:
        """Say what the shapes stand for that there are."""
        theme, font, x = self._look.theme, self._look.font("small"), 16.0
        present = {self._parties[node].kind for node in self._places}
        painter.setFont(font)
        for kind, colour, words in _LEGEND:
            if kind in present:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour(colour))
                _paint_shape(painter, kind, QPointF(x + 5, self.height() - 18), 5)
                painter.setPen(theme.colour("soft"))
                painter.drawText(QPointF(x + 16, self.height() - 14), words)
                x += 16 + QFontMetrics(font).horizontalAdvance(words) + 20

    def _size(self, node: str) -> float:
        largest = max(self._weights.values(), default=1.0) or 1.0
        return SMALLEST + (LARGEST - SMALLEST) * math.sqrt(self._weights[node] / largest)

    def _node_at(self, point: QPointF) -> str:
        near = [(math.dist(point.toTuple(), self.place(node).toTuple()), node) for node in self._places]
        distance, node = min(near, default=(math.inf, ""))
        return node if node and distance <= self._size(node) + REACH else ""

    def _next(self, across: int, along: int) -> str:
        """Return the nearest node in a direction, or the current one where there is none."""
        here, best = self.place(self._at), (math.inf, self._at)
        for node in self._places:
            way = self.place(node) - here
            ahead, aside = way.x() * across + way.y() * along, abs(way.x() * along) + abs(way.y() * across)
            if node != self._at and ahead > 0:
                best = min(best, (ahead + 2 * aside, node))
        return best[1]

    def _words(self, node: str) -> str:
        party = self._parties[node]
        lines = sum(node in _ends(edge) for edge in self._edges)
        return f"{party.name}, {party.kind}: {counted(lines, 'line')}"

    def _tell(self) -> None:
        """Say to a screen reader which node the keys are at."""
        self.setAccessibleName(f"Network. {self._words(self._at) if self._at else 'Nothing to draw'}")


def _paint_shape(painter: QPainter, kind: str, at: QPointF, size: float) -> None:
    box = QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size)
    if kind == "code":
        reach = size * 1.25
        corners = [QPointF(-reach, 0), QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach)]
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
    elif kind == "organisation":
        painter.drawRoundedRect(box, 3, 3)
    else:
        painter.drawEllipse(box)


def _ends(edge: Edge) -> tuple[str, str]:
    return edge.source, edge.target


def _by_weight(edge: Edge) -> float:
    return edge.weight
