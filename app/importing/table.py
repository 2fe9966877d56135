# SPDX-License-Identifier: MIT
"""Tables of texts (.csv, .tsv, .xlsx): one source a row, by a mapping of columns to what they hold.

Three steps that a dialog can show: :func:`sniff` reads the first rows, :func:`propose` says which column is the text,
the title, the date, by the names of the columns and by what stands in them; :func:`open_with` yields the rows as
sources under that mapping. Each row is kept as its own original, in JSON with the names of the columns.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain, count, islice
from pathlib import Path
from statistics import mean

from app.importing import xlsx
from app.importing.document import Document, ImportFailure, NotRead, origins_of
from app.importing.encodings import decode
from app.importing.members import Member
from app.importing.metadata import language_code, one_line, split_names

SUFFIX = ".postil-row"
"""How files end that hold one row."""

LARGEST = 256 * 1024 * 1024
MOST_ROWS = 1_000_000

NO_ROWS = "There are no rows in it."
NO_TEXT_COLUMN = "None of its columns looks like a text. Choose the columns when importing it."
NOT_ROWS = "It is damaged: its rows cannot be read."

_ORIGIN = "table"
_SAMPLE = 200
_DELIMITERS = ",;\t|"
_LARGEST_CELL = 16 * 1024 * 1024
_LONG_TEXT = 60
_NAMES = {
    "text": """text full_text fulltext body content speech message comment article statement transcript quote abstract
        description recommendation текст содержание inhalt texte contenu texto contenido treść tekst""",
    "title": "title headline subject name heading titel titre título tytuł заголовок название betreff тема",
    "authors": """author authors by byline speaker speakers creator creators from sender writer user username autor
        autoren auteur auteurs автор авторы""",
    "publication": """publication source outlet publisher journal newspaper site medium media quelle źródło источник
        издание""",
    "date": """date published published_at published_on publication_date created created_at created_on day year datum
        fecha data дата timestamp""",
    "language": "lang language sprache langue idioma język язык",
    "url": "url link permalink web_address href uri адрес ссылка",
    "licence": "licence license rights copyright lizenz licencia лицензия",
}
"""What columns are called, in small letters, with ``_`` for a space."""

_KNOWN = {field: frozenset(names.split()) for field, names in _NAMES.items()}
_DATE = re.compile(r"\d{4}(?:-\d\d?(?:-\d\d?)?)?(?:[T ].*)?|\d\d?[./]\d\d?[./]\d{2,4}")
_URL = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a table and its first rows; ``headed`` says that the names of the columns are its first row.

    ``first`` is that row as it stands, whether it names the columns or is one of ``rows``.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    headed: bool
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which columns, by number from 0, hold what; the text may stand in several, and -1 is no column.

    ``attributes`` are pairs of a column and the name of the users' own column its values go to. ``headed`` is whether
    the first row is said to name the columns, or None where nobody has said.
    """

    text: tuple[int, ...] = ()
    title: int = -1
    authors: int = -1
    publication: int = -1
    date: int = -1
    language: int = -1
    url: int = -1
    licence: int = -1
    attributes: tuple[tuple[int, str], ...] = ()
    headed: bool | None = None


_FIELDS = tuple(field.name for field in fields(Mapping) if field.name not in {"text", "attributes", "headed"})


def sniff(path: Path, headed: bool | None = None) -> Sheet:
    """Read the columns and the first rows of a table; where nobody says so, the first row tells if it is a heading.

    Raises:
        ImportFailure: it cannot be read, or is empty.
    """
    rows = list(islice((row for row in _rows(path) if any(row)), _SAMPLE + 1))
    if not rows:
        raise ImportFailure(NO_ROWS)
    width = max(map(len, rows))
    first, is_head = tuple(rows[0]), _is_head(rows) if headed is None else headed
    return Sheet(_columns(first if is_head else (), width), tuple(map(tuple, rows[is_head:])), is_head, first)


def with_heading(sheet: Sheet, headed: bool) -> Sheet:
    """Return a sheet whose first row names the columns, or is a row as the others are."""
    if headed == sheet.headed or not sheet.first:
        return sheet
    rows = sheet.rows[1:] if headed else (sheet.first, *sheet.rows)
    return Sheet(_columns(sheet.first if headed else (), len(sheet.columns)), rows, headed, sheet.first)


