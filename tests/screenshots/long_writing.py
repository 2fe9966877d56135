# SPDX-License-Identifier: MIT
"""A large change while it is written: the line that tells of it, with the table and with a source in front."""

from __future__ import annotations

from app.collection import Collection
from app.desktop.long_work import MANY, LongWork
from app.desktop.views import ANNOTATIONS
from tests.screenshots.camera import Camera, pause, wait_until

COUNTING = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def take(camera: Camera) -> None:
    """Take the pictures of one theme and size."""
    window = camera.window
    words = "Add a code: 100,000 annotations"
    window.session.write(LongWork(words, _forever, MANY), print)
    pause(400)
    camera.take("long-writing-page")
    window.views.annotations()
    view = window.views.view(ANNOTATIONS)
    wait_until(lambda: bool(getattr(view, "settled", False)))
    pause(300)
    camera.take("long-writing-table")
    window.long_writing.cancel()
    wait_until(lambda: not window.session.busy)
    window.views.read()


def _forever(collection: Collection) -> None:
    with collection.action("Count"):
        collection.connection.execute(COUNTING).fetchall()
