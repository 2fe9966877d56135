# SPDX-License-Identifier: MIT
"""The sample archive: invented digests that show what Postil is for, three of them tagged."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NotRequired, TypedDict

from app.collection import Collection
from app.dates import parse as parse_date
from app.exchange.native import read_entries, write_entries
from app.importing.job import ImportReport, run_import
from database import actors_edit, actors_read, statements

FOLDER = Path(__file__).parents[1] / "resources" / "sample"
TITLE = "Sample archive"
_TEXTS = {".md", ".txt", ".html"}


class _Code(TypedDict):
    """A code as ``codebook.json`` has it."""

    name: str
    parent: NotRequired[str]
    colour: NotRequired[str]
    definition: NotRequired[str]
    examples: NotRequired[str]


class _Actor(TypedDict):
    """An actor as ``actors.json`` has it; ``at`` are organisations, each with a role and since when."""

    name: str
    kind: str
    country: NotRequired[str]
    aliases: NotRequired[list[str]]
    at: NotRequired[list[tuple[str, str, str]]]


class _Statement(TypedDict):
    """A statement as ``statements.json`` has it; ``members`` are uids of annotations with their roles."""

    text: str
    kind: str
    note: str
    members: dict[str, str]


def sample_paths() -> list[Path]:
    """Return the files of the sample archive."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix in _TEXTS and path.stem != "README")


def fill_with_sample(collection: Collection, progress: Callable[[int, int, str], None] | None = None) -> ImportReport:
    """Import the sample archive into a collection, with its codebook and annotations.

    Raises:
        CollectionError: the collection cannot be changed.
    """
    report = run_import(collection, sample_paths(), progress=progress)
    tag_sample(collection)
    return report


def tag_sample(collection: Collection) -> None:
    """Add the codebook, the annotations, and what is known of the actors and statements of the sample archive.

    Raises:
        CollectionError: the collection cannot be changed.
    """
    with collection.action("Add codebook"):
        _add_codes(collection)
    write_entries(collection, read_entries(_read("annotations.jsonl")))
    with collection.action("Describe actors and statements"):
        _describe_actors(collection.connection)
        _add_statements(collection)


def _add_codes(collection: Collection) -> None:
    known = {code.name for code in collection.codes()}
    codes: list[_Code] = json.loads(_read("codebook.json"))
    for code in codes:
        if code["name"] not in known:
            collection.write_code(
                code["name"],
                parent=code.get("parent", ""),
                colour=code.get("colour", ""),
                definition=code.get("definition", ""),
                examples=code.get("examples", ""),
            )


def _describe_actors(connection: sqlite3.Connection) -> None:
    actors: list[_Actor] = json.loads(_read("actors.json"))
    for told in actors:
        row = actors_read.find(connection, told["name"])
        if row is None:
            continue
        actors_edit.edit(connection, row, {"kind": told["kind"], "country": told.get("country", "")})
        actors_edit.add_aliases(connection, row, told.get("aliases", ()))
        for name, role, since in told.get("at", ()):
            organisation = actors_read.find(connection, name)
            if organisation is not None:
                begins = parse_date(since)
                days = (begins.text, begins.first), ("", None)
                actors_edit.add_affiliation(connection, row, organisation, role, *days)


def _add_statements(collection: Collection) -> None:
    given: list[_Statement] = json.loads(_read("statements.json"))
    for told in given:
        members = [(collection.find_annotation(uid), role) for uid, role in told["members"].items()]
        made = statements.add(collection.connection, told["text"], told["kind"], told["note"])
        for annotation, role in members:
            if annotation is not None:
                statements.set_members(collection.connection, made, [annotation.id], role)


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
