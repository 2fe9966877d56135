# SPDX-License-Identifier: MIT
"""The history as a list: entries, facets beside them, and what going back takes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing import actors, history
from database import history_list
from database.history import new_uid
from database.history_list import Entries
from database.records import CodeUse, Link
from tests.builders import add_source, new_collection, write_source


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """A collection in which Ada imported and tagged, and Bo renamed an actor and took a tag back."""
    made = new_collection(tmp_path)
    step = new_uid()
    for title in ("A", "B"):
        with made.action("Import") as opened:
            made.connection.execute("UPDATE action SET step = ? WHERE id = ?", (step, opened.row))
            opened.step = step
            write_source(made, title, "The harbour closed in May.")
    made.tag(1, "claim", [(0, 11)])
    actors.add_actor(made, "Vera")
    made.set_annotator("Bo")
    actors.rename_actor(made, 1, "Vera Lind")
    made.tag(2, "claim", [(4, 11)])
    made.undo()
    yield made
    made.close()


def labels(collection: Collection, wanted: Entries) -> list[str]:
    found = history_list.ids(collection.connection, wanted)
    return [f"{entry.kind} {entry.label}" for entry in history_list.entries(collection.connection, found)]


ALL = ["undo Tag as claim", "do Tag as claim", "do Rename actor", "do Add actor", "do Tag as claim", "do Import"]


def test_an_import_is_one_entry(collection: Collection) -> None:
    assert labels(collection, Entries()) == ALL
    entry = history_list.ids(collection.connection, Entries())[-1]
    assert len(history_list.actions_of(collection.connection, entry)) == 2
    assert [told for told in history.step_details(collection, entry) if "source" in told] == [
        "added source “A”",
        "added source “B”",
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Entries(words="ACTOR"), ALL[2:4]),
        (Entries(annotators=("Ada",)), ALL[3:]),
        (Entries(annotators=("Ada", "Bo")), ALL),
        (Entries(things=("actors",)), ALL[2:4]),
        (Entries(things=("sources",)), ALL[5:]),
        (Entries(annotation=1), ALL[4:5]),
        (Entries(annotation=2), ALL[:2]),
        (Entries(days=("1999-01-01",)), []),
        (Entries(words="tag", annotators=("Bo",), things=("annotations",)), ALL[:2]),
    ],
)
def test_entries_are_narrowed(collection: Collection, wanted: Entries, found: list[str]) -> None:
    assert labels(collection, wanted) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ada", ALL[3:]),
        ("bo actor", ALL[2:3]),
        ("undone", ALL[:1]),
        ("vera", ALL[2:4]),
        ("lind", ALL[2:4]),
        ("nobody", []),
        ("Vera claim", []),
    ],
)
def test_words_are_about_who_did_it_and_what_was_touched(collection: Collection, words: str, found: list[str]) -> None:
    assert labels(collection, Entries(words=words)) == found


@pytest.fixture
def touched(tmp_path: Path) -> Iterator[Collection]:
    """Two sources, and an annotation in the first with an actor and a code; then all of that is taken away again."""
    made = new_collection(tmp_path)
    add_source(made, "Ворота Тамселя", "The harbour closed in May.")
    add_source(made, "Grain", "Grain goes round by sea.")
    made.tag(1, "claim", [(0, 11)], chain=[Link(actor="Mirela Dantov")], codes=[CodeUse("Tolls")])
    made.tag(2, "passage", [(0, 5)])
    yield made
    made.close()


TAGGED = ["do Tag as claim", "do Import"]


@pytest.mark.parametrize("words", ["ворота", "ТАМСЕЛЯ", "Ворота тамселя"])
def test_a_source_is_touched_by_what_is_done_to_its_annotations(touched: Collection, words: str) -> None:
    assert labels(touched, Entries(words=words)) == TAGGED
    touched.edit(1, status="contested")
    assert labels(touched, Entries(words=words)) == ["do Edit annotation", *TAGGED]


@pytest.mark.parametrize(("words", "others"), [("mirela", 0), ("tolls", 0), ("тамселя", 1)])
def test_what_was_deleted_is_found_by_its_name(touched: Collection, words: str, others: int) -> None:
    before = len(labels(touched, Entries(words=words)))
    assert before == 1 + others
    touched.delete_annotations([1])
    assert labels(touched, Entries(words=words))[0] == "do Delete annotation"
    touched.delete_sources([1])
    assert len(labels(touched, Entries(words=words))) == before + 1 + others


def test_a_former_title_is_found(touched: Collection) -> None:
    touched.edit_source(2, title="Barley")
    assert len(labels(touched, Entries(words="grain"))) == len(labels(touched, Entries(words="barley"))) == 3


def test_facets_count_within_the_words(touched: Collection) -> None:
    wanted = history_list.looked_up(touched.connection, Entries(words="mirela"))
    assert dict(history_list.counts(touched.connection, "thing", wanted)) == dict.fromkeys(
        ("annotations", "actors", "codes"), 1
    )


def test_counts_say_what_narrowing_leaves(collection: Collection) -> None:
    wanted = Entries(words="a")
    for facet in history_list.FACETS:
        counts = history_list.counts(collection.connection, facet, wanted)
        assert counts
        for value, count in counts:
            narrowed = {
                "annotator": replace(wanted, annotators=(value,)),
                "thing": replace(wanted, things=(value,)),
                "day": replace(wanted, days=(value,)),
            }[facet]
            assert len(history_list.ids(collection.connection, narrowed)) == count


def test_a_second_value_can_still_be_chosen(collection: Collection) -> None:
    counts = dict(history_list.counts(collection.connection, "annotator", Entries(annotators=("Bo",))))
    assert counts == {"Ada": 3, "Bo": 3}


def test_what_a_point_would_take_back(collection: Collection) -> None:
    ids = history_list.ids(collection.connection, Entries())
    since = history.since(collection, ids[3])
    assert (since.count, since.annotations, since.sources) == (3, 1, 0)
    assert [entry.label for entry in since.latest] == ["Tag as claim", "Tag as claim", "Rename actor"]
    history.go_back(collection, ids[3])
    assert actors.actor(collection, 1).name == "Vera"
    assert history.since(collection, history_list.ids(collection.connection, Entries())[0]).count == 0


def test_undone_and_touched(collection: Collection) -> None:
    ids = history_list.ids(collection.connection, Entries())
    tags = history_list.entries(collection.connection, [ids[1], ids[4]])
    steps = [entry.step for entry in tags]
    assert history_list.undone(collection.connection, steps) == {steps[0]}
    collection.tag(2, "passage", [(0, 3)])
    assert history_list.undone(collection.connection, steps) == {steps[0]}
    assert history.touched(collection, ids[4]) == [1]
    assert history.touched(collection, ids[1]) == []
    assert history.annotation_details(collection, ids[4], 1)[0] == "added annotation claim"
    assert history.annotation_details(collection, ids[4], 2) == ()


def test_an_annotation_of_another_source_is_told_apart(collection: Collection) -> None:
    third = add_source(collection, "C", "Nothing.")
    made = collection.tag(third, "passage", [(0, 7)])
    collection.delete_annotations([made.id])
    assert labels(collection, Entries(annotation=made.id)) == ["do Delete annotation", "do Code passage"]
