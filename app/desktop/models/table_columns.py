# SPDX-License-Identifier: MIT
"""The columns that the table of annotations can show, and what it can be grouped by.

Their names are those of ``database.listing.COLUMNS``, by which it is sorted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from app import slots
from app.attribution import organisations, speakers
from app.desktop.wording import date_words
from database.listing import SLOTS
from database.records import Annotation, Source

QUOTE = "quote"


class TableRow(NamedTuple):
    """What one row of the table shows."""

    annotation: Annotation
    source: Source


class Column(NamedTuple):
    """One column: its name, its title, its width at first in pixels, and what it says of a row."""

    name: str
    title: str
    width: int
    tell: Callable[[TableRow], str]


def _slot(name: str) -> Callable[[TableRow], str]:
    def tell(row: TableRow) -> str:
        return ", ".join(slots.values(row.annotation.slots, name))

    return tell


def _quote(row: TableRow) -> str:
    return row.annotation.quote


def _kind(row: TableRow) -> str:
    return row.annotation.kind.capitalize()


def _speaker(row: TableRow) -> str:
    return ", ".join(speakers(row.annotation.chain))


def _organisation(row: TableRow) -> str:
    return ", ".join(organisations(row.annotation.chain))


def _via(row: TableRow) -> str:
    return ", ".join(row.annotation.via)


def _work(row: TableRow) -> str:
    return row.annotation.work


def _addressee(row: TableRow) -> str:
    return ", ".join(row.annotation.addressees)


def _code(row: TableRow) -> str:
    signs = {"supports": "+ ", "opposes": "− "}
    return ", ".join(signs.get(use.stance, "") + use.code for use in row.annotation.codes)


def _source(row: TableRow) -> str:
    return row.source.title


def _publication(row: TableRow) -> str:
    return row.source.publication


def _date(row: TableRow) -> str:
    return date_words(row.source.date)


def _status(row: TableRow) -> str:
    return row.annotation.status


def _annotator(row: TableRow) -> str:
    return row.annotation.annotator


def _note(row: TableRow) -> str:
    return " ".join(row.annotation.note.split())


def _created(row: TableRow) -> str:
    return date_words(row.annotation.created[:10])


def _modified(row: TableRow) -> str:
    return date_words(row.annotation.modified[:10])


COLUMNS = (
    Column(QUOTE, "Quotation", 280, _quote),
    Column("kind", "Kind", 128, _kind),
    Column("speaker", "Speaker", 128, _speaker),
    Column("organisation", "Organisation", 128, _organisation),
    Column("via", "Via", 128, _via),
    Column("work", "Work", 128, _work),
    Column("addressee", "Addressed to", 128, _addressee),
    Column("code", "Code", 144, _code),
    *(Column(name, name.capitalize(), 112, _slot(name)) for name in SLOTS),
    Column("source", "Source", 144, _source),
    Column("publication", "Publication", 128, _publication),
    Column("date", "Date", 112, _date),
    Column("status", "Status", 96, _status),
    Column("annotator", "Annotator", 104, _annotator),
    Column("note", "Note", 160, _note),
    Column("created", "Tagged", 112, _created),
    Column("modified", "Changed", 112, _modified),
)
"""The columns, in the order they are offered."""

BY_NAME = {column.name: column for column in COLUMNS}

AT_FIRST = (QUOTE, "speaker", "addressee", "code", "source", "date", "status")
"""The columns that show until the user chooses others."""

GROUPS = {
    "kind": "Kind",
    "speaker": "Speaker",
    "organisation": "Organisation",
    "addressee": "Addressee",
    "code": "Code",
    "source": "Source",
    "publication": "Publication",
    "year": "Year",
    "status": "Status",
    "annotator": "Annotator",
}
"""The columns the table can be grouped by, in words."""


NONE_OF = {
    "speaker": "nobody named",
    "organisation": "no organisation",
    "addressee": "no addressee",
    "code": "not coded",
    "publication": "no publication",
    "year": "no date",
    "status": "no status",
    "annotator": "nobody",
}
"""What stands for having no value."""


def value_words(name: str, label: str) -> str:
    """Return the value of a column or a facet in words."""
    if not label:
        return NONE_OF.get(name, "none")
    return {"anonymous": "anonymous source", "author": "the author"}.get(label, label) if name == "speaker" else label
