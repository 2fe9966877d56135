# SPDX-License-Identifier: MIT
"""Reads a database of Discourse Network Analyzer 3: its tables as records. Nothing is ever written to it.

The tables are those of DNA 3.0 (SQLite): statement types have variables; statements are spans of documents, with a
value for each variable; values of short text variables are entities, which have attributes.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_NEEDED = frozenset({"DOCUMENTS", "STATEMENTS", "STATEMENTTYPES", "VARIABLES", "ENTITIES", "DATASHORTTEXT"})
_OTHERS = ("REGEXES", "CODERRELATIONS", "VARIABLELINKS")


class NotDna(Exception):
    """The file is no database of DNA 3; ``str()`` says what is wrong."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document without its text. ``date`` is in seconds since 1970, UTC."""

    id: int
    title: str
    author: str
    source: str
    section: str
    notes: str
    type: str
    date: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A value of a variable: a person, an organisation, a concept; ``attributes`` are what is known of it."""

    id: int
    variable: str
    value: str
    colour: str
    parent: int | None
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement. ``start`` and ``stop`` count UTF-16 units, as Java does.

    ``values`` are by variable: entities, whole numbers, truth values and long texts.
    """

    id: int
    type: str
    document: int
    start: int
    stop: int
    coder: str
    values: dict[str, Entity | int | bool | str]


class Dna:
    """An open database."""

    def __init__(self, connection: sqlite3.Connection):
        self._connection = connection
        self.entities = {entity.id: entity for entity in self._entities()}

    def documents(self) -> list[Document]:
        """Return the documents by id."""
        rows = self._connection.execute(
            "SELECT ID, Title, Author, Source, Section, Notes, Type, Date FROM DOCUMENTS ORDER BY ID"
        )
        return [Document(*row) for row in rows]

    def text(self, document: int) -> str:
        """Return the text of a document."""
        row = self._connection.execute("SELECT Text FROM DOCUMENTS WHERE ID = ?", (document,)).fetchone()
        return str(row[0]) if row else ""

    def statements(self) -> Iterator[Statement]:
        """Yield the statements document by document, in the order of their places."""
        rows = self._connection.execute(
            """SELECT s.ID, t.Label, s.DocumentId, s.Start, s.Stop, coalesce(c.Name, '')
            FROM STATEMENTS s JOIN STATEMENTTYPES t ON t.ID = s.StatementTypeId LEFT JOIN CODERS c ON c.ID = s.Coder
            ORDER BY s.DocumentId, s.Start, s.ID"""
        ).fetchall()
        for number, label, document, start, stop, coder in rows:
            yield Statement(number, label, document, start, stop, coder, self._values(number))

    def left_out(self) -> dict[str, int]:
        """Return how many rows there are in the tables that hold no statements, by table."""
        known = self._tables()
        counts = {
            name: int(self._connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0])
            for name in _OTHERS
            if name in known
        }
        return {name: count for name, count in counts.items() if count}

    def check(self) -> None:
        """Do nothing where the tables are those of DNA 3.

        Raises:
            NotDna: some are missing.
        """
        missing = _NEEDED - self._tables()
        if missing:
            raise NotDna(f"It lacks the tables {', '.join(sorted(missing))} of DNA 3")

    def _tables(self) -> set[str]:
        rows = self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return {str(row[0]).upper() for row in rows}

    def _values(self, statement: int) -> dict[str, Entity | int | bool | str]:
        values: dict[str, Entity | int | bool | str] = {}
        for table in ("DATASHORTTEXT", "DATALONGTEXT", "DATAINTEGER", "DATABOOLEAN"):
            column = "Entity" if table == "DATASHORTTEXT" else "Value"
            rows = self._connection.execute(
                f"SELECT v.Variable, d.{column} FROM {table} d JOIN VARIABLES v ON v.ID = d.VariableId "
                "WHERE d.StatementId = ? ORDER BY v.ID",
                (statement,),
            )
            for name, value in rows:
                if table == "DATASHORTTEXT":
                    values[name] = self.entities[value]
                else:
                    values[name] = bool(value) if table == "DATABOOLEAN" else value
        return values

    def _entities(self) -> Iterator[Entity]:
        self.check()
        attributes: dict[int, dict[str, str]] = {}
        if {"ATTRIBUTEVALUES", "ATTRIBUTEVARIABLES"} <= self._tables():
            for entity, name, value in self._connection.execute(
                "SELECT v.EntityId, a.AttributeVariable, v.AttributeValue FROM ATTRIBUTEVALUES v "
                "JOIN ATTRIBUTEVARIABLES a ON a.ID = v.AttributeVariableId WHERE v.AttributeValue <> '' ORDER BY v.ID"
            ):
                attributes.setdefault(entity, {})[name] = value
        rows = self._connection.execute(
            """SELECT e.ID, v.Variable, e.Value,
                coalesce(printf('#%02x%02x%02x', e.Red, e.Green, e.Blue), ''), e.ChildOf
            FROM ENTITIES e JOIN VARIABLES v ON v.ID = e.VariableId ORDER BY e.ID"""
        ).fetchall()
        for number, variable, value, colour, parent in rows:
            yield Entity(number, variable, value, colour, parent, attributes.get(number, {}))


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Dna]:
    """Open a database for reading alone.

    Raises:
        NotDna: it is none of DNA 3.
    """
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        with contextlib.closing(connection):
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            yield Dna(connection)
    except sqlite3.Error as error:
        raise NotDna(f"It is not a database that can be read ({error})") from error
