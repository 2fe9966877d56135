# SPDX-License-Identifier: MIT
"""The list of sources: filtered, sorted and grouped in one query."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from app.collection import Collection
from app.editing import attributes, sources
from app.editing.source_groups import OWN, Arrangement, Progress, arranged, covered, groupings, progress
from database.source_groups import GROUPS, ONLY
from database.sources import SORTS
from tests.builders import add_source, new_collection


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    for title, publication, day in (
        ("One", "Ledger", "2019-05-01"),
        ("Two", "", ""),
        ("Three", "Review", "2021-01-01"),
    ):
        fields = {"date": day, "date_from": day, "date_to": day} if day else {}
        add_source(made, title, "The harbour closed.", publication=publication, language="be", **fields)
    yield made
    made.close()


def grouped(collection: Collection, **fields: str) -> list[tuple[str, list[int]]]:
    return [(group.name, list(group.ids)) for group in arranged(collection, Arrangement().but(**fields))]


def test_without_a_grouping_there_is_one_group_without_a_name(collection: Collection) -> None:
    assert grouped(collection, sort="title") == [("", [1, 3, 2])]


def test_years_go_with_the_order_and_what_has_none_comes_last(collection: Collection) -> None:
    assert grouped(collection, group="year") == [("2021", [3]), ("2019", [1]), ("No date", [2])]
    assert [name for name, _ in grouped(collection, group="year", sort="oldest")] == ["2019", "2021", "No date"]


def test_publication_and_language_are_named(collection: Collection) -> None:
    assert [name for name, _ in grouped(collection, group="publication")] == ["Ledger", "Review", "No publication"]
    assert [name for name, _ in grouped(collection, group="language")] == ["Belarusian"]


def test_a_source_in_two_sets_stands_in_both(collection: Collection) -> None:
    sources.create_set(collection, "Pilot", [1, 3])
    sources.create_set(collection, "Harbour", [1])
    assert grouped(collection, group="set", sort="title") == [("Harbour", [1]), ("Pilot", [1, 3]), ("In no set", [2])]


def test_numbers_of_a_column_of_ones_own_sort_as_numbers(collection: Collection) -> None:
    column = attributes.add_attribute(collection, "Print run", "number")
    attributes.set_value(collection, [1], column, "1000")
    attributes.set_value(collection, [3], column, "90")
    own = next(name for name in groupings(collection) if name.startswith(OWN))
    assert grouped(collection, group=own) == [("90", [3]), ("1000", [1]), ("No Print run", [2])]
    attributes.delete_attribute(collection, column)
    assert grouped(collection, group=own) == [("", [3, 1, 2])]


def test_the_list_is_narrowed_to_what_is_left_to_do(collection: Collection) -> None:
    sources.mark_sources(collection, [1], read=True)
    collection.tag(3, "claim", [(0, 11)])
    assert grouped(collection, only="unread") == [("", [3, 2])]
    assert grouped(collection, only="untagged") == [("", [1, 2])]
    assert grouped(collection, only="tagged", words="three") == [("", [3])]
    assert progress(collection) == Progress(3, 1, 1)
    assert covered(collection, [1, 3]) == {3: 11}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(SORTS)), st.sampled_from(["", *GROUPS]), st.sampled_from(list(ONLY)), st.text(max_size=3))
def test_groups_hold_what_the_ungrouped_list_holds(
    collection: Collection, sort: str, group: str, only: str, words: str
) -> None:
    plain = arranged(collection, Arrangement(sort, words, only))
    groups = arranged(collection, Arrangement(sort, words, only, group))
    assert {row for each in groups for row in each.ids} == {row for each in plain for row in each.ids}
