# SPDX-License-Identifier: MIT
"""CSV: one row an annotation, every field a column. Several values in one cell are joined by ``; ``.

A cell that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises against CSV
injection.
"""

import csv
from collections.abc import Iterable
from functools import lru_cache, partial
from typing import TextIO

from app.attribution import sentence
from app.exchange.formats import Option, Selection
from database.records import Annotation, Source

COLUMNS = (
    "uid",
    "kind",
    "status",
    "quote",
    "start",
    "end",
    "spans",
    "attribution",
    "speakers",
    "organisations",
    "via",
    "work",
    "addressees",
    "slots",
    "codes",
    "relations",
    "note",
    "annotator",
    "created",
    "modified",
    "source",
    "source uid",
    "title",
    "authors",
    "publication",
    "date",
    "language",
    "url",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula; wide letters are folded where Japanese is set."""
_SUSPECT = frozenset(("'", *FORMULA))
"""How a cell must begin to be looked at: two million cells are asked in an export of a hundred thousand annotations."""

MARK = "\ufeff"
MARKED = Option("mark", "Byte order mark", ("no", "yes"), ("none", "for Excel"))
"""Excel takes a CSV without the mark for the code page of its country; R and scripts take it for a part of a name."""


def write(stream: TextIO, selection: Selection) -> None:
    """Write a selection to a stream opened with ``newline=""``."""
    if selection.options.get("mark") == "yes":
        stream.write(MARK)
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    sources = lru_cache(64)(partial(_source_cells, selection))

    def cells(annotation: Annotation) -> list[str]:
        own = [defused(cell) if cell and cell[0] in _SUSPECT else cell for cell in _own(annotation)]
        return own + sources(annotation.source)

    writer.writerows(selection.made(selection.annotations(), cells))


def _source_cells(selection: Selection, source: int) -> list[str]:
    return list(map(defused, _about(selection.archive.source(source))))


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; :func:`armed` takes the apostrophe off again."""
    return "'" + cell if cell.lstrip("'").startswith(FORMULA) else cell


def armed(cell: str) -> str:
    """Return a cell as it was before :func:`defused`."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def row(annotation: Annotation, source: Source) -> list[str]:
    """Return the cells of one annotation, not yet defused."""
    return [*_own(annotation), *_about(source)]


def _own(annotation: Annotation) -> list[str]:
    spans = annotation.spans
    return [
        annotation.uid,
        annotation.kind,
        annotation.status,
        annotation.quote,
        str(annotation.start),
        str(spans[0].end if len(spans) == 1 else max(span.end for span in spans)),
        joined([f"{span.start}-{span.end}" for span in spans]),
        sentence(annotation.chain),
        joined(annotation.speakers),
        joined(annotation.organisations),
        joined(annotation.via),
        annotation.work,
        joined(annotation.addressees),
        joined([f"{slot.name}: {slot.value or slot.actor}" for slot in annotation.slots]),
        joined([f"{use.code} ({use.stance})" for use in annotation.codes]),
        joined([f"{relation.type} {relation.target}" for relation in annotation.relations]),
        annotation.note,
        annotation.annotator,
        annotation.created,
        annotation.modified,
    ]


def _about(source: Source) -> list[str]:
    return [
        str(source.id),
        source.uid,
        source.title,
        joined(source.authors),
        source.publication,
        source.date,
        source.language,
        source.url,
    ]


def joined(values: Iterable[str]) -> str:
    """Return several values as one cell."""
    return "; ".join(values)
