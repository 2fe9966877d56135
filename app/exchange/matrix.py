# SPDX-License-Identifier: MIT
"""CSV of a matrix: what meets what, as counts or as noughts and ones."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from app.analysis import matrices
from app.analysis.matrices import Matrix
from app.exchange.formats import Option, Selection
from app.exchange.network import ACTORS_ARE, number, unique
from app.exchange.table import defused
from database.networks import actor_addressees, actor_codes, parties, source_codes

OPTIONS = (
    Option(
        "table",
        "Table",
        ("source-code", "actor-code", "actor-addressee"),
        ("sources and codes", "actors and codes", "actors and addressees"),
    ),
    Option("values", "Values", ("counts", "binary"), ("counts", "0 and 1")),
    ACTORS_ARE,
)


def write(stream: TextIO, selection: Selection) -> None:
    """Write the matrix of a selection to a stream opened with ``newline=""``."""
    options = selection.options
    binary = options["values"] == "binary"
    head, *rows = matrix_rows(selection, options["table"], options["actors"], binary=binary)
    writer = csv.writer(stream)
    writer.writerow(map(defused, head))
    for name, *numbers in rows:
        writer.writerow([defused(name), *numbers])


def matrix_rows(selection: Selection, table: str, actors: str = "person", *, binary: bool) -> Iterator[list[str]]:
    """Yield the names of the columns, after an empty cell, and rows with their names and numbers."""
    found, names = matrix(selection, table, actors)
    yield from named_rows(found.binary() if binary else found, names)


def named_rows(found: Matrix, names: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the rows of a matrix with their names, after a row of the names of the columns."""
    yield ["", *unique([names[column] for column in found.columns])]
    for name, row in zip(unique([names[row] for row in found.rows]), found.rows, strict=True):
        yield [name, *map(number, found.row(row))]


def matrix(selection: Selection, table: str, actors: str = "person") -> tuple[Matrix, Mapping[str, str]]:
    """Return a matrix of a selection and the names of its rows and columns by uid.

    ``table`` is ``source-code`` (every source of the selection is a row), ``actor-code`` or ``actor-addressee``
    (recommendations and all else that is addressed); ``actors`` is ``person`` or ``organisation``.
    """
    connection = selection.archive.connection
    names = {uid: party.name for uid, party in parties(connection).items()}
    if table == "source-code":
        sources = selection.archive.sources(selection.source_ids())
        names |= {source.uid: source.title for source in sources}
        codes = [code.uid for code in selection.archive.codes()]
        counts = source_codes(connection, selection.ids)
        return matrices.of_counts(counts, [source.uid for source in sources], codes), names
    counted = actor_codes if table == "actor-code" else actor_addressees
    counts = counted(connection, selection.ids, actors)
    found = matrices.of_counts(counts, _distinct(counts, 0), _distinct(counts, 1))

    def name(uid: str) -> str:
        return names[uid].casefold()

    return found.ordered(name, name), names


def _distinct(counts: Sequence[tuple[str, str, int]], place: int) -> list[str]:
    return list(dict.fromkeys(str(count[place]) for count in counts))
