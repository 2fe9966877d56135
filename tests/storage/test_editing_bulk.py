# SPDX-License-Identifier: MIT
"""The table of annotations: edited in bulk, counted by facets, sorted by every column, crossed in a matrix."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from app.attribution import sentence
from app.collection import Collection
from app.editing import actors, bulk, codebook, table
from app.editing.errors import NotThere, Refused
from app.editing.table import Wanted
from app.errors import BadValue
from app.search.narrowing import Narrowed, within
from database import annotations, facets, listing
from database.bulk import Preview
from database.facets import FACETS
from database.listing import COLUMNS
from database.records import CodeUse, Link, Slot
from tests.builders import add_source, new_collection


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    for title, publication, date in (("B", "Quay", "2020-05"), ("a", "", "about 2021"), ("C", "Pier", "")):
        source = add_source(made, title, "The harbour closed in May, and nobody knows why.")
        made.edit_source(source, publication=publication, date=date)
    yield made
    made.close()


@pytest.fixture
def ids(collection: Collection) -> list[int]:
    """Return a claim, a recommendation and a passage with as much in them as facets count."""
    vera = Link(actor="Vera Lind", organisation="Board")
    made = [
        collection.tag(
            1, "claim", [(4, 11)], chain=[vera, Link(actor="Ève")], codes=[CodeUse("x", "supports"), CodeUse("y")]
        ),
        collection.tag(
            2,
            "recommendation",
            [(0, 3)],
            chain=[Link(voice="unattributed"), Link(role="on behalf of", actor="Board")],
            slots=[Slot("addressee", "City", "City"), Slot("addressee", "the people")],
            codes=[CodeUse("x", "opposes")],
            status="rejected",
        ),
    ]
    collection.set_annotator("Bo")
    made.append(collection.tag(1, "passage", [(0, 11)], note="N"))
    return [annotation.id for annotation in made]


def code(collection: Collection, name: str) -> int:
    return next(entry.id for entry in codebook.tree(collection) if entry.name == name)


def stale(collection: Collection, edit: Callable[[], object]) -> list[int]:
    """Return the annotations whose index rows an edit inside the open action makes out of date."""
    collection.connection.execute("DELETE FROM stale")
    edit()
    return [row[0] for row in collection.connection.execute("SELECT row FROM stale WHERE tbl = 'annotation'")]


def test_only_what_is_indexed_is_indexed_again(collection: Collection, ids: list[int]) -> None:
    edit = partial(annotations.edit, collection.connection, ids[0])
    with collection.action("Edit"):
        assert stale(collection, partial(edit, {"status": "refuted"})) == []
        assert stale(collection, partial(annotations.touch, collection.connection, ids[0])) == []
        assert stale(collection, partial(edit, {"note": "zebra"})) == ids[:1]
    assert collection.matching_annotations("note:zebra") == ids[:1]
    collection.undo()
    assert collection.matching_annotations("note:zebra") == []
    assert collection.annotation(ids[0]).status == "unchecked"


def counted(collection: Collection, name: str, within: list[int] | None = None) -> dict[str, int]:
    (found,) = facets.facets(collection.connection, within, [name])
    return {value.label: value.count for value in found.values}


def test_a_code_is_given_to_many_in_one_step(collection: Collection, ids: list[int]) -> None:
    x = code(collection, "x")
    assert bulk.preview_add_code(collection, ids, x, "opposes") == Preview((ids[0], ids[2]), 1)
    bulk.add_code(collection, ids, x, "opposes")
    assert counted(collection, "stance") == {"opposes": 3, "neutral": 1}
    assert collection.next_undo == "Add code to 2 annotations"
    collection.undo()
    assert counted(collection, "stance") == {"supports": 1, "opposes": 1, "neutral": 1}


def test_a_code_is_taken_from_many(collection: Collection, ids: list[int]) -> None:
    x = code(collection, "x")
    assert bulk.preview_remove_code(collection, ids, x).changes == (ids[0], ids[1])
    bulk.remove_code(collection, ids, x)
    assert counted(collection, "code") == {"y": 1, "": 2}
    with pytest.raises(NotThere):
        bulk.remove_code(collection, ids, 99)
    with pytest.raises(BadValue):
        bulk.add_code(collection, ids, x, "perhaps")


def test_a_state_is_given_to_those_that_can_have_it(collection: Collection, ids: list[int]) -> None:
    assert bulk.preview_status(collection, ids, "contested") == Preview((ids[0],), 0, 2)
    bulk.set_status(collection, ids, "contested")
    assert [collection.annotation(row).status for row in ids] == ["contested", "rejected", ""]
    assert bulk.preview_status(collection, ids, "contested") == Preview((), 1, 2)
    with pytest.raises(Refused, match="No annotation can be “odd”"):
        bulk.set_status(collection, ids, "odd")


def test_an_actor_is_replaced_in_some(collection: Collection, ids: list[int]) -> None:
    board, city = actors.find(collection, "Board"), actors.find(collection, "City")
    assert board is not None
    assert city is not None
    assert bulk.preview_replace_actor(collection, ids[:2], board.id).changes == tuple(ids[:2])
    bulk.replace_actor(collection, board.id, city.id, ids[:1])
    assert collection.annotation(ids[0]).organisations == ("City",)
    assert collection.annotation(ids[1]).organisations == ("Board",)


def test_many_are_deleted_in_one_step(collection: Collection, ids: list[int]) -> None:
    assert bulk.preview_delete(collection, [*ids, 99]).changes == tuple(ids)
    bulk.delete(collection, [*ids, 99])
    assert collection.annotation_ids() == []
    collection.undo()
    assert collection.annotation_ids() != []


@pytest.mark.parametrize(
    ("facet", "wanted"),
    [
        ("kind", {"claim": 1, "recommendation": 1, "passage": 1}),
        ("speaker", {"Vera Lind": 1, "Ève": 1, "unattributed": 1}),
        ("organisation", {"Board": 2}),
        ("addressee", {"City": 1, "the people": 1, "": 2}),
        ("code", {"x": 2, "y": 1, "": 1}),
        ("stance", {"supports": 1, "opposes": 1, "neutral": 1}),
        ("publication", {"Quay": 2, "": 1}),
        ("year", {"2020": 3, "2021": 1, "2022": 1}),
        ("status", {"unchecked": 1, "rejected": 1, "": 1}),
        ("annotator", {"Ada": 2, "Bo": 1}),
    ],
)
def test_facets_count_and_narrow(collection: Collection, ids: list[int], facet: str, wanted: dict[str, int]) -> None:
    assert counted(collection, facet) == wanted
    assert counted(collection, facet, ids) == wanted
    (found,) = facets.facets(collection.connection, None, [facet])
    assert found.distinct == len(wanted)
    for value in found.values:
        narrowed = Narrowed().toggled(facet, value.label).query()
        assert len(collection.searcher.annotations(narrowed)) == value.count


def test_facets_agree_with_what_annotations_say(collection: Collection, ids: list[int]) -> None:
    said = Counter(name for a in collection.annotations() for name in a.organisations)
    assert counted(collection, "organisation") == said
    addressed = {label: count for label, count in counted(collection, "addressee").items() if label}
    assert addressed == Counter(n for a in collection.annotations() for n in a.addressees)


def test_choices_in_other_facets_leave_a_facet_open(collection: Collection, ids: list[int]) -> None:
    query = "kind:claim date:2020"
    found = {f.name: f for f in table.facets_of(collection.searcher, query, collection.searcher.annotations(query))}
    assert {value.label for value in found["kind"].values} == {"claim", "recommendation", "passage"}
    assert {value.label for value in found["speaker"].values} == {"Vera Lind", "Ève"}
    assert set(found) == set(FACETS)


def test_stances_beside_a_code_are_those_towards_it(collection: Collection, ids: list[int]) -> None:
    (found,) = table.facets_of(collection.searcher, "code:x", None, ["stance"])
    assert {value.label: value.count for value in found.values} == {"supports": 1, "opposes": 1}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("by:unattributed", 1),
        ("by:anonymous", 0),
        ("via:unattributed", 0),
        ("via:anonymous", 1),
        ("quoted-by:anonymous", 1),
        ("reporter:anonymous", 0),
        ("behalf:unattributed", 1),
    ],
)
def test_links_without_a_name_are_found_where_they_stand(collection: Collection, query: str, count: int) -> None:
    source = collection.sources()[0].id
    quoted = Link("quoted by", "anonymous", "diplomat")
    collection.tag(source, "claim", [(0, 3)], chain=[Link(actor="Vera Lind"), quoted])
    collection.tag(source, "claim", [(0, 3)], chain=[Link(voice="unattributed"), Link("on behalf of", "unattributed")])
    assert len(collection.searcher.annotations(query)) == count
    if query.startswith("by:"):
        assert counted(collection, "speaker").get(query[3:], 0) == count


def test_nobody_is_added_as_a_speaker_where_nothing_is_said(collection: Collection) -> None:
    source = collection.sources()[0].id
    chains = [[], [Link(organisation="Board")], [Link(actor="Vera Lind")], [Link("quoted by", actor="Oskar Penn")]]
    ids = [collection.tag(source, "claim", [(0, 3)], chain=chain).id for chain in chains]
    assert len(bulk.preview_add_speaker(collection, ids, "unattributed analyst").changes) == 3
    bulk.add_speaker(collection, ids, "unattributed analyst")
    assert [sentence(collection.annotation(row).chain) for row in ids] == [
        "unattributed analyst",
        "unattributed analyst, for Board",
        "Vera Lind",
        "unattributed analyst, quoted by Oskar Penn",
    ]
    assert actors.find(collection, "unattributed analyst") is None
    bulk.add_speaker(collection, ids[2:], "Eva Moor")
    assert [[link.actor for link in collection.annotation(row).chain] for row in ids[2:]] == [
        ["Vera Lind", "Eva Moor"],
        ["Eva Moor", "Oskar Penn"],
    ]
    collection.undo()
    collection.undo()
    assert sentence(collection.annotation(ids[0]).chain) == ""


def test_codes_beside_a_stance_are_those_it_is_towards(collection: Collection, ids: list[int]) -> None:
    (found,) = table.facets_of(collection.searcher, "stance:opposes", collection.annotation_ids(), ["code"])
    assert len(found.values) < len(counted(collection, "code"))
    for value in found.values:
        assert len(collection.searcher.annotations(f"stance:opposes code:{value.label}")) == value.count


@pytest.mark.parametrize("name", ["“Honest people”", 'Board "Quay"', "«Честные люди»"])
def test_a_name_with_quotation_marks_is_chosen_and_taken_out_again(collection: Collection, name: str) -> None:
    source = collection.sources()[0].id
    collection.tag(source, "claim", [(0, 3)], chain=[Link(organisation=name)])
    collection.tag(source, "claim", [(0, 3)], note=name)
    chosen = Narrowed().toggled("organisation", name)
    assert len(collection.searcher.annotations(chosen.query())) == 1
    assert chosen.toggled("organisation", name) == Narrowed()


def test_a_code_counts_for_those_above_it(collection: Collection, ids: list[int]) -> None:
    codebook.move_code(collection, code(collection, "y"), code(collection, "x"))
    assert counted(collection, "code") == {"x": 2, "y": 1, "": 1}
    assert counted(collection, "code", ids[:1]) == {"x": 1, "y": 1}


def test_the_author_of_a_source_counts_by_name(collection: Collection, ids: list[int]) -> None:
    collection.edit_source(collection.annotation(ids[2]).source, authors=["Vera Lind", "Ode"])
    collection.edit(ids[2], chain=[Link(voice="author")])
    assert counted(collection, "speaker")["Vera Lind"] == len(collection.searcher.annotations('by:"Vera Lind"')) == 2
    assert counted(collection, "speaker")["Ode"] == 1


def test_a_table_is_what_a_query_lists_in_groups(collection: Collection, ids: list[int]) -> None:
    found = table.table(collection.searcher, Wanted("date:2020", "annotator", True, "code"))
    assert found.groups == [("x", 2), ("", 1)]
    assert sorted(found.ids[:2]) == sorted(ids[:2])
    assert found.ids[2:] == ids[2:]
    assert found.total == 3
    assert found.listing.meaning == "annotations in 2020"
    every = table.table(collection.searcher, Wanted())
    assert every.ids == collection.annotation_ids()
    assert every.listing.ids is None


def test_groups_come_before_the_order(collection: Collection, ids: list[int]) -> None:
    by_kind = listing.sorted_ids(collection.connection, "kind", descending=True, group="annotator")
    assert [ids.index(row) for row in by_kind] == [1, 0, 2]
    assert [label for label, _ in listing.groups(collection.connection, "annotator")] == ["Ada", "Bo"]


@pytest.mark.parametrize(
    ("column", "wanted"),
    [
        ("place", [2, 0, 1]),
        ("kind", [0, 2, 1]),
        ("quote", [1, 2, 0]),
        ("speaker", [1, 0, 2]),
        ("organisation", [0, 1, 2]),
        ("addressee", [1, 2, 0]),
        ("code", [0, 1, 2]),
        ("source", [1, 2, 0]),
        ("publication", [2, 0, 1]),
        ("date", [1, 2, 0]),
        ("status", [1, 0, 2]),
        ("annotator", [0, 1, 2]),
        ("note", [2, 0, 1]),
    ],
)
def test_every_column_sorts(collection: Collection, ids: list[int], column: str, wanted: list[int]) -> None:
    found = listing.sorted_ids(collection.connection, column)
    assert [ids.index(row) for row in found] == wanted
    assert listing.sorted_ids(collection.connection, column, ids=ids[:2]) == [row for row in found if row in ids[:2]]


@pytest.mark.parametrize("column", COLUMNS)
def test_descending_keeps_what_is_missing_last(collection: Collection, ids: list[int], column: str) -> None:
    found = listing.sorted_ids(collection.connection, column, descending=True)
    assert sorted(found) == sorted(ids)
    if column in {"addressee", "note"}:
        assert listing.sorted_ids(collection.connection, column)[0] == found[0]
    if column != "place":
        assert sum(count for _, count in listing.groups(collection.connection, column)) == 3


def test_groups_are_named_as_they_are_written(collection: Collection, ids: list[int]) -> None:
    assert listing.groups(collection.connection, "speaker") == [("unattributed", 1), ("Vera Lind", 1), ("", 1)]
    assert listing.groups(collection.connection, "code", descending=True) == [("x", 2), ("", 1)]


def test_a_kind_is_given_to_many(collection: Collection, ids: list[int]) -> None:
    assert bulk.preview_kind(collection, ids, "claim") == Preview((ids[1], ids[2]), 1)
    bulk.set_kind(collection, ids, "claim")
    assert [(each.kind, each.status) for each in map(collection.annotation, ids)] == [("claim", "unchecked")] * 3
    assert collection.next_undo == "Change kind of 2 annotations"


def test_a_speaker_takes_the_place_of_nobody(collection: Collection, ids: list[int]) -> None:
    assert bulk.preview_add_speaker(collection, ids, "Vera Lind") == Preview((ids[1], ids[2]), 1)
    bulk.add_speaker(collection, ids, "Vera Lind")
    assert [collection.annotation(row).speakers for row in ids] == [
        ("Vera Lind", "Ève"),
        ("Vera Lind",),
        ("Vera Lind",),
    ]
    assert [link.voice for link in collection.annotation(ids[1]).chain] == ["actor", "actor"]
    assert len(collection.searcher.annotations('by:"Vera Lind"')) == 3
    with pytest.raises(BadValue):
        bulk.add_speaker(collection, ids, " ")


def test_an_addressee_is_added_where_there_can_be_one(collection: Collection, ids: list[int]) -> None:
    assert bulk.preview_add_addressee(collection, ids, "City") == Preview((ids[0],), 1, 1)
    bulk.add_addressee(collection, ids, "New Town")
    assert collection.annotation(ids[0]).addressees == ("New Town",)
    assert collection.annotation(ids[1]).addressees == ("City", "the people", "New Town")
    assert actors.find(collection, "New Town") is not None
    collection.undo()
    assert actors.find(collection, "New Town") is None


@pytest.mark.parametrize(
    ("rows", "columns", "wanted"),
    [
        ("speaker", "addressee", {("unattributed", "City"): 1, ("unattributed", "the people"): 1}),
        ("organisation", "kind", {("Board", "claim"): 1, ("Board", "recommendation"): 1}),
        ("code", "stance", {("x", "supports"): 1, ("x", "opposes"): 1, ("y", "neutral"): 1}),
        ("stance", "code", {("supports", "x"): 1, ("opposes", "x"): 1, ("neutral", "y"): 1}),
        ("source", "annotator", {("B", "Ada"): 1, ("a", "Ada"): 1, ("B", "Bo"): 1}),
        ("year", "kind", None),
        ("month", "kind", None),
        ("code", "code", {("x", "x"): 2, ("x", "y"): 1, ("y", "x"): 1, ("y", "y"): 1}),
    ],
)
def test_facets_are_crossed(
    collection: Collection, ids: list[int], rows: str, columns: str, wanted: dict[tuple[str, str], int] | None
) -> None:
    counts = facets.crossed(collection.connection, rows, columns)
    assert counts == facets.crossed(collection.connection, rows, columns, ids)
    assert wanted is None or counts == wanted
    for (row, column), count in counts.items():
        query = within("", (rows, row), (columns, column))
        assert len(collection.searcher.annotations(query)) == count
