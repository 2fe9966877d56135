# SPDX-License-Identifier: MIT
"""Many annotations over the same words: lanes, the list of those there, ends to hold, what a hover says, a filter."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from app.desktop.controllers.highlighting import told
from app.desktop.reading.view import ReadingView
from database.records import KINDS
from tests.screenshots.camera import Camera, pause
from tests.screenshots.reading import open_best

TWELVE = 12


def take(camera: Camera) -> None:
    """Take the pictures of one theme."""
    window = camera.window
    open_best(window)
    source = window.reading.source
    if source is None:
        return
    view = window.pane.view
    start = view.text.index("Evidence taken in private") + 30
    for number in range(TWELVE):
        span = start + 9 * number, start + 240 + 23 * ((number * 5) % TWELVE)
        window.session.required.tag(source.id, KINDS[number % 3], [span])
    view.reveal(start)
    view.select(start + 130, start + 130)
    camera.take("twelve")
    view.activate_at(start + 130)
    popover = window.around.highlighting.popover
    camera.take("under", popover)
    if popover is not None:
        popover.close()
    window.annotating.next()
    first = window.annotation_model.annotations[0]
    window.annotating.go(first.id)
    hover(camera, view)
    narrow(camera)


def hover(camera: Camera, view: ReadingView) -> None:
    """What the mouse is told over an annotation: a label stands for the tooltip, which is a window of the desktop."""
    window = camera.window
    note = QLabel(told(window.annotation_model.annotations[:2]), window)
    note.setObjectName("hint")
    note.setWordWrap(True)
    note.setFixedWidth(320)
    note.adjustSize()
    note.move(view.mapTo(window, view.rect().center()) - QPoint(100, -40))
    note.show()
    camera.take("hover")
    note.deleteLater()


def narrow(camera: Camera) -> None:
    """The filter, and the sign that it is on."""
    narrowing = camera.window.around.narrowing
    narrowing.open()
    if narrowing.popover is not None:
        narrowing.popover.box("kind", "claim").click()
    camera.take("filter", narrowing.popover)
    if narrowing.popover is not None:
        narrowing.popover.close()
    pause()
    narrowing.widen()
