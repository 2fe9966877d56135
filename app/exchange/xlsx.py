# SPDX-License-Identifier: MIT
"""A workbook for Excel and LibreOffice: annotations, sources, actors, codes, relations, statements, matrices.

Every cell is a text or a whole number, never a formula or a link. Text that begins like a formula also carries the
mark by which Excel keeps it text when somebody edits the cell. Rows are written as they come, so memory does not grow.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.exchange.formats import BAD, Option, Selection
from app.exchange.matrix import matrix, named_rows
from app.exchange.table import COLUMNS, FORMULA, joined, row
from database import codebook, outgoing
from database.records import Annotation, Source

LONGEST = 32_767
"""The most characters of a cell that Excel takes."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
IN_MEMORY = 8 * 1024 * 1024
"""Up to how many bytes a workbook is put together in memory, and beyond in the folder for temporary files."""

CUT = "… (cut here; {} characters in all)"

MOST_CELLS = 2_000_000
"""How many cells a sheet of a matrix may have: beyond, it takes minutes to write and to open."""

MATRICES = Option(
    "matrices", "Sheets of matrices", ("binary", "counts", "none"), ("with 0 and 1", "with counts", "none")
)
"""Whether sheets say what meets what, and how."""

_MATRICES = {
    "source-code": "Sources and codes",
    "actor-code": "Actors and codes",
    "actor-addressee": "Actors and addressees",
}
_SOURCES = ("id", "uid", "title", "authors", "publication", "date", "language", "url", "format", "path", "characters",
            "claims", "recommendations", "passages", "sets", "note")  # fmt: skip
_ACTORS = ("uid", "name", "kind", "country", "aliases", "affiliations", "links", "slots used", "note")
_CODES = ("uid", "code", "path", "colour", "definition", "examples", "shortcut", "uses", "note")
_STATEMENTS = ("uid", "statement", "kind", "annotation", "role", "note")
_NUMBERS = frozenset({"start", "end", "source", "id", "characters", "claims", "recommendations", "passages", "links",
            "slots used", "uses", "shortcut"})  # fmt: skip
"""Columns of whole numbers, which sort and add up as such."""
_RELATIONS = ("uid", "type", "annotation", "target", "note")
_WIDTHS = {"quote": 60, "note": 40, "attribution": 40, "title": 40, "definition": 50, "examples": 40, "path": 40}
_USUAL_WIDTH = 16
_MADE = datetime(2000, 1, 1, tzinfo=UTC)


