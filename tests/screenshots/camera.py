# SPDX-License-Identifier: MIT
"""Takes pictures of a window, and lets it work meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from app.desktop.window import Window

PAUSE_MS, STEP_MS = 120, 50


class Camera:
    """Takes pictures of one window."""

    def __init__(self, window: Window, folder: Path, name: str):
        self.window = window
        self._folder = folder
        self._name = name

    def take(self, what: str, widget: QWidget | None = None) -> None:
        """Write a picture of the window, or of one widget in front: a dialog in the middle, a popup in its place."""
        pause()
        picture: QPixmap = self.window.grab()
        if widget is not None:
            self._put_in_front(picture, widget)
        path = self._folder / f"{what}-{self._name}.png"
        picture.save(str(path))
        print(path)

    def _put_in_front(self, picture: QPixmap, widget: QWidget) -> None:
        front = widget.grab()
        painter = QPainter(picture)
        room = self.window.size() - widget.size()
        middle = QPoint(max(0, room.width() // 2), max(0, room.height() // 2))
        small = widget.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.Tool)
        painter.drawPixmap(self.window.mapFromGlobal(widget.pos()) if small else middle, front)
        painter.end()


def pause(milliseconds: int = PAUSE_MS) -> None:
    """Let the window work for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(done: Callable[[], bool], milliseconds: int = 5000) -> None:
    """Let the window work until something is so, for a while at most."""
    for _ in range(milliseconds // STEP_MS):
        if done():
            return
        pause(STEP_MS)
