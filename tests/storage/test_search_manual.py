# SPDX-License-Identifier: MIT
"""The queries of the manual and of the help, run over the sample archive."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing import attributes, sources
from app.sample import fill_with_sample
from app.search.engine import Searcher
from app.search.examples import queries
from app.search.fields import FIELDS

MANUAL = (Path(__file__).parents[2] / "docs" / "manual" / "search.md").read_text("utf-8")
QUERIES = re.findall(r"^\| `(.+?)` \|", MANUAL, re.MULTILINE)
RELATIVE = ("date:last year",)
"""Queries whose answer depends on the day."""
NOTHING = ("is:orphan",)
"""What the sample archive has none of."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    path = tmp_path_factory.mktemp("manual") / "sample.postil"
    collection = Collection.open(path, create=True, annotator="Ada")
    fill_with_sample(collection)
    sources.create_set(collection, "letters", [10, 13])
    attributes.set_value(collection, [1], attributes.add_attribute(collection, "country"), "Kestria")
    yield collection
    collection.close()


def test_the_page_has_its_tables() -> None:
    assert len(QUERIES) > 40


@pytest.mark.parametrize("query", [*QUERIES, *queries()])
def test_an_example_is_understood_and_finds_something(archive: Collection, query: str) -> None:
    results = Searcher(archive.connection).search(query)
    assert results.mistakes == ()
    assert not results.partial
    assert results.meaning
    if query not in (*RELATIVE, *NOTHING):
        assert results.total > 0


def test_every_field_is_on_the_page() -> None:
    missing = [field.name for field in FIELDS if f"{field.name}:" not in MANUAL]
    assert set(missing) <= {"holder", "for", "actor", "cue", "mode"}
