# SPDX-License-Identifier: MIT
"""Tells by the bytes of a file what it is, whatever its name says: the name of a format, or that it is not read.

People rename files, web servers send pages under any name, and a ``.doc`` may be RTF, HTML or XML.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from app.importing.document import ImportFailure, NotRead

READS = (
    "Postil reads PDF, Word (.docx), OpenDocument and RTF documents, web pages, plain text, Markdown, books (.epub), "
    "e-mail, tables, bibliographies and archives of these"
)
PACKED = (b"PK\x03\x04", b"PK\x05\x06")
"""What ZIP archives begin with, and all documents that are one."""

HEAD = 8192
"""How many bytes at the beginning of a file tell what it is."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
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
    (b"\xffWPC", "a WordPerfect document"),
)
_TEXTUAL = frozenset({b"BZh", b"ID3", b"RIFF"})
"""Signatures that a text may begin with too."""

BY_NAME = {
    ".ppt": "an old PowerPoint presentation",
    ".pptx": "a PowerPoint presentation",
    ".xls": "an old Excel workbook",
    ".ods": "an OpenDocument spreadsheet",
    ".odp": "an OpenDocument presentation",
    ".pages": "a Pages document",
    ".wpd": "a WordPerfect document",
    ".mobi": "a Kindle book",
    ".azw3": "a Kindle book",
    ".pst": "an Outlook mail store",
    ".postil": "a Postil collection",
}
"""Kinds that are not read, by the ends of file names."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_KINDS: tuple[tuple[str, str], ...] = (
    ("__properties_version1.0", "msg"),
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "an old Excel workbook"),
    ("PowerPoint Document", "an old PowerPoint presentation"),
)
_PASSWORD = "It is protected by a password. Save it without one and import it again."  # noqa: S105  a sentence
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,300}\?>\s*|<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:!doctype|/?[a-zA-Z][a-zA-Z0-9:-]{0,30})[\s/>]", re.IGNORECASE)
_WORD_XML = re.compile(rb"<(?:pkg:package|\w+:wordDocument)[\s>]")
_OFFICE_XML = re.compile(rb"<office:document[\s>]")
_ZOTERO = re.compile(rb"<rdf:RDF[\s>]")
_CSL = re.compile(
    rb"[\xef\xbb\xbf\s]*(?:\[|\{\s*\"items\"\s*:\s*\[)\s*\{.*?\"(?:type|id|citation-key)\"\s*:", re.DOTALL
)
_RIS = re.compile(rb"[\xef\xbb\xbf\s]*TY  - [A-Z]+\s*\r?\n")
_MAILBOX = re.compile(rb"From \S+ .*\d{4}[^\n]*\n[A-Za-z-]+:")
_ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError),
    *(struct.error, IndexError, KeyError),
)


def sniff(data: bytes, path: Path) -> str:
    """Return the name of the format that bytes show, or nothing where the name of the file has to tell.

    Raises:
        NotRead: it is of a kind that is not read; the sentence names it.
        ImportFailure: it is protected by a password.
    """
    head = data[:HEAD]
    if head.startswith(PACKED):
        return packed(io.BytesIO(data), path)
    if head.startswith(_OLE):
        return _compound(data)
    if head.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if b"%PDF-" in head[:1024] and (head.startswith(b"%PDF-") or path.suffix.casefold() == ".pdf"):
        return "pdf"
    found = by_text(head, path)
    if not found:
        _refuse(head)
    return found


def is_markup(data: bytes) -> bool:
    """Tell whether there is a tag in what is named as a web page."""
    return bool(_TAG.search(_narrow(data)))


def not_read(what: str) -> NotRead:
    """Say of a file what it is and that it is not read."""
    return NotRead(f"{what}; {READS}.")


def by_text(head: bytes, path: Path) -> str:
    """Return the name of the format that the first bytes of a text show, or nothing."""
    if head.startswith(b"WARC/") or (head.startswith(b"\x1f\x8b") and path.name.casefold().endswith(".warc.gz")):
        return "warc"
    narrow = _narrow(head)
    suffix = path.suffix.casefold()
    if _WORD_XML.search(narrow):
        return "docx"
    if _OFFICE_XML.search(narrow) and b"opendocument.text" in narrow:
        return "odt"
    if _ZOTERO.search(narrow) and suffix in {".rdf", ".xml"}:
        return "rdf"
    if _PAGE.match(narrow):
        return "html"
    if _RIS.match(head):
        return "ris"
    if suffix == ".json" and _CSL.match(head):
        return "csl"
    return "mbox" if _MAILBOX.match(head) and suffix != ".eml" else ""


def packed(file: BinaryIO, path: Path) -> str:
    """Return the format of a ZIP archive by the names in it; a damaged one is what its name says.

    Raises:
        NotRead: it is a document of a kind that is not read.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            mimetype = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except _ZIP_ERRORS:
        return "" if path.suffix.casefold() in {".docx", ".odt", ".epub", ".xlsx", ".docm", ".dotx", ".ott"} else "zip"
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", "docx"), ("xl/", "xlsx")):
            if any(name.startswith(folder) for name in names):
                return kind
        if any(name.startswith("ppt/") for name in names):
            raise not_read("It is a PowerPoint presentation")
        return "docx" if path.suffix.casefold() in {".docx", ".docm", ".dotx"} else "zip"
    if mimetype.startswith(b"application/epub+zip") or "META-INF/container.xml" in names:
        return "epub"
    return _open_document(names, mimetype)


def _open_document(names: set[str], mimetype: bytes) -> str:
    if b"opendocument.text" in mimetype:
        return "odt"
    if b"opendocument." in mimetype:
        raise not_read("It is an OpenDocument spreadsheet, presentation or drawing")
    if "Index/Document.iwa" in names or "index.apxl" in names:
        raise not_read("It is a document of Apple's programs; export it as Word or PDF")
    return "zip"


def _compound(data: bytes) -> str:
    """Return the format of an OLE file by the names in its directory, which are UTF-16 and may be in capitals."""
    for name, kind in _OLE_KINDS:
        if name.encode("utf-16-le") not in data and name.upper().encode("utf-16-le") not in data:
            continue
        if kind == "encrypted":
            raise ImportFailure(_PASSWORD)
        if kind in {"msg", "doc"}:
            return kind
        raise not_read(f"It is {kind}")
    raise not_read("It is an old Office document")


def _refuse(head: bytes) -> None:
    """Refuse what its first bytes show to be no text."""
    for signature, what in _SIGNATURES:
        if head.startswith(signature) and not (signature in _TEXTUAL and _is_ascii(head)):
            raise not_read(f"It is {what}")
    if head[4:8] == b"ftyp":
        raise not_read("It is a video or sound recording")


def _is_ascii(head: bytes) -> bool:
    return head.isascii() and b"\0" not in head


def _narrow(data: bytes) -> bytes:
    """Return bytes in which ASCII tags can be found, whatever byte order mark or width they have."""
    return data.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
