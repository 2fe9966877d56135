# SPDX-License-Identifier: MIT
"""Opens files that are ZIP archives or XML, as strangers' files must be opened: with limits, and without entities.

Word, OpenDocument, EPUB and Excel files are archives of XML. What an archive says of its sizes is not believed; what
comes out is counted. XML is parsed without expanding an entity, loading a definition or asking the network, so that
neither "XXE" nor "billion laughs" has anything to work on.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import cast

from lxml import etree

from app.importing.damage import Slip, slip_in
from app.importing.document import ImportFailure

MOST_MEMBERS = 20_000
LARGEST_MEMBER = 128 * 1024 * 1024
LARGEST_TOTAL = 512 * 1024 * 1024
STEEPEST = 400
"""How many times a member may grow, once it is over 1 MB: deflate cannot do more than 1,032 and texts do some 20."""

DEEPEST = 200
"""How deep elements may nest: readers follow them, and Python's stack has an end."""

DAMAGED = "It is damaged: the archive cannot be opened."
DAMAGED_MEMBER = "It is damaged: a part of it cannot be read."
BOMB = "It would unpack to far more than it should; it is not read, to be safe."
ENCRYPTED = "It is protected by a password. Save it without one and import it again."
NOT_XML = "It is damaged: a part of it is not valid XML."
TOO_DEEP = "Its parts are nested too deeply to be read."

_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
    IndexError,
    KeyError,
)
"""What zipfile and its decompressors raise over damaged archives."""

_ILLEGAL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Package:
    """An archive that has been opened; names are matched without regard to case where the exact one is missing."""

    def __init__(self, data: bytes):
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            infos = self._archive.infolist()
        except _ERRORS as error:
            raise ImportFailure(DAMAGED) from error
        if len(infos) > MOST_MEMBERS:
            raise ImportFailure(f"It holds {len(infos):,} parts; up to {MOST_MEMBERS:,} are read.")
        self._infos = {info.filename: info for info in infos if not info.filename.endswith("/")}
        self._folded = {name.casefold(): name for name in self._infos}
        self._left = LARGEST_TOTAL
        self.damaged: dict[str, Slip | None] = {}
        """The parts that were asked for and are damaged, with where; None where nothing of them could be read."""

    @property
    def names(self) -> list[str]:
        """The names of its members, in order."""
        return list(self._infos)

    def __contains__(self, name: str) -> bool:
        return self._found(name) is not None

    def read(self, name: str) -> bytes:
        """Return the bytes of a member.

        Raises:
            ImportFailure: it is missing, damaged, encrypted or too large.
        """
        found = self._found(name)
        if found is None:
            raise ImportFailure(DAMAGED_MEMBER)
        info = self._infos[found]
        if info.flag_bits & 1:
            raise ImportFailure(ENCRYPTED)
        most = min(LARGEST_MEMBER, self._left, max(1024 * 1024, STEEPEST * max(info.compress_size, 1)))
        try:
            with self._archive.open(info) as member:
                data = member.read(most + 1)
        except _ERRORS as error:
            raise ImportFailure(DAMAGED_MEMBER) from error
        if len(data) > most:
            raise ImportFailure(BOMB)
        self._left -= len(data)
        return data

    def xml(self, name: str) -> etree._Element:
        """Return a member parsed as XML.

        Raises:
            ImportFailure: as :meth:`read`, or it is not XML.
        """
        root, slip = parse_with_slip(self.read(name))
        if slip is not None:
            self.damaged[name] = slip
        return root

    def optional(self, name: str) -> etree._Element | None:
        """Return a member parsed as XML, or None where it is missing or no good; the text does not depend on it."""
        try:
            return self.xml(name) if name in self else None
        except ImportFailure:
            self.damaged[name] = None
            return None

    def _found(self, name: str) -> str | None:
        plain = posixpath.normpath(name.lstrip("/"))
        return plain if plain in self._infos else self._folded.get(plain.casefold())


def parse_xml(data: bytes) -> etree._Element:
    """Parse XML without expanding entities, loading definitions or touching the network.

    XML with a slip in it is read as far as it makes sense, since people's files have slips.

    Raises:
        ImportFailure: it is not XML, or nests deeper than :data:`DEEPEST`.
    """
    return parse_with_slip(data)[0]


def parse_with_slip(data: bytes) -> tuple[etree._Element, Slip | None]:
    """Parse XML as :func:`parse_xml` does, and say where it is damaged if some of it may be missing.

    Raises:
        ImportFailure: as there.
    """
    slip = None
    try:
        root: etree._Element | None = etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError:
        root, slip = _recovered(data)
    if root is None:
        raise ImportFailure(NOT_XML)
    if root.xpath(f"boolean({'/*' * DEEPEST})"):
        raise ImportFailure(TOO_DEEP)
    return root, slip


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; comments and the like have none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """Return the value of an attribute by its name without a namespace, or an empty string."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def first(root: etree._Element | None, *names: str) -> str:
    """Return the text of the first element, at any depth, with one of these names, or an empty string."""
    return next(iter(every(root, *names)), "")


def every(root: etree._Element | None, *names: str) -> Iterable[str]:
    """Yield the text of all elements, at any depth, with these names, where they have one."""
    if root is None:
        return
    for name in names:
        for element in root.iter(f"{{*}}{name}"):
            text = " ".join("".join(cast("Iterable[str]", element.itertext())).split())
            if text:
                yield text


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _recovered(data: bytes) -> tuple[etree._Element | None, Slip | None]:
    parser = _parser(recover=True)
    try:
        root = etree.fromstring(_ILLEGAL.sub(b"", data) if b"\x00" not in data[:4] else data, parser)
    except etree.XMLSyntaxError:
        return None, None
    errors = [(error.line, error.column) for error in parser.error_log]
    return cast("etree._Element | None", root), slip_in(data, errors)
