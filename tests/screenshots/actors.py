# SPDX-License-Identifier: MIT
"""The view of actors, and the dialogs that merge, split and delete them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog

from app.desktop.views.actors import ActorsView
from app.desktop.window import Window
from app.editing import actors
from tests.screenshots.camera import Camera, pause


def view_of(window: Window) -> ActorsView:
    """Bring the view to the front."""
    window.views.actors()
    view = window.views.view("actors")
    if not isinstance(view, ActorsView):
        raise TypeError(view)
    return view


def prepare(window: Window) -> None:
    """Give the actor named most an alias, a country and places where it belonged."""
    collection = window.session.required
    first = actors.actors(collection, "annotations")[0]
    actors.add_alias(collection, first.id, f"{first.name.split()[0]} the Elder")
    actors.edit_actor(collection, first.id, kind="person", country="Orsovia", note="Asked *twice* for an interview.")
    actors.add_affiliation(collection, first.id, "Harbour Board", role="engineer", since="2016", until="2019-05")
    actors.add_affiliation(collection, first.id, "Lake Council", role="chair", since="2019-06")


def photograph(camera: Camera, name: str, show: Callable[[], None]) -> None:
    """Take a picture of a dialog in front of the window, and close it."""
    show()
    pause()
    dialog = camera.window.findChild(QDialog)
    camera.take(name, dialog)
    if dialog is not None:
        dialog.close()
        pause()


def take(camera: Camera) -> None:
    """Take the pictures."""
    window = camera.window
    if not any(actor.country for actor in actors.actors(window.session.required)):
        prepare(window)
    view = view_of(window)
    view.sort.chosen.emit("annotations")
    view.list.go(0)
    view.list.setFocus()
    camera.take("actors")
    model = view.list.selectionModel()
    for row in (1, 2):
        model.select(view.model.index(row), model.SelectionFlag.Select)
    photograph(camera, "actor-merge", view.merge)
    photograph(camera, "actor-split", view.split)
    photograph(camera, "actor-rename", view.rename)
    photograph(camera, "actor-delete", view.delete)
    view.list.go(0)
    view.pane.filter.setText("zzz")
    pause(200)
    camera.take("actors-none")
    view.pane.filter.setText("")
    pause(200)
