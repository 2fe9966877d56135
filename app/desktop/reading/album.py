# SPDX-License-Identifier: MIT
"""The pictures of a page: which blocks hold them, what room they take, and how they are painted.

A picture stands above the words of its block, which describe it. Until it is there, or where the original does not
hold it, a block of nothing but a picture is a frame around its description.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from app.desktop.reading.page import Page
from app.desktop.reading.typeset import Typesetter
from app.text.layout import Style

HIGHEST = 24
"""How high a picture can be, in sizes of a letter."""
GAP = 0.6
PAD = 0.8
"""The space below a picture, and between a frame and the description in it, in sizes of a letter."""


class Album:
    """The pictures of one page, as far as they are there."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.blocks = frozenset(page.layout.pictures)
        self._images: dict[str, QImage] = {}
        self._scaled: dict[tuple[str, int, int], QPixmap] = {}

    def targets(self, number: int) -> Iterator[str]:
        """Yield the targets of the pictures of a block that an original may hold."""
        for inline in self._page.block(number).inlines:
            if inline.style & Style.IMAGE and _is_held(inline.target):
                yield inline.target

    def put(self, target: str, image: QImage) -> list[int]:
        """Take a picture; return the blocks that show it."""
        self._images[target] = image
        return [number for number in sorted(self.blocks) if target in self.targets(number)]

    def room(self, number: int, width: int, types: Typesetter) -> tuple[int, int]:
        """Return the space a block takes above its words and below them for its pictures, or for their frame."""
        if number not in self.blocks:
            return 0, 0
        sizes = [size for _, size in self._shown(number, width, types)]
        if sizes:
            return sum(size.height() + round(types.em * GAP) for size in sizes), 0
        pad = round(types.em * PAD) if self._is_alone(number) else 0
        return pad, pad

    def draw(self, painter: QPainter, number: int, box: QRectF, types: Typesetter) -> None:
        """Paint the pictures of a block at the top of a box, or the frame around it."""
        if number not in self.blocks:
            return
        painter.setPen(QPen(QColor(types.style.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        y, shown = box.top(), False
        for target, size in self._shown(number, round(box.width()), types):
            place = QRectF(box.left(), y, size.width(), size.height())
            painter.drawPixmap(place.topLeft(), self._pixmap(target, size, painter.device().devicePixelRatio()))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
            y += size.height() + round(types.em * GAP)
            shown = True
        if not shown and self._is_alone(number):
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def indent(self, number: int, types: Typesetter) -> int:
        """Return how far the words of a block are set in: those in a frame stand clear of it."""
        framed = number in self.blocks and self._is_alone(number) and not any(self._there(number))
        return round(types.em * PAD) if framed else 0

    def _there(self, number: int) -> Iterator[str]:
        return (target for target in self.targets(number) if target in self._images)

    def _shown(self, number: int, width: int, types: Typesetter) -> Iterator[tuple[str, QSize]]:
        """Yield the pictures that are there, each with its size on the page: never larger than it is."""
        most = QSize(width, round(types.em * HIGHEST))
        for target in self._there(number):
            size = self._images[target].size()
            fitting = size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
            yield target, fitting if fitting.width() < size.width() else size

    def _is_alone(self, number: int) -> bool:
        """Tell whether a block is nothing but pictures."""
        block = self._page.block(number)
        covered = sum(one.end - one.start for one in block.inlines if one.style & Style.IMAGE)
        return covered >= len(self._page.text_of(block).strip())

    def _pixmap(self, target: str, size: QSize, ratio: float) -> QPixmap:
        wanted = QSize(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
        key = target, wanted.width(), wanted.height()
        if key not in self._scaled:
            keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            made = QPixmap.fromImage(self._images[target].scaled(wanted, keep, smooth))
            made.setDevicePixelRatio(ratio)
            self._scaled[key] = made
        return self._scaled[key]


def _is_held(target: str) -> bool:
    """Tell whether a target can be one that an original holds: an address of the web never is, and is never asked."""
    return bool(target) and (target.startswith("data:") or ":" not in target)
