# SPDX-License-Identifier: MIT
"""The codebook out to a file: REFI-QDA (.qdc) or CSV, chosen by the ending."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.collection import Collection
from app.desktop.dialogs import files
from app.desktop.wording import counted
from app.editing.codebook_csv import write_codebook


def write(collection: Collection, parent: QWidget) -> str:
    """Ask where the codebook should go, write it, and say so; nothing where no place was chosen.

    Raises:
        PostilError: there are no codes, or the disk refused.
    """
    path = files.choose_codebook_target(parent, collection.path.with_suffix(".qdc"))
    return "" if path is None else write_file(collection, path)


def write_file(collection: Collection, path: Path) -> str:
    """Write the codebook to a file, and say so.

    Raises:
        PostilError: there are no codes, or the disk refused.
    """
    if path.suffix.casefold() == ".csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            count = write_codebook(collection, stream)
    else:
        from app.exchange.export import export  # noqa: PLC0415  loads every writer there is

        count = export(collection, "qdc", path).written
    return f"{counted(count, 'code')} written to {path.name}"
