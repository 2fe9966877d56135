# SPDX-License-Identifier: MIT
"""Replacing a text: the plan, the former texts, and the editor over a paragraph."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtWidgets import QDialog

from app.desktop.dialogs.replace import ReplaceDialog
from app.desktop.views.review import ReviewView
from app.desktop.window import Window
from app.editing import replace
from tests.screenshots.camera import Camera, pause, wait_until
from tests.screenshots.reading import open_best


def edited(text: str) -> str:
    """Return a text in which a paragraph was moved, some words were changed and a passage is gone."""
    paragraphs = text.split("\n")
    paragraphs.insert(2, paragraphs.pop(len(paragraphs) // 2))
    changed = "\n\n".join(paragraphs)
    for old, new in (("accounts", "acounts"), ("said that", "stated that"), ("should not be", "must never be")):
        changed = changed.replace(old, new)
    return changed


def plan(window: Window, folder: Path) -> ReplaceDialog:
    """Plan a replacement of the open source."""
    source = window.reading.source
    assert source is not None
    gone = next(reversed(window.annotation_model.annotations)).spans[0]
    text = window.pane.view.text
    text = text[: text.rindex("\n", 0, gone.start)] + text[text.index("\n", gone.end) :]
    (folder / "second-edition.txt").write_text(edited(text), encoding="utf-8")
    window.text_work.replacing.replace(source.id, folder / "second-edition.txt")
    dialog = window.findChild(ReplaceDialog)
    assert dialog is not None
    wait_until(lambda: dialog.plan is not None, 30_000)
    return dialog


def take(camera: Camera) -> None:
    """Take the pictures."""
    window = camera.window
    open_best(window)
    with tempfile.TemporaryDirectory() as folder:
        dialog = plan(window, Path(folder))
        camera.take("replace-doubtful", dialog)
        dialog.places.choose("")
        dialog.accept_place()
        camera.take("replace", dialog)
        dialog.accept()
        pause()
    camera.take("replaced")
    window.text_work.versions.show()
    pause()
    versions = window.findChild(QDialog)
    camera.take("versions", versions)
    if versions is not None:
        versions.close()
    window.pane.view.setFocus()
    window.pane.view.reveal(window.pane.view.layout_of_text.starts[4])
    window.text_work.correcting.start()
    camera.take("correct")
    editor = window.text_work.correcting.editor
    if editor is not None:
        editor.give_up_at_once()
    window.undoing.undo()


def review(camera: Camera) -> None:
    """Take the pictures of the places in doubt, and of the view when all of them have been looked at."""
    window = camera.window
    open_best(window)
    with tempfile.TemporaryDirectory() as folder:
        plan(window, Path(folder)).accept()
    window.annotating.go(None)
    view = window.views.view("review")
    window.views.review()
    camera.take("review")
    if isinstance(view, ReviewView):
        view.detach()
        view.places.choose("orphan")
        camera.take("review-orphan")
        view.places.choose("")
        replace.accept(window.session.required, window.session.required.annotation_ids())
        for row in list(view.places.model.rows):
            replace.re_attach(window.session.required, row.placement.annotation, [(0, 10)])
    camera.take("review-none")
    window.views.read()
