# SPDX-License-Identifier: MIT
"""The platform's own file dialogs, and the lists that are saved through them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.exchange.readable import READABLE
from app.importing.formats import EXTENSIONS

COLLECTIONS = "Postil collections (*.postil)"
QDC, CSV = "REFI-QDA codebook (*.qdc)", "Table, one row a code (*.csv)"
CODEBOOKS = "Codebooks (*.qdc *.csv *.qdpx);;All files (*)"
TEXTS = f"Texts ({' '.join(f'*{end}' for end, known in EXTENSIONS.items() if known.shown)});;All files (*)"


def choose_collection(parent: QWidget, folder: Path) -> Path | None:
    """Ask for a collection that is there; None where the user thought better of it."""
    name, _ = QFileDialog.getOpenFileName(parent, "Open a collection", str(folder), COLLECTIONS)
    return Path(name) if name else None


def choose_new_collection(parent: QWidget, suggestion: Path) -> Path | None:
    """Ask where a new collection should lie."""
    keep = QFileDialog.Option.DontConfirmOverwrite  # nothing is overwritten
    name, _ = QFileDialog.getSaveFileName(parent, "New collection", str(suggestion), COLLECTIONS, options=keep)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(".postil")


def choose_imports(parent: QWidget) -> list[Path]:
    """Ask for files to import."""
    names, _ = QFileDialog.getOpenFileNames(parent, "Import files", "", TEXTS)
    return [Path(name) for name in names]


def choose_replacement(parent: QWidget, title: str) -> Path | None:
    """Ask for the file whose text is to take the place of a source's."""
    name, _ = QFileDialog.getOpenFileName(parent, f"Replace the text of “{title}”", "", TEXTS)
    return Path(name) if name else None


def choose_folder(parent: QWidget) -> Path | None:
    """Ask for a folder to import."""
    name = QFileDialog.getExistingDirectory(parent, "Import a folder")
    return Path(name) if name else None


def choose_taking(parent: QWidget) -> Path | None:
    """Ask for a file of another tool."""
    kinds = [(kind.title.partition(":")[0], " ".join(f"*{end}" for end in kind.suffixes)) for kind in READABLE]
    every = " ".join(endings for _, endings in kinds)
    shown = [f"Annotations of other tools ({every})", *(f"{title} ({endings})" for title, endings in kinds)]
    name, _ = QFileDialog.getOpenFileName(parent, "Take in annotations", "", ";;".join(shown))
    return Path(name) if name else None


def choose_export(parent: QWidget, suggestion: Path, kind: str) -> Path | None:
    """Ask where an export should go."""
    name, _ = QFileDialog.getSaveFileName(parent, "Export", str(suggestion), kind)
    return Path(name) if name else None


def choose_report(parent: QWidget) -> Path | None:
    """Ask where a list should be saved."""
    name, _ = QFileDialog.getSaveFileName(parent, "Save the list", "import-report.txt", "Text (*.txt)")
    return Path(name) if name else None


def write_list(path: Path, words: str) -> None:
    """Save a list as text; what no text can hold becomes a question mark.

    Raises:
        CannotWrite: the file cannot be written.
    """
    from app.exchange.export import CannotWrite, require_place  # noqa: PLC0415  loaded when it is asked for

    require_place(path)
    try:
        path.write_text(f"{words}\n", encoding="utf-8", errors="replace")
    except OSError as error:
        raise CannotWrite(path, error.strerror or "the system refused") from error


def choose_codebook(parent: QWidget) -> Path | None:
    """Ask for a codebook to import."""
    name, _ = QFileDialog.getOpenFileName(parent, "Import codes", "", CODEBOOKS)
    return Path(name) if name else None


def choose_codebook_target(parent: QWidget, suggestion: Path) -> Path | None:
    """Ask where the codebook should go; the ending says as what."""
    name, chosen = QFileDialog.getSaveFileName(parent, "Export codes", str(suggestion), f"{QDC};;{CSV}")
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(".csv" if chosen == CSV else ".qdc")