def write(path: Path, selection: Selection) -> None:
    """Write a selection to a file."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as made, path.open("wb") as stream:
        _fill(made, selection)
        made.seek(0)
        shutil.copyfileobj(made, stream)


def _fill(stream: IO[bytes], selection: Selection) -> None:
    book = xlsxwriter.Workbook(
        stream,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": selection.archive.title, "created": _MADE.replace(tzinfo=None)})
    sheets = _Sheets(book)
    sheets.fill("Annotations", COLUMNS, _annotations(selection))
    sheets.fill("Sources", (*_SOURCES, *outgoing.attribute_names(selection.archive.connection)), _sources(selection))
    sheets.fill("Actors", _ACTORS, _actors(selection))
    sheets.fill("Codes", _CODES, _codes(selection))
    sheets.fill("Relations", _RELATIONS, _relations(selection))
    sheets.fill("Statements", _STATEMENTS, _statements(selection))
    _fill_matrices(sheets, selection, selection.options.get("matrices", "binary"))
    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else error
        raise OSError(getattr(cause, "errno", None), str(cause)) from error


def _fill_matrices(sheets: "_Sheets", selection: Selection, values: str) -> None:
    """Write the sheets that say what meets what, one in memory at a time."""
    for table, name in _MATRICES.items() if values != "none" else ():
        _fill_matrix(sheets, selection, table, name, binary=values == "binary")


def _fill_matrix(sheets: "_Sheets", selection: Selection, table: str, name: str, *, binary: bool) -> None:
    """Write the sheet of a matrix; one that would be huge only says where it can be had."""
    found, names = matrix(selection, table)
    if len(found.rows) * len(found.columns) > MOST_CELLS or len(found.columns) >= MOST_COLUMNS:
        size = f"{len(found.rows):,} rows and {len(found.columns):,} columns are too many for a sheet."
        sheets.fill(name, (f"{size} The format csv-matrix has them.",), ())
        return
    rows = named_rows(found.binary() if binary else found, names)
    sheets.fill_numbers(name, next(rows), rows)


class _Sheets:
    """Writes sheets of a workbook."""

    def __init__(self, book: xlsxwriter.Workbook):
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._text = book.add_format({"num_format": "@", "valign": "top"})
        self._quoted = book.add_format({"num_format": "@", "valign": "top", "quote_prefix": True})

    def fill(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a sheet; rows that no longer fit go to another of the name."""
        sheet, at, number = self._begin(name, columns), 0, 1
        for cells in rows:
            at += 1
            if at >= MOST_ROWS:
                number += 1
                sheet, at = self._begin(f"{name} {number}", columns), 1
            for column, cell in enumerate(cells):
                if columns[column] in _NUMBERS and cell.isdigit():
                    sheet.write_number(at, column, int(cell))
                elif cell:
                    sheet.write_string(at, column, shortened(cell), self._format(cell))

    def fill_numbers(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a sheet whose rows have a name in front and whole numbers behind it."""
        sheet = self._begin(name, columns)
        for at, cells in enumerate(islice(rows, MOST_ROWS - 1), 1):
            sheet.write_string(at, 0, shortened(cells[0]), self._format(cells[0]))
            for column, cell in enumerate(cells[1:], 1):
                sheet.write_number(at, column, float(cell))

    def _begin(self, name: str, columns: Sequence[str]) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, _WIDTHS.get(column, _USUAL_WIDTH))
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(columns):
            sheet.write_string(0, number, shortened(column), self._head)
        return sheet

    def _format(self, cell: str) -> Format:
        return self._quoted if cell.startswith(FORMULA) else self._text


def shortened(cell: str) -> str:
    """Return text that a cell can hold; what is cut says so."""
    if _units(cell) <= LONGEST:
        return cell
    end = CUT.format(len(cell))
    kept = cell[: LONGEST - len(end)]
    while _units(kept) > LONGEST - len(end):
        kept = kept[: -max(1, (_units(kept) - LONGEST + len(end)) // 2)]
    return kept + end


def _units(text: str) -> int:
    """Return the length as Excel counts it: in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "replace")) // 2


def _annotations(selection: Selection) -> Iterator[Sequence[str]]:
    last: tuple[int, Source] | None = None

    def cells(annotation: Annotation) -> list[str]:
        nonlocal last
        if last is None or last[0] != annotation.source:
            last = annotation.source, selection.archive.source(annotation.source)
        return row(annotation, last[1])

    return selection.made(selection.annotations(), cells)


def _sources(selection: Selection) -> Iterator[Sequence[str]]:
    connection = selection.archive.connection
    names = outgoing.attribute_names(connection)
    sets = outgoing.sets(connection)
    for number in selection.source_ids():
        try:
            source = selection.archive.source(number)
            values = dict(outgoing.attributes(connection, number))
            note = outgoing.source_note(connection, number)
        except BAD as error:
            selection.skip(str(number), f"The source is damaged ({error}).")
            continue
        counts = (source.characters, source.claims, source.recommendations, source.passages)
        yield [
            str(source.id),
            source.uid,
            source.title,
            joined(source.authors),
            source.publication,
            source.date,
            source.language,
            source.url,
            source.format,
            source.path,
            *map(str, counts),
            joined(name for _, name, members in sets if number in members),
            note,
            *(values.get(name, "") for name in names),
        ]


def _actors(selection: Selection) -> Iterator[Sequence[str]]:
    for actor in outgoing.actors(selection.archive.connection, None if selection.whole else selection.ids):
        known = (actor.uid, actor.name, actor.kind, actor.country, actor.aliases, actor.affiliations)
        yield [*known, str(actor.links), str(actor.slots), actor.note]


def _codes(selection: Selection) -> Iterator[Sequence[str]]:
    uses = {code.uid: code.uses for code in selection.archive.codes()}
    for code in codebook.entries(selection.archive.connection):
        path = " / ".join(code.path)
        known = (code.uid, code.name, path, code.colour, code.definition, code.examples)
        yield [*known, str(code.shortcut or ""), str(uses.get(code.uid, 0)), code.note]


def _statements(selection: Selection) -> Iterator[Sequence[str]]:
    for member in outgoing.statements(selection.archive.connection, selection.ids):
        yield [member.uid, member.text, member.kind, member.annotation, member.role, member.note]


def _relations(selection: Selection) -> Iterator[Sequence[str]]:
    for relation in outgoing.relations(selection.archive.connection, selection.ids):
        yield [relation.uid, relation.type, relation.annotation, relation.target, relation.note]
