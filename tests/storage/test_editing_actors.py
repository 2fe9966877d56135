# SPDX-License-Identifier: MIT
"""Actors: found as one types, renamed, merged, split and deleted, with nothing lost on the way."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from app.collection import Collection
from app.editing import actors
from app.editing.errors import NameTaken, NotThere, Refused
from database.actors_read import Actor
from database.records import Annotation, Link, Slot
from tests.builders import add_source, new_collection

TEXT = "The harbour closed in May, Vera Lind has said. The council should open it, she told Oskar Penn."


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    add_source(made, "Harbour", TEXT, date="2020-08", date_from="2020-08-01", date_to="2020-08-31")
    yield made
    made.close()


def tag(collection: Collection, *chain: Link, slots: tuple[Slot, ...] = ()) -> Annotation:
    return collection.tag(1, "recommendation", [(0, 11)], chain=chain, slots=slots)


def row(collection: Collection, name: str) -> int:
    found = actors.find(collection, name)
    assert found is not None
    return found.id


def names(found: list[Actor]) -> list[str]:
    return [each.name for each in found]


def test_the_list_counts_what_each_does(collection: Collection) -> None:
    tag(collection, Link(actor="Vera Lind", organisation="Board"), slots=(Slot("addressee", "x", "City"),))
    tag(collection, Link(actor="Vera Lind"), Link(role="quoted by", actor="Oskar Penn"))
    found = {each.name: each for each in actors.actors(collection)}
    assert (found["Vera Lind"].annotations, found["Vera Lind"].held) == (2, 2)
    assert (found["Oskar Penn"].carried, found["Board"].stood_for, found["City"].addressed) == (1, 1, 1)
    assert found["Board"].kind == "organisation"
    assert names(actors.actors(collection, "annotations"))[0] == "Vera Lind"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ver", "Vera Lind"),
        ("LIND v", "Vera Lind"),
        ("tsikhan", "Алёна Ціханіч"),
        ("tsik", "Алёна Ціханіч"),
        ("алена", "Алёна Ціханіч"),
        ("лінд", "Vera Lind"),
        ("eric", "Éric Dûmont"),
        ("o'har", "Nell O’Hara"),
        ("river bo", "Harbour Board"),
    ],
)
def test_names_are_found_as_one_types(collection: Collection, typed: str, wanted: str) -> None:
    for name in ("Vera Lind", "Алёна Ціханіч", "Éric Dûmont", "Nell O’Hara", "Harbour Board"):
        actors.add_actor(collection, name)
    actors.add_alias(collection, row(collection, "Harbour Board"), "River Board")
    assert names(actors.matching(collection, typed)) == [wanted]


def test_those_named_most_often_come_first(collection: Collection) -> None:
    actors.add_actor(collection, "Vera Abel")
    tag(collection, Link(actor="Vera Lind"))
    assert names(actors.matching(collection, "vera")) == ["Vera Lind", "Vera Abel"]
    assert names(actors.matching(collection, "", limit=1)) == ["Vera Lind"]


def test_a_kind_leaves_out_the_other(collection: Collection) -> None:
    actors.add_actor(collection, "Lind", kind="person")
    actors.add_actor(collection, "Lind Works", kind="organisation")
    assert names(actors.matching(collection, "lin", kind="organisation")) == ["Lind Works"]


def test_a_renamed_actor_is_renamed_in_every_annotation(collection: Collection) -> None:
    made = tag(collection, Link(actor="V. Lind"), slots=(Slot("addressee", "V. Lind", "V. Lind"),))
    actors.rename_actor(collection, row(collection, "V. Lind"), "Vera Lind", keep=True)
    renamed = collection.annotation(made.id)
    assert (renamed.speakers, renamed.slots[0].value) == (("Vera Lind",), "Vera Lind")
    assert actors.actor(collection, row(collection, "V. Lind")).aliases == ("V. Lind",)
    assert collection.next_undo == "Rename actor"
    collection.undo()
    assert collection.annotation(made.id) == made


def test_a_name_that_is_taken_is_refused_with_its_owner(collection: Collection) -> None:
    first, second = actors.add_actor(collection, "Vera Lind"), actors.add_actor(collection, "Vera Lund")
    actors.add_alias(collection, first, "V. L.")
    for name in ("Vera Lind", "V. L."):
        with pytest.raises(NameTaken, match="There is already an actor called") as refused:
            actors.rename_actor(collection, second, name)
        assert refused.value.owner == first
    with pytest.raises(NameTaken):
        actors.add_alias(collection, second, "Vera Lind")


def test_renaming_an_actor_reindexes_the_slots_that_name_it(collection: Collection) -> None:
    made = tag(collection, slots=(Slot("addressee", "", "Council"),))
    query = "SELECT rowid FROM annotation_fts WHERE annotation_fts MATCH 'assembly'"
    actors.rename_actor(collection, row(collection, "Council"), "Assembly")
    assert collection.connection.execute(query).fetchall() == [(made.id,)]
    collection.undo()
    assert collection.connection.execute(query).fetchall() == []


def test_a_merge_previews_and_moves_all_and_is_one_step(collection: Collection) -> None:
    first = tag(collection, Link(actor="EU", work="Report"), slots=(Slot("addressee", "EU", "EU"),))
    second = tag(collection, Link(actor="Vera Lind", organisation="European Union"))
    other, target = row(collection, "EU"), row(collection, "European Union")
    assert actors.touched(collection, [other]).parts["holder"] == (first.id,)
    actors.merge_actors(collection, target, [other])
    assert collection.annotation(first.id).speakers == ("European Union",)
    assert collection.annotation(first.id).addressees == ("European Union",)
    assert actors.actor(collection, target).aliases == ("EU",)
    collection.undo()
    assert [a.id for a in collection.annotations()] == [first.id, second.id]
    assert collection.annotation(first.id) == first


def test_links_that_become_equal_are_one_and_keep_what_each_had(collection: Collection) -> None:
    made = tag(
        collection,
        Link(actor="EU", cue="says"),
        Link(actor="European Union", organisation="Council", span=(0, 3)),
        Link(role="quoted by", actor="Oskar Penn"),
    )
    actors.merge_actors(collection, row(collection, "European Union"), [row(collection, "EU")])
    chain = collection.annotation(made.id).chain
    assert [(link.role, link.actor) for link in chain] == [("holder", "European Union"), ("quoted by", "Oskar Penn")]
    assert (chain[0].cue, chain[0].organisation, chain[0].span) == ("says", "Council", (0, 3))


def test_links_that_differ_in_work_stay_apart(collection: Collection) -> None:
    made = tag(collection, Link(actor="EU", work="Letter"), Link(actor="European Union", work="Report"))
    actors.merge_actors(collection, row(collection, "European Union"), [row(collection, "EU")])
    assert [link.work for link in collection.annotation(made.id).chain] == ["Letter", "Report"]


def test_nobody_speaks_for_themselves_after_a_merge(collection: Collection) -> None:
    made = tag(collection, Link(actor="Lind Works", organisation="Lind"))
    actors.merge_actors(collection, row(collection, "Lind"), [row(collection, "Lind Works")])
    assert collection.annotation(made.id).chain[0].organisation == ""


def test_a_merge_keeps_affiliations_notes_and_aliases(collection: Collection) -> None:
    first = actors.add_actor(collection, "V. Lind", country="Varo", note="A")
    second = actors.add_actor(collection, "Vera Lind", kind="person", note="B")
    actors.add_alias(collection, first, "Lind")
    for each in (first, second):
        actors.add_affiliation(collection, each, "Board", since="2019")
    actors.merge_actors(collection, second, [first])
    found = actors.actor(collection, second)
    assert (found.country, found.kind, found.note) == ("Varo", "person", "B\n\nA")
    assert found.aliases == ("V. Lind", "Lind")
    assert [each.name for each in actors.affiliations(collection, second)] == ["Board"]


def test_one_actor_alone_cannot_be_merged(collection: Collection) -> None:
    only = actors.add_actor(collection, "Vera Lind")
    with pytest.raises(Refused, match="two or more"):
        actors.merge_actors(collection, only, [only])
    with pytest.raises(NotThere):
        actors.merge_actors(collection, only, [99])


def test_a_split_gives_chosen_annotations_to_a_new_actor(collection: Collection) -> None:
    first = tag(collection, Link(actor="J. Smith", organisation="Board"))
    second = tag(collection, Link(actor="J. Smith"), slots=(Slot("addressee", "J. Smith", "J. Smith"),))
    old = row(collection, "J. Smith")
    actors.add_alias(collection, old, "Jane Smith")
    made = actors.split_actor(collection, old, [second.id], "Jane Smith")
    assert collection.annotation(first.id) == first
    assert collection.annotation(second.id).speakers == ("Jane Smith",)
    assert collection.annotation(second.id).addressees == ("Jane Smith",)
    assert (actors.actor(collection, old).aliases, actors.actor(collection, made).annotations) == ((), 1)


def test_a_deleted_holder_leaves_a_view_unattributed(collection: Collection) -> None:
    made = tag(
        collection,
        Link(actor="Vera Lind", work="Letters"),
        Link(role="quoted by", actor="Vera Lind"),
        Link(role="reporter", actor="Oskar Penn"),
        slots=(Slot("addressee", "her", "Vera Lind"), Slot("action", "open it")),
    )
    assert actors.touched(collection, [row(collection, "Vera Lind")]).annotations == (made.id,)
    actors.delete_actors(collection, [row(collection, "Vera Lind")])
    left = collection.annotation(made.id)
    assert [(link.voice, link.work) for link in left.chain] == [("unattributed", "Letters"), ("actor", "")]
    assert [slot.name for slot in left.slots] == ["action"]
    collection.undo()
    assert collection.annotation(made.id) == made


def test_positions_have_no_gaps_so_that_edits_keep_their_order(collection: Collection) -> None:
    made = tag(collection, Link(actor="A"), Link(role="quoted by", actor="B"), Link(role="reporter", actor="C"))
    actors.delete_actors(collection, [row(collection, "B")])
    chain = [*collection.annotation(made.id).chain, Link(role="reporter", actor="D"), Link(role="reporter", actor="E")]
    edited = collection.edit(made.id, chain=chain)
    assert [link.actor for link in edited.chain] == ["A", "C", "D", "E"]


@pytest.mark.parametrize(
    ("date", "wanted"),
    [("2018", ""), ("2019-06", "Board"), ("2021", "Council"), ("2020-05-01", "Council"), ("", "Council")],
)
def test_the_organisation_is_that_of_the_time(collection: Collection, date: str, wanted: str) -> None:
    vera = actors.add_actor(collection, "Vera Lind")
    actors.add_affiliation(collection, vera, "Board", since="2019", until="2020-04")
    actors.add_affiliation(collection, vera, "Council", since="2020-05", role="chair")
    collection.edit_source(1, date=date)
    assert actors.organisation_at(collection, "Vera Lind", 1) == wanted
    chain = actors.with_organisations(collection, 1, [Link(actor="Vera Lind"), Link(voice="unattributed")])
    assert [link.organisation for link in chain] == [wanted, ""]


def test_affiliations_keep_dates_as_they_were_written(collection: Collection) -> None:
    vera = actors.add_actor(collection, "Vera Lind")
    actors.add_affiliation(collection, vera, "Board", since="about 2019", until="2020")
    (found,) = actors.affiliations(collection, vera)
    assert (found.since, found.until, found.first, found.last) == ("about 2019", "2020", "2018-01-01", "2020-12-31")
    actors.edit_affiliation(collection, found, organisation="Council", role="chair", since="", until="2021")
    (edited,) = actors.affiliations(collection, vera)
    assert (edited.name, edited.role, edited.since, edited.first) == ("Council", "chair", "", None)
    actors.remove_affiliation(collection, edited.id)
    assert actors.affiliations(collection, vera) == []


def test_dates_and_organisations_that_make_no_sense_are_refused(collection: Collection) -> None:
    vera = actors.add_actor(collection, "Vera Lind")
    with pytest.raises(Refused, match="“soon” is not a date"):
        actors.add_affiliation(collection, vera, "Board", since="soon")
    with pytest.raises(Refused, match="is before"):
        actors.add_affiliation(collection, vera, "Board", since="2020", until="2019")
    with pytest.raises(Refused, match="cannot belong to itself"):
        actors.add_affiliation(collection, vera, "Vera Lind")
    assert actors.find(collection, "Board") is None


def test_all_that_an_actor_says_is_one_click_away(collection: Collection) -> None:
    first = tag(collection, Link(actor="Vera Lind"))
    second = tag(collection, Link(actor="Oskar Penn"), Link(role="on behalf of", actor="Vera Lind"))
    tag(collection, slots=(Slot("addressee", "", "Vera Lind"),))
    assert actors.statements_of(collection, row(collection, "Vera Lind")) == (first.id, second.id)


NAMES = st.sampled_from(["A", "B", "C", "D"])
LINKS = st.lists(
    st.builds(
        Link,
        role=st.sampled_from(["holder", "on behalf of", "quoted by"]),
        actor=NAMES,
        organisation=st.sampled_from(["", "A", "B", "E"]),
        work=st.sampled_from(["", "Letters", "Report"]),
    ),
    max_size=5,
)
SLOTS = st.lists(st.builds(Slot, name=st.just("addressee"), value=NAMES, actor=NAMES), max_size=3)
Named = dict[int, set[tuple[str, str]]]


def named(collection: Collection, become: dict[str, str]) -> Named:
    """Return who stands where in each annotation, once some names have become others."""
    found: Named = {}
    for a in collection.annotations():
        links = {(link.role, become.get(link.actor, link.actor)) for link in a.chain}
        found[a.id] = links | {(slot.name, become.get(slot.actor, slot.actor)) for slot in a.slots}
    return found


@settings(max_examples=40)
@given(st.lists(st.tuples(LINKS, SLOTS), min_size=1, max_size=4), st.sets(NAMES, min_size=2, max_size=3))
def test_no_merge_loses_a_link(given_annotations: list[tuple[list[Link], list[Slot]]], merged: set[str]) -> None:
    with TemporaryDirectory() as folder:
        collection = new_collection(Path(folder))
        add_source(collection, "Harbour", TEXT)
        for chain, slots in given_annotations:
            collection.tag(1, "claim", [(0, 3)], chain=chain, slots=slots)
        target, *others = sorted(merged)
        for name in merged:
            if actors.find(collection, name) is None:
                actors.add_actor(collection, name)
        wanted = named(collection, dict.fromkeys(others, target))
        before = collection.annotations()
        actors.merge_actors(collection, row(collection, target), [row(collection, name) for name in others])
        assert named(collection, {}) == wanted
        assert collection.check() == []
        collection.undo()
        assert collection.annotations() == before
        collection.close()


@settings(max_examples=25)
@given(st.lists(LINKS, min_size=1, max_size=5), st.sets(st.integers(0, 4)))
def test_a_split_conserves_what_there_is(chains: list[list[Link]], chosen: set[int]) -> None:
    with TemporaryDirectory() as folder:
        collection = new_collection(Path(folder))
        add_source(collection, "Harbour", TEXT)
        actors.add_actor(collection, "A")
        ids = [collection.tag(1, "claim", [(0, 3)], chain=chain).id for chain in chains]
        links = Counter(link.role for a in collection.annotations() for link in a.chain)
        wanted = [ids[number] for number in chosen if number < len(ids)]
        before = named(collection, {})
        actors.split_actor(collection, row(collection, "A"), wanted, "New")
        after = named(collection, {"New": "A"})
        assert after == before
        assert Counter(link.role for a in collection.annotations() for link in a.chain) == links
        collection.close()


def test_actors_are_listed_without_counts_and_counted_where_they_are_in_sight(collection: Collection) -> None:
    tag(collection, Link(actor="Vera Lind", organisation="Board"), Link(role="reporter", actor="Oskar Penn"))
    every = actors.actors(collection)
    plain = actors.listed(collection)
    assert [each.id for each in plain] == [each.id for each in every]
    assert {each.annotations for each in plain} <= {0}
    assert actors.counted(collection, [each.id for each in plain]) == every
    with pytest.raises(ValueError, match="annotations"):
        actors.listed(collection, "annotations")
