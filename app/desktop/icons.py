# SPDX-License-Identifier: MIT
"""Icons of one family: SVG files drawn in ``currentColor``, tinted when they are first needed and kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

FOLDER = Path(__file__).parents[2] / "resources" / "icons"

SIZE = 20
"""The side of the grid the icons are drawn on, in pixels."""

_SCALES = (1.0, 2.0)


class IconShelf:
    """The icons rendered so far, by name and colour."""

    def __init__(self, folder: Path = FOLDER):
        self._folder = folder
        self._made: dict[tuple[str, str], QIcon] = {}

    def icon(self, name: str, colour: str) -> QIcon:
        """Return an icon in a colour (``#rrggbb``).

        Raises:
            OSError: there is no such icon.
        """
        key = (name, colour)
        if key not in self._made:
            self._made[key] = self._render(name, colour)
        return self._made[key]

    def _render(self, name: str, colour: str) -> QIcon:
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415  loaded with the first icon, not with the program

        drawing = (self._folder / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
        renderer = QSvgRenderer(QByteArray(drawing.encode()))
        icon = QIcon()
        for scale in _SCALES:
            pixels = QPixmap(QSize(SIZE, SIZE) * scale)
            pixels.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixels)
            renderer.render(painter, QRectF(0, 0, SIZE * scale, SIZE * scale))
            painter.end()
            pixels.setDevicePixelRatio(scale)
            icon.addPixmap(pixels)
        return icon
