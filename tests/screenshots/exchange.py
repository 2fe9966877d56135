# SPDX-License-Identifier: MIT
"""Exporting and taking in: the dialogs, with several formats, and the status line meanwhile."""

from __future__ import annotations

from app.desktop.dialogs.export import ExportDialog
from tests.screenshots.camera import Camera, pause, wait_until

FORMATS = ("docx", "html", "pdf", "csv", "gexf", "refi-qda", "csl-json", "csv-matrix")
QUERY = "kind:recommendation"


def take(camera: Camera) -> None:
    """Take the pictures."""
    export(camera)


def export(camera: Camera) -> None:
    """Show the export of several formats, one of them narrowed by a query."""
    camera.window.exporting.ask()
    dialog = camera.window.findChild(ExportDialog)
    if dialog is None:
        return
    for name in FORMATS:
        dialog.choose(name)
        if name == "csv":
            dialog.query_field.setText(QUERY)
        wait_until(lambda name=name: shows(dialog, name))  # type: ignore[misc]  # bound at once
        camera.take(f"export-{name}", dialog)
    dialog.query_field.setText("kind:recommendation speaker:nobody")
    pause(900)
    camera.take("export-none", dialog)
    dialog.close()
    pause()


def shows(dialog: ExportDialog, name: str) -> bool:
    """Tell whether the preview of a format is on show."""
    seen = dialog.seen
    return seen is not None and (seen.look.format, seen.look.query) == (name, dialog.query_field.text())
