# SPDX-License-Identifier: MIT
"""The view of statements, and the dialogs that make and merge them."""

from __future__ import annotations

from app.collection import Collection
from app.desktop.views.statements import StatementsView
from app.desktop.window import Window
from app.editing import relations, statements
from tests.screenshots.actors import photograph
from tests.screenshots.camera import Camera, pause


def view_of(window: Window) -> StatementsView:
    """Bring the view to the front."""
    window.views.statements()
    view = window.views.view("statements")
    if not isinstance(view, StatementsView):
        raise TypeError(view)
    return view


def prepare(collection: Collection) -> None:
    """Make two statements; one is repeated, contradicted, and has something related to it."""
    ids = [annotation.id for annotation in collection.annotations() if annotation.kind == "claim"]
    made = statements.create_statement(
        collection, [ids[0], ids[6], ids[9], ids[12]], "The accounts that spread the rumour were run from one place."
    )
    statements.add_members(collection, made, [ids[3], ids[13]], "contradicts")
    relations.relate(collection, ids[5], "rebuts", ids[0])
    statements.create_statement(collection, ids[14:17], note="Only in *two* of the digests.")


def take(camera: Camera) -> None:
    """Take the pictures."""
    window, collection = camera.window, camera.window.session.required
    if not statements.all_statements(collection):
        view_of(window)
        pause()
        camera.take("statements-none")
        prepare(collection)
    view = view_of(window)
    view.show_statement(statements.all_statements(collection, "members")[0].id)
    view.details.list.setFocus()
    view.details.list.go(1)
    camera.take("statements")
    photograph(camera, "statement-new", view.add)
    photograph(camera, "statement-add", view.add_members)
    photograph(camera, "statement-reword", view.reword)
    view.list.selectAll()
    photograph(camera, "statement-merge", view.merge)
