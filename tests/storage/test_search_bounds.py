# SPDX-License-Identifier: MIT
"""Where a query asks for more than can be searched in time, less is searched, and a sentence says so."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.collection import Collection
from app.search import beginnings, lexicon, nearness, reading
from app.search.engine import Searcher
from database import search_near, search_rank
from tests.archives import SOURCES, search_archive
from tests.builders import add_source, new_collection

LAKE, ELECTION, MILLS, *_ = SOURCES


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    with closing(search_archive(tmp_path_factory.mktemp("bounds"))) as collection:
        yield collection


@pytest.fixture
def searcher(archive: Collection) -> Searcher:
    return Searcher(archive.connection)


def test_a_pattern_of_too_common_words_is_cut_with_one_note(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon, "AFFORDED", 1)
    monkeypatch.setattr(lexicon, "MOST_COMMON", 0)
    assert searcher.search("m*").notes == ("“m*” fits more words than can be searched at once; the 2 commonest are.",)


def test_of_many_patterns_that_are_cut_a_few_are_named(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "AFFORDED", 1)
    monkeypatch.setattr(lexicon, "MOST_COMMON", 0)
    notes = searcher.search("m* OR s* OR t* OR l* OR a* OR o*").notes
    assert [note[1] for note in notes[:4]] == ["m", "s", "t", "l"]
    assert notes[4:] == ("Likewise for 2 more words.",)


def test_a_long_phrase_of_words_that_stand_everywhere_is_cut(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon, "LONG_PHRASE", 2)
    monkeypatch.setattr(lexicon, "PHRASE_COST", 2)
    found = searcher.search('"imposed sanctions on the moon"')
    assert [hit.title for hit in found.hits] == [LAKE]
    assert found.notes == (
        "The words of “imposed sanctions on the …” stand in too many sources; the first 2 of them are searched.",
    )
    monkeypatch.setattr(lexicon, "PHRASE_COST", 400)
    assert searcher.search('"imposed sanctions on the mill"').notes == ()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Make the archive one whose words are all too common to be compared."""
    for name in ("PLACES", "OFTEN", "NEARBY"):
        monkeypatch.setattr(nearness, name, 0)
    return monkeypatch


@pytest.mark.usefixtures("large")
def test_words_that_stand_everywhere_are_not_looked_for_near_each_other(searcher: Searcher) -> None:
    found = searcher.search('"observers the"~3')
    assert [hit.title for hit in found.hits] == [ELECTION]
    assert found.notes == (
        "The words of “observers the” stand in too many places; how near they are was not compared.",
    )


def test_too_common_words_near_others_are_compared_in_few_texts_and_in_any_order_in_many(
    searcher: Searcher, large: pytest.MonkeyPatch
) -> None:
    large.setattr(nearness, "NEARBY", 1_000_000)
    large.setattr(nearness, "OFTEN", 1)
    assert searcher.search('"observers the"~3').notes == ()
    assert searcher.search('"observers the"~3').total == 0
    large.setattr(search_near, "MAX_TEXTS", 0)
    found = Searcher(searcher.connection).search('"observers the"~3')
    assert [hit.title for hit in found.hits] == [ELECTION]
    assert found.notes == (
        "“the” stands in too many places; it was looked for near the rest of “observers the”, in any order.",
    )


def test_a_beginning_of_common_words_is_looked_for_by_its_words(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = searcher.search("sanc*")
    monkeypatch.setattr(beginnings, "CHEAP", 0)
    listed = Searcher(searcher.connection).search("sanc*")
    assert (listed.total, listed.notes) == (whole.total, ())
    assert {hit.source: hit.snippets for hit in listed.hits} == {hit.source: hit.snippets for hit in whole.hits}
    monkeypatch.setattr(beginnings, "DEAR", 0)
    monkeypatch.setattr(beginnings, "MOST_COMMON", 0)
    monkeypatch.setattr(beginnings, "FEWEST", 1)
    cut = Searcher(searcher.connection).search("sanc*")
    assert cut.notes == ("“sanc*” fits more words than can be searched at once; the commonest is.",)
    assert 0 < cut.total <= whole.total


def test_words_in_too_many_places_leave_the_order_of_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(new_collection(tmp_path)) as collection:
        for title, text in (
            ("One", "harbour and so on"),
            ("Two", "harbour harbour"),
            ("Three", "harbour here, harbour there"),
        ):
            add_source(collection, title, text)
        ranked = collection.searcher.search("harbour")
        assert (ranked.hits[0].title, ranked.notes) == ("Two", ())
        for name in ("LARGE", "MAX_OCCURRENCES", "OFTEN"):
            monkeypatch.setattr(search_rank, name, 0)
        found = Searcher(collection.connection).search("harbour")
        assert [hit.title for hit in found.hits] == ["One", "Two", "Three"]
        assert found.notes == (
            "Such words stand in too many sources to tell which is best; the sources come as imported.",
        )


def test_patterns_in_titles_stand_for_words_of_titles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "PATTERNS", 2)
    with closing(new_collection(tmp_path)) as collection:
        first, second, third = (add_source(collection, title, "again and again, gained, drained") for title in "ABC")
        collection.edit_source(first, title="Grain")
        collection.edit_source(second, title="Rain")
        found = collection.searcher.search("title:*ain*")
        assert ({hit.title for hit in found.hits}, found.notes) == ({"Grain", "Rain"}, ())
        collection.edit_source(third, title="Terrain")
        assert collection.searcher.search("title:*ain*").notes != ()
        assert collection.searcher.search("title:terr*").total == 1


@pytest.mark.parametrize("remembered", [1, 1000])
def test_what_is_remembered_of_words_is_forgotten_when_the_collection_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remembered: int
) -> None:
    monkeypatch.setattr(reading, "REMEMBERED", remembered)
    with closing(new_collection(tmp_path)) as collection:
        for number in range(6):
            add_source(collection, f"Report {number}", "a mill" if number % 3 else "a mill at the harbour, a ferry")
        kept = Searcher(collection.connection)
        for title, text in (("Four", "harbours and ferries"), ("Five", "a harbour"), ("Six", "nothing of it")):
            for query in ("harbour", "harbour ferry", "mill harbour", "harbour"):
                fresh = Searcher(collection.connection).search(query).hits
                assert kept.search(query).hits == fresh
                assert fresh
            add_source(collection, title, text)
