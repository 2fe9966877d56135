# SPDX-License-Identifier: MIT
"""The codebook as CSV, one row a code, among the formats (see :mod:`app.editing.codebook_csv`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from app.editing import codebook_csv
from app.exchange.formats import Selection
from app.exchange.incoming import CodeIn, Incoming, Loss
from app.exchange.qdc_read import no_annotations


def write(stream: TextIO, selection: Selection) -> None:
    """Write the whole codebook, whatever is selected."""
    codebook_csv.write_codebook(selection.archive, stream)


def is_codebook(header: Sequence[str]) -> bool:
    """Tell whether a table with these columns, none of them for passages, is one of codes."""
    return not {name.strip().casefold() for name in header}.isdisjoint(codebook_csv.REQUIRED)


def read(rows: Iterable[Sequence[str]]) -> Incoming:
    """Return the codes of a table, whose first row names its columns."""
    found = list(_codes(rows))
    return Incoming(
        "codebook-csv",
        no_annotations,
        codes=[code for code in found if isinstance(code, CodeIn)],
        lost=[loss for loss in found if isinstance(loss, Loss)],
        codebook=True,
    )


def _codes(rows: Iterable[Sequence[str]]) -> Iterator[CodeIn | Loss]:
    for number, row in codebook_csv.named(rows):
        try:
            path, fields = codebook_csv.said(row)
        except ValueError as error:
            yield Loss("code", f"row {number}", str(error))
        else:
            yield _code(path, row.get("uid", ""), fields)


def _code(path: tuple[str, ...], uid: str, fields: Mapping[str, str | int | None]) -> CodeIn:
    colour, definition, examples, note = (
        str(fields.get(name, "")) for name in ("colour", "definition", "examples", "note")
    )
    shortcut = fields.get("shortcut")
    return CodeIn(path, uid, colour, definition, examples, note, shortcut if isinstance(shortcut, int) else None)
