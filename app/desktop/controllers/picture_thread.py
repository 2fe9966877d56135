# SPDX-License-Identifier: MIT
"""The thread that reads pictures out of the originals in the collection. It never looks anywhere else."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODeviceBase, QObject, QSize, Qt, QThread, Signal
from PySide6.QtGui import QImage, QImageReader

from app.desktop.controllers.wishes import Wishes
from app.importing.pictures import Pictures
from database.originals import original_of

FORMATS = frozenset({"png", "jpg", "jpeg", "gif", "webp", "bmp", "pbm", "pgm", "ppm", "ico", "tif", "tiff"})
"""Formats of plain pixels: a drawing could name other files to be loaded."""
LARGEST = 2400
"""How wide and high a picture is kept at most, in pixels: more than any page shows."""


class Wish(NamedTuple):
    """A picture that is wanted: of which source, and its target."""

    source: int
    target: str


class PictureThread(QThread):
    """Reads pictures, one after the other. ``read`` carries the wish and the image."""

    read = Signal(object, object)

    def __init__(self, connect: Callable[[], sqlite3.Connection], parent: QObject):
        super().__init__(parent)
        self._connect = connect
        self._wishes: Wishes[Wish] = Wishes()

    def ask(self, wishes: list[Wish]) -> None:
        """Read these pictures too, before those that were asked for earlier: they are in sight."""
        self._wishes.put(wishes, wishes.__contains__)

    def end(self) -> None:
        """Stop, and wait until the connection is closed."""
        self._wishes.end()
        self.wait()

    def run(self) -> None:
        """Read what is asked until the end."""
        source, pictures = 0, Pictures(b"")
        with contextlib.closing(self._connect()) as connection:
            while (wish := self._wishes.take()) is not None:
                if wish.source != source:
                    source, pictures = wish.source, Pictures(_original(connection, wish.source))
                data = pictures.read(wish.target)
                image = image_of(data) if data else QImage()
                if not image.isNull():
                    self.read.emit(wish, image)


def image_of(data: bytes) -> QImage:
    """Return a picture, made smaller where it is very large; a null one where it is none or of no plain format."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODeviceBase.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()).decode("ascii", "replace").lower() not in FORMATS:
        return QImage()
    size = reader.size()
    if size.width() > LARGEST or size.height() > LARGEST:
        reader.setScaledSize(size.scaled(QSize(LARGEST, LARGEST), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _original(connection: sqlite3.Connection, source: int) -> bytes:
    try:
        return original_of(connection, source)
    except (LookupError, ValueError):
        return b""
