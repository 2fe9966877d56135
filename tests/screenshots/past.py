# SPDX-License-Identifier: MIT
"""The history: of the collection, of one annotation, and going back."""

from __future__ import annotations

from app.desktop.dialogs.go_back import GoBackDialog
from app.desktop.views import HISTORY
from app.desktop.views.history.view import HistoryView
from app.editing import actors, bulk
from tests.screenshots.camera import Camera, pause, wait_until


def change_something(camera: Camera) -> int:
    """Do a few things, take one of them back, and return the annotation they are about."""
    collection = camera.window.session.required
    first = collection.annotations()[3]
    collection.edit(first.id, status="refuted", note="Compare the minutes.")
    collection.set_annotator("Bruno")
    bulk.add_speaker(collection, [first.id], "Ines Calloway")
    found = actors.find(collection, "Kasimir Dolen")
    if found is not None:
        actors.rename_actor(collection, found.id, "K. Dolen")
    bulk.set_status(collection, collection.annotation_ids()[:9], "contested")
    collection.undo()
    return first.id


def take(camera: Camera) -> None:
    """Take the pictures of one theme and size."""
    window = camera.window
    changed = change_something(camera)
    window.views.history()
    view = window.views.view(HISTORY)
    assert isinstance(view, HistoryView)
    wait_until(lambda: view.settled)
    pause(300)
    view.list.setCurrentIndex(view.model.index(4))
    camera.take("history")
    view.back()
    pause()
    dialog = view.findChild(GoBackDialog)
    camera.take("history-back", dialog)
    if dialog is not None:
        dialog.close()
    window.telling.tell(changed)
    wait_until(lambda: view.settled)
    pause(300)
    camera.take("history-annotation")
    view.whole()
    window.views.read()
