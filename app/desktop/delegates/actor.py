# SPDX-License-Identifier: MIT
"""How an actor shows in the list: its name, what is known about it, and in how many annotations it is named."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.appearance import Appearance
from app.desktop.delegates.painting import paint_list_ground
from app.desktop.models.actors import second_line
from app.desktop.models.roles import RECORD, Index
from database.actors_read import Actor

PAD_X, PAD_Y, GAP = 16, 9, 2
ICON, COUNT = 18, 44
ICONS = {"person": "person", "organisation": "organisation", "": "unknown"}


class ActorDelegate(QStyledItemDelegate):
    """Paints an actor in two lines of even height."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None):
        super().__init__(parent)
        self._look = appearance

    @property
    def height(self) -> int:
        """The height of every row."""
        text, small = QFontMetrics(self._look.font(bold=True)), QFontMetrics(self._look.font("small"))
        return 2 * PAD_Y + text.height() + GAP + small.height()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return one size for every row."""
        return QSize(0, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint an actor."""
        actor = index.data(RECORD)
        if not isinstance(actor, Actor):
            return
        painter.save()
        paint_list_ground(painter, option, self._look.theme)
        inner = option.rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        icon = QRect(inner.x(), inner.y() + 1, ICON, ICON)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._look.icon(ICONS[actor.kind], "accent" if chosen else "faint").paint(painter, icon)
        self._paint_words(painter, inner.adjusted(ICON + 10, 0, 0, 0), actor)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, actor: Actor) -> None:
        theme, bold, small = self._look.theme, self._look.font(bold=True), self._look.font("small")
        name = QRect(rect.x(), rect.y(), rect.width() - COUNT, QFontMetrics(bold).height())
        painter.setFont(bold)
        painter.setPen(theme.colour("ink"))
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, _fit(actor.name, bold, name.width()))
        painter.setFont(small)
        painter.setPen(theme.colour("faint"))
        count = QRect(name.right() + 1, name.y(), COUNT, name.height())
        sides = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(count, sides, f"{actor.annotations:,}" if actor.annotations else "–")
        second = QRect(rect.x(), name.bottom() + 1 + GAP, rect.width(), QFontMetrics(small).height())
        painter.setPen(theme.colour("soft"))
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, _fit(second_line(actor), small, second.width()))


def _fit(words: str, font: QFont, width: int) -> str:
    return QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, width)
