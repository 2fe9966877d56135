# SPDX-License-Identifier: MIT
"""The codebook as CSV: one row a code, in tree order, for spreadsheets and for reading back (:mod:`app.exchange`).

``path`` names the codes above and the code itself, joined by `` > ``; a ``>`` in a name is written twice.
A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection), which is taken
off again on the way back.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from app.archive import Archive
from app.editing.errors import Refused
from app.text.normalise import normalise, scrub_value
from database import code_tree, codebook

COLUMNS = ("path", "name", "colour", "definition", "examples", "note", "shortcut", "annotations", "uid")
REQUIRED = ("path", "name")
"""A file must have one of these columns."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_BETWEEN = " > "


def write_codebook(archive: Archive, stream: TextIO) -> int:
    """Write the codebook to a stream opened with ``newline=""``; return how many codes it has."""
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    used = code_tree.usage(archive.connection)
    entries = codebook.entries(archive.connection)
    for entry in entries:
        cells = (
            join_path(entry.path),
            entry.name,
            entry.colour,
            entry.definition,
            entry.examples,
            entry.note,
            "" if entry.shortcut is None else str(entry.shortcut),
            str(used[entry.id].own),
            entry.uid,
        )
        writer.writerow([_defused(cell) for cell in cells])
    return len(entries)


def join_path(path: Iterable[str]) -> str:
    """Return the names of a path as one cell."""
    return _BETWEEN.join(name.replace(">", ">>") for name in path)


def split_path(cell: str) -> tuple[str, ...]:
    """Return the names of a path from its cell."""
    parts = cell.replace(">>", "\0").split(">")
    return tuple(filter(None, (scrub_value(part.replace("\0", ">")) for part in parts)))


def named(rows: Iterable[Sequence[str]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield number and cells by column of every row that says something; the first row names the columns.

    Raises:
        Refused: it has no column for names or paths.
    """
    each = iter(rows)
    names = [name.strip().lower().removeprefix("\ufeff") for name in next(each, [])]
    if not set(REQUIRED) & set(names):
        raise Refused("The first line must name a column “path” or “name”.")
    for number, cells in enumerate(each, start=2):
        if any(cells):
            yield number, dict(zip(names, map(_plain, cells), strict=False))


def said(row: Mapping[str, str]) -> tuple[tuple[str, ...], dict[str, str | int | None]]:
    """Return the path of a code, and what a row says of it besides; empty cells say nothing.

    Raises:
        ValueError: it names no code, or says what a code cannot have.
    """
    path = split_path(row.get("path", "")) or split_path(row.get("name", "").replace(">", ">>"))
    fields = _fields(row)
    if not path:
        raise ValueError("It names no code.")
    return path, fields


def _fields(row: Mapping[str, str]) -> dict[str, str | int | None]:
    """Return what a row says of a code besides its place; empty cells say nothing."""
    given = {name: normalise(row.get(name, "")).strip() for name in ("colour", "definition", "examples", "note")}
    fields: dict[str, str | int | None] = {name: text for name, text in given.items() if text}
    shortcut = row.get("shortcut", "").strip()
    if shortcut:
        if shortcut not in set("123456789"):
            raise ValueError(f"“{shortcut}” is not a key; it is a digit from 1 to 9.")
        fields["shortcut"] = int(shortcut)
    return fields


def _defused(cell: str) -> str:
    return "'" + cell if cell.startswith(_FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell
