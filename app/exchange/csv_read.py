# SPDX-License-Identifier: MIT
"""Reads CSV with a row an annotation: our own, and any other once its columns are mapped to fields; or a row a code.

A column whose name is that of a field needs no mapping. Several values in one cell are parted by ``; ``. The
apostrophe that defuses formulas is taken off again.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app import attribution
from app.exchange import codebook_table
from app.exchange.incoming import AnnotationIn, BadEntry, BadFile, Incoming, Loss, Part, SourceIn, recognisable
from app.exchange.table import armed
from app.importing.encodings import decode
from database.records import STANCES, CodeUse, Link, Slot

FIELDS = (
    "uid",
    "kind",
    "status",
    "quote",
    "start",
    "end",
    "spans",
    "speakers",
    "organisations",
    "via",
    "work",
    "addressees",
    "slots",
    "codes",
    "note",
    "annotator",
    "created",
    "modified",
    "source",
    "source_uid",
    "sha256",
    "title",
    "url",
    "text",
)
"""What a column can stand for. ``text`` is the text of the source itself, which is then brought along."""

PLACES = frozenset({"quote", "start", "spans"})
"""Fields of which a table needs one: they say where the passages are."""

PEEKED = 50
"""How many rows are shown of a table."""

_ALIKE = {
    "speaker": "speakers",
    "organisation": "organisations",
    "organization": "organisations",
    "addressee": "addressees",
    "code": "codes",
    "tag": "codes",
    "tags": "codes",
    "comment": "note",
    "memo": "note",
    "remark": "note",
    "quotation": "quote",
    "quotation content": "quote",
    "segment": "quote",
    "coded segment": "quote",
    "passage": "quote",
    "document": "title",
    "document name": "title",
    "coder": "annotator",
    "created by": "annotator",
    "source uid": "source_uid",
    "source title": "title",
    "type": "kind",
}
_STANCE = re.compile(rf"(.+?)(?: \(({'|'.join(STANCES)})\)|:({'|'.join(STANCES)}))?")
_SPAN = re.compile(r"\s*(\d+)\s*[-–]\s*(\d+)\s*")
_LARGEST_FIELD = 64 * 1024 * 1024
_LEFT_OUT = ("relations",)

Row = Mapping[str, str]


class BadMapping(BadFile):
    """A mapping names a column or a field that there is not."""


def read(path: Path, mapping: Mapping[str, str]) -> Incoming:
    """Return what a table holds.

    Args:
        path: the file: comma, semicolon or tab separated, in any encoding.
        mapping: the field each column stands for, empty for none; columns named like fields need no mapping.

    Raises:
        BadFile: it is no table, or nothing says where its passages are.
        BadMapping: the mapping does not fit it.
    """
    lines = _lines(path)
    header = next(_rows(lines()), [])
    fields = _fields(header, mapping)
    if PLACES.isdisjoint(fields):
        if codebook_table.is_codebook(header) and not mapping:
            return codebook_table.read(_rows(lines()))
        raise BadFile(
            f"No column says where the passages are. Map one with --map COLUMN=FIELD; the columns are "
            f"{', '.join(header) or 'none'}, the fields {', '.join(FIELDS)}."
        )
    lost = [
        Loss("column", name, "It stands for no field." if name not in _LEFT_OUT else "Relations need JSON Lines.")
        for number, name in enumerate(header)
        if number not in fields.values() and name and name not in _DERIVED
    ]
    return Incoming("csv", lambda: recognisable(_annotations(lines(), fields)), lost=lost)


@dataclass(frozen=True, slots=True)
class Peek:
    """The beginning of a table: its columns, which fields they stand for by their names, and some rows."""

    columns: tuple[str, ...]
    fields: Mapping[str, str]
    rows: tuple[tuple[str, ...], ...]

    @property
    def placed(self) -> bool:
        """Whether a column says where the passages are."""
        return not PLACES.isdisjoint(self.fields.values())

    @property
    def codebook(self) -> bool:
        """Whether it is a table of codes."""
        return not self.placed and codebook_table.is_codebook(self.columns)


def peek(path: Path) -> Peek:
    """Return the beginning of a table, for those who say what its columns stand for.

    Raises:
        BadFile: it is no table.
    """
    rows = _rows(_lines(path)())
    header = [name.strip() for name in next(rows, [])]
    found = {header[place]: field for field, place in _fields(header, {}).items()}
    return Peek(tuple(dict.fromkeys(header)), found, tuple(tuple(row) for row in islice(rows, PEEKED)))


_DERIVED = frozenset({"attribution", "authors", "publication", "date", "language"})
"""Columns of our own tables that say again what other columns or the source say."""


def _lines(path: Path) -> Callable[[], Iterator[str]]:
    try:
        text = decode(path.read_bytes()).text
    except OSError as error:
        raise BadFile(f"It cannot be read ({error.strerror}).") from error
    return lambda: io.StringIO(text, newline="")


def _rows(lines: Iterator[str]) -> Iterator[list[str]]:
    csv.field_size_limit(_LARGEST_FIELD)
    first = next(lines, "")
    separator = max(",;\t", key=first.count)
    try:
        yield from csv.reader(_chained(first, lines), delimiter=separator, strict=False)
    except csv.Error as error:
        raise BadFile(f"It is not a table that can be read ({error}).") from error


def _chained(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _fields(header: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    """Return which column holds each field."""
    places = {name.strip(): number for number, name in enumerate(header)}
    found: dict[str, int] = {}
    for name, number in places.items():
        plain = name.casefold()
        field = _ALIKE.get(plain, plain.replace(" ", "_"))
        if field in FIELDS:
            found.setdefault(field, number)
    for column, field in mapping.items():
        if field and field not in FIELDS:
            raise BadMapping(f"“{field}” is no field. The fields are {', '.join(FIELDS)}.")
        if column not in places:
            raise BadMapping(f"There is no column “{column}”. The columns are {', '.join(places)}.")
        found = {known: place for known, place in found.items() if place != places[column]}
        found |= {field: places[column]} if field else {}
    return found


def _annotations(lines: Iterator[str], fields: Mapping[str, int]) -> Iterator[AnnotationIn | Loss]:
    rows = _rows(lines)
    next(rows, None)
    for number, cells in enumerate(rows):
        if not any(cells):
            continue
        row = {name: armed(cells[at]) if at < len(cells) else "" for name, at in fields.items()}
        try:
            yield _annotation(number, row)
        except BadEntry as error:
            yield Loss("annotation", f"row {number + 2}", str(error), number=number)


def _annotation(number: int, row: Row) -> AnnotationIn:
    return AnnotationIn(
        number,
        _source(row),
        _parts(row),
        row.get("quote", ""),
        row.get("kind", "").strip().casefold() or "passage",
        row.get("uid", "").strip(),
        chain=tuple(_chain(row)),
        slots=tuple(_slots(row)),
        codes=tuple(_code(code) for code in _several(row, "codes")),
        status=row.get("status", "").strip(),
        note=row.get("note", ""),
        annotator=row.get("annotator") or None,
        created=row.get("created", "").strip(),
        modified=row.get("modified", "").strip(),
    )


def _source(row: Row) -> SourceIn:
    names = ("source_uid", "sha256", "title", "source", "url")
    uid, sha256, title, reference, url = (row.get(name, "").strip() for name in names)
    text = row.get("text", "")
    return SourceIn(
        "\n".join((uid, sha256, title, reference, url, text)),
        title or reference,
        uid,
        sha256,
        reference,
        read=(lambda: text.encode("utf-8", "replace")) if text.strip() else None,
        fields={"url": url} if url else {},
    )


def _parts(row: Row) -> tuple[Part, ...]:
    pairs = [_SPAN.fullmatch(pair) for pair in _several(row, "spans")]
    spans = [(int(pair[1]), int(pair[2])) for pair in pairs if pair]
    if len(spans) != len(pairs):
        raise BadEntry("Its spans are not pairs of numbers such as 10-25.")
    if not spans and row.get("start", "").strip() and row.get("end", "").strip():
        spans = [(_number(row["start"]), _number(row["end"]))]
    quote = row.get("quote", "")
    words = quote.split(" … ") if len(spans) > 1 else [quote]
    if len(words) == len(spans):
        return tuple(Part(start, end, exact) for (start, end), exact in zip(spans, words, strict=True))
    return tuple(Part(start, end) for start, end in spans) or (Part(exact=quote),)


def _number(cell: str) -> int:
    try:
        return int(cell)
    except ValueError as error:
        raise BadEntry(f"“{cell}” is not a number.") from error


def _chain(row: Row) -> list[Link]:
    chain = attribution.set_organisations(
        attribution.set_speakers([], _several(row, "speakers")), _several(row, "organisations")
    )
    chain = attribution.set_via(chain, _several(row, "via"))
    return attribution.set_work(chain, row.get("work", "").strip())


def _slots(row: Row) -> Iterator[Slot]:
    addressees = _several(row, "addressees")
    yield from attribution.set_addressees([], addressees)
    for said in _several(row, "slots"):
        name, colon, value = said.partition(": ")
        if name == "addressee" and addressees:
            continue
        yield Slot(name, value) if colon else Slot("slot", said)


def _code(said: str) -> CodeUse:
    found = _STANCE.fullmatch(said)
    if found is None:
        return CodeUse(said)
    return CodeUse(found[1], found[2] or found[3] or "neutral")


def _several(row: Row, name: str) -> list[str]:
    return [value.strip() for value in row.get(name, "").split("; ") if value.strip()]
