# SPDX-License-Identifier: MIT
"""The codebook: a tree that is moved, merged, split and deleted without an annotation losing what it was given."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from app.collection import Collection
from app.editing import codebook, codebook_versions
from app.editing.errors import NameTaken, NotThere, Refused
from app.errors import BadValue
from database.code_tree import Usage
from database.history import Change
from database.records import STANCES, CodeUse
from tests.builders import add_source, new_collection


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    add_source(made, "Harbour", "The harbour closed in May.")
    yield made
    made.close()


def plant(collection: Collection, *paths: str) -> dict[str, int]:
    """Add codes by their paths and return their ids by path."""
    made: dict[str, int] = {}
    for path in paths:
        parent, _, name = path.rpartition("/")
        made[path] = codebook.add_code(collection, name, parent=made.get(parent))
    return made


def tree(collection: Collection) -> list[str]:
    return ["/".join(entry.path) for entry in codebook.tree(collection)]


def tag(collection: Collection, *codes: str) -> int:
    uses = [CodeUse(name, stance or "neutral") for name, _, stance in (code.partition(":") for code in codes)]
    return collection.tag(1, "claim", [(0, 3)], codes=uses).id


def codes_of(collection: Collection, annotation: int) -> list[str]:
    return [f"{use.code}:{use.stance}" for use in collection.annotation(annotation).codes]


def test_codes_are_added_in_order_with_what_they_mean(collection: Collection) -> None:
    plant(collection, "a", "a/x", "a/y", "b")
    made = codebook.add_code(collection, "c", colour="#B7791F", definition="What.", examples="- one")
    assert tree(collection) == ["a", "a/x", "a/y", "b", "c"]
    assert codebook.code(collection, made).colour == "#b7791f"
    assert codebook.code(collection, made).definition == "What."


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda c, ids: codebook.add_code(c, "b"), NameTaken),
        (lambda c, ids: codebook.add_code(c, " "), BadValue),
        (lambda c, ids: codebook.add_code(c, "n", colour="red"), Refused),
        (lambda c, ids: codebook.add_code(c, "n", parent=99), NotThere),
        (lambda c, ids: codebook.rename_code(c, ids["a"], "b"), NameTaken),
        (lambda c, ids: codebook.move_code(c, ids["a"], ids["a/x"]), Refused),
        (lambda c, ids: codebook.move_code(c, ids["a"], ids["a"]), Refused),
        (lambda c, ids: codebook.set_shortcut(c, ids["a"], 10), Refused),
        (lambda c, ids: codebook.merge_codes(c, ids["a"], [ids["a"]]), Refused),
        (lambda c, ids: codebook.delete_code(c, 99), NotThere),
    ],
)
def test_what_makes_no_sense_is_refused(collection: Collection, call: object, error: type[Exception]) -> None:
    ids = plant(collection, "a", "a/x", "b")
    before = tree(collection)
    assert callable(call)
    with pytest.raises(error):
        call(collection, ids)
    assert tree(collection) == before


def test_a_code_keeps_its_uses_when_it_is_renamed_and_moved(collection: Collection) -> None:
    ids = plant(collection, "a", "b", "b/x")
    made = tag(collection, "a:opposes")
    codebook.rename_code(collection, ids["a"], "c")
    codebook.move_code(collection, ids["a"], ids["b"], 0)
    assert tree(collection) == ["b", "b/c", "b/x"]
    assert codes_of(collection, made) == ["c:opposes"]
    collection.undo()
    collection.undo()
    assert tree(collection) == ["a", "b", "b/x"]


def test_siblings_keep_the_order_they_are_put_in(collection: Collection) -> None:
    ids = plant(collection, "a", "b", "c")
    codebook.move_code(collection, ids["c"], None, 0)
    codebook.move_code(collection, ids["a"], None)
    assert tree(collection) == ["c", "b", "a"]


def test_several_codes_are_moved_in_one_step(collection: Collection) -> None:
    ids = plant(collection, "a", "b", "b/x", "c", "d")
    codebook.move_codes(collection, [ids["a"], ids["b/x"], ids["c"]], None, 1)
    assert tree(collection) == ["b", "a", "x", "c", "d"]
    codebook.move_codes(collection, [ids["d"], ids["a"]], ids["b"])
    assert tree(collection) == ["b", "b/d", "b/a", "x", "c"]
    assert collection.next_undo == "Move 2 codes"
    collection.undo()
    collection.undo()
    assert tree(collection) == ["a", "b", "b/x", "c", "d"]


def test_codes_of_one_name_are_not_moved_to_one_place(collection: Collection) -> None:
    ids = plant(collection, "a", "a/x", "b", "b/x", "c")
    with pytest.raises(NameTaken):
        codebook.move_codes(collection, [ids["a/x"], ids["b/x"]], ids["c"])
    assert tree(collection) == ["a", "a/x", "b", "b/x", "c"]


def test_a_key_belongs_to_one_code(collection: Collection) -> None:
    ids = plant(collection, "a", "b")
    codebook.set_shortcut(collection, ids["a"], 1)
    codebook.set_shortcut(collection, ids["b"], 1)
    assert {key: entry.name for key, entry in codebook.by_shortcut(collection).items()} == {1: "b"}
    collection.undo()
    assert codebook.by_shortcut(collection)[1].name == "a"


def test_usage_counts_each_annotation_once(collection: Collection) -> None:
    ids = plant(collection, "a", "a/x")
    tag(collection, "a", "x")
    tag(collection, "x")
    assert codebook.usage(collection) == {ids["a"]: Usage(1, 2), ids["a/x"]: Usage(2, 2)}


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("supports", "supports", "supports"),
        ("neutral", "opposes", "opposes"),
        ("supports", "neutral", "supports"),
        ("supports", "opposes", "neutral"),
    ],
)
def test_a_merge_keeps_one_assignment_with_its_stance(
    collection: Collection, first: str, second: str, wanted: str
) -> None:
    ids = plant(collection, "a", "b")
    made = tag(collection, f"a:{first}", f"b:{second}")
    clash = codebook.touched(collection, [ids["a"], ids["b"]]).clashes
    assert clash == ((made,) if {first, second} == {"supports", "opposes"} else ())
    codebook.merge_codes(collection, ids["a"], [ids["b"]])
    assert codes_of(collection, made) == [f"a:{wanted}"]


def test_a_merge_takes_what_lies_below_and_what_was_written(collection: Collection) -> None:
    ids = plant(collection, "a", "a/x", "b", "b/x", "b/y")
    codebook.define_code(collection, ids["a"], definition="One.")
    codebook.define_code(collection, ids["b"], definition="Two.", examples="E")
    codebook.set_shortcut(collection, ids["b"], 4)
    codebook.merge_codes(collection, ids["a"], [ids["b"]])
    assert tree(collection) == ["a", "a/x", "a/y"]
    merged = codebook.code(collection, ids["a"])
    assert (merged.definition, merged.examples, merged.shortcut) == ("One.\n\nTwo.", "E", 4)


def test_a_code_can_be_merged_into_one_below_it(collection: Collection) -> None:
    ids = plant(collection, "a", "a/m", "a/m/x", "b")
    codebook.merge_codes(collection, ids["a/m/x"], [ids["a"]])
    assert tree(collection) == ["b", "x", "x/m"]
    collection.undo()
    assert tree(collection) == ["a", "a/m", "a/m/x", "b"]


def test_a_split_gives_chosen_annotations_to_a_code_beside(collection: Collection) -> None:
    ids = plant(collection, "a", "b")
    first, second = tag(collection, "a:supports"), tag(collection, "a:opposes")
    codebook.split_code(collection, ids["a"], "a2", [second])
    assert tree(collection) == ["a", "a2", "b"]
    assert (codes_of(collection, first), codes_of(collection, second)) == (["a:supports"], ["a2:opposes"])


@pytest.mark.parametrize(("below_too", "left"), [(False, ["x", "y", "b"]), (True, ["b"])])
def test_a_deleted_code_leaves_or_takes_what_lies_below(
    collection: Collection, below_too: bool, left: list[str]
) -> None:
    ids = plant(collection, "a", "a/x", "a/y", "b")
    made = tag(collection, "a", "x", "b")
    preview = codebook.touched(collection, [ids["a"]], below_too=below_too)
    assert (preview.annotations, preview.below) == ((made,), (ids["a/x"], ids["a/y"]))
    codebook.delete_code(collection, ids["a"], below_too=below_too)
    assert tree(collection) == left
    assert len(codes_of(collection, made)) == (1 if below_too else 2)
    collection.undo()
    assert len(codes_of(collection, made)) == 3


def test_a_change_of_codes_shows_in_the_annotation(collection: Collection) -> None:
    ids = plant(collection, "a", "b")
    made = tag(collection, "a")
    heard: list[Change] = []
    collection.subscribe(heard.append)
    codebook.merge_codes(collection, ids["b"], [ids["a"]])
    assert [change.label for change in heard] == ["Merge 2 codes"]
    assert heard[0].annotations == frozenset({made})


def test_a_code_is_told_by_its_place_where_its_name_alone_does_not(collection: Collection) -> None:
    made = plant(collection, "ports", "trade", "trade/ports", "grain")
    uses = [CodeUse("ports", under=()), CodeUse("ports", under=("trade",)), CodeUse("grain")]
    tagged = collection.tag(1, "claim", [(0, 11)], codes=uses)
    assert [(use.code, use.under) for use in tagged.codes] == [("ports", ()), ("ports", ("trade",)), ("grain", None)]
    codebook.rename_code(collection, made["trade/ports"], "harbours")
    codes = {use.code: use.under for use in collection.annotation(tagged.id).codes}
    assert codes == {"ports": None, "harbours": ("trade",), "grain": None}


def test_versions_say_what_changed_since(collection: Collection) -> None:
    ids = plant(collection, "a", "b", "c", "d")
    version = codebook_versions.keep_version(collection, "Pilot", "After ten texts.")
    codebook.rename_code(collection, ids["a"], "a2")
    codebook.move_code(collection, ids["b"], ids["a"])
    codebook.define_code(collection, ids["c"], definition="Now defined.")
    codebook.delete_code(collection, ids["d"])
    codebook.add_code(collection, "e")
    found = codebook_versions.compare_versions(collection, version, None)
    assert [code.name for code in found.added] == ["e"]
    assert [code.name for code in found.removed] == ["d"]
    assert [(was.name, now.name) for was, now in found.renamed] == [("a", "a2")]
    assert [(was.name, now.parent != "") for was, now in found.moved] == [("b", True)]
    assert [(was.name, names) for was, _, names in found.changed] == [("c", ("definition",))]
    assert codebook_versions.compare_versions(collection, version, version).empty


def test_versions_are_kept_renamed_and_deleted(collection: Collection) -> None:
    plant(collection, "a", "b")
    version = codebook_versions.keep_version(collection, "Pilot")
    codebook_versions.edit_version(collection, version, "First", "N")
    assert [(v.name, v.note, v.codes) for v in codebook_versions.versions(collection)] == [("First", "N", 2)]
    codebook_versions.delete_version(collection, version)
    with pytest.raises(NotThere):
        codebook_versions.codes_of(collection, version)


@settings(max_examples=25)
@given(
    st.lists(st.lists(st.sampled_from("abcd"), unique=True, min_size=1), min_size=1, max_size=5),
    st.lists(st.sampled_from(STANCES), min_size=20, max_size=20),
    st.permutations("abcd"),
)
def test_no_merge_of_codes_loses_an_annotation(uses: list[list[str]], stances: list[str], order: list[str]) -> None:
    with TemporaryDirectory() as folder:
        collection = new_collection(Path(folder))
        add_source(collection, "Harbour", "The harbour closed.")
        ids = plant(collection, "a", "a/b", "a/b/c", "d")
        by_name = {path[-1]: row for path, row in ids.items()}
        stance = iter(stances)
        made = [tag(collection, *(f"{name}:{next(stance)}" for name in names)) for names in uses]
        target, *others = order[:3]
        wanted = [{target if name in others else name for name in names} for names in uses]
        before = tree(collection)
        codebook.merge_codes(collection, by_name[target], [by_name[name] for name in others])
        assert [{use.code for use in collection.annotation(row).codes} for row in made] == wanted
        assert sorted(path[-1] for path in tree(collection)) == sorted({target, order[3]})
        collection.undo()
        assert tree(collection) == before
        collection.close()
