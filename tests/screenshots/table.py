# SPDX-License-Identifier: MIT
"""The table of annotations: all of them, narrowed by facets, grouped, and with some selected."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.desktop.dialogs.bulk_edit import BulkDialog
from app.desktop.dialogs.bulk_pages import SetStatus
from app.desktop.views import ANNOTATIONS
from app.desktop.views.annotations.view import AnnotationsView
from tests.screenshots.camera import Camera, pause, wait_until


def settle(view: AnnotationsView) -> None:
    """Wait until the table and its facets answer the query."""
    wait_until(lambda: view.settled)
    pause(300)


def take(camera: Camera) -> None:
    """Take the pictures of one theme and size."""
    window = camera.window
    window.views.annotations()
    view = window.views.view(ANNOTATIONS)
    assert isinstance(view, AnnotationsView)
    settle(view)
    camera.take("table")
    view.ask("kind:recommendation")
    settle(view)
    view.grid.setFocus()
    for _ in range(3):
        QTest.keyClick(view.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    camera.take("table-narrowed")
    view.edit()
    pause()
    dialog = view.findChild(BulkDialog)
    assert dialog is not None
    dialog.choose("Set the status")
    assert isinstance(dialog.page, SetStatus)
    dialog.page.status.setCurrentText("taken up")
    camera.take("table-bulk", dialog)
    dialog.close()
    pause()
    view.ask("")
    view.group_by("speaker")
    settle(view)
    view.facets.setFocus()
    view.model.fold(0, folded=True)
    QTest.keyClick(view.facets, Qt.Key.Key_Down)
    camera.take("table-grouped")
    view.group_by("")
    view.ask("kind:claim to:nobody")
    settle(view)
    camera.take("table-none")
    view.ask("")
    settle(view)
    window.views.read()
