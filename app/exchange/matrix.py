# SPDX-License-Identifier: MIT
"""CSV of a matrix: what meets what, as counts or as noughts and ones."""

import csv
from collections.abc import Iterator, Mapping
from typing import TextIO

from app.analysis import matrices, networks
from app.analysis.matrices import Matrix
from app.exchange.formats import Option, Selection
from app.exchange.network import ACTORS_ARE, number, unique
from app.exchange.table import defused
from database.networks import addresses, code_uses, parties, source_codes

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
    if table == "actor-code":
        found = matrices.of_network(networks.affiliation(code_uses(connection, selection.ids, actors)))
    else:
        found = _compact(matrices.of_network(networks.addressed(addresses(connection, selection.ids, actors))))

    def name(uid: str) -> str:
        return names[uid].casefold()

    return found.ordered(name, name), names


def _compact(found: Matrix) -> Matrix:
    """Return a matrix without empty rows and columns: who addresses nobody, whom nobody addresses."""
    rows = {row for row, _ in found.cells}
    columns = {column for _, column in found.cells}
    return Matrix(
        tuple(r for r in found.rows if r in rows), tuple(c for c in found.columns if c in columns), found.cells
    )
