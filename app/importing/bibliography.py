# SPDX-License-Identifier: MIT
"""Bibliographies (RIS, BibTeX, CSL-JSON, Zotero RDF): what they say about texts, and the files attached to them.

A bibliography is no text; each of its entries is. Where the files attached to an entry are found, they become
sources with the metadata of the entry; else its abstract does. Files are looked for where the entry says and below the
folder of the bibliography, and only those that Postil reads are taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlparse

from app.importing import bibtex, csl, ris, zotero_rdf
from app.importing.document import Document, ImportFailure, origins_of
from app.importing.encodings import decode
from app.importing.entries import Entry
from app.importing.markup import escape
from app.importing.members import Member

SUFFIX = ".postil-entry"
"""How files end that hold the abstract of one entry."""

LARGEST = 64 * 1024 * 1024

NO_ENTRIES = "There is no entry in it."
NO_FILE = "There is no file attached to it that can be found and read, and no abstract."
TOO_LARGE = f"It is larger than {LARGEST // 1024**2} MB."

_ORIGIN = "bibliography"
_MOST_NAMES = 200_000
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


Parser = Callable[[str], Iterator[Entry]]


def open_ris(path: Path) -> Iterator[Member]:
    """Yield the entries of a RIS file.

    Raises:
        ImportFailure: it is not a text, or has no entry.
    """
    return _open(path, ris.parse)


def open_bibtex(path: Path) -> Iterator[Member]:
    """Yield the entries of a BibTeX file.

    Raises:
        ImportFailure: it is not a text, or has no entry.
    """
    return _open(path, bibtex.parse)


def open_csl(path: Path) -> Iterator[Member]:
    """Yield the entries of a CSL-JSON file.

    Raises:
        ImportFailure: it is no CSL-JSON, or has no entry.
    """
    return _open(path, csl.parse)


def open_rdf(path: Path) -> Iterator[Member]:
    """Yield the entries of a Zotero RDF file.

    Raises:
        ImportFailure: it is no XML, or has no entry.
    """
    return _open(path, zotero_rdf.parse)


def read(data: bytes, path: Path) -> Document:  # noqa: ARG001  every reader is told the path
    """Read the abstract of one entry, which is Markdown of ours.

    Raises:
        ImportFailure: it is not a text.
    """
    return Document(decode(data).text, True)


def about(entry: Entry) -> Document:
    """Return what an entry says as a document without a text."""
    values = entry.values()
    return Document(
        "",
        title=entry.title,
        authors=entry.authors,
        publication=entry.publication,
        date=entry.date,
        language=entry.language,
        url=entry.url,
        licence=entry.licence,
        origins=origins_of(_ORIGIN, **values),
    )


def _open(path: Path, parse: Parser) -> Iterator[Member]:
    if path.stat().st_size > LARGEST:
        raise ImportFailure(TOO_LARGE)
    entries = list(parse(decode(path.read_bytes()).text))
    if not entries:
        raise ImportFailure(NO_ENTRIES)
    files = _Files(path.parent)
    for number, entry in enumerate(entries, 1):
        found = [file for name in entry.files if (file := files.find(name)) is not None]
        for file in dict.fromkeys(found):
            yield Member(file.name, path=file, about=about(entry))
        if not found:
            yield _abstract(entry, number)


def _abstract(entry: Entry, number: int) -> Member:
    name = entry.title or str(number)
    if not entry.abstract.strip():
        return Member(name, refusal=NO_FILE)
    paragraphs = [escape(part.strip()) for part in re.split(r"\n\s*\n", entry.abstract) if part.strip()]
    body = "\n\n".join([f"# {escape(entry.title)}", *paragraphs] if entry.title else paragraphs)
    return Member(name, body.encode("utf-8", "replace"), SUFFIX, about=about(entry))


class _Files:
    """Finds attached files by what entries call them."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._by_name: dict[str, list[Path]] | None = None

    def find(self, name: str) -> Path | None:
        """Return the file an entry names, or None where it is not to be found or is of a kind that is not read."""
        plain = _plain_path(name)
        if not plain or not _is_readable(plain):
            return None
        for path in (Path(plain), self._folder / plain):
            if path.is_absolute() and _is_file(path):
                return path
        return self._below(plain)

    def _below(self, plain: str) -> Path | None:
        """Return the only file of that name below the folder, for bibliographies that were moved with their files."""
        if self._by_name is None:
            self._by_name = {}
            for count, path in enumerate(self._folder.rglob("*")):
                if count > _MOST_NAMES:
                    break
                self._by_name.setdefault(path.name.casefold(), []).append(path)
        wanted = Path(plain.replace("\\", "/"))
        alike = [path for path in self._by_name.get(wanted.name.casefold(), ()) if _is_file(path)]
        near = [path for path in alike if path.parent.name == wanted.parent.name] if len(alike) > 1 else alike
        return near[0] if len(near) == 1 else None


def _plain_path(name: str) -> str:
    text = name.strip()
    if text.casefold().startswith("file:"):
        text = unquote(urlparse(text).path) or ""
        text = text[1:] if _DRIVE.match(text[1:]) else text
    elif "://" in text or text.casefold().startswith("internal-pdf:"):
        text = unquote(text.partition("://")[2]) if text.casefold().startswith("internal-pdf:") else ""
    return "" if "\0" in text or len(text) > 1000 else text


def _is_readable(name: str) -> bool:
    from app.importing.formats import is_readable  # noqa: PLC0415  the formats name this module

    return is_readable(Path(name.replace("\\", "/")))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
