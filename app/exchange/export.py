# SPDX-License-Identifier: MIT
"""Writing an export: chosen annotations, one format, one file that is whole or not there."""

import contextlib
import errno
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.archive import Archive
from app.errors import PostilError
from app.exchange.formats import Progress, Selection, formats


class UnknownFormat(PostilError):
    """There is no such format."""

    def __init__(self, name: str):
        super().__init__(f"There is no export format “{name}”. The formats are {', '.join(formats())}.")


class CannotWrite(PostilError):
    """The file cannot be written; an older export of that name is still there."""

    def __init__(self, path: Path, reason: str):
        super().__init__(f"“{path}” cannot be written: {reason}.")


@dataclass(frozen=True, slots=True)
class Report:
    """What was exported: where to, how many annotations, and which were left out and why (uid, reason)."""

    path: Path
    written: int
    skipped: tuple[tuple[str, str], ...]


def export(
    archive: Archive,
    name: str,
    path: Path,
    *,
    ids: Sequence[int] | None = None,
    query: str = "",
    progress: Progress | None = None,
) -> Report:
    """Write annotations to a file; all of them where no ids are given.

    The file is written beside its place and moved there when it is whole; ``progress`` may raise to cancel.

    Raises:
        UnknownFormat: there is no such format.
        CannotWrite: the disk refused; a file that was there before is as it was.
    """
    known = formats()
    if name not in known:
        raise UnknownFormat(name)
    chosen = archive.annotation_ids() if ids is None else ids
    selection = Selection(archive, chosen, query, progress)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        known[name].write(draft, selection)
        draft.replace(path)
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise CannotWrite(path, "the disk is full" if full else error.strerror or "the system refused") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    return Report(path, len(chosen) - len(selection.skipped), tuple(selection.skipped))
