# SPDX-License-Identifier: MIT
"""PDF documents (.pdf): the text in reading order with the page of each block, by pypdfium2.

A PDF is a drawing of pages: it knows where letters stand, not what is a paragraph. Five modules make a text of it:
:mod:`~app.importing.pdf_page` (words), :mod:`~app.importing.pdf_order` (columns), :mod:`~app.importing.pdf_rules`
(tables that rules frame), :mod:`~app.importing.pdf_furniture` (headers, page numbers) and
:mod:`~app.importing.pdf_text` (paragraphs, headings, lists, other tables, footnotes).
Pictures, forms, scripts and attachments are not looked at, and nothing is fetched.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from app.importing import pdf_text
from app.importing.document import Document, ImportFailure, origins_of
from app.importing.markup import to_markdown
from app.importing.metadata import language_code, one_line, split_names
from app.importing.pdf_page import Sheet, read_page

MOST_PAGES = 3000
MOST_CHARACTERS = 20_000_000

ENCRYPTED = "It is protected by a password. Save it without one and import it again."
DAMAGED = "It is damaged, or not a PDF document."
SCANNED = (
    "It has no text: its pages are pictures, as a scanner makes them. "
    "Let a program recognise the letters (OCR) and import what it saves."
)
NO_TEXT = "There is no text in it."
NO_LETTERS = (
    "Its fonts do not say which letters they show. Print it to a new PDF, or let a program recognise the letters."
)

_ORIGIN = "PDF properties"
_KEYS = ("Title", "Author", "CreationDate")
_LONGEST = 20_000
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")
_NO_TITLE = re.compile(
    r"(?:microsoft \w+ - .*|untitled.*|.*\.(?:docx?|indd|qxd|tex|dvi|rtf|odt|pdf|tif)|\W*)", re.IGNORECASE
)
_TITLE_PREFIX = re.compile(r"microsoft (?:office )?word - ", re.IGNORECASE)


def read(data: bytes, path: Path) -> Document:  # noqa: ARG001  every reader is told the path
    """Read a PDF document.

    Raises:
        ImportFailure: it is encrypted, damaged, too long, or has no text.
    """
    document = _open(data)
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise ImportFailure(f"It has {count:,} pages; up to {MOST_PAGES:,} are read. Save it in parts.")
        sheets = _sheets(document, count)
        labels = [_label(document, number) for number in range(count)]
        said = {key: _string(partial(pdfium.FPDF_GetMetaText, document, key.encode())) for key in _KEYS}
        language = language_code(_string(partial(_language, document)))
    finally:
        document.close()
    return _document(to_markdown(pdf_text.blocks(sheets, labels)), said, language)


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        encrypted = error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        raise ImportFailure(ENCRYPTED if encrypted else DAMAGED) from error


def _sheets(document: pypdfium2.PdfDocument, count: int) -> list[Sheet]:
    """Read all pages; damaged ones are left empty unless all are.

    Raises:
        ImportFailure: there is no text on any page.
    """
    sheets: list[Sheet] = []
    damaged = characters = 0
    for number in range(count):
        try:
            sheets.append(read_page(document, number))
        except pypdfium2.PdfiumError:
            damaged += 1
            sheets.append(Sheet([], 0.0, 0.0))
        characters += sum(len(piece.text) for piece in sheets[-1].pieces)
        if characters > MOST_CHARACTERS:
            raise ImportFailure(f"Its text is longer than {MOST_CHARACTERS // 10**6} million characters.")
    if not characters:
        raise ImportFailure(DAMAGED if damaged == count else SCANNED if _are_pictures(sheets) else NO_TEXT)
    if _unreadable(sheets) > characters // 2:
        raise ImportFailure(NO_LETTERS)
    return sheets


def _are_pictures(sheets: list[Sheet]) -> bool:
    return any(sheet.pictures for sheet in sheets)


def _unreadable(sheets: list[Sheet]) -> int:
    """Return how many characters PDFium could not tell: private ones, controls, and U+FFFD."""
    return sum(
        character == "\ufffd" or "\ue000" <= character <= "\uf8ff" or character < " "
        for sheet in sheets
        for piece in sheet.pieces
        if not piece.text.isascii() or not piece.text.isprintable()
        for character in piece.text
    )


def _string(get: Callable[[ctypes.Array[ctypes.c_char] | None, int], int]) -> str:
    """Return a string of PDFium, which says first how long it is; pypdfium2's own way raises over damaged ones."""
    size = get(None, 0)
    if not 2 < size <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(buffer, size)
    return buffer.raw[:size].decode("utf-16-le", "replace").strip("\0")


def _label(document: pypdfium2.PdfDocument, number: int) -> str:
    return _string(partial(pdfium.FPDF_GetPageLabel, document, number))


def _language(document: pypdfium2.PdfDocument, buffer: ctypes.Array[ctypes.c_char] | None, size: int) -> int:
    place = None if buffer is None else ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    return int(pdfium.FPDFCatalog_GetLanguage(document, place, size))


def _document(body: str, said: dict[str, str], language: str) -> Document:
    title = one_line(_TITLE_PREFIX.sub("", said["Title"]))
    title = "" if _NO_TITLE.fullmatch(title) else title
    authors = split_names(said["Author"])
    found = _DATE.match(said["CreationDate"].strip())
    date = "-".join(part for part in found.groups() if part) if found else ""
    origins = origins_of(_ORIGIN, title=title, authors=authors, date=date, language=language)
    return Document(body, True, title, authors, date=date, language=language, origins=origins)