def propose(sheet: Sheet) -> Mapping:
    """Propose what the columns hold: by their names, then by what stands in them; no text is an empty tuple."""
    found: dict[str, int] = {}
    for name in (*_FIELDS, "text"):
        matching = [number for number, column in enumerate(sheet.columns) if _plain(column) in _KNOWN[name]]
        free = [number for number in matching if number not in found.values()]
        if free:
            found[name] = max(free, key=lambda number: _length(sheet, number)) if name == "text" else free[0]
    _by_content(sheet, found)
    text = (found["text"],) if "text" in found else ()
    title, authors, publication, date, language, url, licence = (found.get(name, -1) for name in _FIELDS)
    return Mapping(text, title, authors, publication, date, language, url, licence)


def open_table(
    path: Path, headed: bool | None = None, corrected: Callable[[Sheet, Mapping], Mapping] | None = None
) -> Iterator[Member]:
    """Yield the rows of a table under the mapping that is proposed for it; ``headed`` is as in :func:`sniff`.

    ``corrected`` makes another mapping of the proposed one.

    Raises:
        NotRead: no column looks like a text, so somebody has to choose.
        ImportFailure: it cannot be read, or is empty.
    """
    sheet = sniff(path, headed)
    mapping = propose(sheet) if corrected is None else corrected(sheet, propose(sheet))
    if not mapping.text:
        raise NotRead(NO_TEXT_COLUMN)
    yield from open_with(path, sheet, mapping)


def open_with(path: Path, sheet: Sheet, mapping: Mapping) -> Iterator[Member]:
    """Yield the rows of a table as sources under a mapping; empty rows are passed over."""
    number = 0
    rows = (row for row in _rows(path) if any(row))
    for number, row in enumerate(islice(rows, int(sheet.headed), MOST_ROWS), 1 + sheet.headed):
        yield Member(str(number), _packed(sheet.columns, row, mapping), SUFFIX)
    if number >= MOST_ROWS:
        yield Member("the rest", refusal=f"It has more than {MOST_ROWS:,} rows.", passed_over=False)


def document(sheet: Sheet, row: Sequence[str], mapping: Mapping) -> Document:
    """Return what a row becomes under a mapping; its text may be empty."""
    return read(_packed(sheet.columns, row, mapping), Path())


def read(data: bytes, path: Path) -> Document:  # noqa: ARG001  every reader is told the path
    """Read one row.

    Raises:
        ImportFailure: it is not a row that was packed by :func:`open_with`.
    """
    try:
        packed = json.loads(data)
        cells = [(str(name), str(cell)) for name, cell in packed["row"]]
        held = {str(name): number for name, number in packed["holds"].items()}
        text = [cells[number] for number in packed["text"]]
        values = {name: cells[held[name]][1] if name in held else "" for name in _FIELDS}
        attributes = {str(name): cells[number][1] for number, name in packed.get("attributes", ())}
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise ImportFailure(NOT_ROWS) from error
    kept = [(name, cell) for name, cell in text if cell.strip()]
    body = kept[0][1] if len(kept) == 1 else "\n\n".join(f"{name}\n\n{cell}" for name, cell in kept)
    title, publication = one_line(values["title"]), one_line(values["publication"])
    authors, language = split_names(values["authors"]), language_code(values["language"])
    date, url, licence = one_line(values["date"]), values["url"].strip(), one_line(values["licence"])
    origins = origins_of(
        _ORIGIN,
        title=title,
        authors=authors,
        publication=publication,
        date=date,
        language=language,
        url=url,
        licence=licence,
    )
    return Document(body, False, title, authors, publication, date, language, url, licence, origins, attributes)


def _packed(columns: Sequence[str], row: Sequence[str], mapping: Mapping) -> bytes:
    names = [*columns, *(f"Column {number}" for number in range(len(columns) + 1, len(row) + 1))]
    cells = [*row, *[""] * (len(names) - len(row))]
    holds = {name: number for name in _FIELDS if (number := getattr(mapping, name)) >= 0}
    packed = {
        "row": list(zip(names, cells, strict=True)),
        "text": mapping.text,
        "holds": holds,
        "attributes": mapping.attributes,
    }
    return json.dumps(packed, ensure_ascii=False).encode("utf-8", "replace")


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open("rb") as file:
        packed = file.read(4) == b"PK\x03\x04"
    yield from xlsx.rows(path) if packed else _lines(path)


