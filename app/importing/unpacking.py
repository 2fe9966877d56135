# SPDX-License-Identifier: MIT
"""Unpacks files that hold many sources into the staging folder, where each is a file to import like any other."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from app.importing.document import ImportFailure
from app.importing.files import Candidate, Problem, shown
from app.importing.formats import Format, is_wanted, unwanted
from app.importing.members import (
    DEEPEST,
    MOST_BYTES,
    MOST_MEMBERS,
    NOTHING_INSIDE,
    Member,
    Opener,
    safe_path,
    shown_name,
)

TOO_DEEP = "It lies too deep in other archives to be opened."
TOO_MANY = f"It holds more than {MOST_MEMBERS:,} files; the rest was left out."
TOO_LARGE = f"It unpacks to more than {MOST_BYTES // 1024**3} GB; the rest was left out, to be safe."


@dataclass(slots=True)
class Opened:
    """What was found in a file: what is to be imported, and what is not, with whether it was only passed over."""

    members: list[Candidate] = field(default_factory=list)
    problems: list[tuple[Problem, bool]] = field(default_factory=list)


@dataclass(slots=True)
class _Spent:
    """How much has come out of one file and of all that lies in it."""

    members: int = 0
    size: int = 0


class Unpacker:
    """Unpacks into a folder, and keeps count so that files in files in files do not fill the disk."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._spent: dict[str, _Spent] = {}

    def open(self, file: Candidate, known: Format, opener: Opener | None = None) -> Opened:
        """Unpack a file, with an opener of one's own in place of that of its format where one is given.

        Raises:
            ImportFailure: it cannot be opened, or there is nothing to import in it.
            OSError: the disk is full.
        """
        if known.opener is None or file.depth >= DEEPEST:
            raise ImportFailure(TOO_DEEP)
        opened = Opened()
        try:
            self._fill(opened, file, (opener or known.opener())(file.path), wanted=known.name == "zip")
        except ImportFailure as failure:
            if not opened.members and not opened.problems:
                raise
            opened.problems.append((Problem(file.told, str(failure)), False))
        if not opened.members and not opened.problems:
            raise ImportFailure(NOTHING_INSIDE)
        return opened

    def beside(self, file: Candidate, members: Iterable[Member]) -> Opened:
        """Unpack what is attached to a file that is a source itself.

        Raises:
            OSError: the disk is full.
        """
        opened = Opened()
        try:
            if file.depth >= DEEPEST:
                raise ImportFailure(TOO_DEEP)
            self._fill(opened, file, members, wanted=True)
        except ImportFailure as failure:
            opened.problems.append((Problem(file.told, str(failure)), False))
        return opened

    def _fill(self, opened: Opened, file: Candidate, members: Iterable[Member], *, wanted: bool) -> None:
        """Take what is in a file, or with ``wanted`` only what has the name of what is read."""
        spent = self._spent.setdefault(file.outer, _Spent())
        inside = Path(tempfile.mkdtemp(dir=self._folder))
        for member in members:
            over = self._over(spent, member)
            if over:
                raise ImportFailure(over)
            self._take(member, file, inside, opened, wanted=wanted)

    def _over(self, spent: _Spent, member: Member) -> str:
        spent.members += 1
        spent.size += len(member.data)
        return TOO_MANY if spent.members > MOST_MEMBERS else TOO_LARGE if spent.size > MOST_BYTES else ""

    def _take(self, member: Member, file: Candidate, inside: Path, opened: Opened, *, wanted: bool) -> None:
        name = shown_name(member.name)
        place = f"{file.told}/{name}"
        if member.refusal:
            opened.problems.append((Problem(place, member.refusal), member.passed_over))
        elif member.path is not None:
            opened.members.append(self._inner(file, member, member.path, shown(member.path)))
        elif wanted and not is_wanted(Path(name)):
            opened.problems.append((Problem(place, str(unwanted(Path(name)))), True))
        else:
            path = _written(inside, member, len(opened.members))
            opened.members.append(self._inner(file, member, path, place))

    def _inner(self, file: Candidate, member: Member, path: Path, place: str) -> Candidate:
        name = f"{file.name}/{shown_name(member.name)}"
        return Candidate(path, name, False, place, file.depth + 1, file.outer, member.about)


def _written(inside: Path, member: Member, number: int) -> Path:
    """Write what a member holds to a file of its own and return where; a name no system takes becomes a number."""
    path = safe_path(inside, member.name, member.suffix, number)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(member.data)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise
        path = inside / f"{number}{path.suffix if len(os.fsencode(path.suffix)) < 40 else ''}"
        path.write_bytes(member.data)
    return path
