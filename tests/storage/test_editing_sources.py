# SPDX-License-Identifier: MIT
"""Sources in bulk: sets, columns of one's own, reading and coverage."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from app.collection import Collection
from app.editing import attributes, sources
from app.editing.errors import NameTaken, NotThere, Refused
from app.editing.sources import Coverage
from app.errors import BadValue, UnknownSource
from database.attributes import Attribute
from tests.builders import add_source, new_collection

TEXT = "Harbour\nThe harbour closed in May.\n\nNobody knows why."


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    for number in (1, 2, 3):
        add_source(made, f"Text {number}", f"{TEXT} {number}")
    yield made
    made.close()


def test_sets_hold_sources(collection: Collection) -> None:
    made = sources.create_set(collection, "Pilot", [2, 1])
    sources.put_in_set(collection, made, [1, 3])
    sources.take_from_set(collection, made, [2])
    sources.rename_set(collection, made, "First")
    assert [(each.name, each.sources) for each in sources.sets(collection)] == [("First", 2)]
    assert sources.sources_in(collection, made) == [1, 3]
    assert [each.name for each in sources.sets_of(collection, 3)] == ["First"]
    sources.delete_set(collection, made)
    assert sources.sets(collection) == []
    assert len(collection.sources()) == 3
    collection.undo()
    assert sources.sources_in(collection, made) == [1, 3]


def test_sets_that_make_no_sense_are_refused(collection: Collection) -> None:
    sources.create_set(collection, "Pilot")
    with pytest.raises(NameTaken, match=r"already a set called “pilot”\. Choose another name\."):
        sources.create_set(collection, "pilot")
    with pytest.raises(UnknownSource):
        sources.create_set(collection, "Second", [99])
    with pytest.raises(NotThere):
        sources.put_in_set(collection, 99, [1])


def test_several_sources_are_edited_in_one_step(collection: Collection) -> None:
    sources.edit_sources(collection, [1, 3], publication="Quay Letters", date="2020", authors=["Vera Lind"])
    assert [source.publication for source in collection.sources()] == ["Quay Letters", "", "Quay Letters"]
    assert collection.next_undo == "Edit 2 sources"
    collection.undo()
    assert {source.date for source in collection.sources()} == {""}
    with pytest.raises(UnknownSource):
        sources.edit_sources(collection, [1, 99], title="x")
    assert collection.source(1).title == "Text 1"


def test_several_sources_are_marked_without_a_step(collection: Collection) -> None:
    sources.mark_sources(collection, [1, 2], read=True)
    sources.mark_sources(collection, [2], read=False)
    assert sources.read_sources(collection) == sources.read_sources(collection, "Ada") == {1}
    assert sources.read_sources(collection, "Bo") == set()
    assert collection.next_undo == "Import"


def test_marks_never_stand_in_the_way_of_undo(collection: Collection) -> None:
    sources.mark_sources(collection, [3], read=True)
    collection.delete_sources([3])
    collection.undo()
    sources.mark_sources(collection, [3], read=False)
    assert collection.redo() is not None
    assert collection.undo() is not None
    assert sources.read_sources(collection) == set()
    assert len(collection.sources()) == 3


@pytest.mark.parametrize(
    ("type_", "given_value", "kept"),
    [
        ("text", "  two  words ", "two words"),
        ("number", "1 234,50", "1234.50"),
        ("number", "−3", "-3"),
        ("number", "1e3", "1000"),
        ("date", "about 2020", "about 2020"),
        ("choice", "left", "left"),
        ("number", "", ""),
    ],
)
def test_values_are_kept_by_type(type_: str, given_value: str, kept: str) -> None:
    wanted = Attribute(1, "u", "case", type_, ("left", "right"), "", 0)
    assert attributes.checked(wanted, given_value) == kept


@pytest.mark.parametrize(
    ("type_", "wrong", "sentence"),
    [
        ("number", "many", "“many” is not a number"),
        ("number", "NaN", "is not a number"),
        ("number", "1e999999", "is not a number"),
        ("date", "soon", "“soon” is not a date"),
        ("choice", "middle", "is not a case. It can be “left”, “right”"),
    ],
)
def test_values_of_another_type_are_refused(type_: str, wrong: str, sentence: str) -> None:
    wanted = Attribute(1, "u", "case", type_, ("left", "right"), "", 0)
    with pytest.raises((Refused, BadValue)) as refused:
        attributes.checked(wanted, wrong)
    assert sentence in str(refused.value)


def test_attributes_are_set_for_several_sources_at_once(collection: Collection) -> None:
    party = attributes.add_attribute(collection, "Party", "choice", ["left", "right", "left"])
    attributes.set_value(collection, [1, 2], party, "left")
    attributes.set_value(collection, [2, 3], party, "right")
    assert attributes.column(collection, party) == {1: "left", 2: "right", 3: "right"}
    assert attributes.values_of(collection, 2) == {"Party": "right"}
    assert attributes.value_counts(collection, party) == [("right", 2), ("left", 1)]
    attributes.set_value(collection, [2], party, "")
    assert attributes.attribute(collection, party).sources == 2
    collection.undo()
    collection.undo()
    assert attributes.column(collection, party) == {1: "left", 2: "left"}


def test_a_type_changes_where_all_values_allow_it(collection: Collection) -> None:
    row = attributes.add_attribute(collection, "Seats")
    attributes.set_value(collection, [1], row, "1 000")
    attributes.edit_attribute(collection, row, name="Seats held", type_="number")
    assert attributes.column(collection, row) == {1: "1000"}
    attributes.edit_attribute(collection, row, type_="text")
    attributes.set_value(collection, [2], row, "few")
    with pytest.raises(Refused, match="“few” is not a number"):
        attributes.edit_attribute(collection, row, type_="number")
    assert attributes.attribute(collection, row).type == "text"
    attributes.delete_attribute(collection, row)
    assert attributes.all_attributes(collection) == []
    collection.undo()
    assert attributes.values_of(collection, 2) == {"Seats held": "few"}


def test_attributes_that_make_no_sense_are_refused(collection: Collection) -> None:
    attributes.add_attribute(collection, "Party")
    with pytest.raises(NameTaken):
        attributes.add_attribute(collection, "PARTY")
    with pytest.raises(BadValue):
        attributes.add_attribute(collection, "Size", "colour")
    with pytest.raises(Refused, match="Say what can be chosen"):
        attributes.add_attribute(collection, "Size", "choice")


def test_coverage_counts_characters_once_and_paragraphs_touched(collection: Collection) -> None:
    collection.tag(1, "claim", [(0, 11)])
    collection.tag(1, "passage", [(8, 19), (36, 40)])
    assert sources.source_coverage(collection, 1) == Coverage(len(TEXT) + 2, 23, 3, 3)
    assert sources.source_coverage(collection, 2) == Coverage(len(TEXT) + 2, 0, 3, 0)
    shares = sources.shares(collection)
    assert shares == {1: 23 / (len(TEXT) + 2), 2: 0.0, 3: 0.0}


SPANS = st.lists(st.tuples(st.integers(0, 52), st.integers(1, 30)), max_size=6)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SPANS)
def test_coverage_is_the_union_of_all_spans(collection: Collection, pairs: list[tuple[int, int]]) -> None:
    length = len(TEXT) + 2
    collection.delete_annotations(collection.annotation_ids(1))
    spans = [(start, min(start + size, length)) for start, size in pairs]
    for span in spans:
        collection.tag(1, "claim", [span])
    union = {place for start, end in spans for place in range(start, end)}
    assert sources.source_coverage(collection, 1).covered == len(union)
