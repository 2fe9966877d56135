# SPDX-License-Identifier: MIT
"""The view of the codebook, its dialogs, and the comparison of two of its versions."""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.collection import Collection
from app.desktop.dialogs.taking import TakingDialog
from app.desktop.views.codebook import CodebookView
from app.desktop.window import Window
from app.editing import codebook, codebook_versions
from app.editing.codebook_csv import join_path
from app.exchange.plan import GROUPS
from tests.screenshots.actors import photograph
from tests.screenshots.camera import Camera, pause, wait_until


def view_of(window: Window) -> CodebookView:
    """Bring the view to the front."""
    window.views.codebook()
    view = window.views.view("codebook")
    if not isinstance(view, CodebookView):
        raise TypeError(view)
    return view


def prepare(collection: Collection) -> None:
    """Keep a version, and change the codebook in every way since."""
    codebook_versions.keep_version(collection, "After the pilot", "Agreed on by *both* coders.")
    entries = codebook.tree(collection)
    codebook.rename_code(collection, entries[0].id, f"{entries[0].name} (new)")
    codebook.define_code(collection, entries[1].id, definition="Only what an authority does, not what it says it does.")
    codebook.set_shortcut(collection, entries[1].id, 1)
    codebook.set_shortcut(collection, entries[3].id, 2)
    codebook.move_code(collection, entries[-1].id, entries[0].id)
    codebook.add_code(collection, "rumour", colour="#c03a4b", definition="Said by nobody in particular.")


def take(camera: Camera) -> None:
    """Take the pictures."""
    window = camera.window
    collection = window.session.required
    if not codebook_versions.versions(collection):
        prepare(collection)
    view = view_of(window)
    used = codebook.usage(collection)
    most = max(codebook.tree(collection), key=lambda entry: used[entry.id].own)
    view.show_code(most.id)
    view.tree.setFocus()
    camera.take("codebook")
    model = view.tree.selectionModel()
    below = view.tree.indexBelow(view.tree.currentIndex())
    model.select(below if below.isValid() else view.model.index(0, 0), model.SelectionFlag.Select)
    photograph(camera, "code-merge", view.merge)
    photograph(camera, "code-delete", view.delete)
    photograph(camera, "code-new", view.add_below)
    photograph(camera, "codebook-keep", view.keep_version)
    photograph(camera, "codebook-compare", view.compare_versions)
    read_in(camera)


def read_in(camera: Camera) -> None:
    """Show what taking in a codebook would change."""
    entries = codebook.tree(camera.window.session.required)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Second round.csv"
        rows = [f"{join_path(entry.path)},Said anew for the second round." for entry in entries[:3]]
        path.write_text("\n".join(["path,definition", *rows, "Second thoughts,What was said and then taken back."]))
        camera.window.taking.offer(path)
        dialog = camera.window.findChild(TakingDialog)
        if dialog is not None:
            wait_until(lambda: dialog.plan is not None, 20_000)
            dialog.tabs.setCurrentIndex(GROUPS.index("changed"))
            pause()
            camera.take("codebook-import", dialog)
            dialog.reject()
            pause()
