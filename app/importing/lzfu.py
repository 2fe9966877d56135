# SPDX-License-Identifier: MIT
"""Unpacks the RTF of Outlook messages: LZFu, as [MS-OXRTFCP] 2.1 and 2.2 lay it down."""

from __future__ import annotations

import struct

_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_SIZE = 4096
_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0"
    b"\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the dictionary holds at the beginning; the format fixes it."""


def decompress(data: bytes, most: int) -> bytes:
    """Return the RTF, at most ``most`` bytes of it; what is damaged ends it early."""
    if len(data) < 16:
        return b""
    _, size, kind = struct.unpack_from("<III", data)
    size = min(size, most)
    if kind == _PLAIN:
        return data[16 : 16 + size]
    return _unpack(data[16:], size) if kind == _PACKED else b""


def _unpack(data: bytes, size: int) -> bytes:
    """Follow the control bytes: each bit says whether a byte or a place in the dictionary comes next."""
    ring = bytearray(_DICTIONARY.ljust(_SIZE, b"\0"))
    write = len(_DICTIONARY)
    out = bytearray()
    place = 0
    while place < len(data) and len(out) < size:
        control, place = data[place], place + 1
        for bit in range(8):
            if not control >> bit & 1:
                taken, place = data[place : place + 1], place + 1
            else:
                token, place = int.from_bytes(data[place : place + 2], "big"), place + 2
                if token >> 4 == write or place > len(data):
                    return bytes(out[:size])
                taken = _copied(ring, token >> 4, (token & 15) + 2, write)
            for byte in taken:
                ring[write] = byte
                write = (write + 1) % _SIZE
            out += taken
    return bytes(out[:size])


def _copied(ring: bytearray, start: int, length: int, write: int) -> bytes:
    """Return bytes of the dictionary; a copy may run into what it writes itself."""
    known = (write - start) % _SIZE or _SIZE
    return bytes(ring[(start + step % known) % _SIZE] for step in range(length))
