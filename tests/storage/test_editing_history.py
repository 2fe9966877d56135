# SPDX-License-Identifier: MIT
"""The history in words, filtered, and gone back to."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing import actors, codebook, history, relations, statements
from app.editing.errors import NotThere
from database import history_read
from database.errors import HistoryConflict
from database.history_read import Filter
from database.records import CodeUse, Link, Slot
from tests.builders import add_source, new_collection


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    add_source(made, "Harbour", "The harbour closed in May, and nobody knows why.")
    yield made
    made.close()


def sentences(collection: Collection, annotation: int) -> list[tuple[str, str, tuple[str, ...]]]:
    found = history.annotation_history(collection, annotation)
    return [(event.entry.annotator, event.entry.label, event.sentences) for event in found]


def last(collection: Collection) -> tuple[str, ...]:
    return history.details(collection, history.log(collection, limit=1)[0].action)


def test_an_annotation_tells_who_changed_what_from_what_to_what(collection: Collection) -> None:
    chain = [Link(actor="Vera Lind", organisation="Board", work="Letters", mode="direct", cue="says")]
    made = collection.tag(1, "claim", [(0, 11)], chain=chain, codes=[CodeUse("closed", "supports")])
    collection.set_annotator("Bo")
    collection.edit(made.id, status="supported", note="Seen.", slots=[Slot("certainty", "certain")], label="Check")
    collection.edit(made.id, codes=[CodeUse("closed", "opposes")], chain=[Link(voice="anonymous")])
    told = sentences(collection, made.id)
    assert told[0] == (
        "Ada",
        "Tag as claim",
        (
            "added annotation claim",
            "added passage “The harbour”",
            "added holder “Vera Lind” for “Board” in “Letters” (direct) (says)",
            "added code “closed” (supports)",
        ),
    )
    assert told[1] == (
        "Bo",
        "Check",
        ("status from “unchecked” to “supported”", "note set to “Seen.”", "added certainty “certain”"),
    )
    assert told[2][2] == (
        "holder from “Vera Lind” for “Board” in “Letters” (direct) (says) to “anonymous source”",
        "code from “closed” (supports) to “closed” (opposes)",
    )


def test_names_of_what_is_gone_are_still_told(collection: Collection) -> None:
    made = collection.tag(1, "claim", [(0, 11)], chain=[Link(actor="Vera Lind")], codes=[CodeUse("x")])
    actors.delete_actors(collection, [1])
    codebook.delete_code(collection, 1)
    collection.delete_annotations([made.id])
    told = [event for _, _, event in sentences(collection, made.id)]
    assert "added holder “Vera Lind”" in told[0]
    assert told[1] == ("holder from “Vera Lind” to “unattributed”",)
    assert told[2] == ("removed code “x” (neutral)",)
    assert "deleted annotation claim" in told[3]


def test_relations_and_statements_are_told_by_their_words(collection: Collection) -> None:
    one, other = (collection.tag(1, "claim", [span]).id for span in ((0, 11), (12, 18)))
    relations.relate(collection, one, "rebuts", other)
    statements.create_statement(collection, [one], "It is closed.")
    told = [event for _, _, event in sentences(collection, one)]
    assert told[1] == ("added relation “rebuts” “closed”",)
    assert told[2] == ("added to statement “It is closed.” (repeats)",)


def test_undo_is_part_of_the_history(collection: Collection) -> None:
    made = collection.tag(1, "claim", [(0, 11)])
    collection.edit(made.id, status="refuted")
    collection.undo()
    assert sentences(collection, made.id)[2][2] == ("status from “refuted” to “unchecked”",)
    assert history.annotation_history(collection, made.id)[2].entry.kind == "undo"


def test_an_action_tells_what_it_changed(collection: Collection) -> None:
    vera = actors.add_actor(collection, "V. Lind")
    actors.rename_actor(collection, vera, "Vera Lind", keep=True)
    assert last(collection) == (
        "actor “Vera Lind”: name from “V. Lind” to “Vera Lind”",
        "added alias of Vera Lind: “V. Lind”",
    )
    actors.add_affiliation(collection, vera, "Board", role="chair", since="2019")
    assert last(collection)[1] == "added affiliation of Vera Lind: “Board” as chair since 2019"
    parent = codebook.add_code(collection, "a")
    codebook.move_code(collection, codebook.add_code(collection, "b"), parent)
    assert last(collection) == ("code “b”: parent set to “a”",)


def test_the_log_is_filtered(collection: Collection) -> None:
    made = collection.tag(1, "claim", [(0, 11)])
    collection.set_annotator("Bo")
    actors.add_actor(collection, "Vera Lind")
    collection.edit(made.id, status="refuted")
    labels = [entry.label for entry in history.log(collection)]
    assert labels == ["Edit annotation", "Add actor", "Tag as claim", "Import"]
    assert [e.label for e in history.log(collection, Filter(annotator="Ada"))] == ["Tag as claim", "Import"]
    assert [e.label for e in history.log(collection, Filter(tables=("actor",)))] == ["Add actor"]
    assert [e.label for e in history.log(collection, Filter(words="TAG"))] == ["Tag as claim"]
    assert [e.label for e in history.log(collection, Filter(annotation=made.id))] == ["Edit annotation", "Tag as claim"]
    assert len(history.log(collection, Filter(source=1))) == 3
    assert history.log(collection, Filter(until="2001")) == []
    assert len(history.log(collection, Filter(since="2001"))) == 4
    second = history.log(collection, limit=2)[1]
    assert [e.label for e in history.log(collection, Filter(before=second.action))] == labels[2:]
    assert set(history.who(collection)) == {"Ada", "Bo"}


def test_going_back_is_one_step_that_can_be_undone(collection: Collection) -> None:
    first = collection.tag(1, "claim", [(0, 11)], chain=[Link(actor="Vera Lind")])
    point = history.log(collection, limit=1)[0].action
    collection.edit(first.id, status="refuted")
    second = add_source(collection, "Second", "Another text.")
    collection.tag(second, "claim", [(0, 3)])
    collection.mark_read(second)
    collection.undo()
    actors.delete_actors(collection, [1])
    change = history.go_back(collection, point)
    assert change is not None
    assert collection.annotations() == [first]
    assert [source.title for source in collection.sources()] == ["Harbour"]
    assert collection.next_undo == "Go back to “Tag as claim”"
    assert collection.check() == []
    collection.undo()
    assert [source.title for source in collection.sources()] == ["Harbour", "Second"]
    assert collection.annotation(first.id).status == "refuted"


def test_going_back_passes_over_what_was_taken_back_already(collection: Collection) -> None:
    first = collection.tag(1, "claim", [(0, 11)])
    point = history.log(collection, limit=1)[0].action
    collection.edit(first.id, status="refuted")
    written = history.log(collection, limit=1)[0].rows  # the state, and the time where a second went by since the tag
    collection.undo()
    assert history.go_back(collection, point) is None
    assert collection.next_redo is not None
    collection.redo()
    collection.undo()
    collection.redo()
    collection.delete_annotations([first.id])
    collection.undo()
    change = history.go_back(collection, point)
    assert change is not None
    assert dict(change.rows) == {"annotation": frozenset([first.id])}
    assert collection.annotation(first.id).status == "unchecked"
    assert history.log(collection, limit=1)[0].rows == written


def test_going_back_to_now_or_nowhere(collection: Collection) -> None:
    point = history.log(collection, limit=1)[0].action
    assert history.go_back(collection, point) is None
    with pytest.raises(NotThere):
        history.go_back(collection, 99)
    collection.running.add("x")
    with pytest.raises(HistoryConflict, match="an import is still running"):
        history.go_back(collection, point)


def test_the_log_leaves_out_of_a_whole_row_what_holds_its_default(collection: Collection) -> None:
    actors.add_actor(collection, "Vera Lind")
    ((written,),) = collection.connection.execute("SELECT new FROM change WHERE tbl = 'actor'").fetchall()
    assert json.loads(written).keys() == {"id", "uid", "name"}
    (change,) = history_read.of_action(collection.connection, history.log(collection, limit=1)[0].action)
    assert change.new is not None
    assert (change.new["name"], change.new["kind"], change.new["note"]) == ("Vera Lind", "", "")


def test_a_column_left_out_of_the_log_still_guards_against_undo(collection: Collection) -> None:
    vera = actors.add_actor(collection, "Vera Lind")
    with collection.action("Note", kind="quiet"):
        collection.connection.execute("UPDATE actor SET note = 'seen' WHERE id = ?", (vera,))
    with pytest.raises(HistoryConflict, match="actor has been changed since"):
        collection.undo()


def test_a_deleted_row_comes_back_with_its_defaults(collection: Collection) -> None:
    made = collection.tag(1, "claim", [(0, 11)], chain=[Link(actor="Vera Lind")])
    rows = [
        collection.connection.execute(f"SELECT * FROM {table}").fetchall()
        for table in ("annotation", "annotation_span", "attribution")
    ]
    collection.delete_annotations([made.id])
    collection.undo()
    assert rows == [
        collection.connection.execute(f"SELECT * FROM {table}").fetchall()
        for table in ("annotation", "annotation_span", "attribution")
    ]
