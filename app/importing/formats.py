# SPDX-License-Identifier: MIT
"""Which reader reads a file: by its bytes where they tell (:mod:`app.importing.sniff`), else by its name.

To add a format, write ``app/importing/<name>.py`` with a function ``read`` and add it to :data:`FORMATS`; a format
whose files hold many sources has an opener instead (:mod:`app.importing.members`). Both are imported when first used,
since some of them load large libraries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.importing.document import ImportFailure, Reader
from app.importing.members import Opener
from app.importing.sniff import BY_NAME, HEAD, PACKED, by_text, is_markup, not_read, packed, sniff


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name as sources carry it, the ends of file names, and how to get its reader or opener.

    ``shown`` is false for what Postil itself unpacks, whose ends no file of a user has.
    """

    name: str
    extensions: tuple[str, ...]
    reader: Callable[[], Reader] | None = None
    opener: Callable[[], Opener] | None = None
    shown: bool = True


def _text() -> Reader:
    from app.importing.text import read  # noqa: PLC0415  readers are loaded when first used

    return read


def _markdown() -> Reader:
    from app.importing.markdown import read  # noqa: PLC0415  readers are loaded when first used

    return read


def _html() -> Reader:
    from app.importing.html import read  # noqa: PLC0415  trafilatura takes half a second to load

    return read


def _mhtml() -> Reader:
    from app.importing.mhtml import read  # noqa: PLC0415  trafilatura takes half a second to load

    return read


def _pdf() -> Reader:
    from app.importing.pdf import read  # noqa: PLC0415  PDFium is a large library

    return read


def _docx() -> Reader:
    from app.importing.docx import read  # noqa: PLC0415  readers are loaded when first used

    return read


def _doc() -> Reader:
    from app.importing.doc import read  # noqa: PLC0415  readers are loaded when first used

    return read


def _odt() -> Reader:
    from app.importing.odt import read  # noqa: PLC0415  readers are loaded when first used

    return read


def _rtf() -> Reader:
    from app.importing.rtf import read  # noqa: PLC0415  readers are loaded when first used

    return read


def _epub() -> Reader:
    from app.importing.epub import read  # noqa: PLC0415  readers are loaded when first used

    return read


def _eml() -> Reader:
    from app.importing.eml import read  # noqa: PLC0415  readers are loaded when first used

    return read


def _msg() -> Reader:
    from app.importing.msg import read  # noqa: PLC0415  readers are loaded when first used

    return read


def _row() -> Reader:
    from app.importing.table import read  # noqa: PLC0415  readers are loaded when first used

    return read


def _record() -> Reader:
    from app.importing.warc import read  # noqa: PLC0415  readers are loaded when first used

    return read


def _entry() -> Reader:
    from app.importing.bibliography import read  # noqa: PLC0415  readers are loaded when first used

    return read


def _table() -> Opener:
    from app.importing.table import open_table  # noqa: PLC0415  readers are loaded when first used

    return open_table


def _mbox() -> Opener:
    from app.importing.mailbox import open_mailbox  # noqa: PLC0415  readers are loaded when first used

    return open_mailbox


def _zip() -> Opener:
    from app.importing.archive_zip import open_zip  # noqa: PLC0415  readers are loaded when first used

    return open_zip


def _warc() -> Opener:
    from app.importing.warc import open_warc  # noqa: PLC0415  readers are loaded when first used

    return open_warc


def _ris() -> Opener:
    from app.importing.bibliography import open_ris  # noqa: PLC0415  readers are loaded when first used

    return open_ris


def _bibtex() -> Opener:
    from app.importing.bibliography import open_bibtex  # noqa: PLC0415  readers are loaded when first used

    return open_bibtex


def _csl() -> Opener:
    from app.importing.bibliography import open_csl  # noqa: PLC0415  readers are loaded when first used

    return open_csl


def _rdf() -> Opener:
    from app.importing.bibliography import open_rdf  # noqa: PLC0415  readers are loaded when first used

    return open_rdf


