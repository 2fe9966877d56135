# SPDX-License-Identifier: MIT
"""What stands in front of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from tests.screenshots.camera import Camera, pause


def take(camera: Camera) -> None:
    """Take the pictures, and close each dialog again."""
    window = camera.window
    for name, show in (
        ("keys", window.helping.keys),
        ("name", window.session.ask_name),
    ):
        show()
        pause()
        dialog = window.findChild(QDialog)
        camera.take(name, dialog)
        if dialog is not None:
            dialog.close()
            pause()
