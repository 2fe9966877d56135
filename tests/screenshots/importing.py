# SPDX-License-Identifier: MIT
"""Imports: the report, two texts that are nearly the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog

from app.desktop.dialogs.columns import ColumnsDialog
from app.desktop.dialogs.compare import CompareDialog
from app.desktop.dialogs.names import NamesDialog
from app.desktop.dialogs.source_details import SourceDetailsDialog
from app.desktop.window import Window
from tests.screenshots.camera import Camera, pause, wait_until

WAIT_MS = 40_000
HEAD = "who;headline;said;when;where;link"
LETTER = (
    "Vera Lind;Letter {number} to the board;The harbour must open before the winter, and letter {number} says why: "
    "the ferry cannot wait.;2019-0{number};north;https://example.org/{number}"
)


def fill(window: Window, folder: Path) -> None:
    """Write files of every sort into a folder: copies, changed, empty and strange ones."""
    collection = window.session.required
    sources = sorted(collection.sources(), key=lambda source: -source.characters)[:3]
    for number, source in enumerate(sources, 1):
        text = collection.text(source.id)[0].replace("\n", "\n\n")
        (folder / f"copy-{number}.txt").write_text(text.replace(" the ", " teh ", 4 * number), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "photograph.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (folder / "letter.txt").write_text("A letter to the board.\n\nThe ferry should run on Sundays.", encoding="utf-8")
    points = "".join(f"<w:p><w:r><w:t>Point {number} was agreed.</w:t></w:r></w:p>" for number in range(60))
    damaged = f'<w:wordDocument xmlns:w="u"><w:body>{points}'
    (folder / "minutes.docx").write_text(f'<?mso-application progid="Word.Document"?>{damaged}', encoding="utf-8")
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4\n" + bytes(200))


def bring(window: Window, folder: Path) -> None:
    """Import the folder, and wait until the texts are compared."""
    if window.text_work.reporting.dialog is not None:
        window.text_work.reporting.dialog.close()
    window.importing.bring([folder])
    wait_until(lambda: window.text_work.reporting.dialog is not None and not window.importing.running, WAIT_MS)
    wait_until(lambda: not window.text_work.reporting.comparing, WAIT_MS)


def take(camera: Camera) -> None:
    """Take the pictures, and take the import back."""
    window = camera.window
    with tempfile.TemporaryDirectory(prefix="spring-") as name:
        folder = Path(name)
        fill(window, folder)
        bring(window, folder)
        (folder / "letter.txt").write_text("A letter to the board.\n\nThe ferry should run daily.", encoding="utf-8")
        report = window.text_work.reporting.dialog
        for sort in ("failed", "imported", "noted", "near"):
            if report is not None:
                report.choose(sort)
            camera.take(f"report-{sort}", report)
        if report is not None:
            report._on_compare()
        pause()
        compare = window.findChild(CompareDialog)
        if compare is not None:
            wait_until(lambda: "differ" in compare.words, WAIT_MS)
            camera.take("compare", compare)
            compare.close()
        bring(window, folder)
        camera.take("report-changed", window.text_work.reporting.dialog)
        if window.text_work.reporting.dialog is not None:
            window.text_work.reporting.dialog.close()
        window.undoing.undo()


def details(camera: Camera) -> None:
    """Take the pictures of the editor of metadata, for one source and for several."""
    window = camera.window
    collection = window.session.required
    ids = [source.id for source in collection.sources()]
    best = max(collection.sources(), key=lambda source: source.annotations)
    window.reading.open_source(best.id)
    for name, chosen in (("details", [best.id]), ("details-several", ids[:12])):
        dialog = SourceDetailsDialog(chosen, collection, window.appearance, window)
        if len(chosen) > 1:
            dialog.field("licence").setText("CC BY 4.0")
            dialog.field("licence").textEdited.emit("CC BY 4.0")
        dialog.show()
        camera.take(name, dialog)
        dialog.close()


def questions(camera: Camera) -> None:
    """Take the pictures of what is asked before an import."""
    window = camera.window
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [LETTER.format(number=number) for number in range(1, 9)]
        (folder / "letters.csv").write_text("\n".join([HEAD, *rows]), encoding="utf-8")
        window.importing.bring([folder / "letters.csv"])
        _picture(camera, "columns", ColumnsDialog)
        (folder / "letters.csv").write_text("\n".join(rows[:4]), encoding="utf-8")
        window.importing.bring([folder / "letters.csv"])
        _picture(camera, "columns-no-heading", ColumnsDialog, _no_heading)
        (folder / "letters.csv").unlink()
        for number, country in enumerate(("USA", "FRA", "RUS", "DEU", "POL", "BLR", "UKR", "ESP")):
            (folder / f"{country}_{70 + number}_{2015 + number}.txt").write_text(f"Speech {country}", encoding="utf-8")
        (folder / "read me.txt").write_text("Notes", encoding="utf-8")
        window.importing.bring([folder])
        _picture(camera, "names", NamesDialog)


def _no_heading(dialog: QDialog) -> None:
    if isinstance(dialog, ColumnsDialog):
        dialog.heading.setChecked(False)
        dialog.heading.setFocus()


def _picture(camera: Camera, name: str, kind: type[QDialog], before: Callable[[QDialog], None] | None = None) -> None:
    """Wait for a dialog, take its picture and close it."""
    window = camera.window
    wait_until(lambda: window.findChild(kind) is not None, WAIT_MS)
    dialog = window.findChild(kind)
    if before is not None and dialog is not None:
        before(dialog)
    camera.take(name, dialog)
    if dialog is not None:
        dialog.reject()
        pause()
