# SPDX-License-Identifier: MIT
"""The window without a collection."""

from __future__ import annotations

from tests.screenshots.camera import Camera


def take(camera: Camera) -> None:
    """Take the picture."""
    camera.window.session.close()
    camera.take("nothing")
