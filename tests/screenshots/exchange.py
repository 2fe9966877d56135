# SPDX-License-Identifier: MIT
"""Exporting and taking in: the dialogs, with several formats, and the status line meanwhile."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from app.desktop.dialogs.export import ExportDialog
from app.desktop.dialogs.taking import TakingDialog
from app.exchange.export import export as export_to
from tests.screenshots.camera import Camera, pause, wait_until

FORMATS = ("docx", "html", "pdf", "csv", "gexf", "refi-qda", "csl-json", "csv-matrix")
QUERY = "kind:recommendation"


def take(camera: Camera) -> None:
    """Take the pictures."""
    export(camera)
    with tempfile.TemporaryDirectory() as folder:
        for name, path in (("taking", project(camera, Path(folder))), ("columns", table(Path(folder)))):
            take_in(camera, name, path)


def project(camera: Camera, folder: Path) -> Path:
    """Return annotations of the sample archive, with some that are new and some that cannot be kept."""
    path = folder / "colleague.jsonl"
    export_to(camera.window.session.required, "jsonl", path)
    source = camera.window.session.required.sources()[0]
    text = camera.window.session.required.text(source.id)[0]
    more = [
        {"title": source.title, "quote": text[n : n + 60], "codes": [{"code": "From a colleague"}]} for n in (0, 90)
    ]
    more += [{"title": "A text that is not here", "quote": "x"}, {"title": source.title, "quote": "Words it has not"}]
    with path.open("a", encoding="utf-8") as stream:
        stream.writelines(json.dumps(entry) + "\n" for entry in more)
    return path


def table(folder: Path) -> Path:
    """Return a table with columns of other names."""
    path = folder / "coded in a spreadsheet.csv"
    rows = [
        "Document,Fundstelle,Who,Theme,Remark,Page,Colour",
        "Counting Shadows,Forty were blank,Agnes Morwell,Ballots,Look at the annex,12,red",
        "Counting Shadows,Nobody signs for the boxes,,Ballots,,13,",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def take_in(camera: Camera, name: str, path: Path) -> None:
    """Show what taking in a file would do."""
    camera.window.taking.offer(path)
    dialog = camera.window.findChild(TakingDialog)
    if dialog is None:
        return
    pause()
    if dialog.columns is not None:
        camera.take(f"{name}-begun", dialog)
        for column, field in (("Document", "title"), ("Fundstelle", "quote"), ("Who", "speakers"), ("Theme", "codes")):
            box = dialog.columns.boxes[column]
            box.setCurrentIndex(box.findData(field))
    wait_until(lambda: dialog.plan is not None, 20_000)
    camera.take(name, dialog)
    dialog.tabs.setCurrentIndex(3)
    camera.take(f"{name}-lost", dialog)
    dialog.close()
    pause()


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
