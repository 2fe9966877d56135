# SPDX-License-Identifier: MIT
"""Reads JSON Lines, line by line, and JSON arrays of annotations as ``postil annotations --json`` prints them."""

from collections.abc import Iterator
from pathlib import Path

from app.exchange.incoming import AnnotationIn, BadEntry, Incoming, Loss, recognisable
from app.exchange.native import read_all, read_line
from app.exchange.record import Json


def read_lines(path: Path) -> Incoming:
    """Return what a file of JSON Lines holds; it is read again for each pass, so its size does not matter."""
    return Incoming("jsonl", lambda: recognisable(_annotations(path)))


def read_array(entries: list[Json]) -> Incoming:
    """Return what an array of annotations holds."""
    return Incoming("json", lambda: recognisable(read_all(enumerate(entries))))


def _annotations(path: Path) -> Iterator[AnnotationIn | Loss]:
    for number, line in enumerate(_lines(path)):
        if line.strip():
            try:
                entry = read_line(number + 1, line)
            except BadEntry as error:
                yield Loss("annotation", f"line {number + 1}", str(error), number=number)
            else:
                yield from read_all([(number, entry)])


def _lines(path: Path) -> Iterator[str]:
    """Yield lines that end with a line feed and nothing else: a quotation may hold other kinds of line break."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as stream:
        yield from stream