def _lines(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a text whose columns are parted by commas, semicolons, tabs or bars."""
    if path.stat().st_size > LARGEST:
        raise ImportFailure(f"It is larger than {LARGEST // 1024**2} MB.")
    text = decode(path.read_bytes()).text.replace("\0", "")
    stream = io.StringIO(text, newline="")
    delimiter = "\t" if path.suffix.casefold() == ".tsv" else _delimiter(text[:100_000])
    csv.field_size_limit(_LARGEST_CELL)
    try:
        yield from csv.reader(stream, delimiter=delimiter)
    except csv.Error as error:
        raise ImportFailure(NOT_ROWS) from error


def _delimiter(sample: str) -> str:
    """Return the sign that parts the columns: the one that makes most rows equally wide, and wide."""
    best, most = ",", 0.0
    for sign in _DELIMITERS:
        try:
            rows = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=sign), 50))
        except csv.Error:
            continue
        widths = [len(row) for row in rows if row]
        usual = max(set(widths), key=widths.count) if widths else 1
        score = (widths.count(usual) / len(widths)) * min(usual - 1, 30) if usual > 1 else 0.0
        if score > most * 1.05:
            best, most = sign, score
    return best


def _is_head(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row names the columns: short names, all there and each once, and no dates or numbers."""
    head = [cell.strip() for cell in rows[0]]
    while head and not head[-1]:
        head.pop()
    if not head or not all(head) or len(set(head)) < len(head) or len(rows) < 2:
        return bool(head) and any(_is_name(cell) for cell in head) and all(len(cell) < _LONG_TEXT for cell in head)
    if _recurs(rows) and not any(map(_is_name, head)):
        return False
    return all(len(cell) < _LONG_TEXT and any(map(str.isalpha, cell)) for cell in head) and not any(
        _DATE.fullmatch(cell) or _URL.match(cell) for cell in head
    )


def _recurs(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a cell of the first row stands in its column again: who speaks twice is no name of a column.

    A first row that comes again as a whole does not count: tables that were joined have their heading twice.
    """
    others = [row for row in rows[1:] if row != rows[0]]
    return any(cell.strip() and cell in (row[n] for row in others if n < len(row)) for n, cell in enumerate(rows[0]))


def _columns(names: Sequence[str], width: int) -> tuple[str, ...]:
    """Return what columns are called, each by a name of its own; those without one are numbered."""
    whole = [*names, *[""] * (width - len(names))]
    return tuple(_once(one_line(name) or f"Column {number}" for number, name in enumerate(whole, 1)))


def _is_name(cell: str) -> bool:
    return any(_plain(cell) in names for names in _KNOWN.values())


def _once(names: Iterable[str]) -> Iterator[str]:
    """Yield names, with a number after one that was there before: two columns of one name are two columns."""
    given: set[str] = set()
    for name in names:
        own = next(each for each in chain([name], (f"{name} {number}" for number in count(2))) if each not in given)
        given.add(own)
        yield own


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def _by_content(sheet: Sheet, found: dict[str, int]) -> None:
    """Find a text, a date and an address by what stands in the columns that have no use yet."""
    free = [number for number in range(len(sheet.columns)) if number not in found.values()]
    for name, pattern in (("date", _DATE), ("url", _URL)):
        alike = [number for number in free if _share(sheet, number, pattern) > 0.8]
        if name not in found and alike:
            found[name] = alike[0]
            free.remove(alike[0])
    longest = max(free, key=lambda number: _length(sheet, number), default=-1)
    known = _length(sheet, found["text"]) if "text" in found else 0.0
    if longest >= 0 and _length(sheet, longest) > max(_LONG_TEXT, 3 * known):
        found["text"] = longest


def _column(sheet: Sheet, number: int) -> Iterable[str]:
    return (row[number] for row in sheet.rows if number < len(row) and row[number].strip())


def _length(sheet: Sheet, number: int) -> float:
    return mean([len(cell) for cell in _column(sheet, number)] or [0])


def _share(sheet: Sheet, number: int, pattern: re.Pattern[str]) -> float:
    cells = list(_column(sheet, number))
    return sum(bool(pattern.fullmatch(cell.strip())) for cell in cells) / len(cells) if cells else 0.0
