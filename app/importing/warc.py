# SPDX-License-Identifier: MIT
"""Web archives (.warc, .warc.gz): one source a page that was fetched, with the address it was fetched from.

WARC 1.0 and 1.1 (ISO 28500): records one after the other, each with headers and a block of a given length. Pages are
the records of type ``response`` (an HTTP message) or ``resource`` that hold HTML, PDF or text. The record itself is
kept as the original.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from app.importing import html, text
from app.importing.document import Document, ImportFailure
from app.importing.members import Member

SUFFIX = ".postil-warc-record"
"""How files end that hold one record."""

DAMAGED = "It is damaged, or not a web archive."
NO_PAGES = "There is no page in it."
TOO_LARGE = "It is larger than 64 MB."
PACKED = "It was packed in a way that is not known."

_ORIGIN = "web archive"
_LARGEST = 64 * 1024 * 1024
_LONGEST_HEADER = 64 * 1024
_MOST_READ = 16 * 1024**3
_KINDS = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")

Headers = Mapping[str, str]


def open_warc(path: Path) -> Iterator[Member]:
    """Yield the pages of an archive.

    Raises:
        ImportFailure: it is damaged, or there is no page in it.
    """
    count = 0
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if packed else cast("BinaryIO", raw)
        try:
            for member in _pages(stream):
                count += 1
                yield member
        except (OSError, EOFError, zlib.error) as error:
            if not count:
                raise ImportFailure(DAMAGED) from error
            yield Member("the rest", refusal=DAMAGED, passed_over=False)
    if not count:
        raise ImportFailure(NO_PAGES)


def read(data: bytes, path: Path) -> Document:
    """Read the page in one record.

    Raises:
        ImportFailure: there is no text in it, or it was packed in an unknown way.
    """
    head, _, block = data.partition(b"\r\n\r\n")
    about = _headers(head)
    kind, body = _unwrapped(about, block.removesuffix(b"\r\n\r\n"))
    if kind == "application/pdf":
        from app.importing import pdf  # noqa: PLC0415  few archives hold PDF, and PDFium takes time to load

        document = pdf.read(body, path)
    else:
        document = text.read(body, path) if kind == "text/plain" else html.read(body, path)
    address = about.get("warc-target-uri", "").strip("<> ")
    if not address.startswith(("http://", "https://")):
        return document
    return replace(document, url=address, origins={**document.origins, "url": _ORIGIN})


def _pages(stream: BinaryIO) -> Iterator[Member]:
    done = number = 0
    while done < _MOST_READ:
        head = _head(stream)
        if not head:
            return
        about = _headers(head)
        length = about.get("content-length", "")
        if not head.startswith(b"WARC/") or not (length.isascii() and length.isdecimal()):
            raise OSError(DAMAGED)
        size = int(length[:15])
        done += size + len(head)
        wanted = about.get("warc-type", "").casefold() in {"response", "resource", "conversion"}
        if not wanted or size > _LARGEST:
            _pass_over(stream, size)
            if wanted:
                yield Member(_name(about, number), refusal=TOO_LARGE, passed_over=False)
            continue
        block = stream.read(size)
        if len(block) < size:
            raise EOFError
        if _is_page(about, block):
            number += 1
            yield Member(_name(about, number), head + b"\r\n\r\n" + block, SUFFIX)


def _head(stream: BinaryIO) -> bytes:
    """Return the headers of the next record, or nothing at the end."""
    lines: list[bytes] = []
    size = 0
    while True:
        line = stream.readline(_LONGEST_HEADER)
        size += len(line)
        if size > _LONGEST_HEADER:
            raise OSError(DAMAGED)
        if not line:
            return b""
        if line.strip():
            lines.append(line.rstrip(b"\r\n"))
        elif lines:
            return b"\r\n".join(lines)


def _pass_over(stream: BinaryIO, size: int) -> None:
    while size > 0:
        read_now = len(stream.read(min(size, 1024 * 1024)))
        if not read_now:
            raise EOFError
        size -= read_now


def _headers(head: bytes) -> Headers:
    found: dict[str, str] = {}
    for line in head.split(b"\n"):
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            found.setdefault(name.strip().casefold(), value.strip())
    return found


def _is_page(about: Headers, block: bytes) -> bool:
    """Tell whether a block holds a page that was answered with, not a redirection, an error or a picture."""
    kind = about.get("content-type", "").casefold()
    if not kind.startswith("application/http"):
        return kind.startswith(_KINDS)
    head, _, body = block.partition(b"\r\n\r\n")
    status = head.split(b"\r\n", 1)[0].split()
    if len(status) < 2 or status[1] != b"200" or not body.strip():
        return False
    return _headers(head).get("content-type", "text/html").casefold().startswith(_KINDS)


def _unwrapped(about: Headers, block: bytes) -> tuple[str, bytes]:
    """Return the kind and the bytes of a page, out of the HTTP message it came in."""
    kind = about.get("content-type", "").casefold()
    if not kind.startswith("application/http"):
        return kind.partition(";")[0].strip(), block
    head, _, body = block.partition(b"\r\n\r\n")
    said = _headers(head)
    if "chunked" in said.get("transfer-encoding", "").casefold():
        body = _joined_chunks(body)
    body = _unpacked(body, said.get("content-encoding", "").casefold())
    declared = said.get("content-type", "text/html")
    kind = declared.partition(";")[0].strip().casefold()
    charset = declared.casefold().partition("charset=")[2].strip("\"' ;")
    if charset and "html" in kind and b"charset" not in body[:2048].lower():
        body = f'<meta charset="{charset}">'.encode("ascii", "replace") + body
    return kind, body


def _joined_chunks(body: bytes) -> bytes:
    """Join the chunks of a body; archives often keep the header without them, and then it is left as it is."""
    chunks, place = [], 0
    while place < len(body):
        end = body.find(b"\r\n", place, place + 40)
        size = body[place:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return body
        if length == 0:
            break
        chunks.append(body[end + 2 : end + 2 + length])
        place = end + 2 + length + 2
    return b"".join(chunks)


def _unpacked(body: bytes, encoding: str) -> bytes:
    """Unpack what was sent packed; what is not packed after all is left as it is."""
    if encoding in {"", "identity"} or body.lstrip()[:1] == b"<":
        return body
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise ImportFailure(PACKED)
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(bits).decompress(body, _LARGEST)
        except zlib.error:
            continue
    raise ImportFailure(DAMAGED)


def _name(about: Headers, number: int) -> str:
    address = about.get("warc-target-uri", "").strip("<> ").partition("://")[2].partition("?")[0].strip("/")
    return f"{address or 'page'}#{number}"
