# SPDX-License-Identifier: MIT
"""Mailboxes (.mbox): one source a message, read from a file of any size without holding all of it.

A message begins with a line ``From `` at the start or after an empty line (RFC 4155, with the leniency of those that
write no date there); a line of the text that looks like one was written with a ``>`` before it, which is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.importing.document import ImportFailure
from app.importing.members import Member

NO_MESSAGES = "There is no message in it."

_FROM = re.compile(rb"From (?:\S+@\S*|\S+|\"[^\"]*\"@\S+)? ?.*\d{4}|From \S+\s*$|From -")
_QUOTED = re.compile(rb">+From ")
_LARGEST = 64 * 1024 * 1024
_LONGEST_LINE = 1024 * 1024
"""A longer line is read in pieces: a file without line ends must not fill the memory."""

_TOO_LARGE = f"It is larger than {_LARGEST // 1024**2} MB."


def open_mailbox(path: Path) -> Iterator[Member]:
    """Yield the messages of a mailbox as files of their own.

    Raises:
        ImportFailure: there is no message in it.
    """
    count = 0
    for count, message in enumerate(_messages(path), 1):
        name = f"{count}.eml"
        yield Member(name, message) if len(message) <= _LARGEST else Member(name, refusal=_TOO_LARGE, passed_over=False)
    if not count:
        raise ImportFailure(NO_MESSAGES)


def _messages(path: Path) -> Iterator[bytes]:
    lines: list[bytes] = []
    size = 0
    begun, after_empty = False, True
    with path.open("rb") as file:
        for raw in iter(partial(file.readline, _LONGEST_LINE), b""):
            line = raw.removeprefix(b"\xef\xbb\xbf") if not begun else raw
            if after_empty and line.startswith(b"From ") and _FROM.match(line):
                if begun and lines:
                    yield b"".join(lines)
                lines, size, begun = [], 0, True
            if not begun and file.tell() > _LARGEST:
                return  # a mailbox begins with a message
            after_empty = line.endswith(b"\n") and not line.strip()
            if begun and size <= _LARGEST:
                lines.append(line[1:] if _QUOTED.match(line) else line)
                size += len(line)
    if begun and lines:
        yield b"".join(lines)
