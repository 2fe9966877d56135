# SPDX-License-Identifier: MIT
"""Saved searches, and tagging many places at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing.errors import NameTaken, NotThere, Refused
from app.editing.searches import delete_search, edit_search, move_search, save_search, saved_searches
from app.editing.tag_places import Extent, plan_tags, tag_places
from app.errors import PostilError
from database.records import CodeUse
from tests.builders import add_source, new_collection

TEXT = "The bridge is closed. Open the bridge, she said; the bridge is ours.\nNo bridge."


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = new_collection(tmp_path)
    add_source(opened, "One", TEXT)
    add_source(opened, "Two", "A bridge too far.")
    yield opened
    opened.close()


def names(collection: Collection) -> list[tuple[str, str]]:
    return [(each.name, each.query) for each in saved_searches(collection)]


def places(collection: Collection, word: str = "bridge") -> list[tuple[int, int, int]]:
    return [(line.source, line.start, line.end) for line in collection.searcher.lines(word)]


def test_searches_are_kept_changed_moved_and_forgotten(collection: Collection) -> None:
    first = save_search(collection, "Bridges", "bridge")
    second = save_search(collection, "Claims", " kind:claim ")
    assert names(collection) == [("Bridges", "bridge"), ("Claims", "kind:claim")]
    move_search(collection, second, 0)
    edit_search(collection, first, name="All bridges")
    assert names(collection) == [("Claims", "kind:claim"), ("All bridges", "bridge")]
    delete_search(collection, second)
    assert names(collection) == [("All bridges", "bridge")]
    for _ in range(3):
        collection.undo()
    assert names(collection) == [("Bridges", "bridge"), ("Claims", "kind:claim")]


def test_what_makes_no_sense_is_refused(collection: Collection) -> None:
    save_search(collection, "Bridges", "bridge")
    with pytest.raises(NameTaken):
        save_search(collection, "Bridges", "other")
    with pytest.raises(Refused):
        save_search(collection, "Empty", "  ")
    with pytest.raises(PostilError):
        save_search(collection, " ", "bridge")
    with pytest.raises(NotThere):
        delete_search(collection, 99)


def test_a_change_notice_tells_of_saved_searches(collection: Collection) -> None:
    seen: list[bool] = []
    collection.subscribe(lambda change: seen.append(change.touches("saved_search")))
    save_search(collection, "Bridges", "bridge")
    assert seen == [True]


@pytest.mark.parametrize(
    ("extent", "quotes"),
    [
        (Extent.WORDS, ["bridge"] * 5),
        (
            Extent.SENTENCE,
            [
                "The bridge is closed.",
                "Open the bridge, she said; the bridge is ours.",
                "No bridge.",
                "A bridge too far.",
            ],
        ),
        (
            Extent.PARAGRAPH,
            ["The bridge is closed. Open the bridge, she said; the bridge is ours.", "No bridge.", "A bridge too far."],
        ),
    ],
)
def test_places_are_tagged_as_far_as_is_wanted(collection: Collection, extent: Extent, quotes: list[str]) -> None:
    plan = plan_tags(collection, sorted(places(collection)), "claim", extent)
    assert [passage.quote for passage in plan.passages] == quotes
    assert plan.sources == 2
    tag_places(collection, plan, [CodeUse("bridges", "supports")])
    assert [annotation.quote for annotation in collection.annotations()] == quotes
    assert {code.code for annotation in collection.annotations() for code in annotation.codes} == {"bridges"}


def test_many_tags_are_one_undo_step(collection: Collection) -> None:
    plan = plan_tags(collection, places(collection), "recommendation")
    tag_places(collection, plan)
    assert collection.next_undo == "Tag 4 recommendations"
    collection.undo()
    assert collection.annotations() == []


def test_what_is_tagged_already_is_left_alone(collection: Collection) -> None:
    tag_places(collection, plan_tags(collection, places(collection), "claim"))
    again = plan_tags(collection, places(collection), "claim")
    assert (again.passages, again.already) == ((), 4)
    assert len(plan_tags(collection, places(collection), "recommendation").passages) == 4
    with pytest.raises(Refused):
        tag_places(collection, again)


def test_a_failure_leaves_nothing_half_done(collection: Collection) -> None:
    plan = plan_tags(collection, places(collection), "claim")
    collection.delete_sources([2])
    with pytest.raises(PostilError):
        tag_places(collection, plan)
    assert collection.annotations() == []
