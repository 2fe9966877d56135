# SPDX-License-Identifier: MIT
"""What a researcher does to a collection: each action is written whole, announced once, and undone exactly."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.errors import BadSpan, BadValue, UnknownAnnotation, UnknownSource
from database import index
from database.errors import HeldCollection, HistoryConflict
from database.history import Change
from database.records import Annotation, CodeUse, Link, Slot
from tests.builders import add_source, new_collection, write_source

TEXT = "The harbour closed in May, Vera Lind has said.\nThe council should open it again 🚢, she told Oskar Penn."


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    yield made
    made.close()


@pytest.fixture
def source(collection: Collection) -> int:
    return add_source(collection, "Harbour", TEXT)


def tag(collection: Collection, source: int) -> Annotation:
    start = TEXT.index("The council")
    return collection.tag(
        source,
        "recommendation",
        [(start, TEXT.index(" 🚢"))],
        chain=[
            Link(actor="Vera Lind", organisation="Harbour Board", span=(27, 36), cue="told"),
            Link(role="reporter", actor="Oskar Penn", work="Quay Letters"),
        ],
        slots=[Slot("addressee", "The council", "City Council", (start, start + 11)), Slot("deontic", "should")],
        codes=[CodeUse("harbour", "supports")],
        note="Check *when*.",
    )


def test_a_tag_is_read_back_whole(collection: Collection, source: int) -> None:
    made = tag(collection, source)
    assert made.quote == "The council should open it again"
    assert (made.speakers, made.organisations, made.via) == (("Vera Lind",), ("Harbour Board",), ("Oskar Penn",))
    assert (made.addressees, made.work, made.status) == (("City Council",), "Quay Letters", "open")
    assert made.chain[0].quote == "Vera Lind"
    assert made.slots[0].quote == "The council"
    assert made.codes == (CodeUse("harbour", "supports"),)
    assert made.annotator == "Ada"
    assert collection.annotation(made.id) == made


def test_a_tag_keeps_what_finds_it_again(collection: Collection, source: int) -> None:
    anchor = tag(collection, source).spans[0]
    assert (anchor.prefix, anchor.suffix) == (TEXT[15:47], " 🚢, she told Oskar Penn.")


def test_each_action_is_announced_once_with_what_it_touched(collection: Collection, source: int) -> None:
    heard: list[Change] = []
    collection.subscribe(heard.append)
    made = tag(collection, source)
    assert len(heard) == 1
    assert (set(heard[0].annotations), set(heard[0].sources)) == ({made.id}, {source})
    assert heard[0].touches("slot")
    assert not heard[0].touches("relation")


def test_a_listener_that_unsubscribes_hears_nothing_more(collection: Collection, source: int) -> None:
    heard: list[Change] = []
    collection.subscribe(heard.append)()
    tag(collection, source)
    assert heard == []


def test_an_edit_changes_only_what_it_names(collection: Collection, source: int) -> None:
    made = tag(collection, source)
    edited = collection.edit(made.id, note="Checked.", status="taken up")
    assert (edited.note, edited.status) == ("Checked.", "taken up")
    assert (edited.chain, edited.slots, edited.codes, edited.spans) == (made.chain, made.slots, made.codes, made.spans)


def test_an_edit_that_changes_nothing_is_not_a_step(collection: Collection, source: int) -> None:
    made = tag(collection, source)
    collection.edit(made.id, note=made.note, chain=made.chain, slots=made.slots, codes=made.codes)
    assert collection.next_undo == "Tag as recommendation"


def test_an_edit_logs_only_rows_that_differ(collection: Collection, source: int) -> None:
    made = tag(collection, source)
    heard: list[Change] = []
    collection.subscribe(heard.append)
    collection.edit(made.id, chain=[made.chain[0]])
    assert {"attribution"} <= set(heard[0].rows) <= {"attribution", "annotation"}
    assert len(heard[0].rows["attribution"]) == 1


def test_a_new_kind_begins_in_its_own_first_state(collection: Collection, source: int) -> None:
    made = tag(collection, source)
    assert collection.edit(made.id, kind="claim").status == "unchecked"


def test_actors_are_found_again_by_name_and_alias(collection: Collection, source: int) -> None:
    tag(collection, source)
    tag(collection, source)
    assert sorted(collection.actor_names()) == ["City Council", "Harbour Board", "Oskar Penn", "Vera Lind"]


@pytest.mark.parametrize("span", [(-1, 3), (5, 5), (9, 4), (0, len(TEXT) + 1)])
def test_a_span_outside_the_text_is_refused(collection: Collection, source: int, span: tuple[int, int]) -> None:
    with pytest.raises(BadSpan):
        collection.tag(source, "claim", [span])
    assert collection.counts()["claim"] == 0


def test_values_no_field_can_have_are_refused(collection: Collection, source: int) -> None:
    with pytest.raises(BadValue, match=r"“rumour” is not a kind\. It can be “claim”, “recommendation”, “passage”"):
        collection.tag(source, "rumour", [(0, 3)])
    with pytest.raises(BadValue):
        collection.tag(source, "claim", [(0, 3)], codes=[CodeUse("x", "perhaps")])
    assert collection.annotations() == []


def test_what_is_not_there_is_named(collection: Collection, source: int) -> None:
    with pytest.raises(UnknownSource, match="There is no source “Harbour 2”"):
        collection.find_source("Harbour 2")
    with pytest.raises(UnknownAnnotation):
        collection.annotation(77)
    add_source(collection, "Harbour", "Another.")
    with pytest.raises(UnknownSource, match="2 sources are called “Harbour”"):
        collection.find_source("Harbour")


def test_a_source_is_found_by_id_uid_and_title(collection: Collection, source: int) -> None:
    found = collection.source(source)
    assert {collection.find_source(name).id for name in (str(source), found.uid, "Harbour")} == {source}
    assert collection.find_source(collection.original_hash(source)).id == source


def test_deleting_a_source_and_undoing_restores_every_part(collection: Collection, source: int) -> None:
    made = tag(collection, source)
    collection.delete_sources([source])
    assert collection.annotations() == []
    collection.undo()
    assert collection.annotation(made.id) == made


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    first = new_collection(tmp_path)
    made = tag(first, add_source(first, "Harbour", TEXT))
    first.close()
    second = new_collection(tmp_path)
    assert second.next_undo == "Tag as recommendation"
    second.undo()
    assert second.annotations() == []
    second.close()
    third = new_collection(tmp_path)
    third.redo()
    assert third.annotations() == [made]
    third.close()


def test_a_new_action_ends_what_could_be_redone(collection: Collection, source: int) -> None:
    tag(collection, source)
    collection.undo()
    collection.edit_source(source, title="The harbour")
    assert collection.next_redo is None
    assert collection.redo() is None


def test_undo_names_what_depends_on_a_step(collection: Collection) -> None:
    with collection.action("Import") as opened:
        source = write_source(collection, "Harbour", TEXT)
    collection.running.add(opened.step)
    tag(collection, source)
    collection.running.clear()
    collection.connection.execute("UPDATE undo_entry SET position = position + 10 WHERE label = 'Import'")
    with pytest.raises(HistoryConflict, match="made since depend on it"):
        collection.undo()
    assert collection.counts()["recommendation"] == 1


def test_undo_passes_over_a_step_that_is_still_running(collection: Collection, source: int) -> None:
    with collection.action("Import more") as opened:
        write_source(collection, "Second", "Text.")
    collection.running.add(opened.step)
    assert collection.next_undo == "Import"


def test_marking_as_read_is_not_an_undo_step(collection: Collection, source: int) -> None:
    collection.mark_read(source)
    assert collection.source(source).read
    assert collection.next_undo == "Import"
    collection.undo()
    assert collection.sources() == []
    collection.redo()
    assert collection.source(source).read


def test_a_write_outside_an_action_aborts(collection: Collection, source: int) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="outside an action"):
        collection.connection.execute("UPDATE source SET title = 'x'")
    assert collection.source(source).title == "Harbour"


def test_an_action_that_fails_leaves_nothing(collection: Collection, source: int) -> None:
    def fail() -> None:
        with collection.action("Break"):
            collection.connection.execute("UPDATE source SET title = 'x'")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert collection.source(source).title == "Harbour"
    assert collection.next_undo == "Import"
    assert [entry.label for entry in collection.log()] == ["Import"]


def test_a_held_collection_can_be_read_but_not_changed(tmp_path: Path) -> None:
    first = new_collection(tmp_path)
    source = add_source(first, "Harbour", TEXT)
    second = new_collection(tmp_path, annotator="Bo")
    assert second.text(source)[0] == TEXT
    with pytest.raises(HeldCollection, match="held by Ada, in a test"):
        tag(second, source)
    second.close()
    first.close()


def test_editing_a_source_keeps_dates_searchable(collection: Collection, source: int) -> None:
    edited = collection.edit_source(source, date="2020-08", authors=["Vera Lind", "Oskar\nPenn"], title="  Quay ")
    assert (edited.date, edited.authors, edited.title) == ("2020-08", ("Vera Lind", "Oskar Penn"), "Quay")
    row = collection.connection.execute("SELECT date_from, date_to FROM source").fetchone()
    assert row == ("2020-08-01", "2020-08-31")


def test_renaming_a_source_reindexes_it(collection: Collection, source: int) -> None:
    collection.edit_source(source, title="Ferrytown")
    found = collection.connection.execute("SELECT rowid FROM source_fts WHERE source_fts MATCH 'ferrytown'").fetchall()
    assert found == [(source,)]
    index.check_index(collection.connection)


def test_notes_and_slots_are_indexed(collection: Collection, source: int) -> None:
    made = tag(collection, source)
    query = "SELECT rowid FROM annotation_fts WHERE annotation_fts MATCH ?"
    assert collection.connection.execute(query, ("slots : should AND note : check",)).fetchall() == [(made.id,)]
    collection.delete_annotations([made.id])
    assert collection.connection.execute(query, ("should",)).fetchall() == []


def test_a_sound_collection_has_no_problems(collection: Collection, source: int) -> None:
    tag(collection, source)
    assert collection.check() == []


def test_the_check_finds_and_repairs_an_index_that_does_not_fit(collection: Collection, source: int) -> None:
    made = tag(collection, source)
    collection.connection.execute("INSERT INTO source_fts(rowid, title, text) VALUES (99, 'ghost', 'ghost')")
    collection.connection.execute("DELETE FROM annotation_fts")
    collection.connection.execute("DROP TRIGGER log_slot_insert")
    assert len(collection.check()) == 2
    assert collection.check(repair=True) == []
    assert collection.annotation(made.id) == made
    assert collection.next_undo == "Tag as recommendation"
