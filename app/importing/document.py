# SPDX-License-Identifier: MIT
"""What a reader makes of a file, and what it says where it can make nothing of it.

Every format has a reader: one function from the bytes of a file to a :class:`Document`. A reader that cannot
read raises :class:`ImportFailure` with a sentence; any other exception is a bug in it, and costs one file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.importing.members import Member


class ImportFailure(Exception):
    """A file cannot be imported. ``str()`` is a sentence for the user, without the name of the file."""


class NotRead(ImportFailure):
    """The file is of a kind that is not read at all: a picture, a program."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what the file says about it; an empty field means that it says nothing.

    ``body`` is Markdown where ``markdown`` is true, and plain text otherwise. ``date`` is as it was written.
    ``language`` is an ISO 639 code. ``origins`` says of each field that has a value where it came from
    ("HTML metadata", "front matter", "file name"), and under ``encoding`` how the bytes were read if not as UTF-8.
    ``attributes`` are values for columns of the users' own, by name. ``warnings`` are sentences about what of the
    file was not read, for the report of the import; ``attached`` are files in it that become sources of their own.
    """

    body: str
    markdown: bool = False
    title: str = ""
    authors: tuple[str, ...] = ()
    publication: str = ""
    date: str = ""
    language: str = ""
    url: str = ""
    licence: str = ""
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    attributes: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    attached: tuple[Member, ...] = ()


Reader = Callable[[bytes, Path], Document]
"""Reads the bytes of a file; the path is there for what its name says."""


def origins_of(origin: str, **values: object) -> dict[str, str]:
    """Say of each field that has a value that it came from ``origin``."""
    return {name: origin for name, value in values.items() if value}


def same_bytes(title: str) -> str:
    """Say of a file that it is a source already."""
    return f"It has the same bytes as “{title}”."
