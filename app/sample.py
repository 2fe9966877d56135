# SPDX-License-Identifier: MIT
"""The sample archive: invented digests that show what Postil is for, three of them tagged."""

import json
from collections.abc import Callable
from pathlib import Path

from app.collection import Collection
from app.exchange.native import read_entries, write_entries
from app.importing.job import ImportReport, run_import

FOLDER = Path(__file__).parents[1] / "resources" / "sample"
TITLE = "Sample archive"
_TEXTS = {".md", ".txt", ".html"}


def sample_paths() -> list[Path]:
    """Return the files of the sample archive."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix in _TEXTS and path.stem != "README")


def fill_with_sample(collection: Collection, progress: Callable[[int, int, str], None] | None = None) -> ImportReport:
    """Import the sample archive into a collection, with its codebook and annotations.

    Raises:
        CollectionError: the collection cannot be changed.
    """
    report = run_import(collection, sample_paths(), progress=progress)
    add_codebook(collection)
    write_entries(collection, read_entries((FOLDER / "annotations.jsonl").read_text(encoding="utf-8")))
    return report


def add_codebook(collection: Collection) -> None:
    """Add the codebook of the sample archive."""
    codes = json.loads((FOLDER / "codebook.json").read_text(encoding="utf-8"))
    known = {code.name for code in collection.codes()}
    with collection.action("Add codebook"):
        for code in codes:
            if code["name"] not in known:
                collection.write_code(
                    code["name"],
                    parent=code.get("parent") or "",
                    colour=code.get("colour", ""),
                    definition=code.get("definition", ""),
                    examples=code.get("examples", ""),
                )
