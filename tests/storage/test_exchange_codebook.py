# SPDX-License-Identifier: MIT
"""Codebooks as files: what they say of codes wins, and is told before it is done; nothing else of the codebook goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing import codebook
from app.exchange.export import export
from app.exchange.taking import take_in, try_out
from database.codebook import Entry
from tests.builders import new_collection


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """A collection with three codes: ports, closure below it, and grain."""
    made = new_collection(tmp_path)
    ports = codebook.add_code(made, "ports")
    codebook.add_code(made, "closure", parent=ports)
    codebook.define_code(made, ports, definition="Where ships lie.", examples="Varna")
    codebook.recolour_code(made, codebook.add_code(made, "grain"), "#00ff00")
    yield made
    made.close()


def by_name(collection: Collection) -> dict[str, Entry]:
    return {entry.name: entry for entry in codebook.tree(collection)}


def table(folder: Path, *rows: str) -> Path:
    path = folder / "codes.csv"
    path.write_text("path,definition,examples,shortcut,uid\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def refi(folder: Path, name: str, words: str) -> Path:
    path = folder / "codes.qdc"
    path.write_text(
        f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="9e4f68f7-0000-4000-8000-000000000001" '
        f'name="{name}" isCodable="true"><Description>{words}</Description></Code></Codes></CodeBook>',
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("kind", ["csv", "qdc"])
def test_what_the_file_says_wins_and_what_it_leaves_empty_stays(
    collection: Collection, tmp_path: Path, kind: str
) -> None:
    path = table(tmp_path, "ports,All of them.,,,") if kind == "csv" else refi(tmp_path, "ports", "All of them.")
    planned = try_out(collection, path)
    assert by_name(collection)["ports"].definition == "Where ships lie."
    assert [line.words() for line in planned.changed] == [
        "code “ports”: Its definition here gives way to what the file says."
    ]
    assert take_in(collection, path).totals() == planned.totals()
    found = by_name(collection)["ports"]
    assert (found.definition, found.examples) == ("All of them.", "Varna")
    collection.undo()
    assert by_name(collection)["ports"].definition == "Where ships lie."


@pytest.mark.parametrize("name", ["codebook-csv", "qdc"])
def test_what_was_written_here_changes_nothing_and_makes_the_same_again(
    collection: Collection, tmp_path: Path, name: str
) -> None:
    path = tmp_path / ("out.qdc" if name == "qdc" else "out.csv")
    codebook.define_code(collection, by_name(collection)["grain"].id, definition="One.\nTwo “three”.", examples="'x'")
    export(collection, name, path)
    assert take_in(collection, path).totals() == {"added": {}, "matched": {"code": 3}, "changed": {}, "lost": {}}
    other = new_collection(tmp_path, "other.postil")
    assert take_in(other, path).count("added", "code") == 3
    told = [[(e.path, e.colour, e.definition, e.examples) for e in codebook.tree(c)] for c in (collection, other)]
    assert told[0] == told[1]
    other.close()


def test_a_code_is_known_by_its_uid_where_it_is_called_otherwise(collection: Collection, tmp_path: Path) -> None:
    ports = by_name(collection)["ports"]
    plan = take_in(collection, table(tmp_path, f"Havens,All.,,,{ports.uid}", "Havens > new,Of them.,,,"))
    assert [line.words() for line in plan.changed] == [
        "code “Havens”: Its definition here gives way to what the file says. It stays “ports”, as it is called here."
    ]
    assert by_name(collection)["ports"].definition == "All."
    assert by_name(collection)["new"].path == ("ports", "new")


def test_a_key_is_taken_from_the_code_that_has_it(collection: Collection, tmp_path: Path) -> None:
    codebook.set_shortcut(collection, by_name(collection)["grain"].id, 2)
    take_in(collection, table(tmp_path, "ports,,,2,"))
    assert [by_name(collection)[name].shortcut for name in ("ports", "grain")] == [2, None]


def test_rows_that_say_nothing_are_named_and_parents_are_made_once(collection: Collection, tmp_path: Path) -> None:
    plan = take_in(collection, table(tmp_path, "law > ruling,,,,", "law,What binds.,,,", " > ,x,,,", "b,y,,12,"))
    assert [line.name for line in plan.lost] == ["row 4", "row 5"]
    assert [entry.path for entry in codebook.tree(collection)][-2:] == [("law",), ("law", "ruling")]
    assert by_name(collection)["law"].definition == "What binds."
