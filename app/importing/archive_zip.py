# SPDX-License-Identifier: MIT
"""Archives (.zip): one source a file in them, as if they were a folder, with limits on what may come out.

Nothing is believed that an archive says about sizes, and no name in it decides where anything is written.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from app.importing.document import ImportFailure
from app.importing.members import MOST_MEMBERS, Member, shown_name

DAMAGED = "It is damaged: the archive cannot be opened."
DAMAGED_MEMBER = "It is damaged in the archive."
BOMB = "It would unpack to far more than it should; it is not read, to be safe."
ENCRYPTED = "It is protected by a password."
LARGEST = 64 * 1024 * 1024
STEEPEST = 400
"""How many times a member may grow, once it is over 1 MB."""

_UTF_8 = 0x800
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]+")
_JUNK = frozenset({"thumbs.db", "desktop.ini", "__macosx", ".ds_store"})
_ERRORS = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError),
    *(ValueError, struct.error, IndexError, KeyError),
)
"""What zipfile and its decompressors raise over damaged archives."""


def open_zip(path: Path) -> Iterator[Member]:
    """Yield the files of an archive.

    Raises:
        ImportFailure: it is damaged, or holds too many files.
    """
    try:
        archive = zipfile.ZipFile(path)
    except _ERRORS as error:
        raise ImportFailure(DAMAGED) from error
    with archive:
        # ``is_dir`` of some Pythons fails on a member that damage has left without a name
        infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
        if len(infos) > MOST_MEMBERS:
            raise ImportFailure(f"It holds {len(infos):,} files; up to {MOST_MEMBERS:,} are read.")
        names = {info.filename: name_of(info) for info in infos}
        pages = {name.rpartition(".")[0] for name in names.values() if name.casefold().endswith((".html", ".htm"))}
        for info in infos:
            name = names[info.filename]
            if not _is_junk(name, pages):
                yield _member(archive, info, name)


def name_of(info: zipfile.ZipInfo) -> str:
    """Return the name of a file, whose encoding older archives do not tell: UTF-8, a Russian one, or the first PC's."""
    if info.flag_bits & _UTF_8 or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        russian = raw.decode("cp866")
        words = [word for word in _WORD.findall(russian) if not word.isascii()]
        return russian if words and all(map(_CYRILLIC.fullmatch, words)) else info.filename


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Member:
    if info.flag_bits & 1:
        return Member(name, refusal=ENCRYPTED, passed_over=False)
    most = min(LARGEST, max(1024 * 1024, STEEPEST * max(info.compress_size, 1)))
    try:
        with archive.open(info) as file:
            data = file.read(most + 1)
    except _ERRORS:
        return Member(name, refusal=DAMAGED_MEMBER, passed_over=False)
    if len(data) > most:
        large = f"It is larger than {LARGEST // 1024**2} MB." if most == LARGEST else BOMB
        return Member(name, refusal=large, passed_over=False)
    return Member(name, data)


def _is_junk(name: str, pages: set[str]) -> bool:
    """Tell whether a file is what systems leave behind, is hidden, or belongs to a saved web page."""
    parts = shown_name(name).split("/")
    if any(part.casefold() in _JUNK or part.startswith((".", "~$")) for part in parts):
        return True
    folders = ["/".join(parts[: number + 1]) for number in range(len(parts) - 1)]
    return any(folder.endswith("_files") and folder.removesuffix("_files") in pages for folder in folders)
