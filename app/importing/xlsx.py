# SPDX-License-Identifier: MIT
"""The rows of an Excel workbook (.xlsx), as text, read piece by piece: ECMA-376 part 1, SpreadsheetML.

The first sheet that is shown and has rows counts. Numbers that are formatted as dates come out as ISO dates.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from lxml import etree

from app.importing.document import ImportFailure
from app.importing.packages import NOT_XML, Package, attribute, local

MOST_COLUMNS = 1000

NO_SHEET = "There is no sheet with rows in it."

_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Formats of dates and times that workbooks need not spell out (18.8.30)."""

_STRINGS = "xl/sharedStrings.xml"
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_CELL = re.compile(r"([A-Z]{1,3})\d+")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  Excel's dates have no time zone


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a workbook.

    Raises:
        ImportFailure: it is damaged, encrypted, or has no rows.
    """
    package = Package(path.read_bytes())
    workbook = package.xml("xl/workbook.xml")
    strings = _strings(package)
    dates = _date_styles(package)
    properties = next(workbook.iter("{*}workbookPr"), None)
    epoch = _EPOCH_1904 if properties is not None and attribute(properties, "date1904") in {"1", "true"} else _EPOCH
    for place in _sheets(package, workbook):
        empty = True
        for row in _rows(package.read(place), strings, dates, epoch):
            empty = empty and not any(row)
            yield row
        if not empty:
            return
    raise ImportFailure(NO_SHEET)


def _sheets(package: Package, workbook: etree._Element) -> Iterator[str]:
    """Yield where the sheets that are shown lie, in order."""
    relations = package.optional("xl/_rels/workbook.xml.rels")
    targets = {attribute(each, "Id"): attribute(each, "Target") for each in relations} if relations is not None else {}
    for sheet in workbook.iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION, "") or attribute(sheet, "id"), "")
        place = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if attribute(sheet, "state") not in {"hidden", "veryHidden"} and place in package and "sheet" in place:
            yield place


_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _strings(package: Package) -> list[str]:
    """Return the texts that cells refer to; readings in another script (phonetic runs) are left out."""
    root = package.optional(_STRINGS)
    if _STRINGS in package.damaged:
        raise ImportFailure(NOT_XML)  # cells point into them: one that is missing is a cell that seems empty
    return [_string(item) for item in root if local(item) == "si"] if root is not None else []


def _string(item: etree._Element) -> str:
    return "".join(each.text or "" for each in item.iter("{*}t") if local(each.getparent()) != "rPh")


def _date_styles(package: Package) -> frozenset[int]:
    """Return the numbers of the cell styles that show dates."""
    root = package.optional("xl/styles.xml")
    if root is None:
        return frozenset()
    formats = {attribute(each, "numFmtId"): attribute(each, "formatCode") for each in root.iter("{*}numFmt")}
    styles = next(root.iter("{*}cellXfs"), None)
    return frozenset(
        number
        for number, style in enumerate(styles if styles is not None else ())
        if _is_date(attribute(style, "numFmtId"), formats)
    )


def _is_date(number: str, formats: dict[str, str]) -> bool:
    if number in formats:
        return bool(re.search("[ymdhs]", _QUOTED.sub("", formats[number]).casefold()))
    return number.isascii() and number.isdecimal() and int(number[:6]) in _DATES


def _rows(data: bytes, strings: list[str], dates: frozenset[int], epoch: datetime) -> Iterator[list[str]]:
    events = etree.iterparse(
        io.BytesIO(data), tag="{*}row", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for _, row in events:
            cells: list[str] = []
            for cell in row:
                place = _place(attribute(cell, "r"), len(cells))
                if local(cell) == "c" and place < MOST_COLUMNS:
                    cells += [""] * (place - len(cells))
                    cells.append(_value(cell, strings, dates, epoch))
            yield cells
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise ImportFailure(NOT_XML) from error


def _place(name: str, default: int) -> int:
    """Return the number of the column of a cell such as ``AB12``."""
    found = _CELL.fullmatch(name)
    if not found:
        return default
    place = 0
    for letter in found[1]:
        place = 26 * place + ord(letter) - ord("A") + 1
    return max(place - 1, default)


def _value(cell: etree._Element, strings: list[str], dates: frozenset[int], epoch: datetime) -> str:
    kind = attribute(cell, "t")
    if kind == "inlineStr":
        return _string(cell)
    value = next((child.text or "" for child in cell if local(child) == "v"), "")
    if kind == "s":
        return strings[int(value)] if value.isascii() and value.isdecimal() and int(value) < len(strings) else ""
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    style = attribute(cell, "s")
    if kind in {"", "n"} and style.isascii() and style.isdecimal() and int(style[:9]) in dates:
        return _date(value, epoch)
    return value.removesuffix(".0") if kind in {"", "n"} else value


def _date(value: str, epoch: datetime) -> str:
    """Return a date as ISO 8601 writes it, with the time where it is not midnight; what is no date stays."""
    try:
        moment = epoch + timedelta(seconds=round(float(value) * 86400))
    except (ValueError, OverflowError):
        return value
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat(" ", "minutes")
