# SPDX-License-Identifier: MIT
"""Takes pictures of a window, and lets it work meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
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
        """Write a picture of the window, or of one widget in front of it."""
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
        x, y = (picture.width() - front.width()) // 2, (picture.height() - front.height()) // 2
        painter.drawPixmap(max(0, x), max(0, y), front)
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
