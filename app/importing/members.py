# SPDX-License-Identifier: MIT
"""Files that hold many sources: archives, mailboxes, tables, bibliographies.

Such a file has an opener in place of a reader: a function from its path to :class:`Member`, one a source. The worker
writes what a member holds to a file of its own among the staging files and reads that like any other, so a member that
hangs or kills the worker costs that member alone, and members may again hold many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.importing.document import Document

NOTHING_INSIDE = "There is nothing to import in it."

DEEPEST = 3
"""How deep files that hold many may lie in one another."""

MOST_MEMBERS = 100_000
MOST_BYTES = 2 * 1024**3
"""How much one file may unpack to, with all that lies in it."""

_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"\\|?*\u2028\u2029]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST_PART = 100


@dataclass(frozen=True, slots=True)
class Member:
    """One source inside a file.

    ``name`` is its name in there, with ``/`` between folders, and ``suffix`` what says of which kind it is, where the
    name does not. It is either ``data`` or, where the file only points to it, the file at ``path``. ``about`` is what
    the file says about it: a document without a text, whose values go before those of the member itself. ``refusal``
    says in a sentence why it is not read; then there is no data.
    """

    name: str
    data: bytes = b""
    suffix: str = ""
    path: Path | None = None
    about: Document | None = None
    refusal: str = ""
    passed_over: bool = True


Opener = Callable[[Path], Iterator[Member]]
"""Opens a file that holds many sources; raises ImportFailure where it cannot be opened, also half-way."""


def shown_name(name: str) -> str:
    """Return the name of a member fit to be shown: without what leads out of the file, and on one line."""
    parts = [_UNSAFE.sub("_", part).strip() for part in name.replace("\\", "/").split("/")]
    return "/".join(part for part in parts if part not in {"", ".", ".."}) or "?"


def safe_path(folder: Path, name: str, suffix: str, number: int) -> Path:
    """Return where in ``folder`` to unpack a member: under its own name as far as any system allows it.

    Names are kept since members may point to one another; ``number`` makes a name that is taken another one.
    """
    parts = []
    for part in PurePosixPath(shown_name(name)).parts[-6:]:
        kept = part.rstrip(". ")[:_LONGEST_PART] if len(part) > _LONGEST_PART else part.rstrip(". ")
        kept = kept.encode("utf-8", "replace")[: 2 * _LONGEST_PART].decode("utf-8", "ignore")
        parts.append(f"_{kept}" if not kept or _RESERVED.fullmatch(kept) else kept)
    suffix = suffix or PurePosixPath(name).suffix
    if len(suffix) <= 20 and not parts[-1].endswith(suffix):
        parts[-1] += _UNSAFE.sub("", suffix)
    path = folder.joinpath(*parts)
    return path if not path.exists() else path.with_name(f"{number}-{path.name}")