TEXT = Format("txt", (".txt", ".text"), _text)
MARKDOWN = Format("md", (".md", ".markdown", ".mdown", ".mkd"), _markdown)
HTML = Format("html", (".html", ".htm", ".xhtml", ".shtml"), _html)
FORMATS = (
    TEXT,
    MARKDOWN,
    HTML,
    Format("mhtml", (".mhtml", ".mht"), _mhtml),
    Format("pdf", (".pdf",), _pdf),
    Format("docx", (".docx", ".docm", ".dotx"), _docx),
    Format("doc", (".doc", ".dot"), _doc),
    Format("odt", (".odt", ".ott", ".fodt"), _odt),
    Format("rtf", (".rtf",), _rtf),
    Format("epub", (".epub",), _epub),
    Format("eml", (".eml",), _eml),
    Format("msg", (".msg",), _msg),
    Format("mbox", (".mbox", ".mbx"), opener=_mbox),
    Format("csv", (".csv", ".tsv"), opener=_table),
    Format("xlsx", (".xlsx", ".xlsm"), opener=_table),
    Format("zip", (".zip",), opener=_zip),
    Format("warc", (".warc", ".warc.gz"), opener=_warc),
    Format("ris", (".ris",), opener=_ris),
    Format("bib", (".bib", ".bibtex"), opener=_bibtex),
    Format("csl", (".csljson",), opener=_csl),
    Format("rdf", (".rdf",), opener=_rdf),
    Format("row", (".postil-row",), _row, shown=False),
    Format("page", (".postil-warc-record",), _record, shown=False),
    Format("entry", (".postil-entry",), _entry, shown=False),
)
EXTENSIONS = {extension: known for known in FORMATS for extension in known.extensions}
TABLES = frozenset({"csv", "xlsx"})
"""The names of the formats that hold a source a row."""

_BY_NAME = {known.name: known for known in FORMATS}
_BIBLIOGRAPHIES = frozenset({"ris", "bib", "csl", "rdf"})


def format_of(data: bytes, path: Path) -> Format:
    """Say how to read a file.

    A web page is one whatever its name says, and a file named as a web page without any tag is plain text. Text
    under an unknown name is read as plain text.

    Raises:
        NotRead: it is of a kind that is not read; the sentence names it.
        ImportFailure: it is protected by a password.
    """
    named = EXTENSIONS.get(_suffix(path))
    if named is not None and not named.shown:
        return named
    found = sniff(data, path)
    if found and not (found == "html" and named is not None and named.name in {"mhtml", "eml"}):
        return _BY_NAME[found]
    if named is HTML and not is_markup(data):
        return TEXT
    if named is None and path.suffix.casefold() in BY_NAME:
        raise not_read(f"It is {BY_NAME[path.suffix.casefold()]}")
    return named or TEXT


def holds_many(path: Path) -> Format | None:
    """Return the format of a file that holds many sources, without reading all of it; None for other files.

    Raises:
        OSError: the file cannot be opened.
        NotRead: it is of a kind that is not read; the sentence names it.
    """
    named = EXTENSIONS.get(_suffix(path))
    if named is not None and not named.shown:
        return None  # what Postil unpacked is one text, though a record of a web archive begins as the archive does
    with path.open("rb") as file:
        head = file.read(HEAD)
        found = packed(file, path) if head.startswith(PACKED) else by_text(head, path)
    known = _BY_NAME.get(found) or named or TEXT
    return known if known.opener else None


def is_wanted(path: Path) -> bool:
    """Tell whether a file found in a folder has a name that is read; other names are passed over."""
    known = EXTENSIONS.get(_suffix(path))
    return known is not None and known.shown


def is_readable(path: Path) -> bool:
    """Tell whether a file has the name of a text, not of something that holds many."""
    known = EXTENSIONS.get(_suffix(path))
    return known is not None and known.shown and known.reader is not None


def is_bibliography(path: Path) -> bool:
    """Tell whether a file has the name of a bibliography, which may say something about files beside it."""
    known = EXTENSIONS.get(_suffix(path))
    return known is not None and known.name in _BIBLIOGRAPHIES


def unwanted(path: Path) -> ImportFailure:
    """Say why a file found in a folder is passed over."""
    suffix = path.suffix.casefold()
    what = f"It is {BY_NAME[suffix]}" if suffix in BY_NAME else f"Its name ends in “{suffix}”"
    return not_read(what if suffix else "Its name has no ending")


def _suffix(path: Path) -> str:
    name = path.name.casefold()
    return ".warc.gz" if name.endswith(".warc.gz") else path.suffix.casefold()
