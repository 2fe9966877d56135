# SPDX-License-Identifier: MIT
"""Finds the files of an import: folders are opened, in an order a person expects, and what is not read is said."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.importing.document import Document, ImportFailure
from app.importing.formats import is_bibliography, is_wanted, unwanted

LARGEST = 64 * 1024 * 1024
"""The most bytes of a file that is read; a book is some 2 MB of text."""

EMPTY = "It is empty."
NO_FILE = "There is no file or folder of this name."
_JUNK = frozenset({"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information"})
_DIGITS = re.compile(r"(\d+)")
_SENTENCES = {
    errno.ENOENT: "It is no longer there.",
    errno.EACCES: "You may not read it.",
    errno.EPERM: "You may not read it.",
    errno.ELOOP: "It is a link that leads back to itself.",
    errno.ENAMETOOLONG: "Its name is too long for this computer.",
    errno.EISDIR: "It is a folder.",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to import.

    ``name`` is its place within what the user named, with ``/`` between folders. It goes into the collection; the whole
    path does not, since a collection is handed on and a path tells whose computer it was made on. ``named`` says
    that the user named the file itself, not a folder it lies in.

    What was found in a file that holds many has a ``place`` to tell people of, its ``depth`` in such files, the
    outermost of them, and what that says ``about`` it. Of a file that is ``unpacked`` what is attached to it is known
    already: it is read again since the process that read it first was lost.
    """

    path: Path
    name: str
    named: bool = True
    place: str = ""
    depth: int = 0
    within: str = ""
    about: Document | None = None
    unpacked: bool = False

    @property
    def told(self) -> str:
        """What to call it when people are told of it."""
        return self.place or shown(self.path)

    @property
    def outer(self) -> str:
        """What to call the outermost file it lies in, or itself."""
        return self.within or self.told


@dataclass(frozen=True, slots=True)
class Problem:
    """A file or folder that was not imported, and why: one sentence."""

    path: str
    reason: str


@dataclass(slots=True)
class Found:
    """What there is to import, in order, and what was passed over or could not be opened."""

    files: list[Candidate] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)


def find(paths: Sequence[Path], cancelled: Callable[[], bool] = bool) -> Found:
    """Open folders and return the files in them and the files named.

    Hidden files, what systems leave behind, and the folders of saved web pages are passed over in silence; a
    folder is entered once, so links that lead back end there. ``cancelled`` is asked now and then.
    """
    found = Found()
    entered: set[tuple[int, int]] = set()
    for path in paths:
        try:
            mode = path.stat().st_mode
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            found.failed.append(Problem(shown(path), NO_FILE if missing else sentence(error)))
            continue
        if not stat.S_ISDIR(mode):
            found.files.append(Candidate(path, shown(path.name)))
            continue
        before = len(found.files) + len(found.skipped) + len(found.failed)
        _enter(path, _root_name(path), found, entered, cancelled)
        if before == len(found.files) + len(found.skipped) + len(found.failed) and not cancelled():
            found.skipped.append(Problem(shown(path), "There is nothing to import in it."))
    # What a bibliography says about files beside it has to be known before they are read.
    found.files.sort(key=_comes_late)
    return found


def check(path: Path) -> os.stat_result:
    """Return what the system says of a file.

    Raises:
        ImportFailure: it is gone, not to be read, not a file, or empty.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise ImportFailure("It is a folder." if stat.S_ISDIR(about.st_mode) else "It is not a file.")
        if not about.st_size:
            raise ImportFailure(EMPTY)
        if not os.access(path, os.R_OK):
            raise ImportFailure(_SENTENCES[errno.EACCES])
    except OSError as error:
        raise ImportFailure(sentence(error)) from error
    return about


def read(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        ImportFailure: it is gone, not to be read, not a file, empty or too large.
    """
    size = check(path).st_size
    if size > LARGEST:
        raise ImportFailure(f"It is too large ({size / 1024**2:,.0f} MB); up to {LARGEST // 1024**2} MB are read.")
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ImportFailure(sentence(error)) from error
    if not data:
        raise ImportFailure(EMPTY)
    if len(data) > LARGEST:
        raise ImportFailure("It grew while it was read.")
    return data


def sentence(error: OSError) -> str:
    """Say why a file could not be read."""
    known = _SENTENCES.get(error.errno or 0)
    return known or f"It could not be read ({error.strerror or type(error).__name__})."


def shown(path: Path | str) -> str:
    """Return a path as text; bytes in it that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts names as people do: ``a2`` before ``a10``, without regard to case."""
    parts = _DIGITS.split(name.casefold())
    return tuple((int(part), "") if part.isdecimal() and part.isascii() else (-1, part) for part in parts if part)


def _comes_late(file: Candidate) -> bool:
    return not is_bibliography(file.path)


def _root_name(path: Path) -> str:
    return shown(path.name or path.resolve().name)


def _enter(root: Path, name: str, found: Found, entered: set[tuple[int, int]], cancelled: Callable[[], bool]) -> None:
    """Walk a folder depth first, without recursion: names may nest deeper than Python's stack."""
    waiting = [(root, name)]
    while waiting and not cancelled():
        folder, within = waiting.pop()
        try:
            about = folder.stat()
            entries = sorted(_visible(folder), key=_by_name)
        except OSError as error:
            found.failed.append(Problem(shown(folder), sentence(error)))
            continue
        if (about.st_dev, about.st_ino) in entered:
            continue
        entered.add((about.st_dev, about.st_ino))
        folders = []
        for entry in entries:
            inside = f"{within}/{shown(entry.name)}" if within else shown(entry.name)
            if _is_folder(entry):
                folders.append((Path(entry.path), inside))
            else:
                _take(Path(entry.path), inside, found)
        waiting.extend(reversed(folders))


def _take(path: Path, name: str, found: Found) -> None:
    if is_wanted(path):
        found.files.append(Candidate(path, name, named=False))
    else:
        found.skipped.append(Problem(shown(path), str(unwanted(path))))


def _visible(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        listed = list(entries)
    pages = {entry.name.rpartition(".")[0] for entry in listed if entry.name.casefold().endswith((".html", ".htm"))}
    for entry in listed:
        if entry.name.startswith((".", "~$")) or entry.name.casefold() in _JUNK:
            continue
        if entry.name.endswith("_files") and entry.name.removesuffix("_files") in pages and _is_folder(entry):
            continue
        yield entry


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a folder; links that lead to each other are none, and say so when they are read."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _by_name(entry: os.DirEntry[str]) -> tuple[tuple[tuple[int, str], ...], str]:
    return natural(entry.name), entry.name
