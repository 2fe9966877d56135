# SPDX-License-Identifier: MIT
"""The overview: matrices, counts over time, and networks."""

from __future__ import annotations

from app.desktop.views import OVERVIEW
from app.desktop.views.overview.view import OverviewView
from tests.screenshots.camera import Camera, pause, wait_until


def take(camera: Camera) -> None:
    """Take the pictures of one theme and size."""
    window = camera.window
    window.views.overview()
    view = window.views.view(OVERVIEW)
    assert isinstance(view, OverviewView)

    def take_one(name: str) -> None:
        view.reload()
        wait_until(lambda: view.settled)
        pause()
        view.enter()
        camera.take(name)

    view.tabs.setCurrentIndex(0)
    take_one("matrix")
    view.rows.show_value("source")
    view.columns.show_value("code")
    view.kind.show_value("")
    view.ask("by:morwell")
    take_one("matrix-codes")
    view.ask("")
    view.tabs.setCurrentIndex(1)
    view.step.show_value("month")
    take_one("time")
    view.tabs.setCurrentIndex(2)
    for net in ("codes", "congruence", "addressees"):
        view.net.show_value(net)
        take_one(f"network-{net}")
    view.ask("zeppelin")
    take_one("network-nothing")
    view.ask("")
    view.rows.show_value("speaker")
    view.columns.show_value("addressee")
    view.kind.show_value("recommendation")
    window.views.read()
