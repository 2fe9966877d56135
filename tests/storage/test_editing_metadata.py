# SPDX-License-Identifier: MIT
"""What is known about sources: read with where it came from, and changed in one step."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing.errors import Refused
from app.editing.metadata import BY_HAND, common, edit_metadata, metadata
from app.errors import UnknownSource
from tests.builders import add_source, new_collection


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = new_collection(tmp_path)
    add_source(
        opened,
        "Minutes",
        "The council met.",
        authors='["Vera Lind"]',
        date="2019-05",
        language="en",
        origins=json.dumps({"title": "first heading", "language": "detected", "date": "file name"}),
    )
    add_source(opened, "Letter", "The harbour must open.", language="en", origins='{"language": "HTML metadata"}')
    yield opened
    assert not opened.check()
    opened.close()


def test_each_value_knows_where_it_came_from(collection: Collection) -> None:
    known = metadata(collection, 1)
    assert known.values["authors"] == ("Vera Lind",)
    assert known.origins == {"title": "first heading", "language": "detected", "date": "file name"}


def test_what_a_person_changes_came_from_that_person(collection: Collection) -> None:
    edit_metadata(collection, [1], {"title": "Minutes of May", "date": "about 2020", "language": ""})
    after = metadata(collection, 1)
    assert (after.values["title"], after.values["date"], after.values["language"]) == (
        "Minutes of May",
        "about 2020",
        "",
    )
    assert after.origins == {"title": BY_HAND, "date": BY_HAND}
    days = collection.connection.execute("SELECT date_from, date_to FROM source WHERE id = 1").fetchone()
    assert days == ("2019-01-01", "2021-12-31")
    collection.undo()
    assert metadata(collection, 1).origins["date"] == "file name"


def test_several_are_changed_in_one_step(collection: Collection) -> None:
    edit_metadata(collection, [1, 2], {"publication": "Harbour Herald", "authors": ("Oskar  Penn", "Oskar Penn", "")})
    assert [source.publication for source in collection.sources()] == ["Harbour Herald"] * 2
    assert [source.authors for source in collection.sources()] == [("Oskar Penn",)] * 2
    assert collection.next_undo == "Edit 2 sources"
    collection.undo()
    assert [source.publication for source in collection.sources()] == ["", ""]


def test_the_step_counts_only_sources_that_change(collection: Collection) -> None:
    edit_metadata(collection, [1], {"publication": "Harbour Herald"})
    edit_metadata(collection, [1, 2], {"publication": "Harbour Herald"})
    assert collection.next_undo == "Edit source"


def test_what_several_have_in_common_is_told(collection: Collection) -> None:
    known = common(collection, [1, 2])
    assert known["language"].value == "en"
    assert known["language"].origins == ("detected", "HTML metadata")
    assert known["title"].value is None
    assert known["title"].values == ("Minutes", "Letter")


def test_what_stays_the_same_is_not_written(collection: Collection) -> None:
    edit_metadata(collection, [1, 2], {"language": "en"})
    assert collection.next_undo == "Import"
    assert metadata(collection, 1).origins["language"] == "detected"


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("title", "  ", "needs a title"),
        ("language", "Klingon!", "not a language"),
        ("url", "somewhere", "not an address"),
    ],
)
def test_what_makes_no_sense_is_refused(collection: Collection, field: str, value: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        edit_metadata(collection, [1], {field: value})
    assert collection.next_undo == "Import"


def test_what_is_not_there_is_refused(collection: Collection) -> None:
    with pytest.raises(UnknownSource):
        edit_metadata(collection, [1, 7], {"title": "x"})
    with pytest.raises(KeyError):
        edit_metadata(collection, [1], {"content": "x"})


def test_a_new_title_is_found_by_a_search(collection: Collection) -> None:
    edit_metadata(collection, [1], {"title": "The zeppelin"})
    assert [hit.source for hit in collection.search("zeppelin").hits] == [1]
