# SPDX-License-Identifier: MIT
"""Looks at what is to be imported, for what a person may want to say about it first.

A piece of work for :func:`app.importing.task.run_task`: folders may be large, and tables are files that somebody sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.importing import files
from app.importing.document import ImportFailure
from app.importing.formats import EXTENSIONS, TABLES, is_readable
from app.importing.name_pattern import FEWEST
from app.importing.table import Mapping, Sheet, propose, sniff
from app.importing.task import Report

MOST_NAMES = 400
"""So many names are looked at, evenly from first to last."""

MOST_TABLES = 20
ROWS = 12
"""How many rows of a table are shown."""

TABLE_ENDS = frozenset(end for end, known in EXTENSIONS.items() if known.name in TABLES)


@dataclass(frozen=True, slots=True)
class SeenTable:
    """A table, its columns with the first rows, and what its columns seem to hold; ``named``: not just in a folder."""

    path: Path
    sheet: Sheet
    columns: Mapping
    named: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to import: names of files (some of many), how many there are in all, and tables."""

    names: tuple[str, ...]
    count: int
    tables: tuple[SeenTable, ...]


def is_worth_a_look(paths: Sequence[Path]) -> bool:
    """Tell whether there may be anything to say: about a table, or about the names of several files."""
    return len(paths) >= FEWEST or any(path.suffix.casefold() in TABLE_ENDS or path.is_dir() for path in paths)


def look(paths: Sequence[Path], report: Report) -> Seen:
    """Look at files and folders that are to be imported. What cannot be read is left to the import to tell."""
    found = files.find(paths).files
    report(0, len(found))
    texts = [file.path.name for file in found if is_readable(file.path)]
    step = max(1, len(texts) // MOST_NAMES)
    tables: list[SeenTable] = []
    for file in found:
        if file.path.suffix.casefold() in TABLE_ENDS and len(tables) < MOST_TABLES:
            try:
                sheet = sniff(file.path)
            except (ImportFailure, OSError):
                continue
            columns = propose(sheet)
            tables.append(SeenTable(file.path, replace(sheet, rows=sheet.rows[:ROWS]), columns, file.named))
    return Seen(tuple(texts[::step][:MOST_NAMES]), len(texts), tuple(tables))
