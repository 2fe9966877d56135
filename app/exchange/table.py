# SPDX-License-Identifier: MIT
"""CSV: one row an annotation, every field a column. Several values in one cell are joined by ``; ``.

A cell that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises against CSV
injection.
"""

import csv
from collections.abc import Iterable
from functools import cache
from typing import TextIO

from app.attribution import sentence
from app.exchange.formats import Selection
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
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(stream: TextIO, selection: Selection) -> None:
    """Write a selection to a stream opened with ``newline=""``."""
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    source = cache(selection.archive.source)
    for annotation in selection.annotations():
        writer.writerow([defused(cell) for cell in _row(annotation, source(annotation.source))])


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(_FORMULA) else cell


def _row(annotation: Annotation, source: Source) -> list[str]:
    return [
        annotation.uid,
        annotation.kind,
        annotation.status,
        annotation.quote,
        str(annotation.start),
        str(max(span.end for span in annotation.spans)),
        _joined(f"{span.start}-{span.end}" for span in annotation.spans),
        sentence(annotation.chain),
        _joined(annotation.speakers),
        _joined(annotation.organisations),
        _joined(annotation.via),
        annotation.work,
        _joined(annotation.addressees),
        _joined(f"{slot.name}: {slot.value or slot.actor}" for slot in annotation.slots),
        _joined(f"{use.code} ({use.stance})" for use in annotation.codes),
        _joined(f"{relation.type} {relation.target}" for relation in annotation.relations),
        annotation.note,
        annotation.annotator,
        annotation.created,
        annotation.modified,
        str(source.id),
        source.uid,
        source.title,
        _joined(source.authors),
        source.publication,
        source.date,
        source.language,
        source.url,
    ]


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)
