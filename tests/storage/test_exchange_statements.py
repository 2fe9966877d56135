# SPDX-License-Identifier: MIT
"""Statements go out with their annotations and come back: matched or made, counted, in one step."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing.statements import add_members, all_statements, create_statement
from app.exchange.export import export
from app.exchange.plan import Plan
from app.exchange.taking import take_in, try_out
from database import statements
from database.records import Membership
from tests.builders import add_source, new_collection

TEXT = "The harbour closed in May. The ferry runs."
Entry = dict[str, object]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    add_source(made, "Harbour", TEXT)
    yield made
    made.close()


def taken(collection: Collection, folder: Path, *given: list[Entry]) -> Plan:
    """Take in an annotation for each list of statements, after a dry run that must say the same."""
    entries = [
        {"uid": f"u{n}", "title": "Harbour", "spans": [[n, n + 3]], "statements": each} for n, each in enumerate(given)
    ]
    path = folder / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, entries)), encoding="utf-8")
    tried = try_out(collection, path)
    plan = take_in(collection, path)
    assert tried == plan
    return plan


def members(collection: Collection) -> dict[str, list[tuple[str, str]]]:
    """Return uid and stored role of the annotations of each statement, by its text."""
    found: dict[str, list[tuple[str, str]]] = {}
    for annotation in collection.annotations():
        for each in annotation.statements:
            found.setdefault(each.text, []).append((annotation.uid, each.role))
    return found


def test_a_statement_is_matched_by_its_text_or_made_and_counted_once(collection: Collection, tmp_path: Path) -> None:
    one = collection.tag(1, "claim", [(0, 3)])
    create_statement(collection, [one.id], "It is closed")
    known: Entry = {"text": "It is closed", "role": "contradicts"}
    plan = taken(collection, tmp_path, [known], [known, {"text": "It runs"}], [{"text": "It runs"}])
    assert (plan.count("matched", "statement"), plan.count("added", "statement")) == (1, 1)
    assert members(collection) == {
        "It is closed": [(one.uid, "repeats"), ("u0", "contradicts"), ("u1", "contradicts")],
        "It runs": [("u1", "repeats"), ("u2", "repeats")],
    }
    collection.undo()
    assert members(collection) == {"It is closed": [(one.uid, "repeats")]}
    assert len(all_statements(collection)) == 1


def test_the_first_that_is_decided_here_stays_and_the_other_is_named(collection: Collection, tmp_path: Path) -> None:
    one = collection.tag(1, "claim", [(20, 25)])
    add_members(collection, create_statement(collection, [one.id], "It is closed"), [one.id], "first")
    plan = taken(collection, tmp_path, [{"text": "It is closed", "role": "first"}])
    assert plan.count("lost", "first of a statement") == 1
    assert members(collection) == {"It is closed": [("u0", "repeats"), (one.uid, "first")]}


def test_an_empty_note_is_filled_in_and_another_stays(collection: Collection, tmp_path: Path) -> None:
    one = collection.tag(1, "claim", [(20, 25)])
    create_statement(collection, [one.id], "Closed")
    create_statement(collection, [one.id], "Runs", note="here")
    plan = taken(collection, tmp_path, [{"text": "Closed", "note": "there"}, {"text": "Runs", "note": "there"}])
    assert (plan.count("changed", "statement"), plan.count("matched", "statement")) == (1, 1)
    assert {each.text: each.note for each in all_statements(collection)} == {"Closed": "there", "Runs": "here"}


def test_two_statements_of_one_text_stay_two_and_a_uid_is_matched_first(collection: Collection, tmp_path: Path) -> None:
    with collection.action("Add"):
        statements.add(collection.connection, "Said otherwise", "", "", "s1")
    same: list[Entry] = [{"text": "Closed", "uid": uid} for uid in ("s1", "s2", "s3")]
    taken(collection, tmp_path, same, [{"text": "Closed"}])
    found = {(each.uid, each.text, each.members) for each in all_statements(collection)}
    assert found == {("s1", "Said otherwise", 1), ("s2", "Closed", 2), ("s3", "Closed", 1)}


@pytest.mark.parametrize(
    "bad", [{"text": ""}, {"role": "first"}, {"text": "x", "role": "?"}, {"text": "x", "kind": "?"}, {"text": 7}]
)
def test_a_bad_statement_refuses_its_annotation_alone(collection: Collection, tmp_path: Path, bad: Entry) -> None:
    plan = taken(collection, tmp_path, [{"text": "Good"}, bad], [{"text": "Good", "uid": "\ud800"}])
    assert (plan.count("lost", "annotation"), plan.count("added", "annotation")) == (1, 1)
    assert members(collection) == {"Good": [("u1", "repeats")]}


@pytest.mark.parametrize("name", ["jsonl", "w3c", "brat", "refi-qda", "postil"])
def test_every_format_that_keeps_whole_records_keeps_statements(
    collection: Collection, tmp_path: Path, name: str
) -> None:
    one, two = collection.tag(1, "claim", [(0, 3)]), collection.tag(1, "claim", [(4, 7)])
    row = create_statement(collection, [one.id], "It is closed", note="so")
    add_members(collection, row, [two.id], "contradicts")
    ending = {"jsonl": ".jsonl", "w3c": ".jsonld", "brat": ".zip", "refi-qda": ".qdpx", "postil": ".postil"}[name]
    path = collection.path if name == "postil" else tmp_path / f"out{ending}"
    if name != "postil":
        export(collection, name, path)
    other = new_collection(tmp_path, "other.postil")
    add_source(other, "Harbour", TEXT)
    assert take_in(other, path).lost == ()
    uid = all_statements(collection)[0].uid
    kept = [annotation.statements for annotation in other.annotations()]
    assert kept == [(Membership("It is closed", r, "claim", "so", uid),) for r in ("repeats", "contradicts")]
    other.close()
