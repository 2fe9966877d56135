# SPDX-License-Identifier: MIT
"""The codebook out to a file and back in: REFI-QDA (.qdc) or CSV, chosen by the ending."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.collection import Collection
from app.desktop.dialogs import files
from app.desktop.wording import counted
from app.editing.codebook_csv import read_codebook, write_codebook


def read(collection: Collection, parent: QWidget) -> str:
    """Ask for a file, add its codes, and return what was done in words; nothing where no file was chosen.

    Raises:
        PostilError: it is not such a file; nothing was changed.
    """
    path = files.choose_codebook(parent)
    return "" if path is None else read_file(collection, path)


def read_file(collection: Collection, path: Path) -> str:
    """Add the codes of a file in one undo step, and return what was done in words.

    Raises:
        PostilError: it is not such a file; nothing was changed.
    """
    if path.suffix.casefold() == ".csv":
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            outcome = read_codebook(collection, stream)
        refused = f", {counted(len(outcome.refused), 'row')} refused" if outcome.refused else ""
        return f"{counted(len(outcome.added), 'code')} added, {len(outcome.changed):,} changed{refused}"
    from app.exchange.taking import take_in  # noqa: PLC0415  loads every reader there is

    plan = take_in(collection, path)
    return f"{counted(plan.count('added', 'code'), 'code')} added, {plan.count('changed', 'code'):,} changed"


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
