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
