# SPDX-License-Identifier: MIT
"""The pictures of a source, out of the original that is kept with it. Nothing is ever fetched from anywhere else."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote_to_bytes

from app.importing.document import ImportFailure
from app.importing.packages import Package
from app.text.inline import data_key

_ARCHIVE = b"PK\x03\x04"
_DATA = re.compile(rb"data:image/[\w.+-]{1,40}(?:;[\w=-]{1,40})*,[^\s\"'<>)]+", re.IGNORECASE)


class Pictures:
    """The pictures of one original."""

    def __init__(self, original: bytes):
        self._original = original
        self._package: Package | None = None

    def read(self, target: str) -> bytes | None:
        """Return the bytes of a picture by the target its inline span has, or None where the original has no such.

        A target is the name of a member of an archive, or stands for an address that holds the picture itself.
        """
        if target.startswith("data:"):
            return self._from_address(target)
        if not self._original.startswith(_ARCHIVE):
            return None
        try:
            self._package = self._package or Package(self._original)
            return self._package.read(target) if target in self._package else None
        except ImportFailure:
            return None

    def _from_address(self, target: str) -> bytes | None:
        for found in _DATA.finditer(self._original):
            if data_key(found[0].decode("ascii", "replace")) == target:
                head, _, body = found[0].partition(b",")
                return _decoded(body) if head.lower().endswith(b";base64") else unquote_to_bytes(body)
        return None


def _decoded(body: bytes) -> bytes | None:
    try:
        return base64.b64decode(unquote_to_bytes(body))
    except binascii.Error:
        return None
