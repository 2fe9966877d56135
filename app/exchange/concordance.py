# SPDX-License-Identifier: MIT
"""Places in context as CSV: one row a place, with its source and the words around it."""

from __future__ import annotations

import contextlib
import csv
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from app.exchange.export import CannotWrite, require_place
from app.exchange.table import defused
from app.search.answers import Order
from app.search.concordance import Line, Side, ordered
from app.search.engine import Searcher
from database import sources, store
from database.records import Source

COLUMNS = ("source", "title", "publication", "date", "start", "end", "before", "words", "after")

STEP = 50
"""How many sources are read at once."""

Progress = Callable[[int, int], None]
"""Is told how many sources have been read, and of how many; it may raise to cancel."""


class Wanted(NamedTuple):
    """Which places are written, and in what order. ``names`` also finds names in the other script."""

    query: str
    side: Side = Side.PLACE
    order: Order = Order.RELEVANCE
    names: bool = False


def places(connection: sqlite3.Connection, wanted: Wanted, progress: Progress | None = None) -> Iterator[Line]:
    """Yield all places that a query finds, in order. Where they are sorted by words, the first comes after the last."""
    searcher = Searcher(connection, transliterate=wanted.names)
    found = _found(searcher, wanted, progress)
    return found if wanted.side is Side.PLACE else iter(ordered(found, wanted.side))


def export_places(
    connection: sqlite3.Connection, wanted: Wanted, path: Path, mark: str, progress: Progress | None = None
) -> int:
    """Write all places that a query finds to a CSV file, and return how many there are.

    The file is written beside its place, as :func:`draft_of` says, and moved there when it is whole.

    Raises:
        CannotWrite: the disk refused, or a collection lies there; a file that was there before is as it was.
    """
    require_place(path)
    draft = draft_of(path, mark)
    try:
        with draft.open("w", encoding="utf-8-sig", newline="") as stream:
            written = write(stream, connection, places(connection, wanted, progress))
        draft.replace(path)
    except OSError as error:
        raise CannotWrite(path, error.strerror or "the system refused") from error
    finally:
        clear(path, mark)
    return written


def export_from(collection: Path, wanted: Wanted, path: Path, mark: str, progress: Progress) -> int:
    """Do :func:`export_places` on a collection that is opened for it: for a process of its own.

    Raises:
        CannotWrite: the disk refused; a file that was there before is as it was.
        CollectionError: the collection cannot be read.
    """
    with contextlib.closing(store.open_store(collection, write=False)) as opened:
        return export_places(opened.connection, wanted, path, mark, progress)


def clear(path: Path, mark: str) -> None:
    """Take away what a process that was ended has written of a file."""
    with contextlib.suppress(OSError):
        draft_of(path, mark).unlink(missing_ok=True)


def draft_of(path: Path, mark: str) -> Path:
    """Return where a file is written before it is whole; ``mark`` tells one writer from another."""
    return path.with_name(f".{path.name}.{mark}")


def write(stream: TextIO, connection: sqlite3.Connection, lines: Iterator[Line]) -> int:
    """Write places to a stream opened with ``newline=""``, and return how many there are."""
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    known: dict[int, Source] = {}
    written = 0
    for line in lines:
        if line.source not in known:
            known.update((source.id, source) for source in sources.sources(connection, [line.source]))
        writer.writerow(_row(line, known[line.source]))
        written += 1
    return written


def _row(line: Line, source: Source) -> list[str | int]:
    words = map(defused, (source.title, source.publication, source.date))
    around = map(defused, (line.before.strip(), line.words, line.after.strip()))
    return [source.id, *words, line.start, line.end, *around]


def _found(searcher: Searcher, wanted: Wanted, progress: Progress | None) -> Iterator[Line]:
    total = len(searcher.ids(wanted.query, order=wanted.order))
    for offset in range(0, total, STEP):
        yield from searcher.lines(wanted.query, limit=STEP, order=wanted.order, offset=offset)
        if progress is not None:
            progress(min(offset + STEP, total), total)
