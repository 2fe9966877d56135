# SPDX-License-Identifier: MIT
"""Opening files of other tools with care: archives that swell, XML that reaches out, JSON without end."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from app.exchange.incoming import BadFile
from app.exchange.record import Json

MOST_MEMBERS = 50_000
LARGEST_MEMBER = 256 * 1024 * 1024
LARGEST_WHOLE = 2 * 1024 * 1024 * 1024
HIGHEST_RATIO = 300
"""How many times its size an archive may swell; texts of words seldom pass ten."""
ALWAYS_FINE = 4 * 1024 * 1024
"""What swells to less than this is never refused for its ratio."""
LARGEST_JSON = 512 * 1024 * 1024


class Members:
    """A zip archive that is read member by member and never unpacked to the disk."""

    def __init__(self, opened: zipfile.ZipFile):
        self._zip = opened
        self._members = {info.filename: info for info in opened.infolist() if not info.filename.endswith("/")}
        whole = sum(info.file_size for info in self._members.values())
        packed = sum(info.compress_size for info in self._members.values())
        if len(self._members) > MOST_MEMBERS or whole > LARGEST_WHOLE:
            raise BadFile("It holds more than can be read with care.")
        if whole > ALWAYS_FINE and whole > HIGHEST_RATIO * max(packed, 1):
            raise BadFile("It swells to far more than its size, as files made to do harm do.")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members, in the order of the archive."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return a member.

        Raises:
            BadFile: it is damaged, encrypted, or larger than it says or than anything should be.
        """
        info = self._members[name]
        if info.file_size > LARGEST_MEMBER:
            raise BadFile(f"“{name}” in it is larger than can be read with care.")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
            raise BadFile(f"“{name}” in it cannot be read ({error}).") from error
        if len(data) > info.file_size:
            raise BadFile(f"“{name}” in it is larger than it says.")
        return data

    def open(self, name: str) -> BinaryIO:
        """Return a member as a stream of bytes, for what is read piece by piece."""
        return self._zip.open(self._members[name])  # type: ignore[return-value]  # ZipExtFile is a BinaryIO but in name


@contextmanager
def archive(path: Path) -> Iterator[Members]:
    """Open a zip archive.

    Raises:
        BadFile: it is none, or one that is made to do harm.
    """
    try:
        opened = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BadFile(f"It is not a zip archive that can be read ({error}).") from error
    with opened:
        yield Members(opened)


def xml(data: bytes) -> etree._Element:
    """Return the root of an XML document; entities, DTDs and the network stay out.

    Raises:
        BadFile: it is not XML, or declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadFile(f"It is not XML that can be read ({error}).") from error
    if root.getroottree().docinfo.doctype:
        raise BadFile("It declares a document type, which no such file needs.")
    return root


def read_json(path: Path) -> Json:
    """Return a JSON document.

    Raises:
        BadFile: it is none, or too large or too deep.
    """
    try:
        if path.stat().st_size > LARGEST_JSON:
            raise BadFile("It is larger than can be read as one JSON document.")
        whole: Json = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadFile(f"It is not JSON that can be read ({error}).") from error
    except OSError as error:
        raise BadFile(f"It cannot be read ({error.strerror}).") from error
    return whole
