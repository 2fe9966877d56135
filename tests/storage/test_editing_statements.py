# SPDX-License-Identifier: MIT
"""Relations, statements and notes: read from both ends, by date, and undone in one step."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing import notes, relations, statements
from app.editing.errors import NotThere, Refused
from app.errors import BadValue, UnknownAnnotation
from database.notes import NOTED
from tests.builders import add_source, new_collection

DATES = (("2021-03-01", "2021-03-01"), ("2019-01-01", "2019-12-31"), (None, None))


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    for number, (first, last) in enumerate(DATES, start=1):
        add_source(made, f"Text {number}", f"The harbour is closed, says number {number}.")
        made.edit_source(number, date=first[:4] if first and last else "")
    yield made
    made.close()


@pytest.fixture
def tagged(collection: Collection) -> list[int]:
    """Return one annotation a source: of 2021, of 2019, and without a date."""
    return [collection.tag(source, "claim", [(0, 21)]).id for source in (1, 2, 3)]


def test_a_relation_reads_from_both_ends(collection: Collection, tagged: list[int]) -> None:
    one, other, third = tagged
    rebuts = relations.relate(collection, one, "rebuts", other, note="On facts.")
    undercuts = relations.relate_to_relation(collection, third, "undercuts", rebuts)
    (made,) = relations.relations_of(collection, one)
    (undergone,) = relations.relations_of(collection, other)
    assert (made.words, made.other, made.relation.note) == ("rebuts", other, "On facts.")
    assert (undergone.words, undergone.other) == ("rebutted by", one)
    assert [each.id for each in undergone.onto] == [undercuts]
    (onto,) = relations.relations_of(collection, third)
    assert (onto.words, onto.other, onto.relation.target_relation) == ("undercuts", None, rebuts)
    assert collection.next_undo == "Relate to relation"


def test_a_relation_is_changed_and_removed_with_what_points_at_it(collection: Collection, tagged: list[int]) -> None:
    rebuts = relations.relate(collection, tagged[0], "rebuts", tagged[1])
    relations.relate_to_relation(collection, tagged[2], "undercuts", rebuts)
    relations.edit_relation(collection, rebuts, type_="supports")
    assert collection.annotation(tagged[0]).relations[0].type == "supports"
    relations.remove_relation(collection, rebuts)
    assert [collection.annotation(row).relations for row in tagged] == [(), (), ()]
    collection.undo()
    assert len(relations.relations_of(collection, tagged[2])) == 1


def test_relations_that_make_no_sense_are_refused(collection: Collection, tagged: list[int]) -> None:
    relations.relate(collection, tagged[0], "rebuts", tagged[1])
    with pytest.raises(Refused, match="It rebuts it already"):
        relations.relate(collection, tagged[0], "rebuts", tagged[1])
    with pytest.raises(Refused, match="to itself"):
        relations.relate(collection, tagged[0], "rebuts", tagged[0])
    with pytest.raises(BadValue, match="is not a type of relation"):
        relations.relate(collection, tagged[0], "mocks", tagged[1])
    with pytest.raises(UnknownAnnotation):
        relations.relate(collection, tagged[0], "rebuts", 99)
    with pytest.raises(NotThere):
        relations.relate_to_relation(collection, tagged[0], "undercuts", 99)


def test_the_earliest_said_it_first(collection: Collection, tagged: list[int]) -> None:
    made = statements.create_statement(collection, tagged)
    found = statements.appearances(collection, made)
    assert found.first is not None
    assert (found.first.annotation, found.first.decided) == (tagged[1], False)
    assert [member.annotation for member in found.repeated] == [tagged[0], tagged[2]]
    kept = statements.statement(collection, made)
    assert (kept.text, kept.kind, kept.members) == ("The harbour is closed", "claim", 3)
    assert (kept.first, kept.last) == ("2019-01-01", "2021-12-31")


def test_a_contradiction_is_never_the_first(collection: Collection, tagged: list[int]) -> None:
    made = statements.create_statement(collection, tagged, "The harbour is closed.")
    statements.add_members(collection, made, [tagged[1]], "contradicts")
    found = statements.appearances(collection, made)
    assert found.first is not None
    assert found.first.annotation == tagged[0]
    assert [member.annotation for member in found.contradicted] == [tagged[1]]
    assert statements.statement(collection, made).contradictions == 1


def test_somebody_can_decide_who_was_first(collection: Collection, tagged: list[int]) -> None:
    made = statements.create_statement(collection, tagged)
    for chosen in (tagged[0], tagged[2]):
        statements.add_members(collection, made, [chosen], "first")
        found = statements.appearances(collection, made)
        assert found.first is not None
        assert (found.first.annotation, found.first.decided, len(found.repeated)) == (chosen, True, 2)
    assert statements.statements_with(collection, tagged[1])[0][1] == "repeats"
    with pytest.raises(Refused, match="Only one"):
        statements.add_members(collection, made, tagged, "first")


def test_members_leave_and_statements_merge(collection: Collection, tagged: list[int]) -> None:
    first = statements.create_statement(collection, tagged[:2], "One.", note="A")
    second = statements.create_statement(collection, tagged[1:], "Two.", note="B")
    statements.add_members(collection, second, [tagged[1]], "contradicts")
    statements.merge_statements(collection, first, [second])
    (kept,) = statements.all_statements(collection)
    assert (kept.text, kept.note, kept.members, kept.contradictions) == ("One.", "A\n\nB", 3, 0)
    statements.remove_members(collection, first, [tagged[0]])
    assert statements.statement(collection, first).members == 2
    statements.rename_statement(collection, first, "Closed.")
    assert statements.statement(collection, first).text == "Closed."
    for _ in range(3):
        collection.undo()
    assert [(each.text, each.members) for each in statements.all_statements(collection)] == [("One.", 2), ("Two.", 2)]


def test_a_deleted_statement_leaves_its_annotations(collection: Collection, tagged: list[int]) -> None:
    made = statements.create_statement(collection, tagged)
    statements.delete_statements(collection, [made])
    assert len(collection.annotations()) == 3
    assert statements.statements_with(collection, tagged[0]) == []
    with pytest.raises(NotThere):
        statements.rename_statement(collection, made, "x")
    with pytest.raises(Refused):
        statements.create_statement(collection, [], " ")


@pytest.mark.parametrize("thing", ["source", "annotation", "annotator", "statement", "collection"])
def test_notes_are_written_on_everything(collection: Collection, tagged: list[int], thing: str) -> None:
    statements.create_statement(collection, tagged)
    notes.set_note(collection, thing, 1, "See *there*.\r\n")
    assert notes.note(collection, thing, 1) == "See *there*.\n"
    assert collection.next_undo == "Edit note"
    collection.undo()
    assert notes.note(collection, thing, 1) == ""


def test_a_note_that_stays_is_no_step_and_one_on_nothing_is_refused(collection: Collection, tagged: list[int]) -> None:
    notes.set_note(collection, "annotation", tagged[0], "")
    assert collection.next_undo == "Tag as claim"
    for thing in NOTED:
        with pytest.raises(NotThere):
            notes.set_note(collection, thing, 99, "x")
    with pytest.raises(KeyError):
        notes.note(collection, "content", 1)


def test_what_a_relation_ties_to_a_member_is_offered(collection: Collection, tagged: list[int]) -> None:
    ids = tagged
    made = statements.create_statement(collection, ids[:1], "It closed.")
    relations.relate(collection, ids[1], "rebuts", ids[0])
    relations.relate(collection, ids[0], "restates", ids[2])
    assert statements.related(collection, made) == [
        statements.Related(ids[2], "restated by one of these", "repeats"),
        statements.Related(ids[1], "rebuts one of these", "contradicts"),
    ]
    statements.add_members(collection, made, [ids[1]], "contradicts")
    assert [each.annotation for each in statements.related(collection, made)] == [ids[2]]
    assert statements.appearances(collection, made).annotations == (ids[0], ids[1])
