# SPDX-License-Identifier: MIT
"""Writing an export: chosen annotations, one format, one file that is whole or not there."""

import contextlib
import errno
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.archive import Archive
from app.errors import PostilError
from app.exchange.formats import Format, Progress, Selection, formats
from database import annotations
from database.store import is_collection

PLACELESS = "It is damaged (it has lost its place in its source)."
TAKEN = "a collection lies there, and nothing takes its place"


class UnknownFormat(PostilError):
    """There is no such format."""

    def __init__(self, name: str):
        super().__init__(f"There is no export format “{name}”. The formats are {', '.join(formats())}.")


class UnknownOption(PostilError):
    """A format does not offer this choice."""

    def __init__(self, known: Format, name: str, value: str):
        offered = {option.name: option.choices for option in known.options}
        if name in offered:
            super().__init__(f"“{value}” is not a choice of {name}. It can be {', '.join(offered[name])}.")
        else:
            names = f"It has {', '.join(offered)}." if offered else "It has none."
            super().__init__(f"The format {known.name} has no option “{name}”. {names}")


class CannotWrite(PostilError):
    """The file cannot be written; an older export of that name is still there."""

    def __init__(self, path: Path, reason: str):
        super().__init__(f"“{path}” cannot be written: {reason}.")


def require_place(path: Path) -> None:
    """Let nothing be written in the place of a collection, or to a path that names no file.

    Raises:
        CannotWrite: a collection lies there, or nothing can.
    """
    if not path.name:
        raise CannotWrite(path, "it is a folder")
    if is_collection(path):
        raise CannotWrite(path, TAKEN)


@dataclass(frozen=True, slots=True)
class Report:
    """What was exported: where to, how many annotations, and which were left out and why (uid, reason).

    ``holds`` says what was counted: ``annotation``, or ``source`` for a list of sources.
    """

    path: Path
    written: int
    skipped: tuple[tuple[str, str], ...]
    holds: str = "annotation"


def export(
    archive: Archive,
    name: str,
    path: Path,
    *,
    ids: Sequence[int] | None = None,
    query: str = "",
    progress: Progress | None = None,
    options: Mapping[str, str] | None = None,
    mark: str = "",
) -> Report:
    """Write annotations to a file; all of them where no ids are given.

    The file is written beside its place and moved there when it is whole; ``progress`` may raise to cancel. The name
    of the draft holds ``mark``, for whoever may have to sweep up after a process that was ended.

    Raises:
        UnknownFormat: there is no such format.
        UnknownOption: the format does not offer a choice.
        CannotWrite: the disk refused, or a collection lies there; a file that was there before is as it was.
    """
    require_place(path)
    known = formats().get(name)
    if known is None:
        raise UnknownFormat(name)
    selection = _selected(archive, known, ids, query, settle(known, options or {}), progress)
    _write_whole(path, known, selection, mark or secrets.token_hex(4))
    written = _counted(selection, known.holds) - _lost(selection, known.holds)
    return Report(path, written, tuple(selection.skipped), known.holds)


def _selected(
    archive: Archive,
    known: Format,
    ids: Sequence[int] | None,
    query: str,
    settled: Mapping[str, str],
    progress: Progress | None,
) -> Selection:
    """Return the annotations that are asked for and that a format can hold; the placeless are skipped and named."""
    bare = _placeless(archive, ids, query)
    asked = archive.annotation_ids() if ids is None else [each for each in ids if each not in bare]
    chosen = annotations.of_kinds(archive.connection, asked, known.kinds)
    selection = Selection(archive, chosen, query, progress, options=settled, whole=ids is None)
    if known.holds == "annotation":
        for each in annotations.of_kinds(archive.connection, sorted(bare), known.kinds):
            selection.skip(annotations.uid_of(archive.connection, each), PLACELESS)
    return selection


def _write_whole(path: Path, known: Format, selection: Selection, mark: str) -> None:
    """Write a draft beside the place, and move it there once it is whole; nothing is left of one that is not."""
    draft = path.with_name(f".{path.name}.{mark}")
    try:
        known.write(draft, selection)
        draft.replace(path)
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise CannotWrite(path, "the disk is full" if full else error.strerror or "the system refused") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _placeless(archive: Archive, ids: Sequence[int] | None, query: str) -> set[int]:
    """Return the annotations that are asked for and have lost all their spans; no list in text order has them."""
    bare = set(annotations.without_spans(archive.connection))
    if not bare or ids is None:
        return bare
    return bare & {*ids, *(archive.searcher.annotations(query) if query.strip() else ())}


def sweep(path: Path, mark: str) -> None:
    """Take away what an export with this mark has left beside its place, where its process was ended."""
    with contextlib.suppress(OSError):
        for left in path.parent.iterdir():
            if left.name.startswith(f".{path.name}.{mark}"):
                left.unlink()


def _counted(selection: Selection, holds: str) -> int:
    """Return how many there are of what a format counts."""
    if holds == "code":
        return len(selection.archive.codes())
    return len(selection.source_ids() if holds == "source" else selection.ids)


def _lost(selection: Selection, holds: str) -> int:
    """Return how many of what is counted were left out; a source left out beside annotations is not one of them."""
    if holds == "source":
        return len(selection.skipped)
    connection, ids = selection.archive.connection, set(selection.ids)
    return sum(annotations.find_annotation(connection, uid) in ids for uid, _ in selection.skipped)


def settle(known: Format, given: Mapping[str, str]) -> dict[str, str]:
    """Return a value for every option of a format: the given one, or the usual one.

    Raises:
        UnknownOption: an option or a value that the format does not have.
    """
    settled = {option.name: option.choices[0] for option in known.options}
    choices = {option.name: option.choices for option in known.options}
    for name, value in given.items():
        if value not in choices.get(name, ()):
            raise UnknownOption(known, name, value)
        settled[name] = value
    return settled
