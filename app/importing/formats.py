# SPDX-License-Identifier: MIT
"""Which reader reads a file: by its first bytes where they tell, else by its name.

To add a format, write ``app/importing/<name>.py`` with a function ``read`` and add it to :data:`FORMATS`. Readers are
imported when first used, since some of them load large libraries.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.importing.document import ImportFailure, NotRead, Reader

READS = "Postil reads .txt, .md and .html files"


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name as sources carry it, the ends of file names, and how to get its reader."""

    name: str
    extensions: tuple[str, ...]
    reader: Callable[[], Reader]


def _text() -> Reader:
    from app.importing.text import read  # noqa: PLC0415  readers are loaded when first used

    return read


def _markdown() -> Reader:
    from app.importing.markdown import read  # noqa: PLC0415  readers are loaded when first used

    return read


def _html() -> Reader:
    from app.importing.html import read  # noqa: PLC0415  trafilatura takes half a second to load

    return read


TEXT = Format("txt", (".txt", ".text"), _text)
MARKDOWN = Format("md", (".md", ".markdown", ".mdown", ".mkd"), _markdown)
HTML = Format("html", (".html", ".htm", ".xhtml", ".shtml"), _html)
FORMATS = (TEXT, MARKDOWN, HTML)
EXTENSIONS = {extension: known for known in FORMATS for extension in known.extensions}

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an XZ archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\0", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a recording"),
    (b"RIFF", "a recording or picture"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"bplist00", "a property list"),
    (b"%!PS", "a PostScript document"),
    (b"AT&TFORM", "a DjVu document"),
)
_PACKED: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"application/epub+zip", "an EPUB book"),
    (b"opendocument.text", "an OpenDocument text"),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet"),
)
_BY_NAME = {
    ".pdf": "a PDF document",
    ".doc": "an old Word document",
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".rtf": "an RTF document",
    ".epub": "an EPUB book",
    ".eml": "an e-mail",
    ".mbox": "a mailbox",
    ".msg": "an Outlook message",
    ".mht": "a web archive",
    ".mhtml": "a web archive",
    ".csv": "a table (CSV)",
    ".tsv": "a table (TSV)",
    ".xlsx": "an Excel workbook",
    ".ris": "a bibliography (RIS)",
    ".bib": "a bibliography (BibTeX)",
    ".postil": "a Postil collection",
}
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,300}\?>\s*|<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:!doctype|/?[a-zA-Z][a-zA-Z0-9:-]{0,30})[\s/>]", re.IGNORECASE)
_HEAD = 8192


def format_of(data: bytes, path: Path) -> Format:
    """Say how to read a file.

    A web page is one whatever its name says, and a file named as a web page without any tag is plain text. Text
    under an unknown name is read as plain text.

    Raises:
        NotRead: it is of a kind that is not read; the sentence names it.
    """
    head = data[:_HEAD]
    named = EXTENSIONS.get(path.suffix.casefold())
    refuse_signature(head)
    if _PAGE.match(_narrow(head)):
        return HTML
    if named is HTML and not _TAG.search(_narrow(data)):
        return TEXT
    if named is None and path.suffix.casefold() in _BY_NAME:
        raise NotRead(f"It is {_BY_NAME[path.suffix.casefold()]}; {READS}.")
    return named or TEXT


def refuse_signature(head: bytes) -> None:
    """Refuse what its first bytes show to be no text.

    Raises:
        NotRead: the sentence names what it is.
    """
    for signature, what in _SIGNATURES:
        if head.startswith(signature) and not (signature in {b"BZh", b"ID3", b"RIFF"} and _is_ascii(head)):
            raise NotRead(f"It is {_packed(head) if what == 'a ZIP archive' else what}; {READS}.")
    if head[4:8] == b"ftyp":
        raise NotRead(f"It is a video or sound recording; {READS}.")


def is_wanted(path: Path) -> bool:
    """Tell whether a file found in a folder has a name that is read; other names are passed over."""
    return path.suffix.casefold() in EXTENSIONS


def unwanted(path: Path) -> ImportFailure:
    """Say why a file found in a folder is passed over."""
    suffix = path.suffix.casefold()
    what = f"It is {_BY_NAME[suffix]}" if suffix in _BY_NAME else f"Its name ends in “{suffix}”"
    return NotRead(f"{what if suffix else 'Its name has no ending'}; {READS}.")


def _packed(head: bytes) -> str:
    return next((what for mark, what in _PACKED if mark in head), "a ZIP archive")


def _is_ascii(head: bytes) -> bool:
    return head.isascii() and b"\0" not in head


def _narrow(data: bytes) -> bytes:
    """Return bytes in which ASCII tags can be found, whatever byte order mark or width they have."""
    return data.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
