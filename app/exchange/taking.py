# SPDX-License-Identifier: MIT
"""Taking in a file of another tool: what kind it is, what it would do, and doing it."""

import contextlib
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from time import monotonic

from app.collection import Collection
from app.exchange import brat_read, csv_read, dna_read, json_read, jsonl_read, postil_read, qdc_read, refi_read
from app.exchange.importer import Importer
from app.exchange.incoming import BadFile, Incoming
from app.exchange.plan import Plan
from app.exchange.readable import READABLE, Taken

Progress = Callable[[int], None]
"""Called with how many annotations have been dealt with."""

SLICE = 0.08
"""How many seconds of writing go into one transaction while others may want to write, too."""


class BadOption(BadFile):
    """What was said about the columns cannot be understood."""

    def __init__(self, given: str):
        super().__init__(f"“{given}” is not COLUMN=FIELD.")


class UnknownKind(BadFile):
    """Nothing here reads such a file."""

    def __init__(self, path: Path):
        endings = ", ".join(suffix for kind in READABLE for suffix in kind.suffixes)
        super().__init__(f"“{path.name}” is of no kind that can be taken in. Known endings are {endings}.")


def parse_mapping(given: Iterable[str]) -> dict[str, str]:
    """Return the field of each column from ``COLUMN=FIELD``; the name of a column may hold an equals sign.

    Raises:
        BadOption: one is not of this form.
    """
    mapping = {}
    for each in given:
        column, sign, name = each.rpartition("=")
        if not (sign and column.strip() and name.strip()):
            raise BadOption(each)
        mapping[column.strip()] = name.strip()
    return mapping


def recognise(path: Path) -> bool:
    """Tell whether a file is one of another tool's, by its name and, where others use the name, by its beginning."""
    suffix = path.suffix.casefold()
    try:
        match suffix:
            case ".qdpx" | ".qdc" | ".dna" | ".postil" | ".ann":
                return path.is_file()
            case ".zip":
                with zipfile.ZipFile(path) as members:
                    return any(name.endswith(".ann") for name in members.namelist())
            case ".csv" | ".tsv":
                return csv_read.peek(path).placed
            case ".json" | ".jsonld" | ".jsonl" | ".ndjson":
                return _ANNOTATED.search(_beginning(path)) is not None
    except (OSError, ValueError, zipfile.BadZipFile, BadFile):
        return False
    return False


_HEAD = 65_536
_ANNOTATED = re.compile(rb'"(?:quote|quotes|spans|target|selector|body)"\s*:')


def _beginning(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_HEAD)


def look(path: Path, mapping: Mapping[str, str] | None = None) -> None:
    """Do nothing where a file can be taken in.

    Raises:
        BadFile: it cannot.
    """
    with contextlib.ExitStack() as held:
        read(path, held, mapping or {})


def take_in(
    collection: Collection,
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Write what a file of another tool holds into a collection, in one undo step, and return what was done.

    Args:
        collection: where to.
        path: the file; its ending says what it is.
        mapping: for CSV, the field each column stands for.
        progress: hears how many annotations have been dealt with.

    Raises:
        BadFile: the file cannot be read; nothing was written.
        CollectionError: the collection cannot be changed; nothing was written.
    """
    with contextlib.ExitStack() as held:
        found = read(path, held, mapping or {})
        importer = Importer(collection, found, progress)
        with collection.action(f"Import “{path.name}”"):
            importer.run()
    return importer.tally.plan(found.format, path.name)


def take_in_slices(
    collection: Collection,
    path: Path,
    *,
    step: str,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    between: Callable[[], bool] | None = None,
) -> Plan:
    """Do as :func:`take_in` does, but in many short transactions of one undo step, so that others can write meanwhile.

    Args:
        collection: where to.
        path: the file.
        step: the uid of the step.
        mapping: for CSV, the field each column stands for.
        progress: hears how many annotations have been dealt with.
        between: called after each transaction; where it returns False the rest is left, and what is written stays.

    Raises:
        BadFile: the file cannot be read; nothing was written.
        CollectionError: the collection cannot be changed; what was written before stays.
    """
    with contextlib.ExitStack() as held:
        found = read(path, held, mapping or {})
        importer = Importer(collection, found, progress)
        steps = importer.steps()
        more = True
        while more:
            with collection.action(f"Import “{path.name}”", step=step):
                more = _advance(steps)
            more = more and (between is None or between())
    return importer.tally.plan(found.format, path.name)


def _advance(steps: Iterator[None]) -> bool:
    """Take steps for as long as a slice lasts; tell whether there are more."""
    end = monotonic() + SLICE
    return any(monotonic() >= end for _ in steps)


def try_out(
    collection: Collection,
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Return what :func:`take_in` would do. It is done to a copy of the collection, which may be open elsewhere.

    Raises:
        BadFile: the file cannot be read.
        CollectionError: the collection cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="postil-try-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy.postil"
        with contextlib.closing(sqlite3.connect(copy)) as target:
            collection.connection.backup(target)
        trial = Collection.open(copy, annotator=collection.annotator, program="a dry run")
        try:
            return take_in(trial, path, mapping=mapping, progress=progress)
        finally:
            trial.close()


def kind_of(path: Path) -> Taken:
    """Return what kind of file it is, by the ending of its name.

    Raises:
        UnknownKind: nothing here reads such a file.
    """
    suffix = path.suffix.casefold()
    for kind in READABLE:
        if suffix in kind.suffixes:
            return kind
    raise UnknownKind(path)


def read(path: Path, held: contextlib.ExitStack, mapping: Mapping[str, str]) -> Incoming:
    """Return what a file holds; what must stay open meanwhile is entered into ``held``.

    Raises:
        BadFile: it cannot be read.
    """
    kind = kind_of(path)
    if not path.is_file():
        raise BadFile(f"There is no file “{path}”.")
    match kind.name:
        case "jsonl":
            return jsonl_read.read_lines(path)
        case "json":
            return json_read.read(path)
        case "refi-qda":
            return refi_read.read(path, held)
        case "brat":
            return brat_read.read(path, held)
        case "csv":
            return csv_read.read(path, mapping)
        case "qdc":
            return qdc_read.read(path)
        case "postil":
            return postil_read.read(path, held)
        case _:
            return dna_read.read(path, held)
