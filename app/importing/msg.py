# SPDX-License-Identifier: MIT
"""Outlook messages (.msg): properties in the streams of an OLE file, as [MS-OXMSG] and [MS-OXPROPS] lay them down."""

from __future__ import annotations

import io
import struct
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser
from email.utils import format_datetime
from pathlib import Path

import olefile

from app.importing import mail, rtf
from app.importing.document import Document, ImportFailure
from app.importing.encodings import codec_name, decode
from app.importing.lzfu import decompress
from app.importing.mail import Letter
from app.text.markdown import render

DAMAGED = "It is damaged: the message cannot be opened."
NO_MESSAGE = "It is an Office file, but not an Outlook message."

_SUBJECT, _BODY, _HTML, _RTF, _HEADERS = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D
_SENDER, _SENDER_ADDRESS, _SENDER_SMTP, _FROM = 0x0C1A, 0x0C1F, 0x5D01, 0x0042
_TO, _CC = 0x0E04, 0x0E03
_SENT, _DELIVERED = 0x0039, 0x0E06
_DATA = 0x3701
_LONG_NAME, _NAME, _CODE_PAGE, _MESSAGE_CODE_PAGE = 0x3707, 0x3704, 0x3FDE, 0x3FFD
_UNICODE, _STRING, _BINARY = 0x001F, 0x001E, 0x0102
_ERRORS = (OSError, struct.error, ValueError, IndexError, KeyError, OverflowError, TypeError, AttributeError)
"""What olefile raises over damaged files."""

_LARGEST = 32 * 1024 * 1024
_DEEPEST = 8
_MOST_ATTACHED = 500
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def read(data: bytes, path: Path) -> Document:  # noqa: ARG001  every reader is told the path
    """Read an Outlook message.

    Raises:
        ImportFailure: it is damaged, no message, or has no text.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if not ole.exists("__properties_version1.0"):
                raise ImportFailure(NO_MESSAGE)
            return mail.document(_Storage(ole, ()).letter(0), {})
    except _ERRORS as error:
        raise ImportFailure(DAMAGED) from error


class _Storage:
    """A message, or an attached file, in an OLE file; ``place`` is the path of its storage."""

    def __init__(self, ole: olefile.OleFileIO, place: tuple[str, ...]):
        self._ole = ole
        self._place = place
        self._fixed = self._fixed_properties()

    def letter(self, depth: int) -> Letter:
        """Return the message as a letter, with the messages attached to it."""
        headers = HeaderParser().parsestr(self._text(_HEADERS))
        name = self._text(_FROM) or self._text(_SENDER)
        address = self._text(_SENDER_SMTP) or self._text(_SENDER_ADDRESS)
        sender = f"{name} <{address}>" if "@" in address and address != name else name or address
        sent = self._time(_SENT) or self._time(_DELIVERED)
        date = str(headers.get("Date") or "") or (format_datetime(sent) if sent else "")
        text, markup = self._text(_BODY), self._markup()
        letter = Letter(
            self._text(_SUBJECT),
            sender,
            self._text(_TO),
            self._text(_CC),
            date,
            mail.day_of(date),
            "",
            text if text.strip() or markup.strip() else self._rich(),
            markup,
        )
        self._attach(letter, depth)
        return letter

    def _attach(self, letter: Letter, depth: int) -> None:
        level = len(self._place)
        inside = {
            tuple(entry[: level + 1])
            for entry in self._ole.listdir(streams=True, storages=False)
            if tuple(entry[:level]) == self._place and entry[level].startswith("__attach_version1.0_")
        }
        for place in sorted(inside)[:_MOST_ATTACHED]:
            attached = _Storage(self._ole, place)
            message = (*place, "__substg1.0_3701000D")
            if self._ole.exists([*message, "__properties_version1.0"]) and depth < _DEEPEST:
                letter.letters.append(_Storage(self._ole, message).letter(depth + 1))
            else:
                name = attached._text(_LONG_NAME) or attached._text(_NAME)
                if name.strip():
                    letter.attach(name, attached._property(_DATA, _BINARY))

    def _stream(self, name: str) -> bytes:
        place = [*self._place, name]
        if not self._ole.exists(place) or self._ole.get_size(place) > _LARGEST:
            return b""
        with self._ole.openstream(place) as stream:
            return bytes(stream.read())

    def _property(self, number: int, kind: int) -> bytes:
        return self._stream(f"__substg1.0_{number:04X}{kind:04X}")

    def _text(self, number: int) -> str:
        wide = self._property(number, _UNICODE)
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._property(number, _STRING).rstrip(b"\0")
        return self._decoded(narrow) if narrow else ""

    def _decoded(self, data: bytes) -> str:
        page = self._fixed.get(_MESSAGE_CODE_PAGE) or self._fixed.get(_CODE_PAGE) or b""
        number = int.from_bytes(page[:4], "little")
        declared = "utf-8" if number == 65001 else codec_name(f"cp{number}")
        try:
            return decode(data, declared).text
        except ImportFailure:
            return data.decode("latin-1")

    def _markup(self) -> str:
        data = self._property(_HTML, _BINARY)
        return self._decoded(data) if data else self._text(_HTML)

    def _rich(self) -> str:
        """Return the words of a body that is kept as RTF alone."""
        packed = self._property(_RTF, _BINARY)
        try:
            document = rtf.read(decompress(packed, _LARGEST), Path()) if packed else None
        except ImportFailure:
            return ""
        return render(document.body).text.replace("\n", "\n\n") if document else ""

    def _time(self, number: int) -> datetime | None:
        ticks = int.from_bytes(self._fixed.get(number, b""), "little")
        return _EPOCH + timedelta(microseconds=ticks // 10) if 0 < ticks < 2**61 else None

    def _fixed_properties(self) -> dict[int, bytes]:
        """Return the properties of a fixed length: 16 bytes each, after a header that depends on what holds them."""
        data = self._stream("__properties_version1.0")
        header = 32 if not self._place else 24 if self._place[-1].endswith("3701000D") else 8
        return {
            struct.unpack_from("<H", data, start + 2)[0]: data[start + 8 : start + 16]
            for start in range(header, len(data) - 15, 16)
        }
